import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import type { Database } from '../../src/database/sql.js';
import type { ReadLimits } from '../workbook/limits.js';

/** What the thread is started with. */
export interface WorkerSettings {
  /** Of the database. */
  readonly url: string;
  /** What its connections to the database are called. */
  readonly name: string;
  readonly limits: Partial<ReadLimits>;
  /** How many times last year's figure is worth a warning. */
  readonly jumpFactor: number;
}

/** The task of the thread: perform a queued run. */
export interface WorkerTask {
  readonly runId: string;
}

/**
 * `performed`: whether the thread performed the run; another server may have taken it. `failure`: a failure of the
 * program; faults of the file are issues of the run.
 */
export type WorkerReply = { readonly performed: boolean } | { readonly failure: string };

/**
 * The thread's heap, in MB. Beyond the old generation the thread ends, and the server goes on; a larger young one only
 * adds to the resident memory.
 */
export const IMPORT_HEAP = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 } as const;

/** The same heap for a process of its own: V8's young generation is three semi-spaces. */
export const IMPORT_HEAP_FLAGS = [
  `--max-old-space-size=${IMPORT_HEAP.maxOldGenerationSizeMb}`,
  `--max-semi-space-size=${IMPORT_HEAP.maxYoungGenerationSizeMb / 3}`,
] as const;

/** The settings of a server's imports. */
export type ThreadSettings = Omit<WorkerSettings, 'name'>;

/** How long PostgreSQL may take to end a connection of the thread. */
const ENDS_WITHIN_MS = 3000;

/** The thread that performs runs, started with the first run and again after it died. */
export class ImportThread {
  /** Distinguishes its connections from those of other servers. */
  readonly #name = `taizhang-import-${randomUUID()}`;
  #worker: Worker | undefined;

  constructor(private readonly settings: ThreadSettings) {}

  /** Has the thread perform a run. Throws if the thread itself dies. */
  perform(runId: string): Promise<WorkerReply> {
    const worker = (this.#worker ??= startWorker({ ...this.settings, name: this.#name }));
    return new Promise((resolve, reject) => {
      const done = () => {
        worker.off('message', onMessage);
        worker.off('error', onDeath);
        worker.off('exit', onDeath);
      };
      const onMessage = (reply: WorkerReply) => {
        done();
        resolve(reply);
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

  /** Ends the thread and its connections: after this nothing of it runs in the database. */
  async end(db: Database): Promise<void> {
    await this.#worker?.terminate();
    await sql`
      select pg_terminate_backend(pid, ${ENDS_WITHIN_MS}::bigint) from pg_stat_activity where application_name = ${this.#name}`.execute(
      db,
    );
  }
}

function startWorker(settings: WorkerSettings): Worker {
  return new Worker(new URL('../worker.js', import.meta.url), { workerData: settings, resourceLimits: IMPORT_HEAP });
}
