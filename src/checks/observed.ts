import { sql } from 'kysely';
import { indicatorOfTarget, named, TARGET_NAMES, totalName } from '../indicators/compute/names.js';
import type { Sql } from '../database/sql.js';
import { KEPT } from '../indicators/compute/tables.js';
import { monthOf } from '../indicators/compute/totals/period.js';
import { type CheckScope, inYears } from './scope.js';
import { conversion, unitsSql } from '../indicators/compute/units.js';

/** The unrounded figure of an indicator, as its rows make it, in the year of a reported total, or in the one before, for the same months. */
function figure(year: Sql): Sql {
  const of = (table: string) => sql`
      select numerator, denominator, partial, approximate from ${sql.table(table)} f
      where not f.stated and f.division = s.division and f.indicator = s.code and f.dimension = '' and f.member = '' and f.year = ${year}`;
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
 * the one before, in the total's unit; null where they are not known exactly; `rebased`: those two rest on different bases. `least` is the smallest step of the
 * indicator in that unit. A masked or approximate figure of a report is null.
 */
export function observedSql(scope: CheckScope): Sql {
  const exactly = (column: string) =>
    sql`case when o.flags ->> ${sql.lit(column)} is null then o.${sql.ref(column)} end`;
  const mine = scope.observed === 'all' ? sql`true` : sql`code = any(${[...scope.observed]}::text[])`;
  return sql`
  ${TARGET_NAMES},
  reported as materialized (
    select division, id, year, indicator, unit, period, coalesce(period, '') as span, source, remark, value, previous,
      published_rate, flags, sheet, row_number
    from observation
    where division = any(${scope.divisions}) and (${inYears(scope, sql`year`)} or ${inYears(scope, sql`year + 1`)})
  ),
  -- Each name and each period is parsed once, however many rows have it.
  titles as materialized (
    select t.*, n.code
    from (select indicator as title, unit, ${named(sql`indicator`)} as subject from reported group by indicator, unit) t
    left join lateral ${indicatorOfTarget(totalName(sql`t.title`), sql`t.unit`)} n on true
  ),
  spans as materialized (select span, ${monthOf(sql`span`)} as month from reported group by span),
  stated as materialized (
    select o.division, o.id, o.year, o.indicator as name, t.subject, t.code, o.unit, o.period, s.month, o.source,
      ${exactly('value')} as value, ${exactly('previous')} as previous, ${exactly('published_rate')} as rate,
      concat(o.indicator, o.remark) ~ '同口径|可比|不变价' as adjusted, o.sheet, o.row_number
    from reported o join titles t on t.title = o.indicator and t.unit is not distinct from o.unit join spans s using (span)
  ),
  units as materialized (${unitsSql(sql`select unit from stated union select unit from reporting.dim_indicator`)}),
  observed as materialized (
    select s.*, exists (
        select from ${sql.table(KEPT.year)} f
        where f.division = s.division and f.indicator = s.code and f.dimension = '' and f.year = s.year and f.reason = 'BASIS'
      ) as rebased, now.exact / conv as now, before.exact / conv as before, power(10::numeric, -decimals) / conv as least,
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
