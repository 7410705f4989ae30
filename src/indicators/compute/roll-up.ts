import { sql } from 'kysely';
import { target } from '../../entities/ledgers/target.js';
import { TARGET_COMPLETION } from '../catalogue/target.js';
import { type Database, type Sql } from '../../database/sql.js';
import { WHOLE_YEAR } from './cells.js';
import { ALIKE } from './common-units.js';
import { endRebased } from './rebased.js';
import { type FigureTables, KEPT } from './tables.js';
import { countTargets, haveTargets } from './targets-met.js';

/**
 * Rewrites the figures of some divisions of one depth in the reporting tables: their own parts plus the figures of the
 * divisions directly under them, which must be up to date. Ratios are made from the summed parts. How many targets are
 * met comes last, for it is told from the others and from the rows of the ledger of `targets`.
 */
export async function rollUp(
  db: Database,
  divisions: readonly string[],
  indicators: readonly string[],
  tables: FigureTables = KEPT,
  targets: string = target.table,
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
  await endRebased(db, divisions, indicators, tables);
  if (indicators.includes(TARGET_COMPLETION) && (await haveTargets(db, divisions, tables))) {
    await countTargets(db, divisions, { tables, rows: targets }, met);
    await write([TARGET_COMPLETION]);
  }
  await sql`set local enable_nestloop = on`.execute(db);
}

/** Makes the parts that some divisions' figures are computed from: of whole years, or of months. */
type Parts = (mine: Sql, measured: Sql, span: Span, tables: FigureTables) => Sql;
type Span = 'year' | 'month';

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
  await sql`delete from ${sql.table(tables.alike)} where ${mine}`.execute(db);
  const alike = (span: Span) => sql`
    insert into ${sql.table(tables.alike)} (division, indicator, year, month, numerator, denominator, previous_numerator, previous_denominator, divisions)
    select division, indicator, year, ${span === 'month' ? sql`month` : sql`0`}, like_numerator, like_denominator,
      like_previous_numerator, like_previous_denominator, like_divisions
    from parts where like_divisions is not null`;
  await sql`
    with parts as materialized (${parts(mine, measured, 'month', tables)}), valued as (${VALUED}), alike as (${alike('month')})
    insert into ${sql.table(tables.month)} (division, indicator, dimension, member, is_total, year, month, first_day, value,
      partial, approximate, undated, none_recorded, carried, overlapping, stated, disputed, numerator, denominator)
    select division, indicator, dimension, member, dimension = '', year, month, make_date(year, month, 1), round(exact, decimals),
      partial, approximate, undated, none_recorded, carried, overlapping, stated, disputed, trim_scale(numerator), trim_scale(denominator)
    from valued`.execute(db);
  const like = (part: string) =>
    sql`case when v.kind = 'RATIO' then ${sql.ref(`v.like_${part}numerator`)} / nullif(${sql.ref(`v.like_${part}denominator`)}, 0) * v.factor else ${sql.ref(`v.like_${part}numerator`)} end`;
  await sql`
    with parts as materialized (${parts(mine, measured, 'year', tables)}), valued as (${VALUED}), alike as (${alike('year')}),
    compared as (
      select *, case when lag(year) over w = year - 1 then lag(exact) over w end as before
      from valued window w as (partition by division, indicator, dimension, member order by year)
    ),
    told as (select v.*, ${like('')} as like_exact, ${like('previous_')} as like_before from compared v)
    insert into ${sql.table(tables.year)} (division, indicator, dimension, member, is_total, year, first_day, value, previous, change,
      rate, reason, partial, approximate, none_recorded, carried, overlapping, stated, disputed, incomplete, reported, expected,
      like_value, like_previous, like_change, like_rate, like_divisions,
      numerator, denominator, target_low, target_high, target_text, completion, met)
    select v.division, v.indicator, v.dimension, v.member, v.dimension = '', v.year, make_date(v.year, 1, 1), round(v.exact, v.decimals),
      round(v.before, v.decimals), ${changed(sql`v.uneven`, sql`round(v.exact, v.decimals)`, sql`round(v.before, v.decimals)`)},
      ${rate(sql`v.kind`, sql`v.exact`, sql`v.before`, sql`v.uneven`)},
      ${reason(sql`v.kind`, sql`v.exact`, sql`v.before`, sql`v.uneven`)},
      v.partial, v.approximate, v.none_recorded, v.carried, v.overlapping, v.stated, v.disputed, v.reported < v.expected, v.reported, v.expected,
      round(v.like_exact, v.decimals), round(v.like_before, v.decimals),
      round(v.like_exact, v.decimals) - round(v.like_before, v.decimals),
      ${rate(sql`v.kind`, sql`v.like_exact`, sql`v.like_before`, sql`false`)}, v.like_divisions,
      trim_scale(v.numerator), trim_scale(v.denominator),
      t.low, t.high, t.text, ${completion(sql`v.exact`)}, ${met(sql`v.exact`)}
    from told v
    left join (
      select distinct on (division, year, indicator) * from ${sql.table(tables.target)} where indicator is not null
      order by division, year, indicator, seq
    ) t on v.dimension = '' and t.division = v.division and t.year = v.year and t.indicator = v.indicator`.execute(db);
}

/** Parts with their indicator, and `exact`, the unrounded value. */
const VALUED = sql`
  select p.*, i.kind, i.decimals, i.factor,
    case when i.kind = 'RATIO' then p.numerator / nullif(p.denominator, 0) * i.factor else p.numerator end as exact
  from parts p join reporting.dim_indicator i on i.code = p.indicator`;

const COLUMNS = sql`indicator, dimension, member, year`;
const FLAGS = sql`numerator, denominator, partial, approximate, none_recorded, carried, overlapping, stated, disputed`;

/** What divisions' own parts come to. `units`: which of them make a division one that is expected to report from then on. */
function ownRows(mine: Sql, span: Span, tables: FigureTables, units = sql`covered`): Sql {
  return sql`
  select division, ${COLUMNS}, ${span === 'month' ? sql`period` : sql`0`} as month, ${FLAGS}, undated, covered::int as reported,
    coalesce(min(year) filter (where ${units}) over (partition by division, indicator) <= year, false)::int as expected
  from ${sql.table(tables.part)} where ${mine} and period ${span === 'month' ? sql`<>` : sql`=`} ${sql.lit(WHOLE_YEAR)}`;
}

/** Of divisions with none under them: what their own rows come to. */
const ownParts: Parts = (mine, _measured, span, tables) => sql`
  select *, carried or coalesce(lag(year) over w = year - 1 and lag(reported) over w <> reported, false) as uneven, null::numeric as like_numerator, null::numeric as like_denominator,
    null::numeric as like_previous_numerator, null::numeric as like_previous_denominator, null::int as like_divisions
  from (${ownRows(mine, span, tables)}) own
  window w as (partition by division, indicator, dimension, member, month order by year)`;

/**
 * Of divisions with others `under` them, all by their codes: their own parts and those divisions' figures added up, with
 * the divisions that reported (`reported` of `expected`). A division's own rows count as one more division. Where the
 * divisions of a year are not those of the year before, `like_…` is what those of both years come to; `uneven`: so it
 * is, or a stock is carried.
 *
 * What a division states of itself (`alone`) is a total of all under it, and stands instead of their figures, which then
 * are stated too. A stated ratio has no parts that could be added to those of others.
 *
 * The codes have their figures found by the index; joined by what stands above them, every figure there is would be read.
 */
const summedParts =
  (under: Sql): Parts =>
  (mine, measured, span, tables) =>
    sql`
  with alone as materialized (
    select distinct division, indicator, year from ${sql.table(tables.part)} where ${mine} and stated
  ),
  each as (
    select division, division as child, ${COLUMNS}, month, ${FLAGS}, undated, reported, expected, stated as alone, false as instead,
      null::numeric as like_numerator, null::numeric as like_denominator, null::numeric as like_previous_numerator,
      null::numeric as like_previous_denominator, null::int as like_divisions
    from (${ownRows(mine, span, tables, sql`covered and not stated`)}) own
    union all
    select d.parent_code, f.division, f.indicator, f.dimension, f.member, f.year, ${span === 'month' ? sql`f.month` : sql`0`},
      case when k.added then f.numerator end, case when k.added then f.denominator end, not k.instead and (f.partial or not k.added),
      k.added and f.approximate, k.instead or f.none_recorded, not k.instead and f.carried, not k.instead and f.overlapping,
      k.added and f.stated, not k.instead and f.disputed, k.added and ${span === 'month' ? sql`f.undated` : sql`false`},
      c.reported, c.expected, false, k.instead,
      a.numerator, a.denominator, a.previous_numerator, a.previous_denominator, a.divisions
    from ${sql.table(tables[span])} f join division d on d.code = f.division join reporting.dim_indicator i on i.code = f.indicator
    ${span === 'month' ? sql`left join ${sql.table(tables.year)} c on (c.division, c.indicator, c.dimension, c.member, c.year) = (f.division, f.indicator, '', '', f.year)` : sql`cross join lateral (select f.reported, f.expected) c`}
    left join alone o on (o.division, o.indicator, o.year) = (d.parent_code, f.indicator, f.year)
    cross join lateral (
      select o.division is not null as instead, o.division is null and not (f.stated and i.kind = 'RATIO') as added
    ) k
    left join ${sql.table(tables.alike)} a on f.dimension = '' and not k.instead and a.division = f.division
      and a.indicator = f.indicator and a.year = f.year and a.month = ${span === 'month' ? sql`f.month` : sql`0`}
    where f.division = any(${under}) and f.indicator = any(${measured})
  ),
  paired as (
    select *, coalesce(lag(year) over w = year - 1 and reported > 0 and lag(reported) over w > 0 and not instead and not lag(instead) over w, false) as follows,
      lag(numerator) over w as numerator_before,
      lag(denominator) over w as denominator_before, expected - coalesce(lag(expected) over w, 0) as joined
    from each window w as (partition by division, child, indicator, dimension, member, month order by year)
  ),
  summed as (
    select division, ${COLUMNS}, month, sum(numerator) as numerator, sum(denominator) as denominator,
      bool_or(partial) as partial, bool_or(approximate) as approximate, bool_or(undated) as undated,
      bool_and(none_recorded) as none_recorded, bool_or(carried) as carried, bool_or(overlapping) as overlapping,
      bool_or(stated) as stated, bool_or(disputed) as disputed, bool_or(alone) as alone,
      sum(reported)::int as reported, sum(joined)::int as joined, count(*) filter (where reported > 0 and not instead) as children,
      count(*) filter (where follows) as following, bool_or(like_divisions is not null) as uneven_below,
      sum(case when like_divisions is not null then like_numerator when follows then numerator end) as like_numerator,
      sum(case when like_divisions is not null then like_denominator when follows then denominator end) as like_denominator,
      sum(case when like_divisions is not null then like_previous_numerator when follows then numerator_before end) as like_previous_numerator,
      sum(case when like_divisions is not null then like_previous_denominator when follows then denominator_before end) as like_previous_denominator,
      sum(case when like_divisions is not null then like_divisions when follows then reported end)::int as like_divisions
    from paired group by division, ${COLUMNS}, month
  ),
  counted as (
    select *, greatest(sum(joined) over w, (bool_or(alone) over w)::int)::int as expected, alone or coalesce(lag(alone) over w and lag(year) over w = year - 1, false) as unlike,
      coalesce(lag(year) over w = year - 1 and (uneven_below or following <> children or following <> lag(children) over w), false) as differs,
      children > 0 and lag(children) over w > 0 as both_told
    from summed window w as (partition by division, indicator, dimension, member, month order by year)
  ),
  -- What is stated of all stands for each of those expected.
  compared as (select *, case when alone then expected else counted.reported end as reporting from counted)
  select s.division, s.indicator, s.dimension, s.member, s.year, s.month, s.numerator - coalesce(x.numerator, 0) as numerator,
    s.denominator - coalesce(x.denominator, 0) as denominator, s.partial, s.approximate,
    s.none_recorded, s.carried, s.overlapping, s.stated, s.disputed, s.undated, w.reporting as reported, w.expected, w.differs or s.carried as uneven,
    case when likens then s.like_numerator - coalesce(n.numerator, 0) end as like_numerator,
    case when likens then s.like_denominator - coalesce(n.denominator, 0) end as like_denominator,
    case when likens then s.like_previous_numerator - coalesce(b.numerator, 0) end as like_previous_numerator,
    case when likens then s.like_previous_denominator - coalesce(b.denominator, 0) end as like_previous_denominator,
    case when told then case when likens then coalesce(s.like_divisions, 0) else 0 end end as like_divisions
  from compared s
  -- Which divisions reported is a matter of the whole, not of a member.
  join compared w on w.division = s.division and w.indicator = s.indicator and w.dimension = '' and w.year = s.year and w.month = s.month
  ${excessOf('x', sql`s.dimension, s.member, s.year`, span, tables)}
  ${excessOf('n', sql`${sql.lit(ALIKE)}, s.year::text, s.year`, span, tables)}
  ${excessOf('b', sql`${sql.lit(ALIKE)}, s.year::text, s.year - 1`, span, tables)}
  cross join lateral (
    select differs and s.dimension = '' as told, differs and s.dimension = '' and not w.unlike as likens
    from (select w.differs and w.both_told as differs) d
  ) t`;

/** By how much a sum exceeds what there is, since an enterprise counts in it several times; of a dimension, a member and a year. */
function excessOf(name: string, place: Sql, span: Span, tables: FigureTables): Sql {
  const of = (column: string) => sql.ref(`${name}.${column}`);
  return sql`left join ${sql.table(tables.shared)} ${sql.ref(name)}
    on (${of('division')}, ${of('indicator')}, ${of('dimension')}, ${of('member')}, ${of('year')}) = (s.division, s.indicator, ${place})
    and ${of('period')} = ${span === 'month' ? sql`s.month` : sql.lit(WHOLE_YEAR)}`;
}

/**
 * Growth in per cent, to two decimals; null wherever `reason` says why. `uneven`: other divisions reported the year
 * before, or a stock is carried, so that what began since is missing.
 */
export function rate(kind: Sql, value: Sql, previous: Sql, uneven: Sql): Sql {
  return sql`case when ${kind} <> 'RATIO' and not ${uneven} and ${previous} > 0 then round((${value} - ${previous}) / ${previous} * 100, 2) end`;
}

/** The difference of two figures as they are shown; null where other divisions reported the year before. */
export function changed(uneven: Sql, value: Sql, previous: Sql): Sql {
  return sql`case when not ${uneven} then ${value} - ${previous} end`;
}

/** Why there is no growth rate; null where there is one. */
export function reason(kind: Sql, value: Sql, previous: Sql, uneven: Sql): Sql {
  return sql`case
    when ${value} is null then 'NO_DATA'
    when ${previous} is null then 'NO_BASE'
    when ${uneven} then 'COVERAGE'
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
