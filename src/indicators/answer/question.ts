import { RequestError } from '../../errors.js';
import type { IndicatorDefinition } from '../define/definition.js';
import { dimensionsOf } from '../define/measures.js';

/** A question for year-over-year figures. */
export interface Question {
  readonly indicators: readonly string[];
  readonly from: number;
  readonly to: number;
  /** Codes; absent: every top-most division with data. */
  readonly divisions?: readonly string[] | null;
  /** A division whose next lower ones are asked for, instead of naming them. */
  readonly under?: string | null;
  /** January to this month of each year. */
  readonly throughMonth?: number | null;
  /** A dimension that every indicator asked for has. */
  readonly by?: string | null;
  /** A day, as an ISO date: answer with what was known at its end. */
  readonly asOf?: string | null;
}

/** The most years one question may span. */
export const MAX_YEARS = 100;

/** Throws a RequestError for a question that cannot be asked of some indicators; `today` is an ISO date. */
export function checkQuestion(question: Question, indicators: readonly IndicatorDefinition[], today: string): void {
  const { from, to, divisions, under, asOf } = question;
  if (indicators.length === 0) throw RequestError.nothingAsked();
  if (present(divisions) && present(under)) throw RequestError.eitherOr('divisions', 'under');
  for (const [name, year] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (year < 1900 || year > 2200) throw RequestError.outOfRange(name, '1900 至 2200 之间的年份', year);
  }
  if (to < from) throw RequestError.outOfRange('to', `不早于 from（${from}）的年份`, to);
  if (to - from >= MAX_YEARS)
    throw RequestError.outOfRange('to', `from（${from}）起 ${MAX_YEARS} 年以内的年份，更长的可分几次查询`, to);
  const month = question.throughMonth ?? null;
  if (month !== null && (month < 1 || month > 12))
    throw RequestError.outOfRange('throughMonth', '1 至 12 的月份', month);
  if (present(asOf) && asOf > today) throw RequestError.outOfRange('asOf', `不晚于今天（${today}）的日期`, asOf);
  const by = question.by ?? null;
  if (by === null) return;
  for (const indicator of indicators) {
    const offered = dimensionsOf(indicator);
    if (!offered.includes(by)) throw RequestError.unknownDimension(by, indicator.code, offered);
  }
}

function present<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null;
}
