/**
 * Runs in a process of its own: converts one file of an old format by SheetJS into lines of JSON, with the memory and
 * time of that process bounded. Imports nothing of this project, so that it runs as a single file.
 *
 * argv: file, folder to write to, encoding of a text file or `binary`, most rows, most sheets.
 * Writes `ready` to stdout when it begins. Writes `book.json` (LegacyBook) and `<sheet>.jsonl` (LegacyRow a line); on failure one line on stderr, exit 3.
 */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import { CFB, read, set_cptable, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';

export interface LegacySheet {
  readonly name: string;
  readonly hidden: boolean;
  /** top, left, bottom, right. */
  readonly merges: readonly (readonly [number, number, number, number])[];
  readonly hiddenColumns: readonly number[];
}

export interface LegacyBook {
  readonly date1904: boolean;
  readonly sheets: readonly LegacySheet[];
}

/** Row number, whether it is hidden, and its cells: column, SheetJS's type, value, number format. */
export type LegacyRow = readonly [number, boolean, readonly LegacyCell[]];
export type LegacyCell = readonly [number, string, string | number | boolean, string?];

const CHINESE_WINDOWS = 936;
/** Records of an .xls. */
const BEGIN = [0x0809, 0x0409, 0x0209];
const END = 0x000a;
const BOUND_SHEET = 0x0085;
const COLUMN_INFO = 0x007d;
const LAST_COLUMN = 255;
const FLUSH_CHARACTERS = 256 * 1024;
/** Dates of the Chinese version that a file may use without declaring them. */
const CHINESE_DATE_IDS = [27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

// The parent process counts the time from here.
writeSync(process.stdout.fd, 'ready\n');
try {
  const [file = '', folder = '', encoding = '', maxRows = '', maxSheets = ''] = process.argv.slice(2);
  const bytes = readFileSync(file);
  const book = readBook(bytes, encoding, Number(maxRows));
  convert(book, encoding === 'binary' ? hiddenColumnsOf(bytes) : [], folder, Number(maxSheets));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 3;
}

function readBook(bytes: Buffer, encoding: string, maxRows: number): WorkBook {
  set_cptable(codePages);
  for (const id of CHINESE_DATE_IDS) SSF.load('yyyy-mm-dd', id);
  const options = {
    dense: true,
    cellDates: false,
    UTC: true,
    cellHTML: false,
    cellFormula: false,
    cellText: false,
    cellNF: true,
    raw: true,
    codepage: CHINESE_WINDOWS,
    sheetRows: maxRows + 1,
  };
  if (encoding === 'binary') return read(bytes, { ...options, type: 'buffer' });
  return read(new TextDecoder(encoding).decode(bytes), { ...options, type: 'string' });
}

function convert(book: WorkBook, hiddenColumns: readonly number[][], folder: string, maxSheets: number): void {
  const sheets: LegacySheet[] = [];
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (sheet === undefined || !['sheet', undefined].includes(sheet['!type'])) continue;
    if (sheets.length <= maxSheets) writeRows(sheet, join(folder, `${sheets.length}.jsonl`));
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    sheets.push(describe(sheet, name, hidden, hiddenColumns[index] ?? []));
    delete book.Sheets[name];
  }
  const result: LegacyBook = { date1904: book.Workbook?.WBProps?.date1904 === true, sheets };
  writeFileSync(join(folder, 'book.json'), JSON.stringify(result));
}

function describe(sheet: WorkSheet, name: string, hidden: boolean, columns: readonly number[]): LegacySheet {
  const hiddenColumns = [...columns];
  sheet['!cols']?.forEach((column, index) => {
    if (column?.hidden === true) hiddenColumns.push(index);
  });
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => [s.r, s.c, e.r, e.c] as const);
  return { name, hidden, merges, hiddenColumns };
}

/**
 * The hidden columns of each sheet of an .xls, read from its own records: SheetJS gives them only together with
 * a stub for each styled empty cell, which takes several times the memory.
 */
function hiddenColumnsOf(bytes: Buffer): number[][] {
  if (bytes.readUInt16BE(0) !== 0xd0cf) return [];
  const container = CFB.read(bytes, { type: 'buffer' });
  const entry = CFB.find(container, 'Workbook') ?? CFB.find(container, 'Book');
  if (!entry?.content) return [];
  const stream = Buffer.from(entry.content as Uint8Array);
  const starts: number[] = [];
  for (const [type, at, length] of records(stream, 0))
    if (type === BOUND_SHEET && length >= 4) starts.push(stream.readUInt32LE(at));
  return starts.map((start) => {
    const hidden: number[] = [];
    for (const [type, at, length] of records(stream, start)) {
      if (type !== COLUMN_INFO || length < 10 || (stream.readUInt16LE(at + 8) & 1) === 0) continue;
      const last = Math.min(stream.readUInt16LE(at + 2), LAST_COLUMN);
      for (let column = stream.readUInt16LE(at); column <= last; column++) hidden.push(column);
    }
    return hidden;
  });
}

/** Type, offset and length of each record up to the end of its substream, those of embedded charts left out. */
function* records(stream: Buffer, start: number): Generator<readonly [number, number, number]> {
  let depth = 0;
  for (let at = start; at + 4 <= stream.length;) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    at += 4;
    if (at + length > stream.length) return;
    if (BEGIN.includes(type)) depth++;
    if (type === END && --depth <= 0) return;
    if (depth === 1) yield [type, at, length];
    at += length;
  }
}

function writeRows(sheet: WorkSheet, path: string): void {
  const file = openSync(path, 'wx', 0o600);
  const rows: (CellObject | undefined)[][] = sheet['!data'] ?? [];
  let text = '';
  // `forEach` skips missing rows.
  rows.forEach((cells, index) => {
    const kept: LegacyCell[] = [];
    cells?.forEach((cell, column) => {
      const stored = cell === undefined ? undefined : toStored(cell, column);
      if (stored !== undefined) kept.push(stored);
    });
    if (kept.length === 0) return;
    const row: LegacyRow = [index + 1, sheet['!rows']?.[index]?.hidden === true, kept];
    text += `${JSON.stringify(row)}\n`;
    if (text.length < FLUSH_CHARACTERS) return;
    writeSync(file, text);
    text = '';
  });
  writeSync(file, text);
  closeSync(file);
}

function toStored(cell: CellObject, column: number): LegacyCell | undefined {
  if (cell.v === undefined || cell.v === null || cell.t === 'z') return undefined;
  if (cell.t === 'e') return [column, 'e', ERRORS[Number(cell.v)] ?? '#ERROR'];
  if (typeof cell.v === 'number' && !Number.isFinite(cell.v)) return [column, 'e', '#NUM!'];
  if (cell.v instanceof Date) return [column, 'd', cell.v.toISOString()];
  return typeof cell.z === 'string' && cell.t === 'n' ? [column, cell.t, cell.v, cell.z] : [column, cell.t, cell.v];
}
