import { booleanCell, hasLostPrecision, isoCell, numericCell, textCell } from '../cells.js';
import type { NumberKind } from '../number-format.js';
import type { Cell } from '../workbook.js';
import { BOOLEAN, ERROR, ISO_DATE } from './cell-tag.js';
import type { StringTable } from './string-table.js';
import { decodeEscapes } from './text.js';

const SMALL = 10_000;
const MAX_CACHED_DATES = 100_000;
const DIGITS = 15;

/** What the cells of a workbook are built from. */
export interface WorkbookContext {
  readonly strings: StringTable;
  /** What each style makes of a number. */
  readonly styles: readonly NumberKind[];
  readonly date1904: boolean;
}

/** Turns stored values into cells; cells never change, so equal ones are shared where that is cheap. */
export class CellBuilder {
  /** Set by the number just built. */
  lostPrecision = false;
  private readonly integers: (Cell | undefined)[] = [];
  private readonly dates = new Map<number, Cell>();

  constructor(private readonly context: WorkbookContext) {}

  shared(bytes: Buffer, start: number, end: number): Cell | undefined {
    const index = digits(bytes, start, end);
    return this.context.strings.cell(index >= 0 ? index : Number(bytes.toString('latin1', start, end)));
  }

  /** A number or date from its bytes, which it is spared from making a string of where the cell is known. */
  number(bytes: Buffer, start: number, end: number, style: number): Cell | undefined {
    const kind = this.context.styles[style] ?? 'plain';
    const value = digits(bytes, start, end);
    if (value < 0) return this.numberText(bytes.toString('utf8', start, end).trim(), style);
    this.lostPrecision = false;
    if (kind === 'date') return this.date(value, () => bytes.toString('latin1', start, end));
    if (value >= SMALL || kind === 'percent' || (bytes[start] === 0x30 && end - start > 1))
      return numericCell(bytes.toString('latin1', start, end), value, kind, false);
    return this.small(value);
  }

  numberText(text: string, style: number): Cell | undefined {
    this.lostPrecision = false;
    if (text === '') return undefined;
    const value = Number(text);
    if (!Number.isFinite(value)) return textCell(decodeEscapes(text));
    const cell = numericCell(text, value, this.context.styles[style] ?? 'plain', this.context.date1904);
    this.lostPrecision = cell.kind === 'number' && hasLostPrecision(value);
    return cell;
  }

  /** A value of a type other than shared string and number. */
  typed(type: number, text: string): Cell | undefined {
    switch (type) {
      case BOOLEAN:
        return booleanCell(text.trim() === '1' || text.trim().toLowerCase() === 'true');
      case ERROR:
        return { kind: 'error', text: text.trim() };
      case ISO_DATE:
        return isoCell(text.trim());
      default:
        return textCell(decodeEscapes(text));
    }
  }

  private date(serial: number, text: () => string): Cell {
    const known = this.dates.get(serial);
    if (known !== undefined) return known;
    const cell = numericCell(text(), serial, 'date', this.context.date1904);
    if (this.dates.size < MAX_CACHED_DATES) this.dates.set(serial, cell);
    return cell;
  }

  private small(value: number): Cell {
    const known = this.integers[value];
    if (known !== undefined) return known;
    const cell: Cell = { kind: 'number', text: String(value), value };
    while (this.integers.length <= value) this.integers.push(undefined);
    this.integers[value] = cell;
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
