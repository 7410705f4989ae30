/**
 * What the reader of every format delivers: sheets of typed cells. Types of vendors are used in this folder only.
 */

/**
 * A cell that holds something; an empty cell is absent. `text` is the text in the file, for provenance, without what no
 * database keeps: NUL and lone surrogates.
 */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /**
   * `text` is the number's raw digits as stored; `percent`: its number format shows it as a percentage; `display`: its
   * number format shows more than the digits.
   */
  | {
      readonly kind: 'number';
      readonly text: string;
      readonly value: number;
      readonly percent?: true;
      readonly display?: NumberDisplay;
    }
  /** `iso` is `YYYY-MM-DD`, followed by ` HH:mm:ss` only where the time is not midnight. `text` equals `iso`. */
  | { readonly kind: 'date'; readonly text: string; readonly iso: string }
  | { readonly kind: 'boolean'; readonly text: string; readonly value: boolean }
  /** `text` is the error as shown, e.g. `#N/A`. */
  | { readonly kind: 'error'; readonly text: string }
  /** A formula whose value was never saved; `text` is the formula with its `=`. */
  | { readonly kind: 'uncalculated'; readonly text: string };

/** What a number format shows beside the digits of a number: `0"元"`, `"GR"0`, `0!.0,`. */
export interface NumberDisplay {
  of(value: number): Shown;
}

/** A number as people see it in its cell. */
export interface Shown {
  /** What stands before and after its digits. */
  readonly before: string;
  readonly after: string;
  /** The figure shown is the stored number times ten to this power: −3 for a comma at the end of the format. */
  readonly power: number;
  readonly text: string;
}

export type TextCell = Extract<Cell, { kind: 'text' }>;

/** One row. `cells` is sparse: the index is the column, 0 for A. */
export interface Row {
  /** 1 for the first row of the sheet. */
  readonly number: number;
  readonly hidden: boolean;
  readonly cells: readonly (Cell | undefined)[];
}

/** Zero-based, inclusive rectangle of merged cells. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  /** 0 for the first sheet. */
  readonly index: number;
  readonly hidden: boolean;
  /** Known before the rows are read. */
  readonly merges: readonly MergedRange[];
  /** Zero-based columns hidden in the sheet. */
  readonly hiddenColumns: ReadonlySet<number>;
  /** For a table below another on its sheet: that sheet, the row number of its headings, and its number on the sheet, from 2. */
  readonly below?: { readonly of: Sheet; readonly first: number; readonly ordinal: number };
  /** The rows that hold at least one cell, ascending by number, in batches; may be called again for another pass. */
  rows(): AsyncIterable<readonly Row[]>;
}

export type WorkbookFormat = 'xlsx' | 'xls' | 'spreadsheetml' | 'html' | 'csv';

export interface Workbook {
  readonly format: WorkbookFormat;
  readonly sheets: readonly Sheet[];
  /**
   * Notes for the clerk, e.g. of formulas that refer to other workbooks; at most a thousand. Those about cells and rows
   * are added while the rows are read: complete after the last row.
   */
  readonly notes: readonly WorkbookNote[];
  /** Releases files and processes; safe to call twice. */
  close(): Promise<void>;
}

export interface WorkbookNote {
  readonly code: WorkbookNoteCode;
  readonly sheet?: string;
  /** From 1, where it is about a row or a cell. */
  readonly row?: number;
  /** Zero-based. */
  readonly column?: number;
  readonly text?: string;
}

export type WorkbookNoteCode =
  | 'PRECISION_LOST'
  | 'EXTERNAL_LINK'
  | 'MACROS_IGNORED'
  | 'ROWS_BEYOND_LIMIT'
  | 'CELL_BEYOND_LIMIT'
  /** The last line has fewer columns than the others and no line end: it is not delivered. */
  | 'LINE_CUT'
  /** The last line has no line end: its last cell may be incomplete. */
  | 'LINE_OPEN';

/** Why a file cannot be read; each has its Chinese text and remedy in the catalogue of import/report. */
export type UnreadableCode =
  | 'FILE_EMPTY'
  | 'FILE_TYPE_UNKNOWN'
  | 'FILE_LOCKED_TEMPORARY'
  | 'FILE_ENCRYPTED'
  | 'FILE_TRUNCATED'
  | 'FILE_DAMAGED'
  | 'FILE_TOO_LARGE'
  | 'FILE_BOMB'
  | 'FILE_NO_SHEETS'
  | 'FILE_DTD'
  | 'FILE_NOT_A_WORKBOOK'
  | 'FILE_UNSUPPORTED'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'TOO_MANY_SHEETS'
  | 'READ_TIMEOUT';

/** Thrown for a file that cannot be read; the import reports it as an issue of the run. */
export class UnreadableWorkbook extends Error {
  constructor(
    readonly code: UnreadableCode,
    /** A detail for the message, e.g. the limit that was passed; no paths. */
    readonly detail = '',
  ) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'UnreadableWorkbook';
  }
}
