import { sql } from 'kysely';
import { lock, tryLock } from '../../src/database/locks.js';
import type { Issue } from '../issues/issue.js';
import { recordRun } from './record.js';
import { IssueLog } from '../issues/issue-log.js';
import type { Database } from '../../src/database/sql.js';

/** How long the transaction of a dead program may take to end. */
const GONE_WITHIN = '10s';

/**
 * Ends running runs as failed that no program performs any more: theirs died, or could not write how they ended. They
 * loaded nothing. Returns their ids.
 */
export async function endDeadRuns(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('import_run').select('id').where('state', '=', 'RUNNING').orderBy('id').execute();
  const ended: string[] = [];
  for (const { id } of rows) {
    await db.transaction().execute(async (tx) => {
      if (!(await tryLock(tx, 'run', id))) return;
      if (await endAsFailed(tx, id, { code: 'IMPORT_INTERRUPTED' })) ended.push(id);
    });
  }
  return ended;
}

/** Waits until no program performs a run, and ends it as failed if it is still running; whether it was. */
export function failRun(db: Database, runId: string, issue: Issue): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await sql`set local lock_timeout = ${sql.lit(GONE_WITHIN)}`.execute(tx);
    await lock(tx, 'run', runId);
    return endAsFailed(tx, runId, issue);
  });
}

/** Queues a run again that was interrupted on purpose, if it has not ended. */
export async function queueAgain(db: Database, runId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Another server holds the lock.
    if (!(await tryLock(tx, 'run', runId))) return;
    await tx
      .updateTable('import_run')
      .set({ state: 'QUEUED', rows_read: 0 })
      .where('id', '=', runId)
      .where('state', '=', 'RUNNING')
      .execute();
  });
}

/** To be called with the lock of the run. */
async function endAsFailed(tx: Database, runId: string, issue: Issue): Promise<boolean> {
  const running = await tx
    .selectFrom('import_run')
    .select('id')
    .where('id', '=', runId)
    .where('state', '=', 'RUNNING')
    .forUpdate()
    .executeTakeFirst();
  if (running === undefined) return false;
  const issues = new IssueLog();
  issues.add([issue]);
  await recordRun(tx, runId, { state: 'FAILED', sheets: [], issues });
  return true;
}
