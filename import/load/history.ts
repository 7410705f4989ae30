import { type RawBuilder, sql } from 'kysely';
import type { Database, Stage } from './stage.js';

/** A file as imports know it: its bytes, and the division it was imported for. */
export interface ImportedFile {
  readonly sha256: string;
  readonly divisionCode: string | null;
}

/** The runs that were taken back. */
export const UNDONE = sql`(select id from import_run where state = 'UNDONE')`;

/**
 * Runs of other files that were loaded after this very file first was; none if it was not imported before. What they
 * changed stays as it is when the file is imported again. To be asked under the lock of the divisions.
 */
export async function runsSince(db: Database, { sha256, divisionCode }: ImportedFile): Promise<string[]> {
  const own = (run: string) =>
    sql`${sql.ref(`${run}.sha256`)} = ${sha256} and ${sql.ref(`${run}.division_code`)} is not distinct from ${divisionCode}`;
  const { rows } = await sql<{ id: string }>`
    select r.id from import_run r
    where r.state = 'COMMITTED' and not (${own('r')})
      and r.loaded_at > (select min(o.loaded_at) from import_run o where o.state = 'COMMITTED' and ${own('o')})`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/**
 * Makes the temporary table of the rows that these runs changed, with the keys that they had before; null if there are
 * none. The first change since tells what a row was.
 */
export async function pastKeys(db: Database, stage: Stage, since: readonly string[]): Promise<string | null> {
  if (since.length === 0) return null;
  const table = `past_${stage.ledger.table}`;
  await sql`
    create temp table ${sql.table(table)} on commit drop as
    select distinct on (c.division, c.row_id) c.division, c.row_id as id, c.before ->> 'key' as key, c.before ->> 'match_key' as match_key
    from import_change c join import_run r on r.id = c.run_id
    where c."table" = ${stage.ledger.table} and c.run_id = any(${[...since]}::uuid[])
      and (c.before ->> 'created_by')::uuid <> all(${[...since]}::uuid[])
      and c.division in (select distinct division from ${sql.table(stage.plan)})
    order by c.division, c.row_id, r.loaded_at`.execute(db);
  await sql`analyze ${sql.table(table)}`.execute(db);
  return table;
}

/** Whether a row of the ledger was there, with the keys it has now, before these runs. */
export function wasThere(row: string, since: readonly string[], past: string | null): RawBuilder<unknown> {
  if (past === null) return sql`true`;
  const of = (column: string) => sql.ref(`${row}.${column}`);
  return sql`${of('created_by')} <> all(${[...since]}::uuid[])
    and not exists (select from ${sql.table(past)} p where p.division = ${of('division')} and p.id = ${of('id')})`;
}
