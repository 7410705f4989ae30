import type { FigureFlag } from '../../src/entities/ledger.js';
import type { StoredValue } from './draft.js';
import type { IssueCode } from '../issues/catalogue.js';
import type { Cell } from '../workbook/workbook.js';
import { type Literal, literalOf } from '../text/literal.js';
import type { Unit } from '../text/unit.js';

/** The result of reading a cell: the stored value, its flag, and an issue, if any. */
export interface Parsed {
  readonly value: StoredValue;
  readonly flag: FigureFlag | null;
  readonly issue: IssueCode | null;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Reads a cell that is not empty; `unit` is the one in the row's unit column. */
export type ValueParser = (cell: Cell, unit: Unit | null) => Parsed;

export const BLANK: Parsed = { value: null, flag: null, issue: null };
export const UNKNOWN: Parsed = { value: null, flag: 'unknown', issue: null };
export const MASKED: Parsed = { value: null, flag: 'masked', issue: 'FIGURE_MASKED' };
const CACHE_LIMIT = 20_000;

/** A value without an issue. */
export function valued(value: StoredValue, flag: FigureFlag | null = null): Parsed {
  return { value, flag, issue: null };
}

/** A value with an issue, or no value because of it. */
export function flawed(
  issue: IssueCode,
  value: StoredValue = null,
  params?: Readonly<Record<string, string | number>>,
  flag: FigureFlag | null = null,
): Parsed {
  return params === undefined ? { value, flag, issue } : { value, flag, issue, params };
}

/** The result of a literal, or null where the text is none. */
export function literal(text: string, figure: boolean): Parsed | null {
  const found: Literal | null = literalOf(text, figure);
  if (found === null) return null;
  return found === 'none' ? BLANK : found === 'unknown' ? UNKNOWN : MASKED;
}

/** The same parser with a cache of results by text. */
export function remembering(parse: (text: string) => Parsed): (text: string) => Parsed {
  const seen = new Map<string, Parsed>();
  return (text) => {
    let parsed = seen.get(text);
    if (parsed === undefined) {
      parsed = parse(text);
      if (seen.size >= CACHE_LIMIT) seen.clear();
      seen.set(text, parsed);
    }
    return parsed;
  };
}
