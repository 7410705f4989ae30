import type { IndicatorDefinition } from '../define/definition.js';

/** Why a point has no growth rate. */
export const NO_RATE_REASONS = ['NO_DATA', 'NO_BASE', 'ZERO_BASE', 'NEGATIVE_BASE', 'RATIO', 'COVERAGE'] as const;
export type NoRateReason = (typeof NO_RATE_REASONS)[number];

/**
 * PARTIAL: a figure is masked, unknown or cannot be placed. APPROXIMATE: 余, 多. UNDATED: rows of unknown month are left
 * out. NONE_RECORDED: a zero over covered ground. CARRIED: a stock beyond the newest ledger. INCOMPLETE: divisions missing.
 */
export const VALUE_FLAGS = ['PARTIAL', 'APPROXIMATE', 'UNDATED', 'NONE_RECORDED', 'CARRIED', 'INCOMPLETE'] as const;
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

/** The figure in a report's words: 1101.55万元，同比增长29.49%. */
export function phrase(
  indicator: IndicatorDefinition,
  point: Comparison,
  throughMonth: number | null,
  level: string,
): string {
  if (point.value === null) return point.flags.includes('PARTIAL') ? '数值未公开或不详' : '暂无数据';
  const period =
    throughMonth === null || throughMonth === 12 || indicator.kind === 'STOCK' ? '' : `1—${throughMonth}月`;
  const notes = [
    ...(point.flags.includes('INCOMPLETE') && point.reported !== null
      ? [`${point.reported.expected}个${level === 'city' ? '区县' : '区划'}中${point.reported.reported}个已报`]
      : []),
    ...(point.flags.includes('NONE_RECORDED') ? ['台账中未登记'] : []),
    ...(point.flags.includes('CARRIED') ? ['按以前年度台账推算'] : []),
    ...(point.flags.includes('APPROXIMATE') ? ['含约数'] : []),
    ...(point.flags.includes('PARTIAL') ? ['另有数值未公开或不详'] : []),
    ...(point.flags.includes('UNDATED') ? ['月份不明的未计入'] : []),
  ];
  const note = notes.length === 0 ? '' : `（${notes.join('，')}）`;
  const moved = movement(indicator, point);
  return `${period}${amount(point.value)}${indicator.unit}${note}${moved === '' ? '' : `，${moved}`}`;
}

/** The comparison with the year before in a report's words: 同比增长29.49%; empty where there is nothing to compare. */
export function movement(indicator: IndicatorDefinition, point: Comparison): string {
  if (point.reason === 'COVERAGE') return likeForLike(indicator, point.likeForLike);
  if (point.change === null || point.previous === null) return '';
  if (indicator.kind === 'RATIO') {
    if (point.change === 0) return '与上年持平';
    const unit = indicator.unit === '%' ? '个百分点' : indicator.unit;
    return `比上年${point.change > 0 ? '提高' : '下降'}${amount(Math.abs(point.change))}${unit}`;
  }
  if (point.change === 0) return '与上年持平';
  if (point.rate === null) {
    const up = point.reason === 'ZERO_BASE' ? '净增' : '增加';
    return `比上年${point.change > 0 ? up : '减少'}${amount(Math.abs(point.change))}${indicator.unit}`;
  }
  if (point.rate === 0) return '与上年基本持平';
  return `同比${point.rate > 0 ? '增长' : '下降'}${amount(Math.abs(point.rate))}%`;
}

/** The comparison of the same divisions in a report's words: 同口径增长10%; empty where there is none. */
function likeForLike(indicator: IndicatorDefinition, like: LikeForLike | null): string {
  if (like === null) return '';
  const reason = like.previous === 0 ? 'ZERO_BASE' : null;
  const moved = movement(indicator, { ...like, reason, flags: [], likeForLike: null, reported: null });
  return moved === '' ? '' : `同口径${moved.replace(/^同比/u, '')}`;
}

/** A rounded figure without trailing zeros and without an exponent. */
export function amount(value: number): string {
  return String(Number(value.toFixed(6)));
}
