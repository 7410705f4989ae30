import { sql } from 'kysely';
import { TARGET_COMPLETION } from '../catalogue/target.js';
import { type Database, type Sql } from '../../database/sql.js';
import { WHOLE_YEAR } from './figures-sql.js';
import { type FigureTables, KEPT } from './tables.js';
import { countTargets, haveTargets } from './targets-met.js';

/**
 * Rewrites the figures of some divisions of one depth in the reporting tables: their own parts plus the figures of the
 * divisions directly under them, which must be up to date. Ratios are made from the summed parts. How many targets are
 * met comes last, for it is told from the others.
 */
export async function rollUp(
  db: Database,
  divisions: readonly string[],
  indicators: readonly string[],
  tables: FigureTables = KEPT,
): Promise<void> {
  const { rows: children } = await sql<{ code: string; parent: string }>`
    select code, parent_code as parent from division where parent_code = any(${[...divisions]}::text[])`.execute(db);
  const parents = [...new Set(children.map(({ parent }) => parent))];
  const leaves = divisions.filter((code) => !parents.includes(code));
  const under = sql`${children.map(({ code }) => code)}::text[]`;
  const write = async (codes: readonly string[]) => {
    if (codes.length === 0) return;
    if (leaves.length > 0) await rewrite(db, leaves, codes, ownParts, tables);
    if (parents.length > 0) await rewrite(db, parents, codes, summedParts(under), tables);
  };
  // Nothing is known of the size of what a statement makes on its way, and a guess of one row costs minutes here.
  await sql`set local enable_nestloop = off`.execute(db);
  await write(indicators.filter((code) => code !== TARGET_COMPLETION));
  if (indicators.includes(TARGET_COMPLETION) && (await haveTargets(db, divisions, tables))) {
    await countTargets(db, divisions, tables, met);
    await write([TARGET_COMPLETION]);
  }
  await sql`set local enable_nestloop = on`.execute(db);
}

/** Makes the parts that some divisions' figures are computed from: of whole years, or of months. */
type Parts = (mine: Sql, measured: Sql, span: 'year' | 'month', tables: FigureTables) => Sql;

async function rewrite(
  db: Database,
  divisions: readonly string[],
  indicators: readonly string[],
  parts: Parts,
  tables: FigureTables,
): Promise<void> {
  const here = sql`${[...divisions]}::text[]`;
  const measured = sql`${[...indicators]}::text[]`;
  const mine = sql`division = any(${here}) and indicator = any(${measured})`;
  await sql`
    insert into ${sql.table(tables.years)} (year, first_day, last_day)
    select distinct year, make_date(year, 1, 1), make_date(year, 12, 31) from ${sql.table(tables.part)} where division = any(${here})
    on conflict do nothing`.execute(db);
  await sql`delete from ${sql.table(tables.month)} where ${mine}`.execute(db);
  await sql`delete from ${sql.table(tables.year)} where ${mine}`.execute(db);
  await sql`
    insert into ${sql.table(tables.month)} (division, indicator, dimension, member, year, month, first_day, value,
      partial, approximate, undated, numerator, denominator)
    with parts as (${parts(mine, measured, 'month', tables)}), valued as (${VALUED})
    select division, indicator, dimension, member, year, month, make_date(year, month, 1), round(exact, decimals),
      partial, approximate, undated, trim_scale(numerator), trim_scale(denominator)
    from valued`.execute(db);
  await sql`
    insert into ${sql.table(tables.year)} (division, indicator, dimension, member, year, first_day, value, previous, change,
      rate, reason, partial, approximate, numerator, denominator, target_low, target_high, target_text, completion, met)
    with parts as (${parts(mine, measured, 'year', tables)}), valued as (${VALUED}),
    compared as (
      select *, case when lag(year) over w = year - 1 then lag(exact) over w end as before
      from valued window w as (partition by division, indicator, dimension, member order by year)
    )
    select v.division, v.indicator, v.dimension, v.member, v.year, make_date(v.year, 1, 1), round(v.exact, v.decimals),
      round(v.before, v.decimals), round(v.exact - v.before, v.decimals),
      ${rate(sql`v.kind`, sql`v.exact`, sql`v.before`)}, ${reason(sql`v.kind`, sql`v.exact`, sql`v.before`)},
      v.partial, v.approximate, trim_scale(v.numerator), trim_scale(v.denominator),
      t.low, t.high, t.text, ${completion(sql`v.exact`)}, ${met(sql`v.exact`)}
    from compared v
    left join (
      select distinct on (division, year, indicator) * from ${sql.table(tables.target)} where indicator is not null
      order by division, year, indicator, seq
    ) t on v.dimension = '' and t.division = v.division and t.year = v.year and t.indicator = v.indicator`.execute(db);
}

/** Parts with their indicator, and `exact`, the unrounded value. */
const VALUED = sql`
  select p.*, i.kind, i.decimals,
    case when i.kind = 'RATIO' then p.numerator / nullif(p.denominator, 0) * i.factor else p.numerator end as exact
  from parts p join reporting.dim_indicator i on i.code = p.indicator`;

const COLUMNS = sql`indicator, dimension, member, year`;
const FLAGS = sql`numerator, denominator, partial, approximate`;

/** Of divisions with none under them: what their own rows come to. */
const ownParts: Parts = (mine, _measured, span, tables) => sql`
  select division, ${COLUMNS}, ${span === 'month' ? sql`period` : sql`0`} as month, ${FLAGS}, undated
  from ${sql.table(tables.part)} where ${mine} and period ${span === 'month' ? sql`<>` : sql`=`} ${sql.lit(WHOLE_YEAR)}`;

/**
 * Of divisions with others `under` them, all by their codes: their own parts and those divisions' figures added up. The
 * codes have their figures found by the index; joined by what stands above them, every figure there is would be read.
 */
const summedParts =
  (under: Sql): Parts =>
  (mine, measured, span, tables) =>
    sql`
  with summed as (
    select division, ${COLUMNS}, month, sum(numerator) as numerator, sum(denominator) as denominator,
      bool_or(partial) as partial, bool_or(approximate) as approximate, bool_or(undated) as undated
    from (
      ${ownParts(mine, measured, span, tables)}
      union all
      select d.parent_code, ${COLUMNS}, ${span === 'month' ? sql`month` : sql`0`}, ${FLAGS}, ${span === 'month' ? sql`undated` : sql`false`}
      from ${sql.table(tables[span])} f join division d on d.code = f.division
      where f.division = any(${under}) and f.indicator = any(${measured})
    ) each group by division, ${COLUMNS}, month
  )
  -- A member that a division lacks in a known year counts nothing in it.
  select w.division, w.indicator, m.dimension, m.member, w.year, w.month,
    case when s.division is null then 0 else s.numerator end as numerator,
    case when s.division is null and w.denominator is not null then 0 else s.denominator end as denominator,
    coalesce(s.partial, false) as partial, coalesce(s.approximate, false) as approximate,
    coalesce(s.undated, false) as undated
  from (select * from summed where dimension = '') w
  join (select distinct division, indicator, dimension, member from summed) m using (division, indicator)
  left join summed s on s.division = w.division and s.indicator = w.indicator and s.dimension = m.dimension
    and s.member = m.member and s.year = w.year and s.month = w.month`;

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
