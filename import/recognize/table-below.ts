import { yearIn } from '../text/caption.js';
import { tableName } from '../text/table-name.js';
import type { Row, Sheet } from '../workbook/workbook.js';
import { captionOf } from './caption.js';
import { type Head, holds, readHead } from './head.js';

/** A row of at least so many cells is no title. */
const HEADED = 3;
/** The row with the headings of the table below the first one, where that begins among the first rows of a sheet; else null. */
export async function tableAfterHead(sheet: Sheet): Promise<number | null> {
  return (await readHead(sheet)).next;
}

/**
 * The table whose headings stand in row number `first` below another table, as a sheet of its own with the given index:
 * from its caption on, which also has what the title of the sheet says of all tables.
 */
export async function tableBelow(above: Sheet, first: number, index: number): Promise<Sheet> {
  const { of, ordinal } = above.below ?? { of: above, ordinal: 1 };
  const captions = await captionsAbove(of, first);
  const from = captions[0]?.number ?? first;
  const common = commonWords(await readHead(of), captions);
  const { name, hidden, hiddenColumns } = of;
  return {
    name: tableName(name, ordinal + 1),
    index,
    hidden,
    hiddenColumns,
    below: { of, first, ordinal: ordinal + 1 },
    merges: of.merges.filter(({ top }) => top + 1 >= from),
    async *rows() {
      for await (const rows of of.rows()) {
        const own = rows.filter(({ number }) => number >= from);
        if (own.length > 0) yield own.map((row) => (row.number === from ? titled(row, first, common) : row));
      }
    },
  };
}

/** The rows of one text each that stand right above a row, a blank one between at most. */
async function captionsAbove(sheet: Sheet, first: number): Promise<Row[]> {
  const captions: Row[] = [];
  for await (const rows of sheet.rows()) {
    for (const row of rows) {
      if (row.number >= first) return captions.filter(({ number }) => number >= first - captions.length - 1);
      if (row.cells.filter(holds).length === 1) captions.push(row);
      else if (row.cells.some(holds)) captions.length = 0;
    }
  }
  return captions;
}

/** What the title of a sheet says of a table below the first one: all of it where the first table has a caption of its own, else its year. */
function commonWords(head: Head, captions: readonly Row[]): string {
  const headings = head.rows.find(({ cells }) => cells.filter(holds).length >= HEADED)?.number ?? 0;
  const title = captionOf(head, headings).title ?? '';
  const own = captions.map(textOf).join('');
  const ownYear = yearIn(own);
  const year = yearIn(title);
  if (ownYear !== null && ownYear !== year) return '';
  const titles = head.rows.filter(({ number, cells }) => number < headings && cells.filter(holds).length === 1);
  if (titles.length > 1 || own === '') return title;
  return year === null ? '' : `${year}年`;
}

function textOf({ cells }: Row): string {
  return cells.find(holds)?.text.trim() ?? '';
}

/** A row with the common words before its own; the row of headings has none added. */
function titled(row: Row, first: number, common: string): Row {
  if (row.number === first || common === '') return row;
  const at = row.cells.findIndex(holds);
  const text = `${common} ${textOf(row)}`;
  return { ...row, cells: row.cells.map((cell, column) => (column === at ? { kind: 'text', text } : cell)) };
}
