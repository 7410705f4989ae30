import { booleanCell, hasLostPrecision, isoCell, numericCell, textCell } from '../cells.js';
import { type NumberStyle, PLAIN } from '../number-format.js';
import { storable } from '../stored-text.js';
import type { Cell } from '../workbook.js';
import { BOOLEAN, ERROR, ISO_DATE } from './cell-tag.js';
import { share } from './share.js';
import type { StringTable } from './string-table.js';
import { decodeEscapes } from './text.js';

const DATE: NumberStyle = { kind: 'date' };
const SMALL = 10_000;
/** Serials of a day in 1982 and of one in 2173; cells of the days between are shared. */
const FIRST_DAY = 30_000;
const LAST_DAY = 100_000;
const DIGITS = 15;
const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;
/** Ten to the power of each number of decimals; with at most 15 digits above them the quotient is the nearest double. */
const POWERS = Array.from({ length: DIGITS + 1 }, (_, power) => 10 ** power);

/** What the cells of a workbook are built from. */
export interface WorkbookContext {
  readonly strings: StringTable;
  /** How each style shows a number. */
  readonly styles: readonly NumberStyle[];
  readonly date1904: boolean;
}

/** Makes cells of stored values. Cells are immutable, so equal ones are shared where that is cheap. */
export class CellBuilder {
  /** Set by the number just built. */
  lostPrecision = false;
  private readonly integers: (Cell | undefined)[] = [];
  /** From FIRST_DAY on. */
  private readonly days: (Cell | undefined)[] = [];

  constructor(private readonly context: WorkbookContext) {}

  shared(bytes: Buffer, start: number, end: number): Cell | undefined {
    const index = digits(bytes, start, end);
    return this.string(index >= 0 ? index : Number(bytes.toString('latin1', start, end)));
  }

  string(index: number): Cell | undefined {
    return this.context.strings.cell(index);
  }

  /** A number or date from its bytes, without making a string where the cell is known. */
  number(bytes: Buffer, start: number, end: number, style: number): Cell | undefined {
    const numberStyle = this.context.styles[style] ?? PLAIN;
    const { kind, display } = numberStyle;
    const whole = digits(bytes, start, end);
    const value = whole >= 0 ? whole : decimal(bytes, start, end);
    if (Number.isNaN(value)) return this.numberText(bytes.toString('utf8', start, end).trim(), style);
    this.lostPrecision = false;
    if (kind === 'date') return this.date(value, bytes, start, end);
    if (
      kind === 'plain' &&
      display === undefined &&
      whole >= 0 &&
      whole < SMALL &&
      (bytes[start] !== ZERO || end - start === 1)
    )
      return this.small(whole);
    return numericCell(bytes.toString('latin1', start, end), value, numberStyle, false);
  }

  numberText(text: string, style: number): Cell | undefined {
    this.lostPrecision = false;
    if (text === '') return undefined;
    const value = Number(text);
    if (!Number.isFinite(value)) return textCell(decodeEscapes(text));
    const cell = numericCell(text, value, this.context.styles[style] ?? PLAIN, this.context.date1904);
    this.lostPrecision = cell.kind === 'number' && hasLostPrecision(value);
    return cell;
  }

  /** A value of a type other than shared string and number. */
  typed(type: number, text: string): Cell | undefined {
    switch (type) {
      case BOOLEAN:
        return booleanCell(text.trim() === '1' || text.trim().toLowerCase() === 'true');
      case ERROR:
        return { kind: 'error', text: storable(text.trim()) };
      case ISO_DATE:
        return isoCell(text.trim());
      default:
        return textCell(decodeEscapes(text));
    }
  }

  private date(serial: number, bytes: Buffer, start: number, end: number): Cell {
    const shared = Number.isInteger(serial) && serial >= FIRST_DAY && serial <= LAST_DAY;
    const known = shared ? this.days[serial - FIRST_DAY] : undefined;
    if (known !== undefined) return known;
    const cell = numericCell(bytes.toString('latin1', start, end), serial, DATE, this.context.date1904);
    if (shared) share(this.days, serial - FIRST_DAY, cell);
    return cell;
  }

  private small(value: number): Cell {
    const known = this.integers[value];
    if (known !== undefined) return known;
    const cell: Cell = { kind: 'number', text: String(value), value };
    share(this.integers, value, cell);
    return cell;
  }
}

/** The integer written in these bytes, or -1 where they are not one of 1 to 15 plain digits. */
function digits(bytes: Buffer, start: number, end: number): number {
  if (end - start > DIGITS || end === start) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The number written in these bytes, or NaN where they are not at most 15 digits with a point and perhaps a minus. */
function decimal(bytes: Buffer, start: number, end: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  if (end - first > DIGITS + 1 || end === first) return Number.NaN;
  let units = 0;
  let point = -1;
  for (let at = first; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === POINT && point < 0 && at > first && at < end - 1) {
      point = at;
      continue;
    }
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    units = units * 10 + digit;
  }
  if (point < 0 && end - first > DIGITS) return Number.NaN;
  const value = point < 0 ? units : units / POWERS[end - point - 1]!;
  return first === start ? value : -value;
}
