import { amount } from './phrase.js';
import type { IndicatorDefinition } from '../define/definition.js';

/** A year's target of an indicator and the figure reached. */
export interface Completion {
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string;
  /** Actual ÷ low bound, in %; of an upper bound alone bound ÷ actual. */
  readonly rate: number | null;
  readonly met: boolean | null;
  /** How much of the year has passed, in %. */
  readonly timeProgress: number;
}

const DAY_MS = 86_400_000;

/** How much of a year has passed by the end of a month, or by today where that is earlier, in % to two decimals. */
export function timeProgress(year: number, throughMonth: number | null, today: string): number {
  const start = Date.UTC(year, 0, 1);
  const passed = Math.min(Date.UTC(year, throughMonth ?? 12, 1), Date.parse(today) + DAY_MS) - start;
  const share = Math.max(passed, 0) / (Date.UTC(year + 1, 0, 1) - start);
  return Math.round(share * 1e4) / 100;
}

/**
 * How far a target is met in a report's words: 完成年度目标的107%. In the present year also the comparison with the
 * time that has passed, if the figure grows evenly with it. Empty where the target is words or nothing is known.
 */
export function achieved(indicator: IndicatorDefinition, target: Completion): string {
  if (target.met === null) return '';
  if (target.low === null) return target.met ? '控制在年度目标以内' : '超出年度目标';
  if (indicator.kind === 'RATIO' || target.rate === null) return target.met ? '达到年度目标' : '未达到年度目标';
  const reached = target.rate === 0 ? '年度目标完成率为0' : `完成年度目标的${oneDecimal(target.rate)}%`;
  if (indicator.kind !== 'FLOW' || indicator.seasonal === true || target.timeProgress >= 100) return reached;
  const ahead = target.rate - target.timeProgress;
  const points = oneDecimal(Math.abs(ahead));
  if (points === '0') return `${reached}，与序时进度持平`;
  return `${reached}，${ahead > 0 ? '超' : '落后'}序时进度${points}个百分点`;
}

function oneDecimal(value: number): string {
  return amount(Number(value.toFixed(1)));
}
