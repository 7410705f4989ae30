import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/runs/undo.js';
import type { DivisionOption } from '../../src/config.js';
import type { Database } from '../../src/database/sql.js';

/** Imports and undoes as if on days of the past, each at noon in China; days must be given in their order. */
export class Diary {
  readonly #folder = mkdtempSync(join(tmpdir(), 'taizhang-diary-'));

  constructor(
    private readonly db: Database,
    private readonly division: DivisionOption = { code: '990103', name: '示例区' },
  ) {}

  /** The id of the run. */
  async import(day: string, name: string, lines: readonly string[], division = this.division): Promise<string> {
    const path = join(this.#folder, name);
    writeFileSync(path, lines.join('\n'));
    const id = await importWorkbook(this.db, { path, fileName: name, division });
    await sql`update import_run set loaded_at = ${noon(day)} where id = ${id} and state = 'COMMITTED'`.execute(this.db);
    return id;
  }

  async undo(day: string, run: string): Promise<void> {
    await this.db.transaction().execute((tx) => undoRun(tx, run));
    await sql`update import_run set undone_at = ${noon(day)}, finished_at = ${noon(day)} where id = ${run}`.execute(
      this.db,
    );
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00+08:00`);
}
