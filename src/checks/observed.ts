import { sql } from 'kysely';
import { comparable, named, NAMED_INDICATORS } from '../indicators/compute/names.js';
import type { Sql } from '../database/sql.js';
import { KEPT } from '../indicators/compute/tables.js';
import { type CheckScope, inYears } from './scope.js';
import { conversion, unitsSql } from './units.js';

const DASH = '[-‐‑‒–—―−~至到]';

/** The part of its year that a reported total covers: 0 the whole year, 1–11 January to that month, -1 some other part. */
function monthOf(period: Sql): Sql {
  const plain = sql`regexp_replace(regexp_replace(normalize(${period}, NFKC), '\\s', '', 'g'), '^(19|20)\\d{2}年', '')`;
  return sql`(select case
      when p in ('', '年', '全年', '年度', '本年', '当年', '全年累计') or p ~ ${sql.lit(`^0?1月?${DASH}12月份?(累计)?$`)} then 0
      when p ~ ${sql.lit(`^0?1月?${DASH}([1-9]|0[1-9]|1[01])月份?(累计)?$`)} then substring(p from ${sql.lit(`${DASH}(\\d+)`)})::int
      when p in ('1月', '1月份') then 1
      when p ~ '^(第?[一1]|前[一1])季度$' then 3
      when p in ('上半年', '前二季度', '前两季度', '前2季度') then 6
      when p ~ '^前[三3]季度$' then 9
      else -1
    end from (select ${plain} as p) period)`;
}

/** The unrounded figure of an indicator in the year of a reported total, or in the one before, for the same months. */
function figure(year: Sql): Sql {
  const of = (table: string) => sql`
      select numerator, denominator, partial, approximate from ${sql.table(table)} f
      where f.division = s.division and f.indicator = s.code and f.dimension = '' and f.member = '' and f.year = ${year}`;
  return sql`lateral (
    select case when s.kind = 'RATIO' then numerator / nullif(denominator, 0) * s.factor else numerator end as exact
    from (
      ${of(KEPT.year)} and s.month = 0 union all ${of(KEPT.month)} and f.month = s.month and not undated
    ) f
    where not partial and not approximate
  )`;
}

/**
 * The common table expressions `stated`, the reported totals of the years asked for and of those before them, and
 * `observed`: those of the years asked for with `now` and `before`, the unrounded figures of the rows in that year and
 * the one before, in the total's unit; null where they are not known exactly. `least` is the smallest step of the
 * indicator in that unit. A masked or approximate figure of a report is null.
 */
export function observedSql(scope: CheckScope): Sql {
  const exactly = (column: string) =>
    sql`case when o.flags ->> ${sql.lit(column)} is null then o.${sql.ref(column)} end`;
  const mine = scope.observed === 'all' ? sql`true` : sql`code = any(${[...scope.observed]}::text[])`;
  return sql`
  names as materialized (${NAMED_INDICATORS}),
  reported as materialized (
    select division, id, year, indicator, unit, period, coalesce(period, '') as span, source, remark, value, previous,
      published_rate, flags, sheet, row_number
    from observation
    where division = any(${scope.divisions}) and (${inYears(scope, sql`year`)} or ${inYears(scope, sql`year + 1`)})
  ),
  -- Each name and each period is parsed once, however many rows have it.
  titles as materialized (
    select title, subject, coalesce(whole.code, part.code) as code
    from (select indicator as title, ${named(sql`indicator`)} as subject from reported group by indicator) t
    left join names whole on whole.name = ${comparable(sql`title`)}
    left join names part on part.name = subject
  ),
  spans as materialized (select span, ${monthOf(sql`span`)} as month from reported group by span),
  stated as materialized (
    select o.division, o.id, o.year, o.indicator as name, t.subject, t.code, o.unit, o.period, s.month, o.source,
      ${exactly('value')} as value, ${exactly('previous')} as previous, ${exactly('published_rate')} as rate,
      concat(o.indicator, o.remark) ~ '同口径|可比|不变价' as adjusted, o.sheet, o.row_number
    from reported o join titles t on t.title = o.indicator join spans s using (span)
  ),
  units as materialized (${unitsSql(sql`select unit from stated union select unit from reporting.dim_indicator`)}),
  observed as materialized (
    select s.*, now.exact / conv as now, before.exact / conv as before, power(10::numeric, -decimals) / conv as least,
      greatest(decimals + round(log(conv)), 0)::int as digits
    from (
      select s.*, i.kind, i.decimals, i.factor, ${conversion('u', 'w')} as conv
      from stated s
      left join reporting.dim_indicator i using (code)
      left join units u on u.unit = s.unit
      left join units w on w.unit = i.unit
    ) s
    left join ${figure(sql`s.year`)} now on true
    left join ${figure(sql`s.year - 1`)} before on true
    where ${inYears(scope, sql`s.year`)} and ${mine}
  )`;
}
