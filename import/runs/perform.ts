import { sql } from 'kysely';
import type { ImportState } from '../../src/entities/import-run.js';
import { tryLock } from '../../src/database/locks.js';
import { longTransaction } from '../../src/database/long-transaction.js';
import { failRun } from './interrupted.js';
import type { Issue } from '../issues/issue.js';
import { type Differences, NO_DIFFERENCES, recordDifferences } from '../load/differences.js';
import { recordRun, type SheetResult } from './record.js';
import { IssueLog } from '../issues/issue-log.js';
import type { Mapping } from '../recognize/recognition.js';
import type { Database } from '../../src/database/sql.js';
import { UnreadableWorkbook } from '../workbook/workbook.js';

/** How a run ended. */
export interface RunEnd {
  readonly state: ImportState;
  readonly sheets: readonly SheetResult[];
  readonly issues: IssueLog;
  readonly differences: Differences;
  /** Whether its changes are kept. */
  readonly keep: boolean;
  /** The remembered decisions that were used, by sheet name. */
  readonly recalled?: Readonly<Record<string, Mapping>>;
}

/** The import cannot be done as it was requested; the issue says why. */
export class RefusedImport extends Error {
  constructor(readonly issue: Issue) {
    super(issue.code);
  }
}

/** What a run does. */
export type RunWork = (tx: Database) => Promise<RunEnd>;

/**
 * Performs a run in one transaction that holds the run's lock until its end, so that its rows and its result appear at
 * the same moment, and a free lock means that no program performs the run. `claim` sets the run RUNNING outside of the
 * transaction, where others see it; false: another program has it. Throws if the program fails, after the run is
 * FAILED. Resolves to whether the run was performed.
 */
export async function performRun(
  db: Database,
  runId: string,
  claim: () => Promise<boolean>,
  work: RunWork,
): Promise<boolean> {
  let failure: unknown = null;
  let performed = false;
  try {
    await longTransaction(db, async (tx) => {
      if (!(await tryLock(tx, 'run', runId)) || !(await claim())) return;
      performed = true;
      await sql`savepoint work`.execute(tx);
      const end = await work(tx).catch((error: unknown) => {
        if (!isRefusal(error)) failure = error;
        return failedEnd(issueOf(error, runId));
      });
      if (!end.keep) await sql`rollback to savepoint work`.execute(tx);
      await recordDifferences(tx, runId, end.differences);
      await recordRun(tx, runId, end);
    });
  } catch (error) {
    // The transaction was rolled back, or it was committed and only the answer was lost.
    // Where that cannot be found out now, the next sweep ends the run.
    const failed = await failRun(db, runId, { code: 'IMPORT_INTERRUPTED' }).catch(() => true);
    if (failed || !performed) throw failure ?? error;
  }
  if (failure !== null) throw failure;
  return performed;
}

function isRefusal(error: unknown): error is UnreadableWorkbook | RefusedImport {
  return error instanceof UnreadableWorkbook || error instanceof RefusedImport;
}

function issueOf(error: unknown, runId: string): Issue {
  if (error instanceof UnreadableWorkbook) return { code: error.code, params: { detail: error.detail } };
  return error instanceof RefusedImport ? error.issue : { code: 'IMPORT_FAILED', params: { reference: runId } };
}

function failedEnd(issue: Issue): RunEnd {
  const issues = new IssueLog();
  issues.add([issue]);
  return { state: 'FAILED', sheets: [], issues, differences: NO_DIFFERENCES, keep: false };
}
