import { type RawBuilder, sql } from 'kysely';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import type { Stage } from './stage.js';
import type { Database } from '../../src/database/sql.js';

/** The identity of an imported file: its bytes, its name, and the division it was imported for. */
export interface ImportedFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly divisionCode: string | null;
}

/** The divisions and ledgers of rows that earlier runs of a file loaded. */
export interface Reach {
  readonly divisions: readonly string[];
  readonly ledgers: readonly LedgerDeclaration[];
}

/** The undone runs. */
export const UNDONE = sql`(select id from import_run where state = 'UNDONE')`;

/** Whether a run, by its alias, is of the same bytes and division. */
function isOf(run: string, { sha256, divisionCode }: ImportedFile): RawBuilder<boolean> {
  return sql`(${sql.ref(`${run}.sha256`)} = ${sha256} and ${sql.ref(`${run}.division_code`)} is not distinct from ${divisionCode})`;
}

/** A file's name without the changes of annotating, downloading again and saving in another format. */
function stemOf(name: RawBuilder<unknown>): RawBuilder<string> {
  return sql`regexp_replace(${name}, '(（已标注）)?( ?[(（][0-9]+[)）])?[.][^.]*$', '')`;
}

/** The divisions and ledgers of the runs of the same file that are in force. */
export async function reachOf(db: Database, file: ImportedFile): Promise<Reach> {
  const { rows } = await sql<{ ledger: string; divisions: string[] }>`
    select s.ledger, s.divisions from import_run r join import_sheet s on s.run_id = r.id
    where r.state = 'COMMITTED' and s.ledger is not null and ${isOf('r', file)}`.execute(db);
  return {
    divisions: [...new Set(rows.flatMap(({ divisions }) => divisions))],
    ledgers: LEDGERS.filter(({ id }) => rows.some(({ ledger }) => ledger === id)),
  };
}

/** The runs in force that matter to a file that is about to be loaded, read under the lock of its divisions. */
export interface Earlier {
  /** Runs of the same file. */
  readonly own: readonly string[];
  /** Runs of other files that were loaded after the first run of the same file; what they changed is not changed. */
  readonly since: readonly string[];
  /** Runs of other files of its name, which it may correct. */
  readonly namesakes: readonly string[];
}

/** Finds the runs that matter to the loading of a file. */
export async function earlierRuns(db: Database, file: ImportedFile): Promise<Earlier> {
  const { rows } = await sql<{ id: string; own: boolean; since: boolean; namesake: boolean }>`
    select * from (
      select r.id, ${isOf('r', file)} as own,
        r.loaded_at > (select min(o.loaded_at) from import_run o where o.state = 'COMMITTED' and ${isOf('o', file)}) as since,
        ${stemOf(sql.ref('r.file_name'))} = ${stemOf(sql`${file.fileName}::text`)} and r.division_code is not distinct from ${file.divisionCode} as namesake
      from import_run r where r.state = 'COMMITTED'
    ) r where own or since or namesake`.execute(db);
  const ids = (wanted: (row: (typeof rows)[number]) => boolean) => rows.filter(wanted).map(({ id }) => id);
  return {
    own: ids(({ own }) => own),
    since: ids(({ own, since }) => !own && since),
    namesakes: ids(({ own, namesake }) => !own && namesake),
  };
}

/**
 * Makes the temporary table of the rows that these runs changed, with their keys before the first of the changes; null if
 * there are none.
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
      and c.division in (select distinct division from ${sql.table(stage.matched)})
    order by c.division, c.row_id, r.loaded_at`.execute(db);
  await sql`analyze ${sql.table(table)}`.execute(db);
  return table;
}

/** Whether a row of the ledger existed, with its present keys, before these runs. */
export function wasThere(row: string, since: readonly string[], past: string | null): RawBuilder<unknown> {
  if (past === null) return sql`true`;
  const of = (column: string) => sql.ref(`${row}.${column}`);
  return sql`${of('created_by')} <> all(${[...since]}::uuid[])
    and not exists (select from ${sql.table(past)} p where p.division = ${of('division')} and p.id = ${of('id')})`;
}
