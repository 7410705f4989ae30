import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { openWorkbook, type OpenOptions } from '../../../import/workbook/open.js';
import { UnreadableWorkbook, type Cell, type Row, type Sheet } from '../../../import/workbook/workbook.js';
import { address } from '../../../import/text/address.js';
import { tinyXlsx, type TinyBook } from './tiny-xlsx.js';

export { relation, relationships, tinyParts, tinyXlsx } from './tiny-xlsx.js';

const folder = mkdtempSync(join(tmpdir(), 'workbook-test-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The path of a file with these bytes, gone after the tests. */
export function fileOf(bytes: Buffer | string, name = `book${++files}.xlsx`): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

export interface ReadSheet extends Omit<Sheet, 'rows'> {
  readonly rows: Row[];
  /** By A1 address. */
  readonly cells: Record<string, Cell>;
}

/** Opens a file, reads all of it and closes it. */
export async function readAll(path: string, options?: OpenOptions) {
  const workbook = await openWorkbook(path, options);
  try {
    const sheets: ReadSheet[] = [];
    for (const sheet of workbook.sheets) {
      const rows: Row[] = [];
      for await (const batch of sheet.rows()) rows.push(...batch);
      const cells: Record<string, Cell> = {};
      for (const row of rows)
        row.cells.forEach((cell, column) => {
          if (cell !== undefined) cells[address(row.number, column)] = cell;
        });
      sheets.push({ ...sheet, rows, cells });
    }
    return { format: workbook.format, sheets, notes: workbook.notes };
  } finally {
    await workbook.close();
  }
}

/** The first sheet of a tiny workbook. */
export async function readTiny(book: TinyBook): Promise<ReadSheet> {
  const { sheets } = await readAll(fileOf(tinyXlsx(book)));
  return sheets[0]!;
}

/** Kind and text of each cell by address, e.g. `{ A1: 'text 序号' }`. */
export async function textsOf(book: TinyBook): Promise<Record<string, string>> {
  return shown(await readTiny(book));
}

export function shown(sheet: ReadSheet): Record<string, string> {
  return Object.fromEntries(Object.entries(sheet.cells).map(([at, cell]) => [at, `${cell.kind} ${cell.text}`]));
}

/** The code with which a file is refused, or `opened`. */
export async function refusalOf(bytes: Buffer | string, options?: OpenOptions): Promise<string> {
  try {
    await readAll(fileOf(bytes), options);
    return 'opened';
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return error.code;
    throw error;
  }
}
