import { sql } from 'kysely';
import type { FigureFlag, LedgerDeclaration } from '../../entities/ledger.js';
import type { FlowRows, IndicatorDefinition, StockRows } from '../define/definition.js';
import { columnOf, dimensionFields, fieldOf, measuresOf } from '../define/measures.js';
import { sameBy, summedOf, termsOf } from '../define/value.js';
import type { Sql } from '../../database/sql.js';
import { historyOf } from './history.js';
import { linkedRows } from './linked-rows.js';
import { afterColumn, datedColumn, monthColumn, sinceColumn, statedColumn } from './row-columns.js';
import { signedAmount } from './signed-amount.js';

/** A dimension's member of a row without a value. */
export const NO_MEMBER = '未填';

/** The table that a ledger's rows are read from: its own, one like it, or the groups of its rows. */
export type TableOf = (ledger: LedgerDeclaration) => string;

/** The temporary table of groups of rows that are equal for some measures, as `groupsSql` makes it. */
export function groupsOf(ledger: LedgerDeclaration): string {
  return `asked_${ledger.table}`;
}

/** The temporary table of such groups before their members are numbered, as `unnumberedSql` makes it. */
export function unnumberedOf(ledger: LedgerDeclaration): string {
  return `asked_${ledger.table}_unnumbered`;
}

/** The temporary table of the members that groups have, as `memberSetsSql` makes it. */
export function memberSetsOf(ledger: LedgerDeclaration): string {
  return `asked_${ledger.table}_members`;
}

/** The temporary table of the divisions and years that groups have. */
export function yearsOf(ledger: LedgerDeclaration): string {
  return `asked_${ledger.table}_years`;
}

/** The column of a ledger's dimension in the table of its member sets. */
export function memberColumn(ledger: LedgerDeclaration, dimension: string): Sql {
  return sql.ref(`d${dimensionFields(ledger).indexOf(dimension)}`);
}

/** The columns of a group with the sum of its rows' figures in a field. */
export function sumColumns(ledger: LedgerDeclaration, name: string): { sum: Sql; masked: Sql; approximate: Sql } {
  const column = columnOf(ledger, name);
  return {
    sum: sql.ref(`${column}_sum`),
    masked: sql.ref(`${column}_masked`),
    approximate: sql.ref(`${column}_approximate`),
  };
}

/** Whether a figure of a row `r` is masked, and whether it is approximate. */
export function flagged(ledger: LedgerDeclaration, name: string): { masked: Sql; approximate: Sql } {
  const flag = sql`r.flags ->> ${sql.lit(columnOf(ledger, name))}`;
  const oneOf = (flags: readonly FigureFlag[]) =>
    sql`coalesce(${flag} in (${sql.join(flags.map((each) => sql.lit(each)))}), false)`;
  return { masked: oneOf(['masked', 'unknown']), approximate: oneOf(['approximate', 'atLeast', 'atMost']) };
}

/**
 * Some divisions' rows of a ledger for measures, as the SQL after `from`. Groups, which are of these divisions only, have
 * the number of their member set instead of `members` unless these are requested. `linked`: figures may be those of another
 * ledger's rows.
 */
export function askedRows(
  ledger: LedgerDeclaration,
  table: string,
  divisions: Sql,
  { members, linked }: { readonly members: boolean; readonly linked: boolean },
): Sql {
  if (table !== groupsOf(ledger)) return sql`(${askedSql(ledger, table, divisions, linked)})`;
  if (!members) return sql.table(table);
  const columns = dimensionFields(ledger).map((name) => sql`m.${memberColumn(ledger, name)}`);
  return sql`(select c.*, array[${sql.join(columns)}]::text[] as members from ${sql.table(table)} c join ${sql.table(memberSetsOf(ledger))} m using (alike))`;
}

/**
 * The rows of some divisions without places and texts: division, id, year, enterprise_id, flags, the fields, of each
 * date its month and whether that is known, and `members`, those of all the ledger's dimensions.
 */
function askedSql(ledger: LedgerDeclaration, table: string, divisions: Sql, linked: boolean): Sql {
  const names = Object.keys(ledger.fields);
  const dates = names.filter((name) => isDate(ledger, name));
  const columns = [
    sql`division, id, year, enterprise_id, flags, limits`,
    ...names.map((name) => sql.ref(columnOf(ledger, name))),
    ...dates.map((name) => month(ledger, name)),
    ...dates.map((name) => dated(ledger, name)),
    ...dates.map((name) => since(ledger, name, sql``)),
    ...dates.filter((name) => isLast(ledger, name)).map((name) => after(ledger, name, sql``)),
    ...names.filter((name) => isFigure(ledger, name)).map((name) => stated(ledger, name, sql``)),
    ...historyOf(ledger),
    sql`array[${sql.join(dimensionFields(ledger).map((name) => member(ledger, name)))}]::text[] as members`,
  ];
  const rows = linked ? sql`${linkedRows(ledger, table, divisions)} r` : sql.table(table);
  return sql`select ${sql.join(columns)} from ${rows} where division = any(${divisions})`;
}

/** What some measures read of a ledger's rows. */
export interface Asked {
  /** Fields whose values they read; dates for their month, or for whether they are known. */
  readonly fields: readonly string[];
  /** Figures that they add up. */
  readonly sums: readonly string[];
  /** Dates from which on rows are in force. */
  readonly starts: readonly string[];
  /** Figures of which they read only whether they are stated. */
  readonly stated: readonly string[];
  readonly enterprise: boolean;
  /** Whether they read what rows say of their enterprise's past. */
  readonly past: boolean;
}

/** What some indicators read of a ledger's rows. */
export function askedOf(ledger: LedgerDeclaration, indicators: readonly IndicatorDefinition[]): Asked {
  const terms = indicators
    .flatMap(measuresOf)
    .flatMap(termsOf)
    .flatMap(({ value, rows }) =>
      rows.filter((each) => each.ledger === ledger.id).map((each) => ({ value, rows: each })),
    );
  const same = terms.flatMap(({ value }) => sameBy(value));
  const values = same.filter((name) => name !== 'enterprise');
  const largest = terms.flatMap(({ value }) => ('largest' in value ? [value.largest] : []));
  const sums = terms.map(({ value, rows }) => summedOf(rows, value)).filter((name) => name !== undefined);
  return {
    fields: [...new Set([...values, ...largest, ...terms.flatMap(({ rows }) => rowFields(rows))])],
    sums: [...new Set(sums)],
    starts: [...new Set(terms.flatMap(({ rows }) => ('from' in rows ? [rows.from] : [])))],
    stated: [...new Set(terms.flatMap(({ rows }) => statedFields(rows)))],
    enterprise: same.includes('enterprise'),
    past: terms.some(({ rows }) =>
      conditionsOf(rows).some((condition) => 'renews' in condition || 'follows' in condition),
    ),
  };
}

function conditionsOf(rows: FlowRows | StockRows) {
  const ended = 'from' in rows ? (rows.ended ?? []) : [];
  return [...(rows.scope ?? []), ...(rows.where ?? []), ...(rows.happened ?? []), ...ended];
}

function statedFields(rows: FlowRows | StockRows): string[] {
  return conditionsOf(rows).flatMap((condition) => ('stated' in condition ? [condition.field] : []));
}

function rowFields(rows: FlowRows | StockRows): string[] {
  const dates = 'from' in rows ? [rows.from, ...(rows.until ?? [])] : [rows.at, rows.month];
  const conditions = conditionsOf(rows).flatMap((condition) => {
    if ('stated' in condition) return [];
    return 'withinMonths' in condition ? [condition.field, condition.of] : [condition.field];
  });
  return [...dates.filter((name) => name !== undefined), ...conditions];
}

/**
 * Groups of some divisions' rows that are equal in all that is read: division, year, the fields (of dates the first day of
 * the month), the month and whether it is known, the ledger's dimensions, enterprise_id where it is read, `rows`, the
 * number of rows, and the sums of their figures. Years of a ledger make some thousand groups: a bureau decides many things
 * on one day, and of most days only the month matters.
 */
export function unnumberedSql(
  ledger: LedgerDeclaration,
  divisions: Sql,
  { fields, sums, starts, stated: told, enterprise, past }: Asked,
): Sql {
  const dates = fields.filter((name) => isDate(ledger, name));
  const others = new Set([...dimensionFields(ledger), ...fields.filter((name) => !isDate(ledger, name))]);
  // Columns of fixed size come first: to reach a column of a row, PostgreSQL passes those before it.
  const keys = [
    sql`r.year`,
    ...dates.map((name) => {
      const column = sql.ref(columnOf(ledger, name));
      // PostgreSQL would turn the date itself into a timestamp in some time zone.
      return sql`date_trunc('month', r.${column}::timestamp) as ${column}`;
    }),
    ...dates.map((name) => dated(ledger, name)),
    ...starts.map((name) => since(ledger, name, sql`r.`)),
    ...dates.filter((name) => isLast(ledger, name)).map((name) => after(ledger, name, sql`r.`)),
    ...told.map((name) => stated(ledger, name, sql`r.`)),
    sql`r.limits`,
    sql`r.division`,
    ...[...others].map((name) => sql`r.${sql.ref(columnOf(ledger, name))}`),
    ...(enterprise ? [sql`r.enterprise_id`] : []),
    ...(past ? [sql`r.renews`, sql`r.follows`] : []),
  ];
  const isLinked = [...fields, ...sums, ...told].some((name) => fieldOf(ledger, name).linked !== undefined);
  const source = isLinked ? linkedRows(ledger, ledger.table, divisions) : sql.table(ledger.table);
  const added = sums.flatMap((name) => {
    const columns = sumColumns(ledger, name);
    const { masked, approximate } = flagged(ledger, name);
    return [
      sql`sum(${signedAmount(ledger, name)}) as ${columns.sum}`,
      sql`bool_or(${masked} or r.${sql.ref(columnOf(ledger, name))} is null) as ${columns.masked}`,
      sql`bool_or(${approximate}) as ${columns.approximate}`,
    ];
  });
  return sql`
    select ${sql.join([...dates.map((name) => month(ledger, name)), sql`g.*`])} from (
      select ${sql.join([...keys, sql`count(*) as rows`, ...added])}
      from ${past ? sql`(select *, ${sql.join(historyOf(ledger))} from ${source} o where division = any(${divisions}))` : source} r
      where r.division = any(${divisions})
      group by ${sql.raw(keys.map((_, index) => index + 1).join(', '))}
    ) g`;
}

/** The different sets of members that groups have, numbered: `alike`, and a column for each dimension. */
export function memberSetsSql(ledger: LedgerDeclaration): Sql {
  const members = dimensionFields(ledger).map((name) => sql`${member(ledger, name)} as ${memberColumn(ledger, name)}`);
  return sql`
    select row_number() over ()::int as alike, each.* from (
      select distinct ${sql.join([sql`true as same`, ...members])} from ${sql.table(unnumberedOf(ledger))}
    ) each`;
}

/** Groups with the number of their member set: grouping by a number takes half the time of grouping by texts. */
export function groupsSql(ledger: LedgerDeclaration): Sql {
  const same = dimensionFields(ledger).map((name) => sql`m.${memberColumn(ledger, name)} = ${member(ledger, name)}`);
  return sql`
    select m.alike, g.* from ${sql.table(unnumberedOf(ledger))} g
    join ${sql.table(memberSetsOf(ledger))} m on ${sql.join([sql`true`, ...same], sql` and `)}`;
}

function isDate(ledger: LedgerDeclaration, name: string): boolean {
  return fieldOf(ledger, name).kind === 'date';
}

function isLast(ledger: LedgerDeclaration, name: string): boolean {
  return fieldOf(ledger, name).last === true;
}

function isFigure(ledger: LedgerDeclaration, name: string): boolean {
  const { kind } = fieldOf(ledger, name);
  return kind === 'money' || kind === 'number';
}

/** The month after a last day, as its column; `row` is the prefix of column names. */
function after(ledger: LedgerDeclaration, name: string, row: Sql): Sql {
  const day = sql`(${lastDay(ledger, name, row)} + 1)`;
  return sql`${monthOf(day)} as ${sql.ref(afterColumn(ledger, name))}`;
}

/** The month of a date, or the last one that it may be in where that is not known, as its column. */
function since(ledger: LedgerDeclaration, name: string, row: Sql): Sql {
  const column = columnOf(ledger, name);
  const known = sql`${row}${sql.ref(`${column}_precision`)} in ('day', 'xun', 'month')`;
  const day = sql`(case when ${known} then ${row}${sql.ref(column)} else ${lastDay(ledger, name, row)} end)`;
  return sql`${monthOf(day)} as ${sql.ref(sinceColumn(ledger, name))}`;
}

function lastDay(ledger: LedgerDeclaration, name: string, row: Sql): Sql {
  const column = columnOf(ledger, name);
  return sql`coalesce(${row}${sql.ref(`${column}_end`)}, ${row}${sql.ref(column)})`;
}

function monthOf(day: Sql): Sql {
  return sql`(date_part('year', ${day}) * 12 + date_part('month', ${day}) - 1)::int`;
}

/** Whether a figure is stated, as its column. */
function stated(ledger: LedgerDeclaration, name: string, row: Sql): Sql {
  return sql`(${row}${sql.ref(columnOf(ledger, name))} is not null) as ${sql.ref(statedColumn(ledger, name))}`;
}

/** A date's month, as its column. */
function month(ledger: LedgerDeclaration, name: string): Sql {
  return sql`${monthOf(sql`${sql.ref(columnOf(ledger, name))}`)} as ${sql.ref(monthColumn(ledger, name))}`;
}

/** Whether a date is known to the month, as its column. */
function dated(ledger: LedgerDeclaration, name: string): Sql {
  const precision = sql.ref(`${columnOf(ledger, name)}_precision`);
  return sql`${precision} in ('day', 'xun', 'month') as ${sql.ref(datedColumn(ledger, name))}`;
}

function member(ledger: LedgerDeclaration, name: string): Sql {
  const column = sql.ref(columnOf(ledger, name));
  const said =
    fieldOf(ledger, name).kind === 'boolean'
      ? sql`case when ${column} then '是' when not ${column} then '否' end`
      : column;
  return sql`coalesce(nullif(${said}, ''), ${sql.lit(NO_MEMBER)})`;
}
