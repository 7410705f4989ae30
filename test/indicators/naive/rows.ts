import { sql } from 'kysely';
import { LEDGERS } from '../../../src/entities/ledgers/index.js';
import type { Database } from '../../../src/database/sql.js';

/** A ledger row as it is stored: columns by name, dates as ISO texts, figures as numbers. */
export interface Row extends Readonly<Record<string, unknown>> {
  readonly division: string;
  readonly id: string;
  readonly year: number;
  readonly flags: Readonly<Record<string, string>>;
}

/** All that figures are made from, fetched and nothing more. */
export interface Everything {
  readonly divisions: readonly { readonly code: string; readonly parent_code: string | null }[];
  readonly ledgers: Readonly<Record<string, readonly Row[]>>;
}

/** Fetches every ledger row and division. */
export async function everything(db: Database): Promise<Everything> {
  const divisions = await sql<{ code: string; parent_code: string | null }>`
    select code, parent_code from division order by code`.execute(db);
  const ledgers: Record<string, readonly Row[]> = {};
  for (const { id, table } of LEDGERS) {
    const { rows } = await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db);
    ledgers[id] = rows.map(({ row }) => row);
  }
  return { divisions: divisions.rows, ledgers };
}

/** The year of a date column; null where it is empty. */
export function yearOf(row: Row, column: string): number | null {
  const date = row[column];
  return typeof date === 'string' ? Number(date.slice(0, 4)) : null;
}

/** The month of a date column, where it is known that well and lies in a year; else null. */
export function monthIn(row: Row, column: string, year: number): number | null {
  const date = row[column];
  const exact = ['day', 'xun', 'month'].includes(String(row[`${column}_precision`]));
  return typeof date === 'string' && exact && yearOf(row, column) === year ? Number(date.slice(5, 7)) : null;
}
