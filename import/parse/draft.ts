import type { FigureFlag } from '../../src/entities/ledger.js';
import type { Issue } from '../issues/issue.js';

/** A value as it will be stored, by column name (`signed_date_end`, `amount`): numerics as decimal strings, dates as ISO days. */
export type StoredValue = string | boolean | readonly string[] | null;

/** The texts of a row's cells: the letters of columns, which all rows of a sheet share, and the text of each, if any. */
export interface CellTexts {
  readonly letters: readonly string[];
  readonly texts: readonly (string | undefined)[];
}

/** A row of a ledger that passed its checks and is ready to load. */
export interface Draft {
  readonly sheet: string;
  /** Row number in the sheet, from 1. */
  readonly row: number;
  readonly division: string;
  readonly year: number;
  /**
   * The natural keys of the row, one at least, best first, each prefixed with its rank (`1:…`, `2:…`, `9:…` for a
   * fingerprint). The first one identifies it; a second one, if any, is tried when the first is new to the ledger.
   * ENTERPRISE in a key is replaced by the enterprise's identity when the row is loaded.
   */
  readonly keys: readonly string[];
  /** Columns that the sheet has, and no others: a column it lacks leaves the stored value alone. */
  readonly values: Readonly<Record<string, StoredValue>>;
  /** Flags of figures and other values, by column name. */
  readonly flags: Readonly<Record<string, FigureFlag>>;
  /** Cell texts, without personal data. */
  readonly cells: CellTexts;
  /** Of an exported row: the id of the row that it was, and its limits; undefined: those of its sheet. */
  readonly exported?: { readonly id: string | null; readonly limits: SheetLimits | null | undefined };
}

/** Placeholder in a key for the id of the enterprise that the row is about. */
export const ENTERPRISE = '\u0001';

/** A row of a sheet that is not loaded: rejected or skipped. */
export type RowFate = 'rejected' | 'skipped';

/**
 * What a sheet limits, by field of its ledger: the values that it states for all its rows at once, sorted; none where it
 * neither has the field nor states it. A field that is not named is not limited.
 */
export type SheetLimits = Readonly<Record<string, readonly string[]>>;

/** A batch of rows read from a recognised sheet. */
export interface RowBatch {
  readonly drafts: readonly Draft[];
  readonly rejected: number;
  readonly skipped: number;
  readonly issues: readonly Issue[];
  /** What the sheet limits; in the last batch, when all of it has been read. */
  readonly limits?: SheetLimits;
  /** In the last batch: the row with the headings of another table, which ended this one. */
  readonly below?: number;
}
