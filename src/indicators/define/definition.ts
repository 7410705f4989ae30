import type { LedgerId } from '../../entities/ledgers/index.js';

/** FLOW counts within a year, STOCK at its end, RATIO is a ratio of two sums. */
export const INDICATOR_KINDS = ['FLOW', 'STOCK', 'RATIO'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** Which direction is good. */
export const DIRECTIONS = ['UP', 'DOWN', 'NEUTRAL'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const THEMES = [
  'FUNDING',
  'PROJECT',
  'ENTERPRISE',
  'RESEARCH',
  'INNOVATION',
  'COMMISSIONER',
  'ACTIVITY',
  'TECHNOLOGY_MARKET',
  'FINANCE',
  'BASE',
  'TARGET',
] as const;
export type Theme = (typeof THEMES)[number];

/** A condition on one field of a ledger row; all of a list must hold. */
export type Condition =
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly field: string; readonly notIn: readonly string[] }
  | { readonly field: string; readonly known: boolean }
  /** The figure is stated: neither blank nor masked. Rows that do not state it leave the value PARTIAL. */
  | { readonly field: string; readonly stated: true }
  /** Null counts as false. */
  | { readonly field: string; readonly is: boolean }
  /** A date not later than so many months after a last day, by their months. */
  | { readonly field: string; readonly withinMonths: number; readonly of: string }
  | { readonly field: string; readonly above: number }
  | { readonly field: string; readonly atLeast: number }
  | { readonly field: string; readonly below: number }
  | { readonly field: string; readonly atMost: number }
  | { readonly field: string; readonly contains: string }
  /** Whether the row's enterprise has an earlier row of its kind by this date, which the ledger declares (`renewal`). */
  | { readonly field: string; readonly renews: boolean }
  /** The row's enterprise was what the ledger declares (`before`) in the year of this date or earlier. */
  | { readonly field: string; readonly follows: true }
  /** A date in a later year than the row's; without a date it is not known. */
  | { readonly field: string; readonly afterYear: true };

/** What is summed over the rows: the rows themselves, a figure, or distinct values of some fields. */
export type Aggregate =
  | { readonly count: 'rows' }
  | { readonly sum: string }
  /** `enterprise` stands for the enterprise that the row is about; a list field counts each of its members. */
  | { readonly distinct: readonly string[] }
  /**
   * Rows alike in the fields `once` are one need: its largest figure counts, or, with `met`, the sum of that figure up to
   * the largest. Rows of an unknown enterprise leave the value PARTIAL.
   */
  | { readonly largest: string; readonly once: readonly string[]; readonly met?: string };

/** Which rows of a ledger a measure counts, and what has to be known of them. */
interface Rows {
  readonly ledger: LedgerId;
  /** Which rows show that the ledger covers the subject in a year at all; else all rows of the ledger. */
  readonly scope?: readonly Condition[];
  /** Which of those count. */
  readonly where?: readonly Condition[];
  /** What a row says where the thing has happened, though its date is not given. */
  readonly happened?: readonly Condition[];
  /** Fields of which a sheet must have one to say anything of the subject. */
  readonly needs?: readonly string[];
  /** Fields of which a sheet must have one for its rows to be about the subject at all. */
  readonly about?: readonly string[];
  /** What the figures of these rows rest on: a part of a ratio asks of them what the other part's rows of this basis state. */
  readonly basis?: string;
  /** The field that is summed of these rows instead of the measure's. */
  readonly sum?: string;
}

/** Rows that count in the year (and month) of a date field, or in their reporting year. */
export interface FlowRows extends Rows {
  /** Date field whose year counts the row; absent: the row's reporting year. */
  readonly at?: string;
  /** A row without that date counts in its reporting year; absent: it does not count. */
  readonly orYear?: boolean;
  /** Date field that gives the month where `at` is absent; absent: months are not known. */
  readonly month?: string;
}

/** Rows in force from one date until the earliest of others; on that day only if it is a last day (`last`). */
export interface StockRows extends Rows {
  readonly from: string;
  /** Whether a row without that date is in force from the end of its reporting year; absent: never. */
  readonly orYear?: boolean;
  readonly until?: readonly string[];
  /** What a row says, any of it, where it has ended: without a date of `until` it is not known in which years it stood. */
  readonly ended?: readonly Condition[];
}

/** A sum over rows of one or several ledgers; distinct values count once over all of them. */
export type RowsMeasure =
  | {
      readonly kind: 'flow';
      readonly rows: readonly FlowRows[];
      readonly value: Aggregate;
      /** A field whose conditions do not hold for the split by it, which so has every member. */
      readonly openBy?: string;
    }
  | { readonly kind: 'stock'; readonly rows: readonly StockRows[]; readonly value: Aggregate };

/** What an indicator counts; a sum has several measures, each counted by itself. */
export type Measure = RowsMeasure | { readonly kind: 'sum'; readonly terms: readonly RowsMeasure[] };

/** An indicator as data; it is compiled to SQL and everything else is made from it. */
export interface IndicatorDefinition {
  readonly code: string;
  readonly name: string;
  readonly englishName: string;
  /** Other names in targets and reports. */
  readonly aliases?: readonly string[];
  /** 万元, 家, % …; money is summed in yuan and given in this unit. */
  readonly unit: string;
  readonly kind: IndicatorKind;
  readonly direction: Direction;
  readonly theme: Theme;
  readonly decimals: number;
  /** Decimals of a percentage in a report's words; one unless it is reported with more. */
  readonly textDecimals?: number;
  /** It counts a figure that many a ledger has no column for, so that a sheet without it lacks nothing. */
  readonly extra?: true;
  /** The dimension whose members say what its figures rest on; the texts tell one that is not usual. */
  readonly bases?: { readonly by: string; readonly usual: string };
  /** The indicator that counts what is not decided yet too: the rest is told in words (另有8家待定). */
  readonly pending?: { readonly of: string; readonly unit: string; readonly words: string };
  /** Its rows are yearly reports of what there is at the year's end. */
  readonly atYearEnd?: true;
  /** What it counts is late from its date on: its rows are told with the months. */
  readonly late?: true;
  /** Its events come late in the year, so that it is not compared with the time that has passed. */
  readonly seasonal?: true;
  /** What is counted, in Chinese words. */
  readonly numerator: string;
  /** The denominator of a RATIO, in Chinese words. */
  readonly denominator?: string;
  /** The official text that the rule follows, with its number; absent: bureaus' usage. */
  readonly source?: string;
  /** What it does not count and what is easily misread, in Chinese words. */
  readonly notes?: string;
  /**
   * Computed by comparing targets with the figures of the other indicators, and not from rows; `measure` and `per` then
   * only give the rows behind it.
   */
  readonly compares?: 'targets';
  readonly measure: Measure;
  /** Only of a RATIO: value = measure ÷ per × factor. */
  readonly per?: Measure;
  /** 100 for per cent. */
  readonly factor?: number;
}
