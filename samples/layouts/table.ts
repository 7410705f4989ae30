import type { Cell, Merge, Row, SheetLayout } from './sheet.js';

/** A column of a ledger sheet. */
export interface Column<R> {
  readonly head: string;
  /** The heading above it, shared with its neighbours. */
  readonly under?: string;
  readonly width: number;
  /** The cell of a row; `index` counts the rows of the whole sheet from 0. */
  readonly cell: (record: R, index: number) => Cell;
  /** Whether equal neighbours below each other become one merged cell. */
  readonly down?: true;
  /** What a total row says of some rows. */
  readonly total?: (records: readonly R[]) => Cell;
}

/** Rows that stand together. */
export interface Block<R> {
  readonly records: readonly R[];
  /** A row across the table above them, e.g. `一、自治区级项目`. */
  readonly group?: string;
  /** Label of a total row beneath them. */
  readonly subtotal?: string;
  /** The words that introduce a repeated heading above them, e.g. `（续表）`. */
  readonly continued?: string;
}

export interface Table<R> {
  readonly name: string;
  readonly title: string;
  /** A long text between title and heading that tells how to fill in. */
  readonly instructions?: string;
  /** The line above the heading: unit, who filled it in. */
  readonly caption?: string;
  readonly columns: readonly Column<R>[];
  readonly blocks: readonly Block<R>[];
  /** Label of the total row at the end. */
  readonly total?: string;
  readonly footers?: readonly string[];
}

/** A column that numbers the rows. */
export function serial<R>(head = '序号'): Column<R> {
  return { head, width: 6, cell: (_, index) => index + 1 };
}

function headings<R>(columns: readonly Column<R>[]): { rows: Row[]; merges: Merge[] } {
  if (columns.every((column) => column.under === undefined)) {
    return { rows: [{ kind: 'heading', cells: columns.map((column) => column.head) }], merges: [] };
  }
  const merges: Merge[] = [];
  const upper = columns.map((column, at): Cell => {
    if (column.under === undefined) {
      merges.push({ top: 0, left: at, bottom: 1, right: at });
      return column.head;
    }
    if (columns[at - 1]?.under === column.under) return null;
    let right = at;
    while (columns[right + 1]?.under === column.under) right++;
    if (right > at) merges.push({ top: 0, left: at, bottom: 0, right });
    return column.under;
  });
  const lower = columns.map((column): Cell => (column.under === undefined ? null : column.head));
  return {
    rows: [
      { kind: 'heading', cells: upper },
      { kind: 'heading', cells: lower },
    ],
    merges,
  };
}

/** Merges equal neighbours of one column over the rows of a block, and empties all but the first. */
function mergeDown(rows: Cell[][], column: number, top: number, merges: Merge[]): void {
  for (let from = 0; from < rows.length;) {
    const value = rows[from]![column]!;
    let to = from;
    while (value !== null && to + 1 < rows.length && rows[to + 1]![column] === value) rows[++to]![column] = null;
    if (to > from) merges.push({ top: top + from, left: column, bottom: top + to, right: column });
    from = to + 1;
  }
}

/** Lays a table out as a bureau does: title, instructions, caption, headings, rows with groups and totals, footers. */
export function sheetOf<R>(table: Table<R>): SheetLayout {
  const { columns } = table;
  const last = columns.length - 1;
  const rows: Row[] = [];
  const merges: Merge[] = [];
  const across = (kind: Row['kind'], text: string): void => {
    merges.push({ top: rows.length, left: 0, bottom: rows.length, right: last });
    rows.push({ kind, cells: [text] });
  };
  const heading = (): void => {
    const { rows: above, merges: within } = headings(columns);
    merges.push(
      ...within.map((merge) => ({ ...merge, top: merge.top + rows.length, bottom: merge.bottom + rows.length })),
    );
    rows.push(...above);
  };
  const total = (label: string, records: readonly R[]): void => {
    const cells = columns.map((column, at): Cell => (at === 0 ? label : (column.total?.(records) ?? null)));
    const right = columns.findIndex((column) => column.total !== undefined) - 1;
    if (right > 0) merges.push({ top: rows.length, left: 0, bottom: rows.length, right });
    rows.push({ kind: 'total', cells });
  };
  across('title', table.title);
  if (table.instructions !== undefined) across('note', table.instructions);
  if (table.caption !== undefined) across('caption', table.caption);
  heading();
  let index = 0;
  for (const block of table.blocks) {
    if (block.continued !== undefined) {
      across('caption', block.continued);
      heading();
    }
    if (block.group !== undefined) across('group', block.group);
    const body = block.records.map((record) => {
      const at = index++;
      return columns.map((column) => column.cell(record, at));
    });
    columns.forEach((column, at) => {
      if (column.down === true) mergeDown(body, at, rows.length, merges);
    });
    rows.push(...body.map((cells): Row => ({ kind: 'body', cells })));
    if (block.subtotal !== undefined) total(block.subtotal, block.records);
  }
  if (table.total !== undefined) {
    total(
      table.total,
      table.blocks.flatMap((block) => block.records),
    );
  }
  for (const footer of table.footers ?? []) across('footer', footer);
  return { name: table.name, widths: columns.map((column) => column.width), rows, merges };
}
