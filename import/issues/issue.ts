import type { IssueCode } from './catalogue.js';
import type { StatedSum } from '../../src/entities/import-run.js';

/** A fault or note about a file, sheet, row or cell. Its message and remedy are made from `code` and `params`. */
export interface Issue {
  readonly code: IssueCode;
  readonly sheet?: string;
  /** Row number from 1, where the issue is about a row or a cell. */
  readonly row?: number;
  /** Zero-based column, where it is about a cell or column. */
  readonly column?: number;
  readonly heading?: string;
  /** The cell's text. */
  readonly text?: string;
  /** Of a total: both figures, with what its rows are of. */
  readonly sum?: StatedSum;
  readonly params?: Readonly<Record<string, string | number>>;
}
