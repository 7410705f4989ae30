import { literalOf } from '../text/literal.js';
import { normalise } from '../text/normalise.js';
import { unitOf } from '../text/unit.js';
import type { Cell, Row } from '../workbook/workbook.js';
import { dateParts, type JoinedDate } from './date-parts.js';
import { type Head, holds } from './head.js';
import { type Heading, headingOf } from './heading.js';
import { type Profile, profileOf } from './profile.js';

/** Rows that may be the headings of a sheet, with the columns under them. */
export interface HeadingBlock {
  /** First and last row number. */
  readonly rows: readonly [number, number];
  readonly columns: readonly HeadedColumn[];
}

export interface HeadedColumn {
  readonly column: number;
  readonly heading: Heading;
  readonly profile: Profile;
  /** The date whose first part it is: 年 of 年 | 月 | 日. */
  readonly joined?: JoinedDate;
}

const SEARCHED = 20;
const DEEPEST = 3;
/** Rows sampled below the headings, fewer where the sheet is so wide that they would hold more than SAMPLED_CELLS. */
const SAMPLE = 60;
const SMALLEST_SAMPLE = 12;
const SAMPLED_CELLS = 12_000;
/** From this likeness on a row below the headings repeats them. */
const REPEATED = 0.6;
const LEAST_ALIKE = 2;
/** How many columns all blocks together may have: of a very wide sheet only the first rows are tried as headings. */
const MOST_COLUMNS = 4_000;

/** Every block of one to three rows near the top that could be headings, the likeliest first. */
export function headingBlocks(head: Head): HeadingBlock[] {
  const blocks: HeadingBlock[] = [];
  const searched = head.rows.slice(0, SEARCHED);
  let columns = 0;
  for (const [index, row] of searched.entries()) {
    // Headings that return below the rows under them head another part of the same table.
    if (searched.slice(0, Math.max(0, index - 1)).some((above) => likeness(row, above) === 1)) continue;
    const here: HeadingBlock[] = [];
    for (let depth = 1; depth <= DEEPEST; depth += 1) {
      const last = searched[index + depth - 1];
      if (last === undefined || last.number - row.number !== depth - 1 || !looksLikeHeadings(head, last)) break;
      if (depth > 1 && !branches(head, row.number, last.number)) continue;
      const block = blockOf(head, row.number, last.number);
      if (block === null) continue;
      // A heading that is merged down belongs to all of its rows: what ends above its last row cuts it.
      while (here.length > 0 && isCut(head, here.at(-1)!, last.number)) here.pop();
      here.push(block);
      columns += block.columns.length;
      if (columns > MOST_COLUMNS) break;
    }
    blocks.push(...here);
    if (columns > MOST_COLUMNS) break;
  }
  return blocks;
}

/** Whether headings of a block are merged down to a row that a deeper block has, up to row number `last`. */
function isCut(head: Head, { rows: [first, end] }: HeadingBlock, last: number): boolean {
  for (let column = 0; column < head.width; column += 1) {
    const merge = head.merge(end, column);
    if (merge !== undefined && merge.top + 1 >= first && merge.bottom + 1 > end && merge.bottom + 1 <= last)
      return true;
  }
  return false;
}

/** Headings are short words, never figures, dates or formulas; a year may be one. */
function looksLikeHeadings(head: Head, row: Row): boolean {
  let words = 0;
  for (const cell of row.cells) {
    if (!holds(cell)) continue;
    if (cell.kind === 'number' && !(cell.value >= 1990 && cell.value <= 2100 && Number.isInteger(cell.value)))
      return false;
    if (cell.kind === 'date' || cell.kind === 'error' || cell.kind === 'uncalculated' || cell.kind === 'boolean')
      return false;
    if (cell.kind === 'text' && cell.text.length > 120) return false;
    words += 1;
  }
  return words >= 1 && head.width >= 1;
}

/** A block of several rows is tried only where an upper heading spans several columns or the lower row fills gaps of the upper. */
function branches(head: Head, first: number, last: number): boolean {
  for (let row = first; row < last; row += 1) {
    // A caption such as 单位：万元 stands alone in its row and is no heading of anything.
    if (
      new Set((head.rows.find((each) => each.number === row)?.cells ?? []).filter(holds).map((cell) => cell.text))
        .size < 2
    )
      return false;
    let branch = false;
    for (let column = 0; column < head.width; column += 1) {
      const merge = head.merge(row, column);
      const below = head.at(row + 1, column);
      if (merge !== undefined && merge.bottom + 1 > row && merge.bottom + 1 <= last) branch = true;
      if (merge !== undefined && merge.right > merge.left && merge.bottom + 1 === row && holds(below)) branch = true;
      if (!holds(head.at(row, column)) && holds(below)) branch = true;
    }
    if (!branch) return false;
  }
  return true;
}

/** How much of a row repeats another: the share of its cells that hold the same text, of two cells at least. */
function likeness(row: Row, other: Row): number {
  let held = 0;
  let same = 0;
  for (const [column, cell] of row.cells.entries()) {
    if (!holds(cell)) continue;
    held += 1;
    if (cell.kind === 'text' && other.cells[column]?.text === cell.text) same += 1;
    else if (held > LEAST_ALIKE && same === 0) return 0;
  }
  return same >= LEAST_ALIKE ? same / held : 0;
}

function blockOf(head: Head, first: number, last: number): HeadingBlock | null {
  const end = lastHeadingRow(head, first, last);
  const units = head.rows.find((row) => row.number > last && row.number <= end && isUnitRow(row));
  const sample = Math.max(SMALLEST_SAMPLE, Math.min(SAMPLE, Math.floor(SAMPLED_CELLS / head.width)));
  const headings = head.rows.filter((row) => row.number >= first && row.number <= last);
  const data = head.rows
    .filter((row) => row.number > end && !headings.some((heading) => likeness(row, heading) >= REPEATED))
    .slice(0, sample);
  const columns: HeadedColumn[] = [];
  for (let column = 0; column < head.width; column += 1) {
    const levels = levelsOf(head, first, last, column);
    const unit = units?.cells[column];
    if (levels.length > 0 && holds(unit)) levels.push(`(${normalise(unit.text).replace(/^\(|\)$/g, '')})`);
    const cells = data.map((row) => row.cells[column]).filter(holds);
    if (levels.length === 0 && cells.length === 0) continue;
    columns.push({ column, heading: headingOf(levels), profile: profileOf(cells) });
  }
  const named = columns.filter((column) => column.heading.text !== '').length;
  if (named < 2) return null;
  const dates = dateParts(columns, data);
  const joined = columns.map((column, at) => {
    const date = dates.get(at);
    return date === undefined ? column : { ...column, joined: date };
  });
  return { rows: [first, end], columns: joined };
}

function levelsOf(head: Head, first: number, last: number, column: number): string[] {
  const levels: string[] = [];
  let previous: Cell | undefined;
  for (let row = first; row <= last; row += 1) {
    let cell = head.at(row, column);
    if (!holds(cell) && row < last && holds(head.at(row + 1, column))) cell = inherited(head, row, column);
    if (!holds(cell) || cell === previous || (previous !== undefined && cell.text === previous.text)) continue;
    levels.push(cell.text);
    previous = cell;
  }
  return levels;
}

/** The upper heading of a column where it is not merged: the nearest one to the left that has a heading below it. */
function inherited(head: Head, row: number, column: number): Cell | undefined {
  for (let left = column - 1; left >= 0; left -= 1) {
    const cell = head.at(row, left);
    const below = head.at(row + 1, left);
    if (!holds(below)) return undefined;
    if (holds(cell)) return cell === below ? undefined : cell;
  }
  return undefined;
}

/** Rows below the headings belong to them where they only name units, number the columns or repeat the headings as codes. */
function lastHeadingRow(head: Head, first: number, last: number): number {
  let end = last;
  for (const row of head.rows) {
    if (row.number <= last) continue;
    if (!isUnitRow(row) && !isNumberRow(head, row, first, last)) break;
    end = row.number;
  }
  return end;
}

/** （千元）| （人年）| —: at least one is a unit, the others are in brackets or blank. */
function isUnitRow(row: Row): boolean {
  const texts = row.cells.filter(holds).map((cell) => normalise(cell.text));
  const others = texts.filter((text) => unitOf(text.replace(/^\(|\)$/g, '')) === null);
  return (
    others.length < texts.length &&
    others.every((text) => /^\(\D{1,8}\)$/.test(text) || literalOf(text, false) === 'none')
  );
}

function isNumberRow(head: Head, next: Row, first: number, last: number): boolean {
  const texts = next.cells.filter(holds).map((cell) => cell.text.normalize('NFKC').trim());
  if (texts.length < 3) return false;
  const numbered = texts.map((text) => text.replace(/^\(|\)$|栏$/g, '')).filter((text) => !/^[甲乙丙丁戊]$/.test(text));
  const counts =
    numbered.length >= (numbered.length < texts.length ? 2 : 3) &&
    numbered.every(
      (text, at) =>
        /^\d{1,2}(?:=.*)?$/.test(text) &&
        (at === 0 || Number.parseInt(text, 10) === Number.parseInt(numbered[at - 1] ?? '', 10) + 1),
    );
  const headings = new Set<string>();
  for (let row = first; row <= last; row += 1)
    for (const cell of head.rows.find((each) => each.number === row)?.cells ?? [])
      if (holds(cell)) headings.add(cell.text);
  const codes =
    texts.every((text) => /^[A-Za-z][A-Za-z0-9_]*$/.test(text)) &&
    [...headings].some((text) => /[\u4e00-\u9fa5]/.test(text));
  return counts || codes;
}
