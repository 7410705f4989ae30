import type { Database } from '../../src/database/sql.js';

/** How often the number of rows read is written. */
const EVERY_MS = 500;

/** Writes the progress of an import outside its transaction, so that others see it while it runs. */
export class Progress {
  #rows = 0;
  #told = Date.now();
  #telling: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly runId: string,
  ) {}

  add(rows: number): void {
    this.#rows += rows;
    if (Date.now() - this.#told < EVERY_MS) return;
    this.#told = Date.now();
    const read = this.#rows;
    this.#telling = this.#telling.then(() =>
      this.db
        .updateTable('import_run')
        .set({ rows_read: read })
        .where('id', '=', this.runId)
        .execute()
        // Nothing depends on it; a lost connection fails the import elsewhere.
        .catch(() => undefined),
    );
  }

  /** Waits until the progress is written; after that the run's own transaction may write the run. */
  async end(): Promise<void> {
    await this.#telling;
  }
}
