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

/** What the thread is asked to do: perform a run that is queued. */
export interface WorkerTask {
  readonly runId: string;
}

/**
 * `performed`: whether the run was there to be performed, and not taken by another server. `failure`: what went wrong
 * in the program; the run itself says what is wrong with the file.
 */
export type WorkerReply = { readonly performed: boolean } | { readonly failure: string };

/** The memory that the thread of an import may take for objects, in MB; beyond it the thread ends and the server goes on. */
export const IMPORT_HEAP = { maxOldGenerationSizeMb: 256 } as const;

/** What imports of a server are done with. */
export type ThreadSettings = Omit<WorkerSettings, 'name'>;

/** How long PostgreSQL may take to end a connection of the thread. */
const ENDS_WITHIN_MS = 3000;

/** The thread that performs runs, started when there is one, and anew after it died. */
export class ImportThread {
  /** Tells its connections from those of other servers. */
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

  /** Ends the thread and its connections: once this resolves, nothing of it goes on in the database. */
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
