import type { FigureFlag } from '../../../src/entities/ledger.js';
import type { StoredValue } from '../draft.js';

/** A row while its derived values are computed. */
export interface DerivedRow {
  readonly values: Record<string, StoredValue>;
  readonly flags: Record<string, FigureFlag>;
  readonly year: number;
}

/** The texts around the table: title, sheet name and file name, the most specific first. */
export interface Surroundings {
  readonly texts: readonly string[];
  readonly title: string | null;
  /** The heading of a field's column; null where it has none. */
  readonly headingOf: (field: string) => string | null;
  /** Unit in the headings or the caption. */
  readonly unit: string | null;
}

/** Computes values of a row from its others; made once a sheet. */
export type Deriver = (around: Surroundings) => (row: DerivedRow) => void;
