import type { NumberStyle } from './number-format.js';
import { isoTextToIso, serialToIso } from './serial-date.js';
import { storable } from './stored-text.js';
import type { Cell } from './workbook.js';

/** Integers of 16 digits and more may not be exact as doubles. */
const EXACT_BELOW = 1e15;

/** The cell of a stored number: a date where its format says so, else a number. `text` is its raw digits. */
export function numericCell(text: string, value: number, { kind, display }: NumberStyle, date1904: boolean): Cell {
  if (kind === 'date') {
    const iso = serialToIso(value, date1904);
    if (iso !== undefined) return { kind: 'date', text: iso, iso };
  }
  if (kind === 'percent') return { kind: 'number', text, value, percent: true };
  return display === undefined ? { kind: 'number', text, value } : { kind: 'number', text, value, display };
}

/** A cell's text as people see it: a number with what its format adds. */
export function shownText(cell: Cell): string {
  return cell.kind === 'number' && cell.display !== undefined ? cell.display.of(cell.value).text : cell.text;
}

/** The cell of a text, or undefined for an empty one. */
export function textCell(text: string): Cell | undefined {
  return text === '' ? undefined : { kind: 'text', text };
}

/** The cell of a date stored as ISO 8601 text; text where it is none. */
export function isoCell(text: string): Cell | undefined {
  const iso = isoTextToIso(text);
  return iso === undefined ? textCell(storable(text)) : { kind: 'date', text: iso, iso };
}

export function booleanCell(value: boolean): Cell {
  return { kind: 'boolean', text: value ? 'TRUE' : 'FALSE', value };
}

/** Whether a number has more digits than a workbook keeps, as an identity card or account number would. */
export function hasLostPrecision(value: number): boolean {
  return Math.abs(value) >= EXACT_BELOW && Number.isInteger(value);
}
