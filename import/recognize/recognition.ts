import type { StatedFact } from '../../src/entities/import-run.js';
import type { DatePrecision, LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Issue } from '../issues/issue.js';

/**
 * What a column is to its sheet: a field of the ledger (or two, for a span of time), the row's year, division or unit,
 * a counter, personal data that is dropped, something understood that is not stored, or not recognised.
 */
export type ColumnRole =
  | 'field'
  | 'period'
  | 'year'
  | 'division'
  | 'unit'
  | 'sequence'
  | 'personal'
  | 'ignored'
  | 'unknown';

/** The columns of the parts of a date, zero-based; without a year it is the row's. */
export interface DateParts {
  readonly year?: number;
  readonly month: number;
  readonly day?: number;
}

/** The columns of a date in an export, zero-based; −1 for one that there is not. */
export interface ExportedDate {
  readonly day: number;
  readonly from: number;
  readonly end: number;
  readonly precision: number;
}

/** One column of a recognised sheet. */
export interface RecognizedColumn {
  /** Zero-based. */
  readonly column: number;
  /** The heading with its parent headings, joined by `/`, as people read it. */
  readonly heading: string;
  /** The ledger's field; null: kept as provenance only. */
  readonly field: string | null;
  /** 0 to 1. */
  readonly score: number;
  /** Why, in Chinese, e.g. `表头“金额（万元）”与“金额”一致`. */
  readonly reason: string;
  /** Unit that its bare numbers are in, e.g. 万元, where known. */
  readonly unit: string | null;
  readonly role: ColumnRole;
  /** For a span of time (`period`): the field of its last day; `field` is that of its first. */
  readonly end?: string;
  /** For a figure spread over columns: what the column gives to other fields of its own draft, e.g. level 市. */
  readonly set?: Readonly<Record<string, string>>;
  /** For the sum of a spread figure: the field whose columns it sums; it is checked and not stored. */
  readonly total?: string;
  /** For numbers that are not stored: the date whose year they tell. */
  readonly tells?: string;
  /** For years side by side: the year of the column's own draft. */
  readonly year?: number;
  /** For a date in columns of its parts: the columns of year, month and day. */
  readonly dateParts?: DateParts;
  /** For a date of an export: the columns that it is in. */
  readonly exportedDate?: ExportedDate;
  /** What else of its row a column of an export tells. */
  readonly carries?: 'id' | 'flags' | 'limits';
  /** For a place: the column of the township that it lies in. */
  readonly under?: number;
  /** For money: nothing states the unit of its bare numbers, while other cells state one. */
  readonly open?: true;
  /** For money: a person decided the unit of the numbers as they are shown. */
  readonly unitDecided?: true;
  /** For money: that decision is against the unit in the cells' number formats. */
  readonly formatsIgnored?: true;
  /** For money: a bare number outside this range of yuan is likely in another unit than the others. */
  readonly usual?: readonly [low: number, high: number];
}

/** A span of time that a note states once for all rows, and the fields of its first and last day. */
export interface NotedSpan {
  readonly start: string;
  readonly end: string;
  readonly first: string;
  readonly last: string;
  readonly precision: DatePrecision;
}

/** How a sheet was understood. */
export interface Recognition {
  readonly ledger: LedgerDeclaration;
  /** 0 to 1. */
  readonly score: number;
  /** In Chinese: `识别为科技专项资金台账：第2行10个表头中认出10个`. */
  readonly reason: string;
  /** First and last heading row, from 1. */
  readonly headerRows: readonly [number, number];
  readonly columns: readonly RecognizedColumn[];
  readonly title: string | null;
  /** Unit of the whole sheet from its caption (`单位：万元`). */
  readonly unit: string | null;
  /** Year that a person stated, else from sheet name, title or file name. */
  readonly year: number | null;
  /** Whether it is an export of this program: each row is one, and the sheet says no more than its columns. */
  readonly exported?: true;
  /** What a person stated of all rows. */
  readonly facts?: readonly StatedFact[];
  readonly spans?: readonly NotedSpan[];
}

/** What a person decided about a sheet: its ledger, and which field a heading means (normalised heading → field, with `:万元` behind it in which unit; null: none). */
export interface Mapping {
  readonly ledger?: string;
  readonly columns?: Readonly<Record<string, string | null>>;
  /** The code of the division that its rows are of, where the sheet contradicts the one given with the import. */
  readonly division?: string;
  /** What holds for all its rows: field or `year`, by code or Chinese name → value; null: nothing any more. */
  readonly facts?: Readonly<Record<string, string | null>>;
}

/** What a person says that headings mean. */
export type Settled = NonNullable<Mapping['columns']>;

/** One sheet's reading: recognised as a ledger with its rows, or ignored or held with the reason as an issue. */
export interface SheetReading {
  readonly name: string;
  readonly recognition: Recognition | null;
  /** Candidates, best first, for a sheet held because no ledger is sure enough. */
  readonly candidates: readonly { readonly ledger: string; readonly score: number; readonly reason: string }[];
  readonly issues: readonly Issue[];
}
