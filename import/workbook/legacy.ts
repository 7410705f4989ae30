import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checkRecords } from './biff.js';
import { Batch } from './batch.js';
import { CellCount } from './cell-count.js';
import { booleanCell, hasLostPrecision, isoCell, numericCell, textCell } from './cells.js';
import { compoundStreams } from './compound.js';
import type { LegacyBook, LegacyCell, LegacyRow } from './legacy-child.js';
import { runLegacyChild } from './legacy-process.js';
import { FarCells } from './far-cells.js';
import { exceeding, type ReadLimits } from './limits.js';
import { checkMarkupEnd } from './markup-end.js';
import { Notes } from './notes.js';
import { type NumberStyle, styleOf } from './number-format.js';
import type { FileKind } from './sniff.js';
import { storable, UNSTORABLE_NAME } from './stored-text.js';
import { detectEncoding, type TextEncodingName } from './text-encoding.js';
import { UnreadableWorkbook, type Cell, type Row, type Sheet, type Workbook } from './workbook.js';

/**
 * Opens .xls, .et, SpreadsheetML 2003 and HTML tables. A child process converts the file into a private folder, which
 * `close` removes, and rows are read from there. Throws UnreadableWorkbook.
 */
export async function openLegacy(path: string, kind: FileKind, size: number, limits: ReadLimits): Promise<Workbook> {
  const hasMacros = kind === 'compound' && checkContainer(await readFile(path));
  if (kind === 'biff') checkRecords(await readFile(path));
  const encoding = kind === 'html' || kind === 'spreadsheetml' ? await wholeText(path, kind) : 'binary';
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  try {
    await runLegacyChild(path, folder, encoding, size, limits);
    const book = JSON.parse(await readFile(join(folder, 'book.json'), 'utf8')) as LegacyBook;
    return workbook(book, folder, kind, hasMacros, limits);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Checks that a compound file is whole and holds a workbook in the clear; whether it has macros. */
function checkContainer(file: Buffer): boolean {
  const streams = compoundStreams(file);
  if (streams.some(({ name }) => name === 'EncryptedPackage')) throw new UnreadableWorkbook('FILE_ENCRYPTED');
  const workbooks = streams.filter(({ name }) => /^(workbook|book)$/i.test(name));
  if (workbooks.length === 0) throw new UnreadableWorkbook('FILE_NOT_A_WORKBOOK');
  // A file for two versions of Excel has both streams, of which the newer is read.
  const read = workbooks.find(({ name }) => /^workbook$/i.test(name)) ?? workbooks[0]!;
  checkRecords(read.read());
  return streams.some(({ name }) => name === '_VBA_PROJECT');
}

async function wholeText(path: string, kind: 'html' | 'spreadsheetml'): Promise<TextEncodingName> {
  const encoding = await detectEncoding(path);
  await checkMarkupEnd(path, kind, encoding);
  return encoding;
}

function workbook(book: LegacyBook, folder: string, kind: FileKind, hasMacros: boolean, limits: ReadLimits): Workbook {
  if (book.sheets.length === 0) throw new UnreadableWorkbook('FILE_NO_SHEETS');
  if (book.sheets.length > limits.maxSheets) throw exceeding('TOO_MANY_SHEETS', limits, 'maxSheets');
  const notes = new Notes();
  if (hasMacros) notes.add({ code: 'MACROS_IGNORED' });
  const toCell = cellMaker(book.date1904);
  const sheets = book.sheets.map((sheet, index): Sheet => {
    if (sheet.merges.length > limits.maxMerges)
      throw new UnreadableWorkbook('FILE_TOO_LARGE', `merged cells > ${limits.maxMerges}`);
    const { name } = sheet;
    if (storable(name) !== name) throw new UnreadableWorkbook('FILE_DAMAGED', UNSTORABLE_NAME);
    return {
      name,
      index,
      hidden: sheet.hidden,
      merges: sheet.merges.map(([top, left, bottom, right]) => ({ top, left, bottom, right })),
      hiddenColumns: new Set(sheet.hiddenColumns),
      rows: () => readRows(join(folder, `${index}.jsonl`), name, toCell, limits, notes),
    };
  });
  const format = kind === 'html' || kind === 'spreadsheetml' ? kind : 'xls';
  return { format, sheets, notes: notes.list, close: () => rm(folder, { recursive: true, force: true }) };
}

type CellMaker = (cell: LegacyCell) => Cell | undefined;

function cellMaker(date1904: boolean): CellMaker {
  const styles = new Map<string, NumberStyle>();
  const styleFor = (format: string): NumberStyle => {
    let style = styles.get(format);
    if (style === undefined) styles.set(format, (style = styleOf(format)));
    return style;
  };
  return ([, type, value, format = 'General']) => {
    if (type === 'n') return numericCell(String(value), Number(value), styleFor(format), date1904);
    if (type === 'b') return booleanCell(value === true);
    if (type === 'e') return { kind: 'error', text: storable(String(value)) };
    return type === 'd' ? isoCell(String(value)) : textCell(storable(String(value)));
  };
}

async function* readRows(
  path: string,
  sheet: string,
  toCell: CellMaker,
  limits: ReadLimits,
  notes: Notes,
): AsyncGenerator<readonly Row[]> {
  const input = createReadStream(path, 'utf8');
  const counted = new CellCount(limits);
  const far = new FarCells(sheet, limits, notes);
  const batch = new Batch();
  try {
    for await (const line of createInterface({ input })) {
      const [number, hidden, stored] = JSON.parse(line) as LegacyRow;
      if (number > limits.maxRows) throw exceeding('TOO_MANY_ROWS', limits, 'maxRows');
      const cells: (Cell | undefined)[] = [];
      for (const each of stored) {
        const cell = toCell(each);
        if (cell === undefined) continue;
        const column = each[0];
        if (far.leavesOut(cell, number, column, cells.length)) continue;
        while (cells.length < column) cells.push(undefined);
        cells[column] = cell;
        if (cell.kind === 'number' && hasLostPrecision(cell.value))
          notes.add({ code: 'PRECISION_LOST', sheet, row: number, column, text: cell.text });
      }
      if (cells.length === 0) continue;
      counted.add(cells);
      if (batch.add({ number, hidden, cells })) yield batch.take();
    }
  } finally {
    input.destroy();
  }
  if (batch.rows > 0) yield batch.take();
}
