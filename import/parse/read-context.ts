import type { RecognizeContext } from '../recognize/recognize.js';
import type { ResolveDivision } from './division.js';

/** What the person who imports says of a workbook, and how divisions are found. */
export interface ReadContext extends RecognizeContext {
  /** Year of rows that nothing else dates. */
  readonly year?: number;
  readonly division?: GivenDivision;
  readonly resolveDivision: ResolveDivision;
}

/** The division of rows that nothing else places. */
export interface GivenDivision {
  readonly code: string;
  readonly name: string;
  /** It is only the one that is set for imports without any, which give way to what the workbook says. */
  readonly assumed?: boolean;
  /** A person decided that the sheet is of it, whatever its title says. */
  readonly decided?: boolean;
}
