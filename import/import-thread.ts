import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { IMPORT_HEAP } from './heap.js';
import type { Database } from './load/stage.js';
import type { WorkerReply, WorkerSettings, WorkerTask } from './worker.js';

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
  return new Worker(new URL('./worker.js', import.meta.url), { workerData: settings, resourceLimits: IMPORT_HEAP });
}
