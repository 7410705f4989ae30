/** Why a point has no growth rate. */
export const NO_RATE_REASONS = [
  'NO_DATA',
  'NO_BASE',
  'ZERO_BASE',
  'NEGATIVE_BASE',
  'RATIO',
  'COVERAGE',
  'BASIS',
] as const;
export type NoRateReason = (typeof NO_RATE_REASONS)[number];

/**
 * PARTIAL: a figure is masked, unknown or cannot be placed. APPROXIMATE: 余, 多. UNDATED: rows of unknown month are left
 * out. NONE_RECORDED: a zero over covered ground. CARRIED: a stock beyond the newest ledger. INCOMPLETE: divisions missing.
 * OVERLAPPING: money that a division and one under it may both list. REPORTED: a total that a report states, for want of
 * rows. DISPUTED: reports state different totals, none of which counts.
 */
export const VALUE_FLAGS = [
  'PARTIAL',
  'APPROXIMATE',
  'UNDATED',
  'NONE_RECORDED',
  'CARRIED',
  'INCOMPLETE',
  'OVERLAPPING',
  'REPORTED',
  'DISPUTED',
] as const;
export type ValueFlag = (typeof VALUE_FLAGS)[number];

/** A figure with its comparison, in the indicator's unit; changes of a ratio are in percentage points. */
export interface Comparison {
  readonly value: number | null;
  readonly previous: number | null;
  readonly change: number | null;
  readonly rate: number | null;
  readonly reason: NoRateReason | null;
  readonly flags: readonly ValueFlag[];
  /** Set where other divisions reported the year before; null also if none reported in both years. */
  readonly likeForLike: LikeForLike | null;
  /** How many divisions reported, of those that did in this or an earlier year; null where nothing is kept. */
  readonly reported: { readonly reported: number; readonly expected: number } | null;
}

/** The comparison of the divisions that reported in a year and in the one before. */
export interface LikeForLike {
  readonly value: number | null;
  readonly previous: number | null;
  readonly change: number | null;
  readonly rate: number | null;
  /** How many they are. */
  readonly divisions: number;
}
