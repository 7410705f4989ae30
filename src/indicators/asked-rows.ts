import { sql } from 'kysely';
import type { LedgerDeclaration } from '../entities/ledger.js';
import type { FlowRows, IndicatorDefinition, RowsMeasure, StockRows } from './definition.js';
import { columnOf, dimensionFields, fieldOf, measuresOf, summedField, termsOf } from './plan.js';
import type { Sql } from './sql.js';

/** A dimension's member of a row that says nothing of it. */
export const NO_MEMBER = '未填';

/** Where a ledger's rows are read from: its own table, one like it, or its short copy. */
export type TableOf = (ledger: LedgerDeclaration) => string;

/** The temporary table of what some measures ask of a ledger's rows, as `askedSql` makes it. */
export function shortCopyOf(ledger: LedgerDeclaration): string {
  return `asked_${ledger.table}`;
}

/** The column of a date's month: years × 12 + months from 0, so that periods compare as numbers. */
export function monthColumn(ledger: LedgerDeclaration, name: string): string {
  return `${columnOf(ledger, name)}_month`;
}

/** The column that says whether a date is known to the month. */
export function datedColumn(ledger: LedgerDeclaration, name: string): string {
  return `${columnOf(ledger, name)}_dated`;
}

/** Some divisions' rows of a ledger as measures read them, to stand behind `from`; its short copy holds no others. */
export function askedRows(ledger: LedgerDeclaration, table: string, divisions: Sql): Sql {
  return table === shortCopyOf(ledger)
    ? sql.table(table)
    : sql`(${askedSql(ledger, table, divisions, Object.keys(ledger.fields))})`;
}

/**
 * The rows of some divisions with the asked fields, without places and texts: division, id, year, enterprise_id, flags,
 * the fields, of each date its month and whether that is known, and `members`, those of all the ledger's dimensions.
 */
export function askedSql(ledger: LedgerDeclaration, table: string, divisions: Sql, fields: readonly string[]): Sql {
  const columns = fields.map((name) => sql.ref(columnOf(ledger, name)));
  const months = fields
    .filter((name) => fieldOf(ledger, name).kind === 'date')
    .flatMap((name) => {
      const date = sql.ref(columnOf(ledger, name));
      const precision = sql.ref(`${columnOf(ledger, name)}_precision`);
      return [
        sql`(date_part('year', ${date}) * 12 + date_part('month', ${date}) - 1)::int as ${sql.ref(monthColumn(ledger, name))}`,
        sql`${precision} in ('day', 'xun', 'month') as ${sql.ref(datedColumn(ledger, name))}`,
      ];
    });
  const members = dimensionFields(ledger).map((name) => member(ledger, name));
  return sql`
    select ${sql.join([sql`division, id, year, enterprise_id, flags, array[${sql.join(members)}]::text[] as members`, ...columns, ...months])}
    from ${sql.table(table)} where division = any(${divisions})`;
}

/** The fields of a ledger that some indicators count by. */
export function fieldsAsked(ledger: LedgerDeclaration, indicators: readonly IndicatorDefinition[]): string[] {
  const terms = indicators.flatMap(measuresOf).flatMap(termsOf);
  const asked = terms.flatMap((term) =>
    term.rows.filter((rows) => rows.ledger === ledger.id).flatMap((rows) => [...valueFields(term), ...rowFields(rows)]),
  );
  return [...new Set(asked)];
}

function valueFields({ value }: RowsMeasure): string[] {
  if ('distinct' in value) return value.distinct.filter((name) => name !== 'enterprise');
  const summed = summedField(value);
  return summed === undefined ? [] : [summed];
}

function rowFields(rows: FlowRows | StockRows): string[] {
  const dates = 'from' in rows ? [rows.from, ...(rows.until ?? [])] : [rows.at, rows.month];
  const conditions = [...(rows.scope ?? []), ...(rows.where ?? [])].map(({ field }) => field);
  return [...dates.filter((name) => name !== undefined), ...conditions];
}

function member(ledger: LedgerDeclaration, name: string): Sql {
  const column = sql.ref(columnOf(ledger, name));
  const said =
    fieldOf(ledger, name).kind === 'boolean'
      ? sql`case when ${column} then '是' when not ${column} then '否' end`
      : column;
  return sql`coalesce(nullif(${said}, ''), ${sql.lit(NO_MEMBER)})`;
}
