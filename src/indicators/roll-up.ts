import { sql } from 'kysely';
import type { Database } from './refresh.js';
import { type Sql, WHOLE_YEAR } from './sql.js';

/**
 * Rewrites the figures of some divisions of one depth in the reporting tables: their own parts plus the figures of the
 * divisions directly under them, which must be up to date. Ratios are made from the summed parts.
 */
export async function rollUp(db: Database, divisions: readonly string[], indicators: readonly string[]): Promise<void> {
  const here = sql`${[...divisions]}::text[]`;
  const measured = sql`${[...indicators]}::text[]`;
  const mine = sql`division = any(${here}) and indicator = any(${measured})`;
  await sql`
    insert into reporting.dim_year (year, first_day, last_day)
    select distinct year, make_date(year, 1, 1), make_date(year, 12, 31) from figures.part where division = any(${here})
    on conflict do nothing`.execute(db);
  await sql`delete from reporting.indicator_month where ${mine}`.execute(db);
  await sql`delete from reporting.indicator_year where ${mine}`.execute(db);

  const under = (table: string, month: Sql, undated: Sql) => sql`
    select d.parent_code as division, f.indicator, f.dimension, f.member, f.year, ${month} as month,
      f.numerator, f.denominator, f.partial, f.approximate, ${undated} as undated
    from ${sql.table(table)} f join division d on d.code = f.division
    where d.parent_code = any(${here}) and f.indicator = any(${measured})`;
  const own = (period: Sql, month: Sql) => sql`
    select division, indicator, dimension, member, year, ${month} as month, numerator, denominator, partial, approximate, undated
    from figures.part where ${mine} and ${period}`;

  await sql`
    insert into reporting.indicator_month (division, indicator, dimension, member, year, month, first_day, value,
      partial, approximate, undated, numerator, denominator)
    with ${valued(
      own(sql`period <> ${sql.lit(WHOLE_YEAR)}`, sql`period`),
      under('reporting.indicator_month', sql`f.month`, sql`f.undated`),
    )}
    select division, indicator, dimension, member, year, month, make_date(year, month, 1), round(exact, decimals),
      partial, approximate, undated, numerator, denominator
    from valued`.execute(db);

  await sql`
    insert into reporting.indicator_year (division, indicator, dimension, member, year, first_day, value, previous, change,
      rate, reason, partial, approximate, numerator, denominator, target_low, target_high, target_text, completion, met)
    with ${valued(
      own(sql`period = ${sql.lit(WHOLE_YEAR)}`, sql`0`),
      under('reporting.indicator_year', sql`0`, sql`false`),
    )}
    select v.division, v.indicator, v.dimension, v.member, v.year, make_date(v.year, 1, 1), round(v.exact, v.decimals),
      round(p.exact, v.decimals), round(v.exact - p.exact, v.decimals),
      ${rate(sql`v.kind`, sql`v.exact`, sql`p.exact`)}, ${reason(sql`v.kind`, sql`v.exact`, sql`p.exact`)},
      v.partial, v.approximate, v.numerator, v.denominator,
      t.low, t.high, t.text, ${completion(sql`v.exact`)}, ${met(sql`v.exact`)}
    from valued v
    left join valued p on (p.division, p.indicator, p.dimension, p.member) = (v.division, v.indicator, v.dimension, v.member)
      and p.year = v.year - 1
    left join (
      select distinct on (division, year, indicator) * from reporting.target where indicator is not null
      order by division, year, indicator, seq
    ) t on v.dimension = '' and t.division = v.division and t.year = v.year and t.indicator = v.indicator`.execute(db);
}

/** CTEs up to `valued`: own and lower parts added up, gaps of members filled, `exact` the unrounded value. */
function valued(own: Sql, under: Sql): Sql {
  return sql`
    summed as (
      select division, indicator, dimension, member, year, month,
        sum(numerator) as numerator, sum(denominator) as denominator,
        bool_or(partial) as partial, bool_or(approximate) as approximate, bool_or(undated) as undated
      from (${own} union all ${under}) parts group by 1, 2, 3, 4, 5, 6
    ),
    filled as (
      -- A member that a division lacks in a known year counts nothing in it.
      select w.division, w.indicator, m.dimension, m.member, w.year, w.month,
        case when s.division is null then 0 else s.numerator end as numerator,
        case when s.division is null and w.denominator is not null then 0 else s.denominator end as denominator,
        coalesce(s.partial, false) as partial, coalesce(s.approximate, false) as approximate,
        coalesce(s.undated, false) as undated
      from (select * from summed where dimension = '') w
      join (select distinct division, indicator, dimension, member from summed) m using (division, indicator)
      left join summed s
        on (s.division, s.indicator, s.dimension, s.member, s.year, s.month)
         = (w.division, w.indicator, m.dimension, m.member, w.year, w.month)
    ),
    valued as (
      select f.*, i.kind, i.decimals,
        case when i.kind = 'RATIO' then f.numerator / nullif(f.denominator, 0) * i.factor else f.numerator end as exact
      from filled f join reporting.dim_indicator i on i.code = f.indicator
    )`;
}

/** Growth in per cent, to two decimals; null wherever `reason` says why. */
export function rate(kind: Sql, value: Sql, previous: Sql): Sql {
  return sql`case when ${kind} <> 'RATIO' and ${previous} > 0 then round((${value} - ${previous}) / ${previous} * 100, 2) end`;
}

/** Why there is no growth rate; null where there is one. */
export function reason(kind: Sql, value: Sql, previous: Sql): Sql {
  return sql`case
    when ${value} is null then 'NO_DATA'
    when ${previous} is null then 'NO_BASE'
    when ${kind} = 'RATIO' then 'RATIO'
    when ${previous} = 0 then 'ZERO_BASE'
    when ${previous} < 0 then 'NEGATIVE_BASE' end`;
}

/** Completion of target `t` in per cent: actual ÷ low bound, or for an upper bound alone bound ÷ actual. */
export function completion(value: Sql): Sql {
  return sql`case
    when t.low is not null then round(${value} / nullif(t.low, 0) * 100, 2)
    when t.high is not null then round(t.high / nullif(${value}, 0) * 100, 2) end`;
}

/** Whether `value` reaches the low bound of target `t`, or keeps to its upper bound where that is all there is. */
export function met(value: Sql): Sql {
  return sql`case when t.low is not null then ${value} >= t.low when t.high is not null then ${value} <= t.high end`;
}
