import { holds } from './recognize/head.js';
import { tableAfterHead, tableBelow } from './recognize/table-below.js';
import { regionalTable } from './recognize/regional-table.js';
import type { Recognition } from './recognize/recognition.js';
import { regionalName } from './text/table-name.js';
import type { Issue } from './issues/issue.js';
import { partsBeside } from './recognize/parts-beside.js';
import type { Sheet } from './workbook/workbook.js';

/** How many tables of a sheet are read: each is looked for from the sheet's first row on. */
const MOST_TABLES = 20;

/**
 * The tables of a workbook in the order in which they are read: its sheets, the parts of those that have them side by side,
 * and the tables that stand below others, which become known while those are read.
 */
export class Tables implements Iterable<Sheet> {
  readonly #tables: Sheet[];
  /** The index of the next table below another. */
  #next: number;

  private constructor(tables: Sheet[], sheets: number) {
    this.#tables = tables;
    this.#next = sheets;
  }

  static async of(sheets: readonly Sheet[]): Promise<Tables> {
    return new Tables((await Promise.all(sheets.map(partsBeside))).flat(), sheets.length);
  }

  /**
   * Takes the table whose headings stand in row number `first` below a table that is being read, to be read next; the
   * rows of one that is too many as errors.
   */
  async below(above: Sheet, first: number): Promise<Issue[]> {
    const table = await tableBelow(above, first, this.#next);
    if (table.below!.ordinal > MOST_TABLES) return rowsOf(above, first, Number.POSITIVE_INFINITY);
    const parts = await partsBeside(table);
    this.#next += 1;
    this.#tables.splice(this.#tables.indexOf(above) + 1, 0, ...parts);
    return [];
  }

  /** Takes the table below one that was not read; the rows that are read by none as errors. */
  async afterUnread(above: Sheet): Promise<Issue[]> {
    const next = await tableAfterHead(above);
    const unread = await unreadRows(above, next);
    return next === null ? unread : [...unread, ...(await this.below(above, next))];
  }

  /** Takes the regional statistics among the indicators of a table, to be read next as a table of their own. */
  async regional(sheet: Sheet, recognition: Recognition): Promise<void> {
    const table = await regionalTable(sheet, recognition);
    if (table === null) return;
    const own = { ...table, name: regionalName(sheet.name), index: this.#next };
    this.#next += 1;
    this.#tables.splice(this.#tables.indexOf(sheet) + 1, 0, own);
  }

  /** The names of all so far. */
  get names(): string[] {
    return [...new Set(this.#tables.map(({ name }) => name))];
  }

  [Symbol.iterator](): Iterator<Sheet> {
    return this.#tables[Symbol.iterator]();
  }
}

/** The rows of a table below another that was not read, up to row number `next`, as errors; none for any other sheet. */
export async function unreadRows(sheet: Sheet, next: number | null): Promise<Issue[]> {
  return sheet.below === undefined ? [] : rowsOf(sheet, sheet.below.first, next ?? Number.POSITIVE_INFINITY);
}

async function rowsOf(sheet: Sheet, first: number, next: number): Promise<Issue[]> {
  const issues: Issue[] = [];
  for await (const rows of sheet.rows())
    for (const { number, cells } of rows)
      if (number >= first && number < next && cells.some(holds))
        issues.push({ code: 'TABLE_FOLLOWS', sheet: sheet.name, row: number, params: { first } });
  return issues;
}
