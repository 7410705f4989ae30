import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import type { LedgerDeclaration } from '../../entities/ledger.js';
import { ledgerOf } from '../../entities/ledgers/index.js';
import { askedRows, flagged, groupsOf, sumColumns, type TableOf } from './asked-rows.js';
import { afterColumn, datedColumn, monthColumn, sinceColumn } from './row-columns.js';
import type { FlowRows, Measure, RowsMeasure, StockRows } from '../define/definition.js';
import { columnOf, dimensionFields, fieldOf, linksOf, monthField } from '../define/measures.js';
import { sameBy, summedOf, termsOf } from '../define/value.js';
import { placingOf } from './placed.js';
import { PRESENT_MONTH } from './present.js';
import { signedAmount } from './signed-amount.js';

/** How rows are read. */
export interface FactOptions {
  readonly tableOf?: TableOf | undefined;
  /** The present month: year × 12 + month − 1. */
  readonly present?: Sql | undefined;
}

/**
 * The rows that a measure counts, one a row (or one a list member), or one a group of rows, without an id:
 * division, id, identity, amount, masked, approximate, of needs `largest`, and their time: `year`, `month` (1–12 or null) for flows, `year`
 * (of reporting), `starts`, `ends` (month indexes, `ends` exclusive) for stocks; `members`, those of the dimensions in
 * order; `placed`, whether the row counts, or only may count; `limits`, those of its sheets.
 */
export function factsSql(
  measure: Measure,
  dimensions: readonly string[],
  divisions: Sql,
  { tableOf = ledgerTable, present = PRESENT_MONTH }: FactOptions = {},
): Sql {
  const parts = termsOf(measure).flatMap((term) =>
    term.rows.map((_, index) => factsOf(term, index, dimensions, divisions, { tableOf, present, sets: null })),
  );
  return sql.join(parts, sql` union all `);
}

/** The members that the rows of a measure fall in: division, dimension, member. */
export function membersSql(
  measure: Measure,
  dimensions: readonly string[],
  divisions: Sql,
  options: FactOptions = {},
): Sql {
  const terms = termsOf(measure).map((term) => {
    const never = term.kind === 'stock' ? sql`where not f.placed or f.ends is null or f.ends > f.starts` : sql``;
    return sql`
      select distinct f.division, m.dimension, m.member from (${factsSql(term, dimensions, divisions, options)}) f
      cross join lateral unnest(${[...dimensions]}::text[], f.members) m(dimension, member) ${never}`;
  });
  return sql.join(terms, sql` union `);
}

/** Where a ledger's rows are kept. */
export const ledgerTable: TableOf = (ledger) => ledger.table;

/** The facts of one of the kinds of rows of a measure, by its place among them; members are numbers where `sets` is given. */
export function factsOf(
  measure: RowsMeasure,
  index: number,
  dimensions: readonly string[],
  divisions: Sql,
  {
    tableOf,
    present,
    sets,
  }: { readonly tableOf: TableOf; readonly present: Sql; readonly sets: LedgerDeclaration | null },
): Sql {
  const rows = measure.rows[index]!;
  const ledger = ledgerOf(rows.ledger);
  const { placed, unplaced } = placingOf(ledger, rows);
  // A row that counts as one of the other kinds is not unplaced as this one.
  const others = measure.rows.flatMap((each, other) =>
    other !== index && each.ledger === rows.ledger ? [sql`${placingOf(ledger, each).placed} is not true`] : [],
  );
  const table = tableOf(ledger);
  const grouped = table === groupsOf(ledger);
  const asked = withPersons(
    measure,
    ledger,
    askedRows(ledger, table, divisions, { members: sets === null, linked: linksOf(measure).length > 0 }),
  );
  const columns = [
    sql`r.division, ${grouped ? sql`null::uuid` : sql`r.id`} as id, ${sql.lit(ledger.table)} as ledger`,
    sql`${identity(measure, ledger, grouped)} as identity`,
    ...figure(measure, rows, ledger, grouped),
    ...('largest' in measure.value ? [sql`r.${sql.ref(columnOf(ledger, measure.value.largest))} as largest`] : []),
    ...('from' in rows ? interval(rows, ledger, present) : moment(rows, ledger)),
    sql`${sets === null ? membersOf(ledger, dimensions) : sql`r.alike`} as members`,
    sql`coalesce(${placed}, false) as placed`,
    sql`r.limits`,
  ];
  const unknown = sql.join([unplaced, ...others], sql` and `);
  return sql`
  select ${sql.join(columns)}
  from ${asked} r left join figures.sheet_limits l on l.id = r.limits ${lateral(measure, ledger)}
  where ${placed} or (${unknown})`;
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
  const same = sameBy(measure.value);
  if (same.length === 0) return grouped ? sql`null::text` : sql`r.id::text`;
  const parts = same.map((name) => {
    if (name === 'enterprise') return sql`r.enterprise_id::text`;
    if (fieldOf(ledger, name).kind === 'list') return sql`item.value`;
    return sql`r.${sql.ref(columnOf(ledger, name))}`;
  });
  // A need whose purpose is not stated is one of its enterprise.
  if ('largest' in measure.value)
    return sql.join([parts[0]!, ...parts.slice(1).map((part) => sql`coalesce(${part}, '')`)], sql` || '|' || `);
  if (isPerson(measure, ledger)) return sql`concat_ws('|', ${parts[0]!}, coalesce(${parts[1]!}, r.told_employer))`;
  return parts.length === 1 ? parts[0]! : sql`nullif(concat_ws('|', ${sql.join(parts)}), '')`;
}

/** Whether persons are counted, who are the same by their name and employer. */
function isPerson({ value }: RowsMeasure, ledger: LedgerDeclaration): boolean {
  if (!('distinct' in value) || value.distinct.length !== 2) return false;
  return fieldOf(ledger, value.distinct[0]!).kind === 'person';
}

/** Rows of persons with `told_employer`: one without an employer is the one of that name who has one in the year. */
function withPersons(measure: RowsMeasure, ledger: LedgerDeclaration, rows: Sql): Sql {
  if (!isPerson(measure, ledger) || !('distinct' in measure.value)) return rows;
  const [person, employer] = measure.value.distinct.map((name) => sql.ref(columnOf(ledger, name)));
  return sql`(select *, min(${employer!}) over (partition by division, year, ${person!}) as told_employer from ${rows} persons)`;
}

function lateral(measure: RowsMeasure, ledger: LedgerDeclaration): Sql {
  const list =
    'distinct' in measure.value
      ? measure.value.distinct.find((name) => name !== 'enterprise' && fieldOf(ledger, name).kind === 'list')
      : undefined;
  return list === undefined
    ? sql``
    : sql`left join lateral unnest(r.${sql.ref(columnOf(ledger, list))}) item(value) on true`;
}

function figure(measure: RowsMeasure, rows: FlowRows | StockRows, ledger: LedgerDeclaration, grouped: boolean): Sql[] {
  const field = summedOf(rows, measure.value);
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
    sql`${signedAmount(ledger, field)} as amount`,
    sql`${masked} or r.${sql.ref(columnOf(ledger, field))} is null as masked`,
    sql`${approximate} as approximate`,
  ];
}

function moment(rows: FlowRows, ledger: LedgerDeclaration): Sql[] {
  const dated = monthField(rows);
  const monthOf = (name: string) => sql`r.${sql.ref(monthColumn(ledger, name))}`;
  // A row that does not say when stands in its reporting year.
  const year = rows.at === undefined ? sql`r.year` : sql`coalesce(${monthOf(rows.at)} / 12, r.year)`;
  if (dated === undefined) return [sql`${year} as year`, sql`null::int as month`];
  const known = sql`r.${sql.ref(datedColumn(ledger, dated))}`;
  const month = monthOf(dated);
  return [
    sql`${year} as year`,
    // A date outside the reporting year, e.g. money of 2022 that arrived in 2023, has no month of that year.
    sql`case when ${known} and ${month} / 12 = ${year} then ${month} % 12 + 1 end as month`,
  ];
}

function interval(rows: StockRows, ledger: LedgerDeclaration, present: Sql): Sql[] {
  const isLast = (name: string) => fieldOf(ledger, name).last === true;
  const from = sql`r.${sql.ref(isLast(rows.from) ? afterColumn(ledger, rows.from) : sinceColumn(ledger, rows.from))}`;
  const known = sql`coalesce(r.${sql.ref(datedColumn(ledger, rows.from))}, false)`;
  const until = (rows.until ?? []).map(
    (name) => sql`r.${sql.ref(isLast(name) ? afterColumn(ledger, name) : monthColumn(ledger, name))}`,
  );
  const certain = rows.orYear === true ? sql`coalesce(${from}, r.year * 12 + 11)` : from;
  // What a ledger tells of the present year without a month has begun by now.
  const starts = sql`case when not ${known} and ${certain} / 12 = ${present} / 12 then least(${certain}, ${present}) else ${certain} end`;
  return [
    sql`r.year`,
    sql`${starts} as starts`,
    sql`${until.length === 0 ? sql`null::int` : sql`least(${sql.join(until)})`} as ends`,
  ];
}
