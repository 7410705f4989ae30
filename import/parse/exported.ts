import { DATE_PRECISIONS, type DatePrecision, FIGURE_FLAGS, type FigureFlag } from '../../src/entities/ledger.js';
import type { ExportedDate, RecognizedColumn, Recognition } from '../recognize/recognition.js';
import type { Cell } from '../workbook/workbook.js';
import { type ParsedDate } from './date-cell.js';
import { redact } from '../text/redact.js';
import type { SheetLimits } from './draft.js';
import { BLANK, valued, type ValueParser } from './value.js';

type Cells = readonly (Cell | undefined)[];

/** What a row of an export carries beside its values. */
export interface CarriedRow {
  /** The id of the ledger row that it was exported from. */
  readonly id: string | null;
  readonly flags: Readonly<Record<string, FigureFlag>>;
  /** What the sheets of that row limited; undefined where the export does not tell. */
  readonly limits: SheetLimits | null | undefined;
}

/** Reads what the rows of an export carry; null for any other sheet. */
export function carriedReader({ exported, columns }: Recognition): ((cells: Cells) => CarriedRow) | null {
  if (exported !== true) return null;
  const place = (carries: string) => columns.find((column) => column.carries === carries)?.column ?? -1;
  const [id, flags, limits] = [place('id'), place('flags'), place('limits')];
  return (cells) => ({
    id: UUID.exec(textAt(cells, id))?.[0].toLowerCase() ?? null,
    flags: flagsIn(textAt(cells, flags)),
    limits: limits < 0 ? undefined : limitsIn(textAt(cells, limits)),
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

function textAt(cells: Cells, at: number): string {
  return cells[at]?.text.trim() ?? '';
}

function flagsIn(text: string): Record<string, FigureFlag> {
  return Object.fromEntries(
    entriesIn(text).flatMap(([column, flag]) => {
      const known = FIGURE_FLAGS.find((each) => each === flag);
      return known === undefined ? [] : [[column, known]];
    }),
  );
}

function limitsIn(text: string): SheetLimits | null {
  const limits = entriesIn(text).flatMap(([field, values]) =>
    Array.isArray(values) ? [[field, values.map(String).toSorted()] as const] : [],
  );
  return limits.length === 0 ? null : Object.fromEntries(limits);
}

/** The entries of an object in JSON; none for what is no JSON. */
function entriesIn(text: string): [string, unknown][] {
  if (!text.startsWith('{')) return [];
  try {
    return Object.entries(JSON.parse(text) as Record<string, unknown>);
  } catch {
    return [];
  }
}

/** The columns of a date as one cell: `first/last/precision`; the cell of its day where no column tells more. */
function exportedDateCell(cells: Cells, { day, from, end, precision }: ExportedDate): Cell | undefined {
  const first = dayOf(cells[from]) ?? dayOf(cells[day]);
  if (first === null) return cells[from] ?? cells[day];
  const last = dayOf(cells[end]) ?? first;
  const told = DATE_PRECISIONS.find((each) => each === textAt(cells, precision));
  return { kind: 'text', text: `${first}/${last}/${told ?? 'day'}` };
}

function dayOf(cell: Cell | undefined): string | null {
  if (cell === undefined) return null;
  if (cell.kind === 'date') return cell.iso.slice(0, 10);
  // A day, also with the midnight that BI tools add to it.
  return /^(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/u.exec(cell.text.trim())?.[1] ?? null;
}

const EXPORTED = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)\/(\w+)$/u;

/** A parser of dates that reads what `exportedDateCell` made, and anything else as `other` does. */
export function exportedDateParser(
  other: (cell: Cell, year: number | null) => ParsedDate,
): (cell: Cell, year: number | null) => ParsedDate {
  return (cell, year) => {
    const [, start, end, precision] = EXPORTED.exec(cell.text) ?? [];
    if (start === undefined || end === undefined) return other(cell, year);
    return { date: { start, end, precision: precision as DatePrecision }, flag: null, issue: null };
  };
}

/** How a column of an export is read: a date from all of its columns, a text without what the CSV export put before it. */
export function exportedJoin({ column, exportedDate }: RecognizedColumn): (cells: Cells) => Cell | undefined {
  return exportedDate === undefined
    ? (cells) => withoutApostrophe(cells[column])
    : (cells) => exportedDateCell(cells, exportedDate);
}

/** A text as it was before the CSV export put an apostrophe before what could start a formula. */
function withoutApostrophe(cell: Cell | undefined): Cell | undefined {
  if (cell?.kind !== 'text' || !/^'[=+\-@\t\r\n＝＋－＠]/u.test(cell.text)) return cell;
  return { ...cell, text: cell.text.slice(1) };
}

/** Parser of a list as the views join it: by 、, or by ； where a member has a 、. */
export const exportedList: ValueParser = (cell) => {
  const { text } = cell;
  const members = (text.includes('；') ? text.split('；') : text.split('、'))
    .map((member) => redact(member.trim()))
    .filter((member) => member !== '');
  return members.length === 0 ? BLANK : valued(members);
};
