import { sql } from 'kysely';
import { IssueLog, recordRun } from './load/record.js';
import type { Database } from './load/stage.js';

/** Class of the advisory lock that a running import holds on its run, so that others can see it is alive. */
const RUN_LOCK = 7304;

/** Marks a run as alive until the transaction ends. */
export async function holdRun(tx: Database, runId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${RUN_LOCK}, hashtext(${runId}))`.execute(tx);
}

/** Ends runs whose program died under them: they loaded nothing, and say so. To be called when a server starts. */
export async function failInterruptedRuns(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from import_run where state = 'RUNNING' order by id`.execute(db);
  const failed: string[] = [];
  for (const { id } of rows) {
    await db.transaction().execute(async (tx) => {
      const free = await sql<{
        free: boolean;
      }>`select pg_try_advisory_xact_lock(${RUN_LOCK}, hashtext(${id})) as free`.execute(tx);
      if (free.rows[0]?.free !== true) return;
      const issues = new IssueLog();
      issues.add([{ code: 'IMPORT_INTERRUPTED' }]);
      await recordRun(tx, id, 'FAILED', [], issues);
      failed.push(id);
    });
  }
  return failed;
}
