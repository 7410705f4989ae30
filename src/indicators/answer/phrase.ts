import { type Aside, NO_ASIDE } from './asides.js';
import type { Comparison, LikeForLike } from './compare.js';
import type { IndicatorDefinition } from '../define/definition.js';

/** The period that a figure is of. */
export interface Period {
  readonly year: number;
  readonly throughMonth: number | null;
  /** ISO date: a stock of its year is that of the present month. */
  readonly today: string;
}

/** Of a count that was smaller than this the growth rate says little, so that the difference is told first. */
const SMALL_BASE = 20;

/** The figure in a report's words: 1101.55万元，同比增长29.5%. */
export function phrase(
  indicator: IndicatorDefinition,
  point: Comparison,
  period: Period,
  level: string,
  aside: Aside = NO_ASIDE,
): string {
  if (point.value === null) return unknown(indicator, point, aside);
  const notes = [
    ...basisNote(indicator, aside),
    ...(point.flags.includes('INCOMPLETE') && point.reported !== null && point.reported.expected > 1
      ? [`${point.reported.expected}个${level === 'city' ? '区县' : '区划'}中${point.reported.reported}个已报`]
      : []),
    ...(point.flags.includes('REPORTED') ? ['填报数'] : []),
    ...(point.flags.includes('NONE_RECORDED') ? ['台账无登记'] : []),
    ...(point.flags.includes('OVERLAPPING') ? ['上下级台账可能重复登记'] : []),
    ...(point.flags.includes('CARRIED') ? ['按以前年度台账推算'] : []),
    ...(point.flags.includes('APPROXIMATE') ? ['含约数'] : []),
    ...(aside.pending > 0 ? [`另有${pendingOf(indicator, aside)}`] : []),
    ...(point.flags.includes('DISPUTED') ? ['部分区划的报表所填数不一致，未计入'] : []),
    ...(point.flags.includes('PARTIAL') && !point.flags.includes('DISPUTED') ? ['另有部分数据未填列或未公开'] : []),
    ...(point.flags.includes('UNDATED') ? ['月份不明的未计入'] : []),
  ];
  const note = notes.length === 0 ? '' : `（${notes.join('，')}）`;
  const moved = movement(indicator, point, period);
  return `${span(indicator, period)}${shown(indicator, point.value)}${indicator.unit}${note}${moved === '' ? '' : `，${moved}`}`;
}

/** A figure of which nothing is known, in words. */
function unknown(indicator: IndicatorDefinition, { flags }: Comparison, aside: Aside): string {
  if (aside.pending > 0) return `暂无结果（${pendingOf(indicator, aside)}）`;
  if (flags.includes('DISPUTED')) return '各报表所填数不一致';
  return flags.includes('PARTIAL') ? '数据未填列或未公开' : '暂无数据';
}

/** How many are not decided: 8家待定. */
function pendingOf({ pending }: IndicatorDefinition, aside: Aside): string {
  return `${amount(aside.pending)}${pending?.unit ?? ''}${pending?.words ?? ''}`;
}

/** What a figure rests on, where it is not what is usual. */
function basisNote({ bases: declared }: IndicatorDefinition, { bases }: Aside): string[] {
  if (bases.every((basis) => basis === declared?.usual)) return [];
  return [bases.length === 1 ? `${bases[0]}口径` : `${bases.join('、')}两种口径合计`];
}

/** The months of a flow (1—9月) or the day of a stock (截至2024年末); empty for a whole year. */
function span({ kind, atYearEnd }: IndicatorDefinition, { year, throughMonth, today }: Period): string {
  if (atYearEnd === true) return `${year}年末`;
  if (kind === 'STOCK') return `截至${endOf(year, throughMonth, today)}`;
  return throughMonth === null || throughMonth === 12 ? '' : `1—${throughMonth}月`;
}

function endOf(year: number, throughMonth: number | null, today: string): string {
  const present = Number(today.slice(0, 4)) === year;
  const month = throughMonth ?? (present ? Number(today.slice(5, 7)) : 12);
  if (month === 12) return `${year}年末`;
  return present ? `${month}月末` : `${year}年${month}月末`;
}

/**
 * The comparison with the year before in a report's words: 同比增长29.5%; empty where there is nothing to compare. A stock
 * of a whole year is compared with the end of the year before.
 */
export function movement(
  indicator: IndicatorDefinition,
  point: Pick<Comparison, 'value' | 'previous' | 'change' | 'rate' | 'reason' | 'likeForLike'>,
  { throughMonth }: Pick<Period, 'throughMonth'>,
): string {
  const { value, previous, change, rate } = point;
  if (point.reason === 'BASIS') return '口径与上年不同，不作比较';
  if (point.reason === 'COVERAGE') return likeForLike(indicator, point.likeForLike, throughMonth);
  if (change === null || previous === null || value === null) return '';
  const before = base(indicator, throughMonth);
  if (change === 0) return value === 0 ? `${before}也为0` : `与${before}持平`;
  if (indicator.kind === 'RATIO') return ratioMovement(indicator, value, previous, before);
  const difference = `${change > 0 ? '增加' : '减少'}${amount(Math.abs(change))}${indicator.unit}`;
  if (point.reason === 'ZERO_BASE') return `${before}为0，${difference}`;
  // What is down to nothing has fallen by all that it was.
  if (rate === null || value === 0) return `比${before}${difference}`;
  // From the figures as they are printed: a rate that is rounded already would be rounded twice.
  const growth = Number(Math.abs(((value - previous) / previous) * 100).toFixed(1));
  const grown = `${rate > 0 ? '增长' : '下降'}${growth}%`;
  if (isCount(indicator) && previous < SMALL_BASE) return `比${before}${difference}（${grown}）`;
  if (growth === 0) return `与${before}基本持平`;
  return before === '上年末' ? `比上年末${grown}` : `同比${grown}`;
}

/** What a figure is compared with. */
function base({ kind, atYearEnd }: IndicatorDefinition, throughMonth: number | null): string {
  if (atYearEnd === true) return '上年末';
  if (throughMonth !== null && throughMonth !== 12) return '上年同期';
  return kind === 'STOCK' ? '上年末' : '上年';
}

/** The difference of two ratios as they are shown, so that a reader of both texts finds the same. */
function ratioMovement(indicator: IndicatorDefinition, value: number, previous: number, before: string): string {
  const difference = Number((shown(indicator, value) - shown(indicator, previous)).toFixed(6));
  if (difference === 0) return `与${before}基本持平`;
  const size = amount(Math.abs(difference));
  if (indicator.unit === '%') return `比${before}${difference > 0 ? '提高' : '下降'}${size}个百分点`;
  return `比${before}${difference > 0 ? '增加' : '减少'}${size}${indicator.unit}`;
}

/** The comparison of the same divisions in a report's words: 同口径增长10%; empty where there is none. */
function likeForLike(indicator: IndicatorDefinition, like: LikeForLike | null, throughMonth: number | null): string {
  if (like === null) return '';
  const reason = like.previous === 0 ? 'ZERO_BASE' : null;
  const moved = movement(indicator, { ...like, reason, likeForLike: null }, { throughMonth });
  return moved === '' ? '' : `同口径${moved.replace(/^同比/u, '')}`;
}

/** Whether an indicator counts things, of which there are whole ones only. */
function isCount({ decimals, kind }: IndicatorDefinition): boolean {
  return decimals === 0 && kind !== 'RATIO';
}

/** A figure as a text shows it: per cent with one decimal, unless the indicator is reported with more. */
export function shown({ unit, textDecimals = 1 }: IndicatorDefinition, value: number): number {
  return unit === '%' ? Number(value.toFixed(textDecimals)) : Number(amount(value));
}

/** A rounded figure without trailing zeros and without an exponent. */
export function amount(value: number): string {
  return String(Number(value.toFixed(6)));
}
