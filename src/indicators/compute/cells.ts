import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import type { LedgerDeclaration } from '../../entities/ledger.js';
import { memberColumn, memberSetsOf } from './asked-rows.js';
import type { Aggregate, RowsMeasure } from '../define/definition.js';

/** Period of a whole year, beside 1–12 for January to that month. */
export const WHOLE_YEAR = 13;

/** `grouping sets` of the keys alone and of the keys with each dimension. */
function groupings(keys: Sql, dimensions: readonly string[]): { sets: Sql; dimension: Sql; member: Sql } {
  const columns = dimensions.map((_, index) => sql.ref(`d${index}`));
  const sets = [sql`(${keys})`, ...columns.map((column) => sql`(${keys}, ${column})`)];
  const named = dimensions.map((name, index) => sql`when grouping(${columns[index]!}) = 0 then ${sql.lit(name)}`);
  const valued = columns.map((column) => sql`when grouping(${column}) = 0 then ${column}`);
  return {
    sets: sql`grouping sets (${sql.join(sets)})`,
    dimension: named.length === 0 ? sql`''` : sql`case ${sql.join(named, sql` `)} else '' end`,
    member: valued.length === 0 ? sql`''` : sql`case ${sql.join(valued, sql` `)} else '' end`,
  };
}

/** Rows with a column for each member in `members`, which are those of a set of `sets` where that is given. */
function split(rows: string, dimensions: readonly string[], sets: LedgerDeclaration | null): Sql {
  const columns = dimensions.map((name, index) => {
    const member = sets === null ? sql`members[${sql.lit(index + 1)}]` : sql`m.${memberColumn(sets, name)}`;
    return sql`${member} as ${sql.ref(`d${index}`)}`;
  });
  const joined = sets === null ? sql`` : sql`join ${sql.table(memberSetsOf(sets))} m on m.alike = r.members`;
  return sql`(select ${sql.join([sql`r.*`, ...columns])} from ${sql.ref(rows)} r ${joined}) split`;
}

/** Totals of January to each month and of the year, from cells by month. */
const totals = sql`totals as (
  select c.division, c.year, c.dimension, c.member, p.period,
    sum(c.amount) filter (where p.period = ${sql.lit(WHOLE_YEAR)} or c.month <= p.period) as amount,
    bool_or(c.masked) filter (where p.period = ${sql.lit(WHOLE_YEAR)} or c.month <= p.period) as masked,
    bool_or(c.approximate) filter (where p.period = ${sql.lit(WHOLE_YEAR)} or c.month <= p.period) as approximate,
    bool_or(c.month is null) and p.period <> ${sql.lit(WHOLE_YEAR)} as undated
  from cells c cross join generate_series(1, ${sql.lit(WHOLE_YEAR)}) p(period)
  group by 1, 2, 3, 4, 5
)`;

/**
 * Needs by month, each once: by how much its largest figure, or what was met of it, grew in the month. Rows of no known
 * month come last.
 */
function needCells(
  { met }: Extract<Aggregate, { readonly largest: string }>,
  dimensions: readonly string[],
  sets: LedgerDeclaration | null,
): Sql {
  const { sets: keys, dimension, member } = groupings(sql`division, year, identity, month`, dimensions);
  const counts = sql`placed and identity is not null`;
  const reached = met === undefined ? sql`largest` : sql`case when amount is not null then least(amount, largest) end`;
  return sql`
rows_of_month as (
  select division, year, identity, month, ${dimension} as dimension, ${member} as member,
    max(largest) filter (where ${counts}${met === undefined ? sql`` : sql` and amount is not null`}) as largest, sum(amount) filter (where ${counts}) as amount,
    bool_or(masked or (${counts}) is not true) as masked, bool_or(approximate and placed) as approximate
  from ${split('facts', dimensions, sets)} group by ${keys}
),
so_far as (
  select division, year, identity, month, dimension, member, masked, approximate, max(largest) over w as largest, sum(amount) over w as amount
  from rows_of_month window w as (partition by division, year, dimension, member, identity order by month)
),
reached as (select *, ${reached} as reached from so_far),
cells as (
  select division, year, dimension, member, month, sum(grown) as amount, bool_or(masked) as masked, bool_or(approximate) as approximate
  from (
    select *, reached - coalesce(lag(reached) over (partition by division, year, dimension, member, identity order by month), 0) as grown
    from reached
  ) needs group by division, year, dimension, member, month
)`;
}

/** Sums by month; values counted once fall in the first month they are seen. */
export function flowCells(measure: RowsMeasure, dimensions: readonly string[], sets: LedgerDeclaration | null): Sql {
  const once = groupings(sql`division, year, identity`, dimensions);
  const direct = groupings(sql`division, year, month`, dimensions);
  if ('largest' in measure.value)
    return sql`${needCells(measure.value, dimensions, sets)},
${totals}`;
  const cells =
    'distinct' in measure.value
      ? sql`
once as (
  select division, year, ${once.dimension} as dimension, ${once.member} as member, min(month) as month
  from ${split('facts', dimensions, sets)} where placed and identity is not null group by ${once.sets}
),
uncertain as (
  select division, year, ${direct.dimension} as dimension, ${direct.member} as member, month
  from ${split('facts', dimensions, sets)} where not placed or identity is null group by ${direct.sets}
),
cells as (
  select division, year, dimension, member, month, count(*)::numeric as amount, false as masked, false as approximate
  from once group by 1, 2, 3, 4, 5
  union all
  select division, year, dimension, member, month, null, true, false from uncertain
)`
      : sql`
-- Rows alike in all dimensions go together first, so that the rows are gone through once and not once a dimension.
fine as (
  select division, year, month, members, sum(amount) filter (where placed) as amount,
    bool_or(masked or not placed) as masked, bool_or(approximate and placed) as approximate
  from facts group by 1, 2, 3, 4
),
cells as (
  select division, year, ${direct.dimension} as dimension, ${direct.member} as member, month, sum(amount) as amount,
    bool_or(masked) as masked, bool_or(approximate) as approximate
  from ${split('fine', dimensions, sets)} group by ${direct.sets}
)`;
  return sql`${cells},
${totals}`;
}

/** Steps up where a row begins to stand and down where it ends; a value counted once has its rows' spans merged first. */
export function stockCells(
  measure: RowsMeasure,
  dimensions: readonly string[],
  sets: LedgerDeclaration | null,
  present: Sql,
): Sql {
  if ('sum' in measure.value || 'largest' in measure.value)
    throw new Error('A stock counts rows or values; it cannot be a sum');
  const once = groupings(sql`division, identity`, dimensions);
  const starting = groupings(sql`division, starts`, dimensions);
  const ending = groupings(sql`division, ends`, dimensions);
  const whole = groupings(sql`division`, dimensions);
  const events =
    'distinct' in measure.value
      ? sql`
spans as (
  select division, ${once.dimension} as dimension, ${once.member} as member,
    unnest(range_agg(int4range(starts, ends))) as span
  from ${split('facts', dimensions, sets)} where placed and identity is not null and (ends is null or ends > starts) group by ${once.sets}
),
events as (
  select division, dimension, member, lower(span) as at, 1 as step from spans
  union all select division, dimension, member, upper(span), -1 from spans where upper(span) is not null
)`
      : sql`
fine as materialized (
  select division, starts, ends, members, sum(amount) as rows
  from facts where placed and (ends is null or ends > starts) group by division, starts, ends, members
),
events as (
  select division, ${starting.dimension} as dimension, ${starting.member} as member, starts as at, sum(rows) as step
  from ${split('fine', dimensions, sets)} group by ${starting.sets}
  union all
  select division, ${ending.dimension}, ${ending.member}, ends, -sum(rows)
  from ${split('fine', dimensions, sets)} where ends is not null group by ${ending.sets}
)`;
  return sql`${events},
-- From the reporting year of a row on that may count, how many stand is not known whole.
uncertain as (
  select division, ${whole.dimension} as dimension, ${whole.member} as member, min(year) as since
  from ${split('facts', dimensions, sets)} where not placed${'distinct' in measure.value ? sql` or identity is null` : sql``} group by ${whole.sets}
),
cells as (
  select division, dimension, member, year
  from (select division, dimension, member from events union select division, dimension, member from uncertain) e
  join covered using (division)
),
-- How many stand at the end of each month: the steps up to it, added up once along the months. A year ends with its
-- December, the present one with the present month.
steps as (
  select division, dimension, member, at, step, null::int as year, null::int as period from events
  union all
  select c.division, c.dimension, c.member, case when p.period = ${sql.lit(WHOLE_YEAR)} and c.year = ${present} / 12 then ${present} else c.year * 12 + least(p.period, 12) - 1 end, null, c.year, p.period
  from cells c cross join generate_series(1, ${sql.lit(WHOLE_YEAR)}) p(period)
),
totals as (
  -- Null where nothing has stood yet; where what stood has ended, the zero is recorded.
  select e.division, e.dimension, e.member, e.year, e.period, case when u.since is null then e.amount else nullif(e.amount, 0) end as amount,
    u.since is not null as masked, false as approximate, false as undated
  from (select *, sum(step) over (partition by division, dimension, member order by at) as amount from steps) e
  left join uncertain u on u.division = e.division and u.dimension = e.dimension and u.member = e.member and u.since <= e.year
  where e.period is not null
)`;
}
