import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { ReadContext } from '../../import/parse/read-context.js';
import { openWorkbook } from '../../import/workbook/open.js';
import { contextOf, type ReadSheet, readSheet } from './read-folder.js';

export type LaidCell =
  | string
  | number
  | Date
  | boolean
  | null
  | { readonly percent: number }
  | { readonly number: number; readonly format: string }
  | { readonly error: string };

/** A sheet as a clerk laid it out. */
export interface LaidSheet {
  readonly name: string;
  readonly rows: readonly (readonly LaidCell[])[];
  /** Merged ranges, e.g. `A1:H1`. */
  readonly merges?: readonly string[];
  /** `very`: hidden so that Excel does not offer to show it. */
  readonly hidden?: boolean | 'very';
}

/** The bytes of a real workbook with the sheets. */
export async function laidOut(...sheets: readonly LaidSheet[]): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  for (const { name, rows, merges, hidden } of sheets) {
    const sheet = workbook.addWorksheet(name, {
      state: hidden === 'very' ? 'veryHidden' : hidden === true ? 'hidden' : 'visible',
    });
    for (const [row, cells] of rows.entries()) {
      for (const [column, content] of cells.entries()) {
        if (content === null) continue;
        const cell = sheet.getCell(row + 1, column + 1);
        if (typeof content === 'object' && 'percent' in content) {
          cell.value = content.percent;
          cell.numFmt = '0.00%';
        } else if (typeof content === 'object' && 'number' in content) {
          cell.value = content.number;
          cell.numFmt = content.format;
        } else if (typeof content === 'object' && 'error' in content) {
          cell.value = { error: content.error as '#N/A' };
        } else {
          cell.value = content;
          if (content instanceof Date) cell.numFmt = 'yyyy-mm-dd';
        }
      }
    }
    for (const range of merges ?? []) sheet.mergeCells(range);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Writes the sheets to a real workbook, opens it and reads it to its end. */
export async function readLaidOut(
  fileName: string,
  sheets: readonly LaidSheet[],
  more: Partial<ReadContext> = {},
): Promise<ReadSheet[]> {
  const folder = await mkdtemp(join(tmpdir(), 'layout-'));
  try {
    const path = join(folder, 'laid-out.xlsx');
    await writeFile(path, await laidOut(...sheets));
    const opened = await openWorkbook(path, { fileName });
    try {
      const context = contextOf(fileName, more);
      const read: ReadSheet[] = [];
      for (const sheet of opened.sheets) read.push(await readSheet(sheet, context));
      return read;
    } finally {
      await opened.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
