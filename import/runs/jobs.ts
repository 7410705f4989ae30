import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ImportState } from '../../src/entities/import-run.js';
import { DEFAULT_JUMP_FACTOR } from '../../src/checks/rules.js';
import { RequestError } from '../../src/errors.js';
import type { Logger } from '../../src/log.js';
import { addedTo, throwIfRefused, unknownSheet } from './decision.js';
import type { Mapping } from '../recognize/recognition.js';
import type { ThreadSettings } from './import-thread.js';
import { createRun, newRunId, recordIssues } from './record.js';
import type { Database } from '../../src/database/sql.js';
import { undoRun } from './undo.js';
import { normalise } from '../text/normalise.js';
import { RunQueue } from './queue.js';
import { forgetUploads } from './retention.js';
import { storable } from '../workbook/stored-text.js';

const DAY_MS = 24 * 3600 * 1000;
/** How often a waiting request checks whether a run has ended. */
const WAIT_MS = 100;

/** An uploaded file; `folder` is removed once its bytes are stored. */
export interface Submission {
  readonly path: string;
  readonly folder: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly division?: { readonly code: string; readonly name?: string };
  /** Whether a person named the division. */
  readonly divisionGiven?: boolean;
  readonly year?: number;
  /** Who uploaded it, where that is known. */
  readonly importedBy?: string;
}

interface RunState {
  readonly state: ImportState;
  readonly dryRun: boolean;
  /** Whether its file is kept. */
  readonly kept: boolean;
}

/** The imports of a server: takes a file, loads a preview, follows a decision about a sheet, undoes a run. */
export class ImportJobs {
  readonly #queue: RunQueue;
  readonly #stopping = new AbortController();
  #forgetting: NodeJS.Timeout | undefined;
  #stopped: Promise<void> | undefined;

  private constructor(
    private readonly db: Database,
    settings: ThreadSettings,
    log: Logger,
  ) {
    this.#queue = new RunQueue(db, settings, log);
  }

  /** Starts performing runs: queued ones are performed, those of dead programs are ended. */
  static async start(options: {
    db: Database;
    url: string;
    log: Logger;
    keepUploadsDays: number;
    limits: ThreadSettings['limits'];
    jumpFactor?: number;
  }): Promise<ImportJobs> {
    const { db, url, log, limits, jumpFactor = DEFAULT_JUMP_FACTOR } = options;
    const forget = () =>
      forgetUploads(db, options.keepUploadsDays).catch((error: unknown) =>
        log.error({ err: error }, 'old uploads could not be deleted'),
      );
    await forget();
    const jobs = new ImportJobs(db, { url, limits, jumpFactor }, log);
    jobs.#forgetting = setInterval(forget, DAY_MS).unref();
    return jobs;
  }

  /** Stores the file and queues its import; the id of its run. */
  async submit(file: Submission): Promise<string> {
    const content = await readFile(file.path);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const runId = await this.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('import_file')
        .values({ sha256, content })
        .onConflict((kept) => kept.column('sha256').doUpdateSet({ created_at: sql`now()` }))
        .execute();
      const id = await newRunId(tx);
      const options = {
        fileName: file.fileName,
        sha256,
        dryRun: file.dryRun,
        divisionCode: file.division?.code ?? null,
        divisionName: file.division?.name ?? null,
        divisionGiven: file.divisionGiven ?? false,
        year: file.year ?? null,
        importedBy: file.importedBy ?? null,
      };
      await createRun(tx, id, options, 'QUEUED');
      return id;
    });
    this.#queue.wake();
    await rm(file.folder, { recursive: true, force: true });
    return runId;
  }

  /**
   * Loads a previewed or failed run for good; resolves when it has ended. If another request asked for it already, waits
   * for the same end.
   */
  async commit(runId: string): Promise<void> {
    for (;;) {
      if (await this.#queueCommit(runId)) {
        await this.#ended(runId);
        return;
      }
      const { state, dryRun, kept } = await this.#stateOf(runId);
      if (state === 'COMMITTED') return;
      if (state === 'UNDONE') throw conflict('这次导入已经撤销，不能再写入。要再次写入，请重新上传文件。');
      if (state === 'QUEUED' || state === 'RUNNING') {
        await this.#ended(runId);
        if (!dryRun) return;
      } else if (!kept) throw conflict(FILE_GONE);
    }
  }

  /** Queues a run with a stored file to be loaded for good; the file is kept as long as one uploaded now. */
  async #queueCommit(runId: string): Promise<boolean> {
    const { rows } = await sql`
      with file as (
        update import_file f set created_at = now() from import_run r
        where r.id = ${runId} and r.state in ('PREVIEWED', 'FAILED') and f.sha256 = r.sha256 returning f.sha256
      )
      update import_run r set state = 'QUEUED', dry_run = false, recalled = case when r.state = 'PREVIEWED' then r.recalled end from file
      where r.id = ${runId} and r.state in ('PREVIEWED', 'FAILED') and r.sha256 = file.sha256 returning r.id`.execute(
      this.db,
    );
    if (rows.length > 0) this.#queue.wake();
    return rows.length > 0;
  }

  /**
   * Imports the file of a run again with a person's decision about one of its sheets, besides earlier ones; the id of
   * the new run. The decision is remembered for the division.
   */
  async settle(runId: string, sheet: string, decision: Mapping): Promise<string> {
    const earlier = await this.db.selectFrom('import_run').select('settled').where('id', '=', runId).executeTakeFirst();
    const settled = addedTo(earlier?.settled[sheet], {
      ...decision,
      columns: Object.fromEntries(
        Object.entries(decision.columns ?? {}).map(([heading, field]) => [normalise(storable(heading)), field]),
      ),
    });
    const { rows } = await sql<{ id: string }>`
      with file as (
        update import_file f set created_at = now() from import_run r
        where r.id = ${runId} and f.sha256 = r.sha256
          and exists (select from import_sheet s where s.run_id = r.id and s.name = ${sheet}) returning f.sha256
      )
      insert into import_run (id, file_name, sha256, state, dry_run, division_code, division_name, division_given, year, imported_by, settled)
      select figures.new_id(), file_name, sha256, 'QUEUED', dry_run, division_code, division_name, division_given, year, imported_by,
        settled || jsonb_build_object(${sheet}::text, ${JSON.stringify(settled)}::jsonb)
      from import_run join file using (sha256) where id = ${runId}
      returning id`.execute(this.db);
    const id = rows[0]?.id;
    if (id === undefined) {
      const { state, kept } = await this.#stateOf(runId);
      if (state === 'QUEUED' || state === 'RUNNING') throw conflict('这次导入还没有结束，请等它结束后再确认工作表。');
      throw kept ? await unknownSheet(this.db, runId, sheet) : conflict(FILE_GONE);
    }
    this.#queue.wake();
    await this.#ended(id);
    await throwIfRefused(this.db, id);
    return id;
  }

  /** Undoes a committed run; does nothing to one that is undone already. */
  async undo(runId: string): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      const run = await tx
        .selectFrom('import_run')
        .select('state')
        .where('id', '=', runId)
        .forUpdate()
        .executeTakeFirst();
      const state = run?.state;
      if (state === undefined) throw RequestError.unknownRun(runId);
      if (state === 'UNDONE') return;
      if (state === 'QUEUED' || state === 'RUNNING') throw conflict('这次导入还没有结束，请等它结束后再撤销。');
      if (state !== 'COMMITTED') throw conflict(`这次导入没有写入数据（状态：${state}），无需撤销。`);
      const { issues } = await undoRun(tx, runId);
      const last = await tx
        .selectFrom('import_issue')
        .select((eb) => eb.fn.max('seq').as('seq'))
        .where('run_id', '=', runId)
        .executeTakeFirst();
      await recordIssues(tx, runId, last?.seq ?? 0, issues);
    });
  }

  /** Refuses requests that wait for a run and stops performing runs: one that is running is performed at the next start. */
  stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#forgetting);
    return (this.#stopped ??= this.#queue.stop());
  }

  /** Waits until a run has ended. Throws if the server stops first. */
  async #ended(runId: string): Promise<void> {
    for (;;) {
      const { state } = await this.#stateOf(runId);
      if (state !== 'QUEUED' && state !== 'RUNNING') return;
      await sleep(WAIT_MS, undefined, { signal: this.#stopping.signal }).catch(() => {
        throw RequestError.stopping(runId);
      });
    }
  }

  async #stateOf(runId: string): Promise<RunState> {
    const run = await this.db
      .selectFrom('import_run as r')
      .select(['state', 'dry_run as dryRun'])
      .select(({ exists, selectFrom }) =>
        exists(selectFrom('import_file as f').whereRef('f.sha256', '=', 'r.sha256'))
          .$castTo<boolean>()
          .as('kept'),
      )
      .where('id', '=', runId)
      .executeTakeFirst();
    if (run === undefined) throw RequestError.unknownRun(runId);
    return run;
  }
}

const FILE_GONE =
  '这次导入的文件没有保留：命令行导入的文件不保留，上传的文件只保留一段时间（KEEP_UPLOADS_DAYS）。请重新上传，或用命令行再导入一次。';

function conflict(message: string): RequestError {
  return new RequestError('CONFLICT', message);
}
