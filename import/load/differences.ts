import { sql } from 'kysely';
import { columnName, fieldColumns, type LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Recognition } from '../recognize/recognition.js';
import { columnLetter } from '../../src/entities/import-run.js';
import type { Database } from '../../src/database/sql.js';
import { type Effect, recordEffects } from './effects.js';

/** A value of a stored row that an import changes, as texts; null: empty. */
export interface Difference {
  readonly ledger: string;
  readonly sheet: string;
  readonly row: number;
  readonly address: string | null;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The first differences of a run, their number, and their effects on figures. */
export interface Differences {
  readonly kept: readonly Difference[];
  readonly count: number;
  readonly effects: readonly Effect[];
}

export const NO_DIFFERENCES: Differences = { kept: [], count: 0, effects: [] };

/** How many differences of a run are stored; all are counted. */
export const DIFFERENCES_KEPT = 5_000;

/** Where a run may have changed something. */
export interface ChangeScope {
  readonly runId: string;
  readonly ledgers: readonly LedgerDeclaration[];
  readonly divisions: readonly string[];
}

/** The values that a run changed in existing rows, removed ones included; to be read before its transaction ends. */
export async function findDifferences(
  db: Database,
  { ledgers, divisions, runId }: ChangeScope,
  recognitions: ReadonlyMap<string, Recognition>,
): Promise<Omit<Differences, 'effects'>> {
  const kept: Difference[] = [];
  let count = 0;
  for (const ledger of ledgers) {
    const columns = Object.entries(ledger.fields).flatMap(([name, field]) =>
      fieldColumns(name, field).map((column) => column.name),
    );
    const { rows } = await sql<{
      sheet: string;
      row: number;
      column: string;
      before: string | null;
      after: string | null;
      total: number;
    }>`
      select coalesce(t.sheet, c.before ->> 'sheet') as sheet, coalesce(t.row_number, (c.before ->> 'row_number')::int) as row,
        o.key as column, o.value as before, n.row ->> o.key as after, count(*) over ()::int as total
      from import_change c
      left join ${sql.table(ledger.table)} t on t.division = c.division and t.id = c.row_id
      cross join lateral jsonb_each_text(c.before) o
      cross join lateral (select to_jsonb(t) as row offset 0) n
      where c.division = any(${[...divisions]}::text[]) and c.run_id = ${runId} and c."table" = ${ledger.table} and o.key = any(${[...columns, 'year']}) and o.value is distinct from n.row ->> o.key
      order by 1, 2, c.row_id, o.key limit ${Math.max(1, DIFFERENCES_KEPT - kept.length)}`.execute(db);
    count += rows[0]?.total ?? 0;
    for (const row of rows) {
      if (kept.length === DIFFERENCES_KEPT) break;
      kept.push({
        ledger: ledger.id,
        sheet: row.sheet,
        row: row.row,
        address: addressOf(ledger, recognitions.get(row.sheet), row.column, row.row),
        field: row.column,
        before: row.before,
        after: row.after,
      });
    }
  }
  return { kept, count };
}

/** The cell that a stored column was read from. */
function addressOf(
  ledger: LedgerDeclaration,
  recognition: Recognition | undefined,
  column: string,
  row: number,
): string | null {
  const field = Object.keys(ledger.fields).find(
    (name) => column === columnName(name) || column.startsWith(`${columnName(name)}_`),
  );
  if (recognition?.ledger.id !== ledger.id) return null;
  const found = recognition.columns.find((each) => each.field === field);
  return found === undefined ? null : `${columnLetter(found.column)}${row}`;
}

/** Writes the differences of a run, replacing those of an earlier try. */
export async function recordDifferences(
  db: Database,
  runId: string,
  { kept, count, effects }: Differences,
): Promise<void> {
  await recordEffects(db, runId, effects);
  await sql`delete from import_difference where run_id = ${runId}`.execute(db);
  await sql`update import_run set difference_count = ${count} where id = ${runId}`.execute(db);
  if (kept.length === 0) return;
  await sql`
    insert into import_difference (run_id, seq, ledger, sheet, "row", address, field, before, after)
    select ${runId}, * from unnest(${kept.map((_, index) => index + 1)}::int[], ${kept.map((each) => each.ledger)}::text[],
      ${kept.map((each) => each.sheet)}::text[], ${kept.map((each) => each.row)}::int[], ${kept.map((each) => each.address)}::text[],
      ${kept.map((each) => each.field)}::text[], ${kept.map((each) => each.before)}::text[], ${kept.map((each) => each.after)}::text[])`.execute(
    db,
  );
}
