import type { RecognizeContext } from '../recognize/recognize.js';
import type { ResolveDivision } from './division.js';
import type { FormerDivision } from '../text/division-book.js';
import type { Stated } from './stated.js';

/** What the importer stated about a workbook, and how divisions are found. */
export interface ReadContext extends RecognizeContext {
  /** Year of rows without any other. */
  readonly year?: number;
  readonly division?: GivenDivision;
  readonly resolveDivision: ResolveDivision;
  /** What became of a division whose code is no more. */
  readonly formerDivision?: (text: string) => FormerDivision | null;
  /** What a person stated of all rows of the sheet. */
  readonly stated?: Stated;
}

/** Division of rows without any other. */
export interface GivenDivision {
  readonly code: string;
  readonly name: string;
  /** Whether it is the default of the settings, which gives way to the workbook's own. */
  readonly assumed?: boolean;
  /** Whether a person decided that the sheet is of it, against its title. */
  readonly decided?: boolean;
}
