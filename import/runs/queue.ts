import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../src/log.js';
import { endDeadRuns, failRun, queueAgain } from './interrupted.js';
import { ImportThread, type ThreadSettings } from './import-thread.js';
import type { Database } from '../../src/database/sql.js';

/** How often the server checks for runs that another program queued. */
const LOOK_MS = 1000;
/** How often it checks for runs whose program died. */
const SWEEP_MS = 10_000;
/** How many queued runs are read at once; some may be performed by other servers. */
const LOOKED_AT = 50;

/**
 * Performs the queued runs of a database one after another in a thread of its own. The runs are the
 * queue: a run is QUEUED until a server claims it. Several servers on one database share the runs.
 */
export class RunQueue {
  readonly #thread: ImportThread;
  readonly #work: Promise<void>;
  readonly #sweeper: NodeJS.Timeout;
  #sweeping: Promise<void> | undefined;
  #pause = new AbortController();
  #stopped = false;
  /** Whether the last check of the queued runs failed. */
  #failing = false;
  /** The run that failed last. */
  #failed: string | undefined;
  /** The run that the thread performs. */
  #current: string | undefined;

  constructor(
    private readonly db: Database,
    settings: ThreadSettings,
    private readonly log: Logger,
  ) {
    this.#thread = new ImportThread(settings);
    this.#sweeper = setInterval(() => void this.#sweep(), SWEEP_MS).unref();
    void this.#sweep();
    this.#work = this.#loop();
  }

  /** Starts a run that was just queued at once, if no other is running. */
  wake(): void {
    this.#pause.abort();
  }

  /** Stops performing runs. A running one is interrupted, rolled back and queued again for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#sweeper);
    this.wake();
    await this.#thread.end(this.db);
    if (this.#current !== undefined) await queueAgain(this.db, this.#current);
    await this.#sweeping;
    await this.#work;
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      const performed = await this.#performNext().then(
        (done) => {
          this.#failing = false;
          return done;
        },
        (error: unknown) => {
          // Logged once, however long the database is unreachable.
          if (!this.#stopped && !this.#failing) this.log.error({ err: error }, 'queued imports cannot be performed');
          this.#failing = true;
          return false;
        },
      );
      if (performed || this.#stopped) continue;
      await sleep(LOOK_MS, undefined, { signal: this.#pause.signal }).catch(() => undefined);
      this.#pause = new AbortController();
    }
  }

  /** Performs the first queued run that no other server performs; false where there is none. */
  async #performNext(): Promise<boolean> {
    const rows = await this.db
      .selectFrom('import_run')
      .select('id')
      .where('state', '=', 'QUEUED')
      .orderBy('id')
      .limit(LOOKED_AT)
      .execute();
    for (const { id } of rows) if (!this.#stopped && (await this.#perform(id))) return true;
    return false;
  }

  async #perform(runId: string): Promise<boolean> {
    this.#current = runId;
    try {
      const reply = await this.#thread.perform(runId);
      if ('performed' in reply) return reply.performed;
      // A run that cannot even be started, as in a read-only database, stays queued and is tried again and again.
      if (runId !== this.#failed) this.log.error({ run: runId, failure: reply.failure }, 'an import failed');
      this.#failed = runId;
      return false;
    } catch (error) {
      if (this.#stopped) return false;
      this.log.error({ run: runId, err: error }, 'the import thread died');
      await this.#thread.end(this.db);
      await failRun(this.db, runId, { code: 'IMPORT_FAILED', params: { reference: runId } });
      return false;
    } finally {
      if (!this.#stopped) this.#current = undefined;
    }
  }

  /** Ends the runs of dead programs; one sweep at a time. */
  #sweep(): Promise<void> {
    this.#sweeping ??= endDeadRuns(this.db)
      .then(
        (ids) => {
          if (ids.length > 0) this.log.warn({ runs: ids }, 'imports were interrupted');
        },
        (error: unknown) => this.log.error({ err: error }, 'interrupted imports cannot be looked for'),
      )
      .finally(() => {
        this.#sweeping = undefined;
      });
    return this.#sweeping;
  }
}
