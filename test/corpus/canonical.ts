import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { read, set_cptable, type CellObject } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { openWorkbook } from '../../import/workbook/open.js';
import { type Cell } from '../../import/workbook/workbook.js';
import { address } from '../../import/text/address.js';

/** Sheet name → A1 address → kind and value as one string, e.g. `number 12.5`; alike for every reader. */
export type CanonicalBook = Record<string, Record<string, string>>;

set_cptable(codePages);

export type ReaderName = 'taizhang' | 'sheetjs' | 'exceljs';

export const READERS: Record<ReaderName, (path: string) => Promise<CanonicalBook>> = {
  taizhang: readByTaizhang,
  sheetjs: readBySheetJs,
  exceljs: readByExcelJs,
};

async function readByTaizhang(path: string): Promise<CanonicalBook> {
  const workbook = await openWorkbook(path);
  try {
    const book: CanonicalBook = {};
    for (const sheet of workbook.sheets) {
      const cells: Record<string, string> = {};
      for await (const rows of sheet.rows())
        for (const row of rows)
          row.cells.forEach((cell, column) => {
            if (cell !== undefined) cells[address(row.number, column)] = canonical(cell);
          });
      book[sheet.name] = cells;
    }
    return book;
  } finally {
    await workbook.close();
  }
}

function canonical(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return textOf(cell.text);
    case 'number':
      return `number ${cell.value}`;
    case 'boolean':
      return `boolean ${cell.value}`;
    case 'uncalculated':
      return 'uncalculated';
    default:
      return `${cell.kind} ${cell.text}`;
  }
}

/** Long texts are cut, as a book may hold one of them a hundred thousand times. */
function textOf(text: string): string {
  const cut = text.length > 4_000 ? `${text.slice(0, 4_000)} … ${text.length}` : text;
  return `text ${cut.replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed()}`;
}

async function readBySheetJs(path: string): Promise<CanonicalBook> {
  const workbook = read(await readFile(path), {
    type: 'buffer',
    dense: true,
    cellDates: true,
    UTC: true,
    cellHTML: false,
    cellFormula: true,
    codepage: 936,
  });
  const book: CanonicalBook = {};
  for (const name of workbook.SheetNames) {
    const sheet = workbook.Sheets[name];
    if (sheet === undefined || (sheet['!type'] !== undefined && sheet['!type'] !== 'sheet')) continue;
    const cells: Record<string, string> = {};
    const rows: (CellObject | undefined)[][] = sheet['!data'] ?? [];
    rows.forEach((row, r) =>
      row?.forEach((cell, c) => {
        const value = cell === undefined ? undefined : sheetJsValue(cell);
        if (value !== undefined) cells[address(r + 1, c)] = value;
      }),
    );
    book[name] = cells;
  }
  return book;
}

function sheetJsValue({ t, v, w, f }: CellObject): string | undefined {
  if (t === 'z' || v === undefined || v === null) return f === undefined ? undefined : 'uncalculated';
  if (t === 'e') return `error ${w}`;
  if (v instanceof Date) return `date ${isoOf(v)}`;
  if (typeof v === 'string') return v === '' ? undefined : textOf(v);
  return `${typeof v} ${v}`;
}

function isoOf(date: Date): string {
  const time = Math.round(date.getTime() / 1000) * 1000;
  if (Number.isNaN(time)) return 'invalid';
  const iso = new Date(time).toISOString();
  const clock = iso.slice(11, 19);
  return clock === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`;
}

async function readByExcelJs(path: string): Promise<CanonicalBook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const book: CanonicalBook = {};
  workbook.eachSheet((sheet) => {
    const cells: Record<string, string> = {};
    sheet.eachRow((row, number) =>
      row.eachCell((cell, column) => {
        if (cell.isMerged && cell.master !== cell) return;
        const value = excelJsValue(cell.value, cell.result);
        if (value !== undefined) cells[address(number, column - 1)] = value;
      }),
    );
    book[sheet.name] = cells;
  });
  return book;
}

function excelJsValue(value: unknown, result: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (value instanceof Date) return `date ${isoOf(value)}`;
  if (typeof value === 'string') return textOf(value);
  if (typeof value !== 'object') return `${typeof value} ${String(value)}`;
  if ('error' in value) return `error ${String(value.error)}`;
  if ('richText' in value) return richTextOf(value.richText);
  if ('hyperlink' in value && 'text' in value) return excelJsValue(value.text, undefined);
  if (result === undefined) return 'uncalculated';
  return excelJsValue(result, undefined);
}

function richTextOf(runs: unknown): string | undefined {
  const text = Array.isArray(runs) ? runs.map((run: { text?: string }) => run.text ?? '').join('') : '';
  return text === '' ? undefined : textOf(text);
}
