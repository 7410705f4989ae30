import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { ImportState } from '../src/entities/import-run.js';
import { DEFAULT_JUMP_FACTOR } from '../src/checks/rules.js';
import { RequestError } from '../src/errors.js';
import type { Logger } from '../src/log.js';
import type { Mapping } from './draft.js';
import { FIRST_SEMI_SPACE_MB, IMPORT_HEAP } from './heap.js';
import { failInterruptedRuns } from './interrupted.js';
import { createRun, IssueLog, recordRun } from './load/record.js';
import type { Database } from './load/stage.js';
import { undoRun } from './load/undo.js';
import { normalise } from './parse/normalise.js';
import { forgetUploads } from './retention.js';
import { wordIssue } from './report/issues.js';
import type { ReadLimits } from './workbook/limits.js';
import type { WorkerReply, WorkerSettings, WorkerTask } from './worker.js';

const QUEUE = 'import';
const DAY_MS = 24 * 3600 * 1000;

/** A file that was handed in; `folder` is removed once its bytes are kept. */
export interface Submission {
  readonly path: string;
  readonly folder: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly division?: { readonly code: string; readonly name?: string };
  readonly year?: number;
  /** Who handed it in, where that is known. */
  readonly importedBy?: string;
}

/** The imports of a server: jobs on PostgreSQL, done one after another by a thread of their own. */
export class ImportJobs {
  readonly #boss: PgBoss;
  #worker: Worker | undefined;
  #stopping = false;
  #forgetting: NodeJS.Timeout | undefined;

  private constructor(
    private readonly db: Database,
    private readonly settings: WorkerSettings,
    private readonly log: Logger,
  ) {
    this.#boss = new PgBoss({ connectionString: settings.url, schema: 'jobs', max: 3 });
  }

  /** Starts taking jobs; those that were waiting go on, and runs that a dead program left are ended. */
  static async start(options: {
    db: Database;
    url: string;
    log: Logger;
    keepUploadsDays: number;
    limits: Partial<ReadLimits>;
    jumpFactor?: number;
  }): Promise<ImportJobs> {
    const { db, url, limits, jumpFactor = DEFAULT_JUMP_FACTOR } = options;
    const jobs = new ImportJobs(db, { url, limits, jumpFactor }, options.log);
    jobs.#boss.on('error', (error) => options.log.error({ err: error }, 'the job queue failed'));
    for (const id of await failInterruptedRuns(options.db)) options.log.warn({ run: id }, 'an import was interrupted');
    await jobs.#boss.start();
    await jobs.#boss.createQueue(QUEUE, { retryLimit: 0, expireInSeconds: 6 * 3600 });
    await jobs.#boss.work<{ runId: string }>(QUEUE, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async ([job]) => {
      if (job !== undefined) await jobs.#run(job.data.runId);
    });
    const forget = () =>
      forgetUploads(options.db, options.keepUploadsDays).catch((error: unknown) =>
        options.log.error({ err: error }, 'old uploads could not be deleted'),
      );
    await forget();
    jobs.#forgetting = setInterval(forget, DAY_MS).unref();
    return jobs;
  }

  /** Keeps the file and queues its import; the id of its run. */
  async submit(file: Submission): Promise<string> {
    const content = await readFile(file.path);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const runId = await this.db.transaction().execute(async (tx) => {
      await sql`insert into import_file (sha256, content) values (${sha256}, ${content}) on conflict (sha256) do update set created_at = now()`.execute(
        tx,
      );
      return createRun(
        tx,
        {
          fileName: file.fileName,
          sha256,
          dryRun: file.dryRun,
          divisionCode: file.division?.code ?? null,
          divisionName: file.division?.name ?? null,
          year: file.year ?? null,
          importedBy: file.importedBy ?? null,
        },
        'QUEUED',
      );
    });
    await this.#boss.send(QUEUE, { runId });
    await rm(file.folder, { recursive: true, force: true });
    return runId;
  }

  /** Loads a previewed run, or one that failed, for good; resolves when it has ended. */
  async commit(runId: string): Promise<void> {
    const taken = await sql<{ id: string }>`
      update import_run set state = 'QUEUED', dry_run = false
      where id = ${runId} and state in ('PREVIEWED', 'FAILED') and sha256 in (select sha256 from import_file) returning id`.execute(
      this.db,
    );
    if (taken.rows.length === 0) {
      const state = await this.#stateOf(runId);
      if (state === 'COMMITTED') return;
      throw new RequestError(
        'CONFLICT',
        `这次导入现在不能写入（状态：${state}）。只有预览过或失败的上传可以正式写入，请重新上传文件。`,
      );
    }
    await this.#boss.send(QUEUE, { runId });
    await this.#ended(runId);
  }

  /**
   * Imports the file of a run anew with what a person decided about one of its sheets, besides what was decided before;
   * the id of the new run. The decision is remembered for the division.
   */
  async settle(runId: string, sheet: string, decision: Mapping): Promise<string> {
    const settled: Mapping = {
      ...decision,
      columns: Object.fromEntries(
        Object.entries(decision.columns ?? {}).map(([heading, field]) => [normalise(heading), field]),
      ),
    };
    const { rows } = await sql<{ id: string }>`
      insert into import_run (id, file_name, sha256, state, dry_run, division_code, division_name, year, imported_by, settled)
      select figures.new_id(), file_name, sha256, 'QUEUED', dry_run, division_code, division_name, year, imported_by,
        settled || jsonb_build_object(${sheet}::text, ${JSON.stringify(settled)}::jsonb)
      from import_run where id = ${runId} and sha256 in (select sha256 from import_file)
        and exists (select from import_sheet s where s.run_id = ${runId} and s.name = ${sheet})
      returning id`.execute(this.db);
    const id = rows[0]?.id;
    if (id === undefined) {
      await this.#stateOf(runId);
      throw new RequestError('CONFLICT', `这次导入没有工作表“${sheet}”，或原文件已不在，请重新上传。`);
    }
    await this.#boss.send(QUEUE, { runId: id });
    await this.#ended(id);
    return id;
  }

  /** Takes a committed run back; harmless on one that is undone already. */
  async undo(runId: string): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{
        state: ImportState;
      }>`select state from import_run where id = ${runId} for update`.execute(tx);
      const state = rows[0]?.state;
      if (state === undefined) throw RequestError.unknownRun(runId);
      if (state === 'UNDONE') return;
      if (state !== 'COMMITTED')
        throw new RequestError('CONFLICT', `这次导入没有写入数据（状态：${state}），无需撤销。`);
      const { issues } = await undoRun(tx, runId);
      const worded = issues.map(wordIssue);
      await sql`
        insert into import_issue (run_id, seq, severity, code, sheet, "row", message, remedy)
        select ${runId}, coalesce((select max(seq) from import_issue where run_id = ${runId}), 0) + n, s, c, sh, r, m, re
        from unnest(${worded.map((_, index) => index + 1)}::int[], ${worded.map((each) => each.severity)}::text[],
          ${worded.map((each) => each.code)}::text[], ${worded.map((each) => each.sheet)}::text[], ${worded.map((each) => each.row)}::int[],
          ${worded.map((each) => each.message)}::text[], ${worded.map((each) => each.remedy)}::text[]) t (n, s, c, sh, r, m, re)`.execute(
        tx,
      );
    });
  }

  /** Stops taking jobs; an import under way is broken off and rolls back. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#forgetting);
    await this.#worker?.terminate();
    await this.#boss.stop({ graceful: false });
  }

  async #ended(runId: string): Promise<void> {
    while (['QUEUED', 'RUNNING'].includes(await this.#stateOf(runId)) && !this.#stopping) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #stateOf(runId: string): Promise<ImportState> {
    const { rows } = await sql<{ state: ImportState }>`select state from import_run where id = ${runId}`.execute(
      this.db,
    );
    const state = rows[0]?.state;
    if (state === undefined) throw RequestError.unknownRun(runId);
    return state;
  }

  async #run(runId: string): Promise<void> {
    try {
      const failure = await this.#inWorker(runId);
      if (failure !== null) this.log.error({ run: runId, failure }, 'an import failed');
    } catch (error) {
      if (this.#stopping) return;
      this.log.error({ run: runId, err: error }, 'the import thread died');
      const issues = new IssueLog();
      issues.add([{ code: 'IMPORT_FAILED', params: { reference: runId } }]);
      await recordRun(this.db, runId, 'FAILED', [], issues);
    }
  }

  /** Has the thread do one run; what went wrong in the program, or null. Throws if the thread itself dies. */
  #inWorker(runId: string): Promise<string | null> {
    const worker = (this.#worker ??= startWorker(this.settings));
    return new Promise((resolve, reject) => {
      const done = () => {
        worker.off('message', onMessage);
        worker.off('error', onDeath);
        worker.off('exit', onDeath);
      };
      const onMessage = (reply: WorkerReply) => {
        done();
        resolve(reply.failure);
      };
      const onDeath = (reason: unknown) => {
        done();
        this.#worker = undefined;
        reject(reason instanceof Error ? reason : new Error(`the import thread ended (${String(reason)})`));
      };
      worker.on('message', onMessage);
      worker.on('error', onDeath);
      worker.on('exit', onDeath);
      worker.postMessage({ runId } satisfies WorkerTask);
    });
  }
}

function startWorker(settings: WorkerSettings): Worker {
  setFlagsFromString(`--min-semi-space-size=${FIRST_SEMI_SPACE_MB}`);
  return new Worker(new URL('./worker.js', import.meta.url), { workerData: settings, resourceLimits: IMPORT_HEAP });
}
