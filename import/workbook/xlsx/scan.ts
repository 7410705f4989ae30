import { textCell } from '../cells.js';
import { FarCells } from '../far-cells.js';
import { exceeding, type ReadLimits } from '../limits.js';
import type { Notes } from '../notes.js';
import { storable } from '../stored-text.js';
import type { Cell, Row } from '../workbook.js';
import { CellBuilder, type WorkbookContext } from './cell-builder.js';
import { FORMULA_STRING, INLINE_STRING, NUMBER, parseCellTag, SHARED_STRING, type CellTag } from './cell-tag.js';
import { attribute, CLOSE, isWord, MarkupScanner, OPEN, SELF_CLOSING } from './markup.js';
import { type PlainCell, readPlainCell } from './plain-cell.js';
import { RichText } from './rich-text.js';
import { isTrue, rowNumber } from './row-tag.js';
import { decodeEntities } from './text.js';

const C = 0x63;
const F = 0x66;
const V = 0x76;
/** The columns of Excel's grid, A to XFD. */
const EXCEL_COLUMNS = 16_384;
/** A gap up to this width is filled, which keeps the array dense; a wider one stays sparse. */
const MAX_FILLED_GAP = 256;

/** What the next text belongs to. */
const NOTHING = 0;
const VALUE = 1;
const FORMULA = 2;
const INLINE = 3;

/** Reads the rows of one sheet's XML as it is pushed; finished rows are fetched with `take`. */
export class RowScanner extends MarkupScanner {
  /** Whether the end of the rows was read; the rest of the part need not be pushed. */
  finished = false;
  private rows: Row[] = [];
  private inRows = false;
  private row = { number: 0, hidden: false, cells: [] as (Cell | undefined)[], used: false };
  private blankRows = 0;
  private cellCount = 0;
  private column = -1;
  private reading = NOTHING;
  private readonly tag: CellTag = { column: -1, style: 0, type: NUMBER };
  private readonly plain: PlainCell = { column: -1, style: 0, type: NUMBER, start: 0, end: 0, index: 0 };
  private readonly inline: RichText;
  private readonly builder: CellBuilder;
  private readonly far: FarCells;
  /** The cell's value: a range of bytes, or text where it comes in pieces. */
  private value: Buffer | undefined;
  private valueStart = 0;
  private valueEnd = 0;
  private valueText = '';
  private formula: string | undefined;
  private hasInline = false;
  private readonly sharedFormulas = new Map<string, string>();
  private sharedFormula: string | undefined;

  constructor(
    context: WorkbookContext,
    private readonly sheet: string,
    private readonly limits: ReadLimits,
    private readonly notes: Notes,
  ) {
    super(limits.maxTokenBytes);
    this.builder = new CellBuilder(context);
    this.far = new FarCells(sheet, limits, notes);
    this.inline = new RichText(limits.maxTokenBytes);
  }

  get ready(): number {
    return this.rows.length;
  }

  take(): Row[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  protected onTag(bytes: Buffer, nameStart: number, nameEnd: number, tagEnd: number, tag: number): void {
    const length = nameEnd - nameStart;
    if (!this.inRows) {
      if (length === 9 && isWord(bytes, nameStart, nameEnd, 'sheetData')) this.openRows(tag);
    } else if (length === 1) {
      const letter = bytes[nameStart];
      if (letter === C) this.cellTag(bytes, nameEnd, tagEnd, tag);
      else if (letter === V) this.read(tag === OPEN ? VALUE : NOTHING);
      else if (letter === F) this.formulaTag(bytes, nameEnd, tagEnd, tag);
      else this.inlineTag(bytes, nameStart, nameEnd, tag);
    } else if (length === 3 && isWord(bytes, nameStart, nameEnd, 'row')) {
      if (tag !== CLOSE) this.openRow(bytes, nameEnd, tagEnd);
      if (tag !== OPEN) this.closeRow();
    } else if (length === 9 && isWord(bytes, nameStart, nameEnd, 'sheetData')) {
      this.stop();
    } else {
      this.inlineTag(bytes, nameStart, nameEnd, tag);
    }
  }

  /** Reads consecutive plain cells. */
  protected override onSight(bytes: Buffer, open: number): number {
    if (!this.inRows) return open;
    const { plain } = this;
    let at = open;
    for (let end = readPlainCell(bytes, at, plain); end > at; end = readPlainCell(bytes, at, plain)) {
      at = end;
      this.column = plain.column < 0 ? this.column + 1 : plain.column;
      if (plain.start === plain.end) continue;
      const shared = plain.type === SHARED_STRING;
      this.put(
        shared ? this.builder.string(plain.index) : this.builder.number(bytes, plain.start, plain.end, plain.style),
      );
    }
    return at;
  }

  protected override settle(): void {
    this.inline.settle();
    if (this.value === undefined) return;
    this.value = Buffer.from(this.value.subarray(this.valueStart, this.valueEnd));
    this.valueEnd -= this.valueStart;
    this.valueStart = 0;
  }

  protected onText(bytes: Buffer, start: number, end: number, literal: boolean): void {
    if (this.reading === INLINE) {
      this.hasInline = true;
      this.inline.add(bytes, start, end, literal);
    } else if (this.reading === FORMULA) {
      const text = bytes.toString('utf8', start, end);
      this.formula += literal ? text : decodeEntities(text);
    } else if (this.value === undefined && this.valueText === '' && !literal) {
      this.value = bytes;
      this.valueStart = start;
      this.valueEnd = end;
    } else {
      const text = bytes.toString('utf8', start, end);
      this.valueText = this.takeValueText() + (literal ? text : decodeEntities(text));
    }
  }

  /** After a long run of blank rows: skips on to find whether anything follows. */
  protected override onHalted(bytes: Buffer, start: number): number {
    const prefix = this.prefix === undefined ? '' : this.prefix.toString();
    const found = [`<${prefix}v>`, `<${prefix}is>`, `</${prefix}sheetData`]
      .map((opening) => bytes.indexOf(opening, start, 'latin1'))
      .map((at) => (at < 0 ? Number.POSITIVE_INFINITY : at));
    const [value = 0, inline = 0, end = 0] = found;
    if (Math.min(value, inline, end) === Number.POSITIVE_INFINITY) return Math.max(start, bytes.lastIndexOf('<'));
    if (end > Math.min(value, inline))
      this.notes.add({
        code: 'ROWS_BEYOND_LIMIT',
        sheet: this.sheet,
        row: this.row.number,
        text: String(this.limits.maxBlankRows),
      });
    this.stop();
    return bytes.length;
  }

  private openRows(tag: number): void {
    this.inRows = tag === OPEN;
    this.finished = tag === SELF_CLOSING;
  }

  private stop(): void {
    this.inRows = false;
    this.finished = true;
  }

  private read(what: number): void {
    this.reading = what;
    this.capturing = what !== NOTHING;
  }

  private openRow(bytes: Buffer, nameEnd: number, tagEnd: number): void {
    const number = rowNumber(bytes, nameEnd, tagEnd, this.row.number);
    this.row = { number, hidden: isTrue(attribute(bytes, nameEnd, tagEnd, 'hidden')), cells: [], used: false };
    this.column = -1;
  }

  private closeRow(): void {
    const { number, hidden, cells, used } = this.row;
    if (!used) {
      this.halted = ++this.blankRows > this.limits.maxBlankRows;
      return;
    }
    if (number > this.limits.maxRows) throw exceeding('TOO_MANY_ROWS', this.limits, 'maxRows');
    this.blankRows = 0;
    this.rows.push({ number, hidden, cells });
  }

  private cellTag(bytes: Buffer, nameEnd: number, tagEnd: number, tag: number): void {
    if (tag === CLOSE) {
      this.closeCell();
      return;
    }
    parseCellTag(bytes, nameEnd, tagEnd, this.tag);
    this.column = this.tag.column < 0 ? this.column + 1 : this.tag.column;
    this.value = undefined;
    this.valueText = '';
    if (this.hasInline) this.takeInline();
    this.formula = undefined;
    this.sharedFormula = undefined;
  }

  private formulaTag(bytes: Buffer, nameEnd: number, tagEnd: number, tag: number): void {
    this.read(tag === OPEN ? FORMULA : NOTHING);
    if (tag === CLOSE) {
      if (this.sharedFormula !== undefined && this.formula) this.sharedFormulas.set(this.sharedFormula, this.formula);
      return;
    }
    this.formula = '';
    if (tagEnd > nameEnd + 1) this.sharedFormula = attribute(bytes, nameEnd, tagEnd, 'si');
  }

  private inlineTag(bytes: Buffer, nameStart: number, nameEnd: number, tag: number): void {
    this.read(this.inline.tag(bytes, nameStart, nameEnd, tag === OPEN) ? INLINE : NOTHING);
  }

  private closeCell(): void {
    this.put(this.buildCell());
  }

  private put(cell: Cell | undefined): void {
    if (cell === undefined) return;
    const { column } = this;
    const { cells } = this.row;
    // No program writes such a cell: Excel's last column is XFD.
    if (column >= EXCEL_COLUMNS) throw exceeding('TOO_MANY_COLUMNS', this.limits, 'maxColumns');
    if (column >= this.limits.maxColumns && this.far.leavesOut(cell, this.row.number, column, cells.length)) return;
    if (++this.cellCount > this.limits.maxCells) throw exceeding('FILE_TOO_LARGE', this.limits, 'maxCells', '单元格');
    if (column - cells.length < MAX_FILLED_GAP) while (cells.length < column) cells.push(undefined);
    cells[column] = cell;
    this.row.used = true;
    if (this.builder.lostPrecision && cell.kind === 'number')
      this.notes.add({
        code: 'PRECISION_LOST',
        sheet: this.sheet,
        row: this.row.number,
        column,
        text: cell.text,
      });
  }

  private buildCell(): Cell | undefined {
    const { type, style } = this.tag;
    if (this.value !== undefined && type === SHARED_STRING)
      return this.builder.shared(this.value, this.valueStart, this.valueEnd);
    if (this.value !== undefined && type === NUMBER)
      return this.builder.number(this.value, this.valueStart, this.valueEnd, style);
    const hasValue = this.value !== undefined || this.valueText !== '';
    if (this.hasInline && (type === INLINE_STRING || !hasValue)) return textCell(this.takeInline());
    if (!hasValue) return this.formula !== undefined && type !== FORMULA_STRING ? this.uncalculated() : undefined;
    const text = this.takeValueText();
    if (type === NUMBER) return this.builder.numberText(text.trim(), style);
    if (type !== SHARED_STRING) return this.builder.typed(type, text);
    const bytes = Buffer.from(text);
    return this.builder.shared(bytes, 0, bytes.length);
  }

  private takeInline(): string {
    this.hasInline = false;
    return this.inline.take();
  }

  private uncalculated(): Cell {
    const formula = this.formula || this.sharedFormulas.get(this.sharedFormula ?? '') || '';
    return { kind: 'uncalculated', text: storable(`=${formula}`) };
  }

  private takeValueText(): string {
    const ranged =
      this.value === undefined ? '' : decodeEntities(this.value.toString('utf8', this.valueStart, this.valueEnd));
    this.value = undefined;
    return this.valueText === '' ? ranged : this.valueText + ranged;
  }
}
