import type { MergedRange } from '../workbook.js';

/** The zero-based row and column of an A1 reference such as `B12` or `$B$12`; undefined for anything else. */
export function parseReference(reference: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference.trim());
  if (match === null) return undefined;
  let column = 0;
  for (const letter of match[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(match[2]) - 1, column: column - 1 };
}

/** The range of `A1:B2`, its corners in any order; undefined for anything else and for a single cell. */
export function parseRange(reference: string): MergedRange | undefined {
  const [first, second] = reference.split(':');
  const a = parseReference(first ?? '');
  const b = parseReference(second ?? '');
  if (a === undefined || b === undefined) return undefined;
  const top = Math.min(a.row, b.row);
  const bottom = Math.max(a.row, b.row);
  const left = Math.min(a.column, b.column);
  const right = Math.max(a.column, b.column);
  return top === bottom && left === right ? undefined : { top, left, bottom, right };
}
