import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Cell as ExcelCell, CellErrorValue, Style, Worksheet } from 'exceljs';
import type { Cell, Sheet, Workbook } from '../../workbook/workbook.js';

/** An .xlsx made from the cells of a workbook of another format. */
export interface Rebuilt {
  readonly content: Buffer;
  /** The names of its sheets by their original names. */
  readonly names: ReadonlyMap<string, string>;
}

const ERRORS = new Set(['#N/A', '#REF!', '#NAME?', '#DIV/0!', '#NULL!', '#VALUE!', '#NUM!']);
/** exceljs compares each merge with all before it. */
const MERGES = 5_000;
const WIDEST = 42;
const MEASURED = 200;
const LINE = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const PLAIN: Partial<Style> = { alignment: { vertical: 'middle', wrapText: true }, border: BORDER };
const CENTRED: Partial<Style> = {
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  border: BORDER,
};

/** Writes the cells of a workbook, as the reader gives them, into a new .xlsx: values, merges, what is hidden. */
export async function rebuild(workbook: Workbook): Promise<Rebuilt> {
  const { default: excel } = await import('exceljs');
  const out = new PassThrough();
  const pieces: Buffer[] = [];
  out.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = once(out, 'end');
  const writer = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: true });
  const names = new Map<string, string>();
  for (const sheet of workbook.sheets) {
    const name = nameOf(sheet.name, new Set(names.values()));
    names.set(sheet.name, name);
    const written = writer.addWorksheet(name, {
      state: sheet.hidden ? 'hidden' : 'visible',
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    });
    await writeRows(sheet, written);
    written.commit();
  }
  await writer.commit();
  await ended;
  return { content: Buffer.concat(pieces), names };
}

async function writeRows(sheet: Sheet, written: Worksheet): Promise<void> {
  const widths = await widthsOf(sheet);
  for (const [column, width] of widths.entries()) {
    written.getColumn(column + 1).width = width;
    if (sheet.hiddenColumns.has(column)) written.getColumn(column + 1).hidden = true;
  }
  for (const { top, left, bottom, right } of sheet.merges.slice(0, MERGES))
    written.mergeCells(top + 1, left + 1, bottom + 1, right + 1);
  const wide = wideCells(sheet);
  for await (const rows of sheet.rows()) {
    for (const row of rows) {
      const target = written.getRow(row.number);
      row.cells.forEach((cell, column) => {
        if (cell === undefined) return;
        target.getCell(column + 1).style = wide.has(`${row.number} ${column}`) ? CENTRED : PLAIN;
        put(target.getCell(column + 1), cell);
      });
      const lines = Math.max(1, ...row.cells.map((cell) => cell?.text.split('\n').length ?? 1));
      if (lines > 1) target.height = Math.min(400, lines * 15);
      if (row.hidden) target.hidden = true;
      target.commit();
    }
    // The writer compresses without pause: this lets other requests run.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Text is written as text, whatever it begins with. */
function put(target: ExcelCell, cell: Cell): void {
  switch (cell.kind) {
    case 'number':
      target.value = cell.value;
      if (cell.percent === true) target.style = { ...target.style, numFmt: '0.00%' };
      break;
    case 'date':
      target.value = new Date(`${cell.iso.replace(' ', 'T')}${cell.iso.length > 10 ? 'Z' : 'T00:00:00Z'}`);
      target.style = { ...target.style, numFmt: cell.iso.length > 10 ? 'yyyy-mm-dd hh:mm:ss' : 'yyyy-mm-dd' };
      break;
    case 'boolean':
      target.value = cell.value;
      break;
    case 'error':
      target.value = ERRORS.has(cell.text) ? { error: cell.text as CellErrorValue['error'] } : cell.text;
      break;
    default:
      target.value = cell.text;
  }
}

/** Widths by the texts of the first rows; merged titles do not count. */
async function widthsOf(sheet: Sheet): Promise<number[]> {
  const wide = wideCells(sheet);
  const widths: number[] = [];
  let seen = 0;
  for await (const rows of sheet.rows()) {
    for (const row of rows) {
      row.cells.forEach((cell, column) => {
        if (cell === undefined || wide.has(`${row.number} ${column}`)) return;
        const width = [...cell.text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 2);
        widths[column] = Math.min(WIDEST, Math.max(widths[column] ?? 9, width));
      });
      seen += 1;
    }
    if (seen >= MEASURED) break;
  }
  return Array.from(widths, (width) => width ?? 9);
}

/** The first cells of merges over several columns, by row number and column. */
function wideCells(sheet: Sheet): ReadonlySet<string> {
  return new Set(sheet.merges.filter(({ left, right }) => right > left).map(({ top, left }) => `${top + 1} ${left}`));
}

/** A name that Excel accepts and no other sheet has. */
function nameOf(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .replace(/[*?:\\/[\]]/gu, '_')
      .replace(/^'+|'+$/gu, '')
      .slice(0, 28) || '工作表';
  const used = new Set([...taken].map((each) => each.toLowerCase()));
  let free = plain;
  for (let number = 2; used.has(free.toLowerCase()) || free.toLowerCase() === 'history'; number += 1)
    free = `${plain}${number}`;
  return free;
}
