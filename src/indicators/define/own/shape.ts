import type { IndicatorDefinition } from '../definition.js';

type Given<T> = T | null | undefined;

/** A condition as an analyst gives it: a field and its conditions, which must all hold; amounts of money in yuan. */
export interface ConditionShape {
  readonly field: string;
  readonly in?: Given<readonly string[]>;
  readonly notIn?: Given<readonly string[]>;
  readonly contains?: Given<string>;
  readonly known?: Given<boolean>;
  /** Null counts as false. */
  readonly is?: Given<boolean>;
  readonly above?: Given<number>;
  readonly atLeast?: Given<number>;
  readonly below?: Given<number>;
  readonly atMost?: Given<number>;
}

/** The rows of a ledger that count: within a year, or, with `from`, while they are in force. */
export interface RowsShape {
  readonly ledger: string;
  readonly where?: Given<readonly ConditionShape[]>;
  readonly scope?: Given<readonly ConditionShape[]>;
  readonly at?: Given<string>;
  readonly month?: Given<string>;
  readonly from?: Given<string>;
  readonly orYear?: Given<boolean>;
  readonly until?: Given<readonly string[]>;
}

export const RATIO_PARTS = ['NUMERATOR', 'DENOMINATOR'] as const;
export type RatioPart = (typeof RATIO_PARTS)[number];

/**
 * What is counted: an existing indicator's measure (of a ratio one of its parts), or rows of ledgers, of which a field
 * is summed, or different values are counted, or, with neither, the rows. `where` narrows it further.
 */
export interface MeasureShape {
  readonly indicator?: Given<string>;
  readonly part?: Given<RatioPart>;
  readonly rows?: Given<readonly RowsShape[]>;
  readonly sum?: Given<string>;
  readonly distinct?: Given<readonly string[]>;
  readonly where?: Given<readonly ConditionShape[]>;
}

/** Either measures that are added up, or a ratio of two. */
export interface FormulaShape {
  readonly sum?: Given<readonly MeasureShape[]>;
  readonly ratio?: Given<{
    readonly numerator: MeasureShape;
    readonly denominator: MeasureShape;
    readonly factor?: Given<number>;
  }>;
}

/** An own indicator as it is stored. */
export interface OwnDefinition extends Pick<
  IndicatorDefinition,
  'code' | 'name' | 'englishName' | 'unit' | 'decimals' | 'direction' | 'theme'
> {
  readonly aliases: readonly string[];
  /** In words; null: made from the formula. */
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly formula: FormulaShape;
}

/** The prefix of own indicators' codes, which the catalogue of a later version never uses. */
export const OWN_PREFIX = 'OWN_';
