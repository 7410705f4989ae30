import { attribute, CLOSE, isWord, MarkupScanner, SELF_CLOSING } from '../../workbook/xlsx/markup.js';
import { parseReference } from '../../workbook/xlsx/reference.js';
import { isTrue, rowNumber } from '../../workbook/xlsx/row-tag.js';
import { address } from '../../text/address.js';
import type { Edit } from './edits.js';
import type { CellMark } from './marks.js';
import type { Styles } from './styles.js';
import { declaredEncoding } from './tree.js';
import { withAttribute } from './xml.js';

/** A column's width in characters and its style, for the columns from `min` to `max`, from 1. */
export interface ColumnSpan {
  readonly min: number;
  readonly max: number;
  readonly width: number | undefined;
  readonly style: number;
}

/** Elements of a worksheet before its legacy drawing. */
const BEFORE_NOTES = new Set(
  (
    'sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate ' +
    'customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins ' +
    'pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing'
  ).split(' '),
);
const LONGEST_TOKEN = 64 * 1024 * 1024;

/** A row that has cells to mark. */
interface MarkedRow {
  readonly number: number;
  /** Cells not yet met in the file, by column, with the offset at which each would be inserted. */
  readonly cells: Map<number, { readonly mark: CellMark; at: number | undefined }>;
  /** The offset at which the row would be inserted, until it is met. */
  at: number | undefined;
  style: number | undefined;
  /** Its start tag, once met. */
  tag: { readonly start: number; readonly end: number; readonly text: string } | undefined;
}

/**
 * Finds, in one pass over the stream of a worksheet, the few bytes to change so that its marked cells have their fills:
 * the style number of a cell, or an empty cell where there is none. Marks of an earlier annotation are removed.
 */
export class SheetMarker extends MarkupScanner {
  readonly edits: Edit[] = [];
  readonly columns: ColumnSpan[] = [];
  /** In points. */
  rowHeight = 15;
  /** Id of the relation to the drawing of existing notes. */
  notes: string | undefined;
  /** The offset for a reference to a drawing of notes. */
  notesAt = 0;
  rootTag = '';
  readonly #rows: MarkedRow[];
  readonly #byNumber: Map<number, MarkedRow>;
  #next = 0;
  #pushed = 0;
  #depth = 0;
  #lastRow = 0;
  #row: MarkedRow | undefined;
  #lastColumn = -1;
  #dataEnd = 0;
  #hasRows = false;

  constructor(
    marks: readonly CellMark[],
    private readonly styles: Styles,
  ) {
    super(LONGEST_TOKEN);
    this.#byNumber = new Map();
    for (const mark of marks) {
      let row = this.#byNumber.get(mark.row);
      if (row === undefined) {
        row = {
          number: mark.row,
          cells: new Map(),
          at: undefined,
          style: undefined,
          tag: undefined,
        };
        this.#byNumber.set(mark.row, row);
      }
      row.cells.set(mark.column, { mark, at: undefined });
    }
    this.#rows = [...this.#byNumber.values()].toSorted((a, b) => a.number - b.number);
  }

  get namePrefix(): string {
    return this.prefix?.toString() ?? '';
  }

  override push(chunk: Buffer): void {
    if (this.#pushed === 0) {
      const declared = declaredEncoding(chunk);
      if (declared !== undefined) this.edits.push({ ...declared, text: 'UTF-8' });
    }
    this.#pushed += chunk.length;
    super.push(chunk);
  }

  /** Adds the cells and rows that the file lacks. */
  override end(): void {
    super.end();
    if (!this.#hasRows) return;
    for (const row of this.#rows) {
      const cells = [...row.cells].toSorted(([a], [b]) => a - b);
      if (cells.length === 0) continue;
      const xml = cells.map(([, { mark }]) => this.#cell(mark, row)).join('');
      const name = `${this.namePrefix}row`;
      if (row.tag === undefined) {
        this.#insert(row.at ?? this.#dataEnd, `<${name} r="${row.number}">${xml}</${name}>`);
        continue;
      }
      // The columns that a row spans are a hint to readers; a wrong one is worse than none.
      const { start, end, text } = row.tag;
      const tag = withAttribute(text, 'spans', undefined);
      if (text.endsWith('/>')) this.edits.push({ start, end, text: `${tag.slice(0, -2)}>${xml}</${name}>` });
      else {
        if (tag !== text) this.edits.push({ start, end, text: tag });
        for (const [, { mark, at }] of cells) this.#insert(at ?? this.#dataEnd, this.#cell(mark, row));
      }
    }
  }

  protected onTag(bytes: Buffer, nameStart: number, nameEnd: number, tagEnd: number, tag: number): void {
    const base = this.#pushed - bytes.length;
    const start = base + nameStart - (this.prefix?.length ?? 0) - (tag === CLOSE ? 2 : 1);
    const end = base + tagEnd + 1;
    if (tag === CLOSE) this.#depth -= 1;
    const depth = this.#depth;
    if (tag !== CLOSE && tag !== SELF_CLOSING) this.#depth += 1;
    const length = nameEnd - nameStart;
    if (depth === 3 && length === 1 && bytes[nameStart] === 0x63 && tag !== CLOSE) {
      if (this.#row !== undefined || this.styles.marked.size > 0) this.#met(bytes, nameEnd, tagEnd, start, end);
    } else if (depth === 2 && length === 3 && isWord(bytes, nameStart, nameEnd, 'row')) {
      if (tag === CLOSE) this.#leave(start);
      else this.#enter(bytes, nameEnd, tagEnd, start, end, tag === SELF_CLOSING);
    } else if (depth <= 2) {
      const name = bytes.toString('latin1', nameStart, nameEnd);
      if (tag === CLOSE) this.#closed(name, depth, start, end);
      else this.#opened(name, depth, bytes, nameEnd, tagEnd, start, end, tag === SELF_CLOSING);
    }
  }

  protected onText(): void {
    // Values are not changed.
  }

  #opened(
    name: string,
    depth: number,
    bytes: Buffer,
    nameEnd: number,
    tagEnd: number,
    start: number,
    end: number,
    selfClosing: boolean,
  ): void {
    const number = (of: string) => attribute(bytes, nameEnd, tagEnd, of);
    const source = () => bytes.toString('utf8', start - (this.#pushed - bytes.length), tagEnd + 1);
    if (depth === 0) this.rootTag = source();
    else if (name === 'sheetFormatPr') this.rowHeight = Number(number('defaultRowHeight') ?? 15) || 15;
    else if (name === 'sheetView' && isTrue(number('tabSelected')))
      this.edits.push({ start, end, text: withAttribute(source(), 'tabSelected', undefined) });
    else if (name === 'col') {
      const width = number('width');
      this.columns.push({
        min: Number(number('min')),
        max: Number(number('max')),
        width: isTrue(number('hidden')) ? 0 : width === undefined ? undefined : Number(width),
        style: Number(number('style') ?? 0),
      });
    } else if (depth === 1 && name === 'legacyDrawing') this.notes = attribute(bytes, nameEnd, tagEnd, 'id', true);
    if (selfClosing) this.#closed(name, depth, end, end);
    else if (depth === 1 && name === 'sheetData') this.#hasRows = true;
  }

  #closed(name: string, depth: number, start: number, end: number): void {
    if (depth !== 1) return;
    if (name === 'sheetData') this.#dataEnd = start;
    if (BEFORE_NOTES.has(name)) this.notesAt = end;
  }

  #enter(bytes: Buffer, nameEnd: number, tagEnd: number, start: number, end: number, selfClosing: boolean): void {
    const number = rowNumber(bytes, nameEnd, tagEnd, this.#lastRow);
    this.#lastRow = number;
    this.#lastColumn = -1;
    for (let row = this.#rows[this.#next]; row !== undefined && row.number < number; row = this.#rows[++this.#next])
      if (row.tag === undefined) row.at = start;
    const row = this.#byNumber.get(number);
    if (row === undefined) return;
    if (isTrue(attribute(bytes, nameEnd, tagEnd, 'customFormat')))
      row.style = Number(attribute(bytes, nameEnd, tagEnd, 's') ?? 0);
    // Of a row in pieces the piece with cells is used.
    if (row.tag === undefined || row.tag.text.endsWith('/>'))
      row.tag = { start, end, text: bytes.toString('utf8', start - (this.#pushed - bytes.length), tagEnd + 1) };
    if (!selfClosing) this.#row = row;
  }

  #leave(start: number): void {
    for (const cell of this.#row?.cells.values() ?? []) cell.at ??= start;
    this.#row = undefined;
  }

  #met(bytes: Buffer, nameEnd: number, tagEnd: number, start: number, end: number): void {
    const stated = attribute(bytes, nameEnd, tagEnd, 'r');
    const column = (stated === undefined ? undefined : parseReference(stated)?.column) ?? this.#lastColumn + 1;
    this.#lastColumn = column;
    const cells = this.#row?.cells;
    for (const [other, cell] of cells ?? []) if (other < column) cell.at ??= start;
    const mark = cells?.get(column)?.mark;
    const style = Number(attribute(bytes, nameEnd, tagEnd, 's') ?? 0);
    if (mark === undefined && !this.styles.marked.has(style)) return;
    cells?.delete(column);
    const tag = bytes.toString('utf8', start - (this.#pushed - bytes.length), tagEnd + 1);
    const filled = this.styles.filled(style, mark?.severity ?? null);
    if (filled !== style) this.edits.push({ start, end, text: withAttribute(tag, 's', String(filled)) });
  }

  #cell(mark: CellMark, row: MarkedRow): string {
    const column = this.columns.find(({ min, max }) => mark.column + 1 >= min && mark.column + 1 <= max);
    const style = this.styles.filled(row.style ?? column?.style ?? 0, mark.severity);
    return `<${this.namePrefix}c r="${address(mark.row, mark.column)}" s="${style}"/>`;
  }

  #insert(at: number, text: string): void {
    this.edits.push({ start: at, end: at, text });
  }
}
