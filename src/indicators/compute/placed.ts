import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import type { LedgerDeclaration } from '../../entities/ledger.js';
import { conditionSql } from './condition.js';
import { statedColumn } from './row-columns.js';
import type { Aggregate, Condition, FlowRows, StockRows } from '../define/definition.js';
import { columnOf, fieldOf } from '../define/measures.js';
import { summedOf } from '../define/value.js';

/** Conditions of a ledger row for a measure: `r` is the row, `l` the limits of its sheets (`figures.sheet_limits`). */
export interface Placing {
  /** The row counts. */
  readonly placed: Sql;
  /** The row may count, but whether, when or how much is unknown. */
  readonly unplaced: Sql;
}

/** Whether a sheet states nothing about a field: no column and no word. */
function silent(field: string): Sql {
  return sql`coalesce(l.limits -> ${sql.lit(field)} = '[]', false)`;
}

/** How a measure counts a row as one of its kinds, apart from the other kinds. */
export function placingOf(ledger: LedgerDeclaration, rows: FlowRows | StockRows): Placing {
  const conditions = (rows.where ?? []).map((condition) => {
    const holds = conditionSql(ledger, condition);
    const unknown = unknownSql(ledger, condition);
    return { holds, possible: unknown === null ? holds : sql`(coalesce(${holds}, false) or ${unknown})` };
  });
  const and = (parts: readonly Sql[]) => sql`(${sql.join([sql`true`, ...parts], sql` and `)})`;
  const holds = conditions.map((each) => each.holds);
  const possible = conditions.map((each) => each.possible);
  const missing: Sql[] = [];
  const date = neededDate(rows);
  if (date !== undefined) {
    const blank = sql`r.${sql.ref(columnOf(ledger, date))} is null`;
    holds.push(sql`not (${blank})`);
    const told = rows.happened === undefined ? [] : [happenedSql(ledger, rows.happened)];
    // A blank date under a heading means that it has not happened, unless the row says that it has.
    possible.push(sql`(not (${blank}) or ${sql.join([silent(date), ...told], sql` or `)})`);
    missing.push(blank);
  }
  if (rows.needs !== undefined) {
    const none = and(rows.needs.map(silent));
    holds.push(sql`not ${none}`);
    missing.push(none);
  }
  if (rows.about !== undefined) {
    const isAbout = sql`not ${and(rows.about.map(silent))}`;
    holds.push(isAbout);
    possible.push(isAbout);
  }
  if ('from' in rows && rows.ended !== undefined) {
    const undated = (rows.until ?? []).map((name) => sql`r.${sql.ref(columnOf(ledger, name))} is null`);
    const over = sql.join(
      rows.ended.map((condition) => sql`coalesce(${conditionSql(ledger, condition)}, false)`),
      sql` or `,
    );
    const unknown = sql`((${over}) and ${sql.join(undated, sql` and `)})`;
    holds.push(sql`not ${unknown}`);
    missing.push(unknown);
  }
  const placed = and(holds);
  const certain = missing.length === 0 && conditions.every((each) => each.holds === each.possible);
  return { placed, unplaced: certain ? sql`false` : sql`(${and(possible)} and ${placed} is not true)` };
}

/** Whether a row says that something happened at any time. */
function happenedSql(ledger: LedgerDeclaration, conditions: readonly Condition[]): Sql {
  const all = sql.join(
    conditions.map((condition) => conditionSql(ledger, condition)),
    sql` and `,
  );
  return sql`coalesce(${all}, false)`;
}

/** Whether it is unknown if a condition holds; null where it is always known. */
function unknownSql(ledger: LedgerDeclaration, condition: Condition): Sql | null {
  const blank = sql`r.${sql.ref(columnOf(ledger, condition.field))} is null`;
  if ('in' in condition || 'contains' in condition) return sql`(${blank} and ${silent(condition.field)})`;
  if ('follows' in condition) return sql`r.follows is null`;
  if ('withinMonths' in condition) return sql`(${blank} and ${silent(condition.field)})`;
  if ('known' in condition) return condition.known ? sql`(${blank} and ${silent(condition.field)})` : null;
  if ('stated' in condition) return sql`r.${sql.ref(statedColumn(ledger, condition.field))} is not true`;
  if ('notIn' in condition || 'is' in condition || 'renews' in condition) return null;
  return blank;
}

/** The date without which a row does not count. */
export function neededDate(rows: FlowRows | StockRows): string | undefined {
  if (rows.orYear === true) return undefined;
  return 'from' in rows ? rows.from : rows.at;
}

/** Whether a sheet with limits `l` covers what a measure counts: it can state whether, when and how much. */
export function coversSql(ledger: LedgerDeclaration, rows: FlowRows | StockRows, value: Aggregate): Sql {
  const date = neededDate(rows);
  const summed = summedOf(rows, value);
  const parts = [
    ...(rows.where ?? []).flatMap((condition) => coversCondition(ledger, condition)),
    ...(date === undefined ? [] : [sql`not ${silent(date)}`]),
    ...(summed === undefined || isLinked(ledger, summed) ? [] : [sql`not ${silent(summed)}`]),
    ...(rows.needs === undefined ? [] : [sql`not (${sql.join(rows.needs.map(silent), sql` and `)})`]),
  ];
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

/** Whether rows of another ledger may state the figure where a sheet does not. */
function isLinked(ledger: LedgerDeclaration, field: string): boolean {
  return fieldOf(ledger, field).linked !== undefined;
}

function coversCondition(ledger: LedgerDeclaration, condition: Condition): Sql[] {
  const { field } = condition;
  if ('in' in condition) {
    fieldOf(ledger, field);
    return [sql`coalesce(l.limits -> ${sql.lit(field)} ?| ${[...condition.in]}::text[], true)`];
  }
  if (
    'notIn' in condition ||
    'is' in condition ||
    'renews' in condition ||
    'follows' in condition ||
    isLinked(ledger, field) ||
    ('known' in condition && !condition.known)
  )
    return [];
  return [sql`not ${silent(field)}`];
}
