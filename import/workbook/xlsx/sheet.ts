import { Deadline } from '../deadline.js';
import type { ReadLimits } from '../limits.js';
import type { Notes } from '../notes.js';
import { type Row, type Sheet, UnreadableWorkbook } from '../workbook.js';
import type { ZipArchive } from '../zip.js';
import type { WorkbookContext } from './cell-builder.js';
import { asUtf8 } from './encoding.js';
import { RowScanner } from './scan.js';
import type { SheetSurvey } from './survey.js';

const BATCH = 100;

/** A sheet as the workbook part lists it, and the part that holds it. */
export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** A surveyed sheet, whose rows are read on request. Reading them throws UnreadableWorkbook. */
export function openSheet(
  zip: ZipArchive,
  entry: SheetEntry,
  index: number,
  { merges, hiddenColumns, ordered }: SheetSurvey,
  context: WorkbookContext,
  limits: ReadLimits,
  notes: Notes,
): Sheet {
  const scan = () => scanRows(zip, entry, context, limits, notes);
  return {
    name: entry.name,
    index,
    hidden: entry.hidden,
    merges,
    hiddenColumns,
    rows: ordered ? scan : () => sorted(scan(), limits.maxUnorderedCells),
  };
}

async function* scanRows(
  zip: ZipArchive,
  entry: SheetEntry,
  context: WorkbookContext,
  limits: ReadLimits,
  notes: Notes,
): AsyncGenerator<Row[]> {
  const scanner = new RowScanner(context, entry.name, limits, notes);
  const deadline = new Deadline(limits);
  for await (const chunk of asUtf8(zip.read(entry.part, 'sheet'))) {
    scanner.push(chunk);
    deadline.check();
    if (scanner.finished) break;
    if (scanner.ready >= BATCH) {
      deadline.pause();
      yield scanner.take();
      deadline.resume();
    }
  }
  if (scanner.ready > 0) yield scanner.take();
}

/** Rows that are out of order or in pieces are all gathered before the first is delivered. */
async function* sorted(batches: AsyncIterable<readonly Row[]>, maxCells: number): AsyncGenerator<Row[]> {
  const byNumber = new Map<number, Row>();
  let cells = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      cells += row.cells.length;
      if (cells > maxCells)
        throw new UnreadableWorkbook('FILE_TOO_LARGE', `行次不按顺序的工作表，单元格上限为 ${maxCells} 个。`);
      const known = byNumber.get(row.number);
      byNumber.set(row.number, known === undefined ? row : joined(known, row));
    }
  }
  const rows = [...byNumber.values()].toSorted((a, b) => a.number - b.number);
  for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH);
}

function joined(first: Row, second: Row): Row {
  const cells = [...first.cells];
  second.cells.forEach((cell, column) => {
    if (cell !== undefined) cells[column] = cell;
  });
  return { number: first.number, hidden: first.hidden || second.hidden, cells };
}
