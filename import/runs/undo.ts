import type { Sql, Database } from '../../src/database/sql.js';
import { sql } from 'kysely';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import { lockAncestors, refreshFigures } from '../../src/indicators/compute/refresh.js';
import type { Issue } from '../issues/issue.js';
import { UNDONE } from '../load/history.js';
import { lockDivisions } from '../load/load.js';
import { returnEnterprises, returnRows } from './undo-removed.js';

/** The result of undoing a run. */
export interface UndoResult {
  readonly deleted: number;
  readonly restored: number;
  /** One for each row that is kept because a later import changed it. */
  readonly issues: readonly Issue[];
}

/**
 * Undoes a committed run in the caller's transaction: deletes the rows that it made, restores those that it changed, and
 * refreshes the figures. A row that a later run changed is kept; when that run is undone too, the row becomes what it was
 * before both. Rows of runs that were undone earlier follow in the same way.
 */
export async function undoRun(db: Database, runId: string): Promise<UndoResult> {
  const { ledgers, divisions } = await reachOf(db, runId);
  await lockDivisions(db, divisions);
  const kept = await rowIssues(db, 'UNDO_KEPT', ledgers, (table) => keptRows(table, runId));
  await sql`
    update import_run set state = 'UNDONE', finished_at = now(), undone_at = coalesce(undone_at, clock_timestamp()) where id = ${runId}`.execute(
    db,
  );
  let deleted = 0;
  let restored = 0;
  const touched = new Set<string>();
  await returnEnterprises(db);
  for (const ledger of ledgers) {
    for (let again = true; again;) {
      const back = await restoreRows(db, ledger.table, runId);
      const gone = await deleteRows(db, ledger.table, runId);
      const returned = await returnRows(db, ledger.table, runId);
      restored += back + returned;
      deleted += gone;
      again = back + gone + returned > 0;
      if (again) touched.add(ledger.id);
    }
  }
  const waiting = await rowIssues(db, 'UNDO_WAITS', ledgers, (table) => waitingRows(table, runId));
  await undoEnterprises(db);
  await returnEnterprises(db);
  if (touched.size > 0) {
    await lockAncestors(db, divisions);
    await refreshFigures(db, divisions, [...touched]);
  }
  return { deleted, restored, issues: [...kept, ...waiting] };
}

/** The ledgers and divisions of all runs of the run's file: rows that others of them removed may come back. */
async function reachOf(db: Database, runId: string): Promise<{ ledgers: LedgerDeclaration[]; divisions: string[] }> {
  const { rows } = await sql<{ ledger: string; divisions: string[] }>`
    select s.ledger, s.divisions from import_run r
      join import_run o on o.sha256 = r.sha256 and o.division_code is not distinct from r.division_code
      join import_sheet s on s.run_id = o.id
    where r.id = ${runId} and o.state in ('COMMITTED', 'UNDONE') and s.ledger is not null`.execute(db);
  return {
    ledgers: LEDGERS.filter((ledger) => rows.some((row) => row.ledger === ledger.id)),
    divisions: [...new Set(rows.flatMap(({ divisions }) => divisions))],
  };
}

/** An issue for each row that `from` selects, as `t`, of each ledger, with the file of the run `r`. */
async function rowIssues(
  db: Database,
  code: 'UNDO_KEPT' | 'UNDO_WAITS',
  ledgers: readonly LedgerDeclaration[],
  from: (table: string) => Sql,
): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const { table, zh } of ledgers) {
    const { rows } = await sql<{ sheet: string; row: number; file: string }>`
      select t.sheet, t.row_number as row, r.file_name as file
      from ${from(table)} order by t.sheet, t.row_number`.execute(db);
    issues.push(...rows.map(({ sheet, row, file }): Issue => ({ code, sheet, row, params: { file, ledger: zh } })));
  }
  return issues;
}

/** Rows of the run that a later run changed: made by this run, or with an old value that it kept. */
const keptRows = (table: string, runId: string): Sql => sql`
  ${sql.table(table)} t join import_run r on r.id = t.run_id
  where t.run_id <> ${runId} and r.state <> 'UNDONE' and (
    t.created_by = ${runId}
    or exists (select from import_change c where c.run_id = ${runId} and c."table" = ${table} and c.division = t.division and c.row_id = t.id)
  )`;

/** Rows that the run changed and that cannot go back, because a later run made a row with the key that they had. */
const waitingRows = (table: string, runId: string): Sql => sql`
  import_change c join ${sql.table(table)} t on t.division = c.division and t.id = c.row_id and t.run_id = c.run_id
    join ${sql.table(table)} o on o.division = c.division and o.key = c.before ->> 'key' and o.id <> t.id
    join import_run r on r.id = o.created_by
  where c.run_id = ${runId} and c."table" = ${table}`;

/**
 * Restores the values that undone runs overwrote, where no later run changed the row. A row whose earlier key another
 * row has by now is left until that one is gone.
 */
async function restoreRows(db: Database, table: string, runId: string): Promise<number> {
  const columns = await columnsOf(db, table);
  const set = columns.map((column) => sql`${sql.ref(column)} = b.${sql.ref(column)}`);
  const { rows } = await sql<{ count: number }>`
    with free as (
      select distinct on (c.division, c.before ->> 'key') c.division, c.run_id, c.row_id, to_jsonb(t) as taken
      from import_change c join ${sql.table(table)} t on t.division = c.division and t.id = c.row_id and t.run_id = c.run_id
      where c."table" = ${table} and c.run_id in ${UNDONE} and not exists (
        select from ${sql.table(table)} o where o.division = c.division and o.key = c.before ->> 'key' and o.id <> c.row_id
      ) order by c.division, c.before ->> 'key', c.row_id
    ),
    used as (
      delete from import_change c using free f
      where c."table" = ${table} and c.division = f.division and c.run_id = f.run_id and c.row_id = f.row_id
      returning c.before, f.*
    ),
    kept as (${keepTaken(table, runId, sql`used`)}),
    back as (
      update ${sql.table(table)} t set ${sql.join(set)}
      from used cross join lateral jsonb_populate_record(null::${sql.table(table)}, used.before) b
      where t.division = b.division and t.id = b.id returning 1
    )
    select count(*)::int as count from back`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Deletes rows that undone runs made and no later run changed. */
async function deleteRows(db: Database, table: string, runId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from ${sql.table(table)} t where t.run_id in ${UNDONE} and t.created_by = t.run_id
      returning t.division, t.run_id, t.id as row_id, to_jsonb(t) as taken
    ),
    kept as (${keepTaken(table, runId, sql`gone`)})
    select count(*)::int as count from gone`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Stores rows before they are deleted or restored, for questions as of a day on which they were known. */
function keepTaken(table: string, runId: string, rows: Sql): Sql {
  return sql`
    insert into import_undone (division, run_id, "table", row_id, undone_with, before)
    select division, run_id, ${table}, row_id, ${runId}, taken from ${rows}`;
}

/** Deletes enterprises of undone runs alone, and removes codes that one brought, unless rows of later runs depend on them. */
async function undoEnterprises(db: Database): Promise<void> {
  const referring = LEDGERS.filter((ledger: LedgerDeclaration) => ledger.enterprise !== undefined).map(
    (ledger) =>
      sql`select division, enterprise_id, run_id from ${sql.table(ledger.table)} where enterprise_id is not null`,
  );
  const rows = sql.join(referring, sql` union all `);
  await sql`
    with used as (
      delete from import_change c using enterprise e
      where c."table" = 'enterprise' and c.run_id in ${UNDONE} and e.division = c.division and e.id = c.row_id and e.run_id = c.run_id
        and not exists (
          select from (${rows}) r join import_run later on later.id = r.run_id join import_run mine on mine.id = e.run_id
          where r.division = e.division and r.enterprise_id = e.id and later.loaded_at > mine.loaded_at
        )
        and not exists (
          select from enterprise k where k.division = e.division and k.id <> e.id
            and (k.credit_code = c.before ->> 'credit_code' or k.registration_no = c.before ->> 'registration_no')
        )
      returning c.before
    )
    update enterprise e set name = b.name, normalized_name = b.normalized_name, credit_code = b.credit_code,
      registration_no = b.registration_no, run_id = b.run_id
    from used cross join lateral jsonb_populate_record(null::enterprise, used.before) b
    where e.division = b.division and e.id = b.id`.execute(db);
  await sql`
    delete from enterprise e where e.created_by in ${UNDONE}
      and not exists (select from (${rows}) r where r.division = e.division and r.enterprise_id = e.id)`.execute(db);
}

async function columnsOf(db: Database, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table}`.execute(
    db,
  );
  return rows.map((row) => row.name);
}
