import type { Database } from '../../src/database/sql.js';

/** How often the number of rows read is told. */
const EVERY_MS = 500;

/** Tells how far an import has come, outside its transaction, so that others see it while it runs. */
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
        // Nothing rests on it; what ends the import ends it by itself.
        .catch(() => undefined),
    );
  }

  /** Waits until what was told has arrived; the run's own transaction may write the run after that. */
  async end(): Promise<void> {
    await this.#telling;
  }
}
