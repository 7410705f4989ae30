import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import type { LedgerDeclaration } from '../../entities/ledger.js';
import { ledgerOf } from '../../entities/ledgers/index.js';
import {
  askedRows,
  datedColumn,
  flagged,
  groupsOf,
  memberColumn,
  memberSetsOf,
  monthColumn,
  sumColumns,
  type TableOf,
  yearsOf,
} from './asked-rows.js';
import { conditionSql } from './condition.js';
import type { FlowRows, Measure, RowsMeasure, StockRows } from '../define/definition.js';
import { columnOf, dimensionFields, fieldOf, monthField, summedField, termsOf } from '../define/plan.js';
import { addedSql } from './sum.js';

/** Up to so many texts are listed one by one; each number of them is a statement of its own. */
const LISTED = 20;

/**
 * An array of texts for `any` and `unnest`. A prepared statement shows its planner how many a short one has; of a
 * parameter it would guess ten, and with large tables it then plans the statement anew each time it is asked.
 */
export function listed(texts: readonly string[]): Sql {
  return texts.length > 0 && texts.length <= LISTED
    ? sql`array[${sql.join(texts.map((text) => sql`${text}::text`))}]`
    : sql`${[...texts]}::text[]`;
}

/**
 * The rows that a measure counts, one a row (or one a list member), or one a group of rows, without an id:
 * division, id, identity, amount, masked, approximate, and their time: `year`, `month` (1–12 or null) for flows,
 * `starts`, `ends` (month indexes, `ends` exclusive) for stocks; `members`, those of the dimensions in order.
 */
export function factsSql(
  measure: Measure,
  dimensions: readonly string[],
  divisions: Sql,
  tableOf: TableOf = ledgerTable,
): Sql {
  const parts = termsOf(measure).flatMap((term) =>
    term.rows.map((rows) => factsOf(term, rows, dimensions, divisions, tableOf, null)),
  );
  return sql.join(parts, sql` union all `);
}

const ledgerTable: TableOf = (ledger) => ledger.table;

function factsOf(
  measure: RowsMeasure,
  rows: FlowRows | StockRows,
  dimensions: readonly string[],
  divisions: Sql,
  tableOf: TableOf,
  sets: LedgerDeclaration | null,
): Sql {
  const ledger = ledgerOf(rows.ledger);
  const table = tableOf(ledger);
  const grouped = table === groupsOf(ledger);
  const asked = askedRows(ledger, table, divisions, sets === null);
  const columns = [
    sql`r.division, ${grouped ? sql`null::uuid` : sql`r.id`} as id, ${sql.lit(ledger.table)} as ledger`,
    sql`${identity(measure, ledger, grouped)} as identity`,
    ...figure(measure, ledger, grouped),
    ...('from' in rows ? interval(rows, ledger) : moment(rows, ledger)),
    sql`${sets === null ? membersOf(ledger, dimensions) : sql`r.alike`} as members`,
  ];
  const conditions = [
    sql`true`,
    ...(rows.where ?? []).map((condition) => conditionSql(ledger, condition)),
    ...[neededDate(rows)]
      .filter((name) => name !== undefined)
      .map((name) => sql`r.${sql.ref(columnOf(ledger, name))} is not null`),
  ];
  return sql`select ${sql.join(columns)} from ${asked} r ${lateral(measure, ledger)} where ${sql.join(conditions, sql` and `)}`;
}

/** The ledger whose groups are all that a measure counts; null where it counts others. */
function setsOf({ rows }: RowsMeasure, tableOf: TableOf): LedgerDeclaration | null {
  const [first] = rows;
  if (first === undefined || rows.some(({ ledger }) => ledger !== first.ledger)) return null;
  const ledger = ledgerOf(first.ledger);
  return tableOf(ledger) === groupsOf(ledger) ? ledger : null;
}

/** The date without which a row does not count. */
function neededDate(rows: FlowRows | StockRows): string | undefined {
  if (!('from' in rows)) return rows.at;
  return rows.orYear === true ? undefined : rows.from;
}

/** The members of some dimensions that a row falls in, in their order. */
function membersOf(ledger: LedgerDeclaration, dimensions: readonly string[]): Sql {
  const all = dimensionFields(ledger);
  if (all.length === dimensions.length && all.every((name, index) => name === dimensions[index])) return sql`r.members`;
  const chosen = dimensions.map((name) => sql`r.members[${sql.lit(all.indexOf(name) + 1)}]`);
  return sql`array[${sql.join(chosen)}]::text[]`;
}

/** What makes two rows the same when values are counted once; the row itself where rows are counted. */
function identity(measure: RowsMeasure, ledger: LedgerDeclaration, grouped: boolean): Sql {
  if (!('distinct' in measure.value)) return grouped ? sql`null::text` : sql`r.id::text`;
  const parts = measure.value.distinct.map((name) => {
    if (name === 'enterprise') return sql`r.enterprise_id::text`;
    if (fieldOf(ledger, name).kind === 'list') return sql`item.value`;
    return sql`r.${sql.ref(columnOf(ledger, name))}`;
  });
  return parts.length === 1 ? parts[0]! : sql`concat_ws('|', ${sql.join(parts)})`;
}

function lateral(measure: RowsMeasure, ledger: LedgerDeclaration): Sql {
  const list =
    'distinct' in measure.value
      ? measure.value.distinct.find((name) => name !== 'enterprise' && fieldOf(ledger, name).kind === 'list')
      : undefined;
  return list === undefined ? sql`` : sql`cross join lateral unnest(r.${sql.ref(columnOf(ledger, list))}) item(value)`;
}

function figure(measure: RowsMeasure, ledger: LedgerDeclaration, grouped: boolean): Sql[] {
  const field = summedField(measure.value);
  if (field === undefined) {
    const amount = grouped ? sql`r.rows::numeric` : sql`1::numeric`;
    return [sql`${amount} as amount`, sql`false as masked`, sql`false as approximate`];
  }
  if (grouped) {
    const { sum, masked, approximate } = sumColumns(ledger, field);
    return [sql`r.${sum} as amount`, sql`r.${masked} as masked`, sql`r.${approximate} as approximate`];
  }
  const { masked, approximate } = flagged(ledger, field);
  return [
    sql`r.${sql.ref(columnOf(ledger, field))} as amount`,
    sql`${masked} as masked`,
    sql`${approximate} as approximate`,
  ];
}

function moment(rows: FlowRows, ledger: LedgerDeclaration): Sql[] {
  const dated = monthField(rows);
  const monthOf = (name: string) => sql`r.${sql.ref(monthColumn(ledger, name))}`;
  const year = rows.at === undefined ? sql`r.year` : sql`${monthOf(rows.at)} / 12`;
  if (dated === undefined) return [sql`${year} as year`, sql`null::int as month`];
  const known = sql`r.${sql.ref(datedColumn(ledger, dated))}`;
  const month = monthOf(dated);
  return [
    sql`${year} as year`,
    // A date outside the reporting year, e.g. money of 2022 that arrived in 2023, has no month of that year.
    sql`case when ${known} and ${month} / 12 = ${year} then ${month} % 12 + 1 end as month`,
  ];
}

function interval(rows: StockRows, ledger: LedgerDeclaration): Sql[] {
  const [from, ...until] = [rows.from, ...(rows.until ?? [])].map(
    (name) => sql`r.${sql.ref(monthColumn(ledger, name))}`,
  );
  const starts = rows.orYear === true ? sql`coalesce(${from!}, r.year * 12 + 11)` : from!;
  return [
    sql`${starts} as starts`,
    sql`${until.length === 0 ? sql`null::int` : sql`least(${sql.join(until)})`} as ends`,
  ];
}

/** Period of a whole year, beside 1–12 for January to that month. */
export const WHOLE_YEAR = 13;

/**
 * A measure's figures: division, dimension, member, year, period (1–12: January to that month; 13: the year),
 * amount, masked, approximate, undated. The whole has dimension and member ''. Years in which the ledger covers the
 * subject but nothing counts are there with amount 0; an amount of which nothing is known, be it masked or of no known
 * month, is null.
 */
export function figuresSql(
  measure: Measure,
  dimensions: readonly string[],
  divisions: Sql,
  tableOf: TableOf = ledgerTable,
): Sql {
  if (measure.kind === 'sum')
    return addedSql(measure.terms.map((term) => figuresSql(term, dimensions, divisions, tableOf)));
  const sets = setsOf(measure, tableOf);
  const cells = measure.kind === 'flow' ? flowCells(measure, dimensions, sets) : stockCells(measure, dimensions, sets);
  const rows = measure.rows.map((each) => factsOf(measure, each, dimensions, divisions, tableOf, sets));
  return sql`
with facts as (${sql.join(rows, sql` union all `)}),
covered as (${coverageSql(measure, divisions, tableOf)}),
${cells},
known as (
  select division, year from covered
  union select division, year from cells where dimension = ''
),
members as (select distinct division, dimension, member from cells union select distinct division, '', '' from known)
select m.division, m.dimension, m.member, k.year, p.period,
  case when (c.masked or c.dateless) and c.amount is null then null else coalesce(c.amount, 0) end as amount,
  coalesce(c.masked, false) as masked,
  coalesce(c.approximate, false) as approximate,
  coalesce(c.undated, false) as undated
from known k
join members m on m.division = k.division
cross join generate_series(1, ${sql.lit(WHOLE_YEAR)}) p(period)
left join totals c on c.division = k.division and c.dimension = m.dimension and c.member = m.member
  and c.year = k.year and c.period = p.period`;
}

/** Years in which rows of the ledger show that the subject is covered; for a stock all years between the first and last. */
function coverageSql(measure: RowsMeasure, divisions: Sql, tableOf: TableOf): Sql {
  const years = measure.rows.map((rows) => {
    const ledger = ledgerOf(rows.ledger);
    const conditions = [sql`true`, ...(rows.scope ?? []).map((condition) => conditionSql(ledger, condition))];
    const table = tableOf(ledger);
    if (table === groupsOf(ledger) && rows.scope === undefined)
      return sql`select division, year from ${sql.table(yearsOf(ledger))}`;
    return sql`select distinct r.division, r.year from ${askedRows(ledger, table, divisions, false)} r where ${sql.join(conditions, sql` and `)}`;
  });
  const all = sql.join(years, sql` union `);
  if (measure.kind === 'flow') return sql`select distinct division, year from (${all}) rows`;
  return sql`select s.division, y.year from (select division, min(year) as first, max(year) as last from (${all}) rows group by division) s cross join lateral generate_series(s.first, s.last) y(year)`;
}

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

/** Sums by month; values counted once fall in the first month they are seen. */
function flowCells(measure: RowsMeasure, dimensions: readonly string[], sets: LedgerDeclaration | null): Sql {
  const year = sql.lit(WHOLE_YEAR);
  const once = groupings(sql`division, year, identity`, dimensions);
  const direct = groupings(sql`division, year, month`, dimensions);
  const cells =
    'distinct' in measure.value
      ? sql`
once as (
  select division, year, ${once.dimension} as dimension, ${once.member} as member, min(month) as month
  from ${split('facts', dimensions, sets)} where identity is not null group by ${once.sets}
),
cells as (
  select division, year, dimension, member, month, count(*)::numeric as amount, false as masked, false as approximate
  from once group by 1, 2, 3, 4, 5
)`
      : sql`
-- Rows alike in all dimensions go together first, so that the rows are gone through once and not once a dimension.
fine as (
  select division, year, month, members, sum(amount) as amount, bool_or(masked) as masked,
    bool_or(approximate) as approximate
  from facts group by division, year, month, members
),
cells as (
  select division, year, ${direct.dimension} as dimension, ${direct.member} as member, month, sum(amount) as amount,
    bool_or(masked) as masked, bool_or(approximate) as approximate
  from ${split('fine', dimensions, sets)} group by ${direct.sets}
)`;
  return sql`${cells},
totals as (
  select c.division, c.year, c.dimension, c.member, p.period,
    sum(c.amount) filter (where p.period = ${year} or c.month <= p.period) as amount,
    bool_or(c.masked) filter (where p.period = ${year} or c.month <= p.period) as masked,
    bool_or(c.approximate) filter (where p.period = ${year} or c.month <= p.period) as approximate,
    bool_or(c.month is null) and p.period <> ${year} as undated,
    bool_and(c.month is null) and p.period <> ${year} as dateless
  from cells c cross join generate_series(1, ${year}) p(period)
  group by 1, 2, 3, 4, 5
)`;
}

/** Steps up where a row begins to stand and down where it ends; a value counted once has its rows' spans merged first. */
function stockCells(measure: RowsMeasure, dimensions: readonly string[], sets: LedgerDeclaration | null): Sql {
  if ('sum' in measure.value) throw new Error('A stock counts rows or values; it cannot be a sum');
  const once = groupings(sql`division, identity`, dimensions);
  const starting = groupings(sql`division, starts`, dimensions);
  const ending = groupings(sql`division, ends`, dimensions);
  const events =
    'distinct' in measure.value
      ? sql`
spans as (
  select division, ${once.dimension} as dimension, ${once.member} as member,
    unnest(range_agg(int4range(starts, ends))) as span
  from ${split('facts', dimensions, sets)} where identity is not null and (ends is null or ends > starts) group by ${once.sets}
),
events as (
  select division, dimension, member, lower(span) as at, 1 as step from spans
  union all select division, dimension, member, upper(span), -1 from spans where upper(span) is not null
)`
      : sql`
fine as materialized (
  select division, starts, ends, members, sum(amount) as rows
  from facts where ends is null or ends > starts group by division, starts, ends, members
),
events as (
  select division, ${starting.dimension} as dimension, ${starting.member} as member, starts as at, sum(rows) as step
  from ${split('fine', dimensions, sets)} group by ${starting.sets}
  union all
  select division, ${ending.dimension}, ${ending.member}, ends, -sum(rows)
  from ${split('fine', dimensions, sets)} where ends is not null group by ${ending.sets}
)`;
  return sql`${events},
cells as (
  select division, dimension, member, year
  from (select distinct division, dimension, member from events) e join covered using (division)
),
-- How many stand at the end of each month: the steps up to it, added up once along the months.
steps as (
  select division, dimension, member, at, step, null::int as year, null::int as period from events
  union all
  select c.division, c.dimension, c.member, c.year * 12 + least(p.period, 12) - 1, 0, c.year, p.period
  from cells c cross join generate_series(1, ${sql.lit(WHOLE_YEAR)}) p(period)
),
totals as (
  select division, dimension, member, year, period, amount,
    false as masked, false as approximate, false as undated, false as dateless
  from (select *, sum(step) over (partition by division, dimension, member order by at) as amount from steps) each
  where period is not null
)`;
}
