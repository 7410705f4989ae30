import { READINGS } from '../ledgers/index.js';
import { normalise } from '../text/normalise.js';
import type { Row } from '../workbook/workbook.js';
import { headingOf } from './heading.js';
import { meaningsOf } from './lexicon.js';

/** The headings of a row by column, without units and remarks. */
export type HeadingRow = ReadonlyMap<number, string>;

/** No heading starts like a figure or a day. Tested first, since most rows have one. */
const FIGURE = /^\s*[-+￥¥]?\d+(?:[.,/-]|\s*$|年\d)/;
const LEAST = 3;
const SHARE = 0.6;
let spellings: ReadonlySet<string> | undefined;

/** The headings of a row if it plainly is a row of headings of some ledger; else null. */
export function headingsIn(row: Row): HeadingRow | null {
  spellings ??= new Set(
    READINGS.flatMap((reading) => meaningsOf(reading).flatMap((meaning) => [...meaning.spellings.keys()])),
  );
  const names = new Map<number, string>();
  const known = new Set<string>();
  for (const [column, cell] of row.cells.entries()) {
    if (cell === undefined || cell.text.trim() === '') continue;
    if (cell.kind !== 'text' || cell.text.length > 40 || FIGURE.test(cell.text)) return null;
    const { name } = headingOf([cell.text]);
    names.set(column, name);
    if (spellings.has(name.toLowerCase()) || spellings.has(normalise(cell.text).toLowerCase())) known.add(name);
  }
  return known.size >= LEAST && known.size >= new Set(names.values()).size * SHARE ? names : null;
}

/** Whether two rows of headings head the same columns: most are alike, and none has moved or become another. */
export function sameHeadings(some: HeadingRow, others: HeadingRow): boolean {
  const places = new Map([...others].map(([column, name]) => [name, column]));
  let alike = 0;
  for (const [column, name] of some) {
    const other = others.get(column);
    if (other === name) alike += 1;
    else if (places.has(name) || (other !== undefined && isAnother(name, other))) return false;
  }
  return alike >= Math.max(some.size, others.size) * SHARE;
}

/** 入库时间 and 出库时间 are two tables' headings, 备注 and 备注（原因） may be one table's. */
export function isAnother(name: string, other: string): boolean {
  return !name.includes(other) && !other.includes(name);
}
