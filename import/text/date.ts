import type { DatePrecision } from '../../src/entities/ledger.js';
import { daysIn, isoDay } from './calendar.js';
import { inChinaTime } from './instant.js';
import { type DatePoint, datePointOf, digitDate } from './date-point.js';

/** A date as a text states it; its year may be missing. */
export interface DateText {
  readonly from: DatePoint;
  readonly to: DatePoint;
  /** The range has no end: 至今, 至无固定期限. */
  readonly open: boolean;
}

/** A fuzzy date: its first and last ISO day and how exactly it is known. `end` is null where the range is open. */
export interface FuzzyDate {
  readonly start: string;
  readonly end: string | null;
  readonly precision: DatePrecision;
}

const ORDER: readonly DatePrecision[] = ['day', 'xun', 'month', 'quarter', 'year'];
/** The year of a last day that never comes. */
const LAST_YEAR = 9999;
/** The years of what programs write where there is no date: day 0, the first day of a calendar, the last one. */
const NO_YEARS: ReadonlySet<number> = new Set([0, 1, 1899, 1900, LAST_YEAR]);
const OPEN = /^(?:今|现在|目前|无固定期限|长期|无限期|永久)$/;

/** The date or range of dates that a text states, or null where it states none. */
export function dateTextOf(text: string): DateText | null {
  const plain = digitDate(
    inChinaTime(text.normalize('NFKC'))
      .replace(
        /(\d)[T\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:上午|下午|AM|PM)?(?:[-~至]\d{1,2}:\d{2}(?::\d{2})?)?/gi,
        '$1',
      )
      .replace(/[\s\u200b]+/g, '')
      .replace(/^(\d{4})([。·、,])(\d{1,2})(?:\2(\d{1,2}))?$/, (_, year, __, month, day) =>
        [year, month, day].filter(Boolean).join('.'),
      )
      .replace(
        /\d{1,2}[:时]\d{2}分?(?:[-~]\d{1,2}[:时]\d{2}分?)?$|\(?(?:星期|周)[一二三四五六日天]\)?|上午|下午|全天|期间|\(.*\)$/g,
        '',
      )
      .replace(/[—–―‐−─]+/g, '-')
      .replace(/(?:前|左右)$/, '')
      .replace(/^((?:\d{4}年)?)(\d{1,2})([-~至])(\d{1,2}月份?)$/, '$1$2月$3$4'),
  );
  const single = datePointOf(plain);
  if (single !== null) return lacksMonth(single) ? null : { from: single, to: single, open: false };
  for (const separator of [/至|到|~|\.\./g, /-/g, /[、,;]/g]) {
    for (const match of plain.matchAll(separator)) {
      const from = datePointOf(plain.slice(0, match.index).replace(/^自|^从|起$/g, ''));
      if (from === null || lacksMonth(from)) continue;
      const rest = plain.slice(match.index + match[0].length).replace(/止$|^至/g, '');
      if (OPEN.test(rest)) return { from, to: from, open: true };
      const to = endOf(rest, from);
      if (to !== null) return to.year === LAST_YEAR ? { from, to: from, open: true } : { from, to, open: false };
    }
  }
  return null;
}

/** Whether a date stands for no date: 1900-01-00, 0000-00-00, 9999-12-31. */
export function isNoDate({ from }: DateText): boolean {
  return from.year !== null && NO_YEARS.has(from.year);
}

/** Whether a point is a day or third of a month without a month, which is no date. */
function lacksMonth(point: DatePoint): boolean {
  return point.month === null && (point.day !== null || point.third !== null);
}

/** The end of a range; parts that it leaves out are the start's, and a bare number is the start's smallest part. */
function endOf(text: string, from: DatePoint): DatePoint | null {
  const point = datePointOf(text) ?? bareEnd(text, from);
  if (point === null) return null;
  // A year that the end leaves out is the start's, or the next where the range runs over New Year.
  return point.month === null && (point.day !== null || point.third !== null) ? { ...point, month: from.month } : point;
}

function bareEnd(text: string, from: DatePoint): DatePoint | null {
  if (!/^\d{1,2}$/.test(text)) return null;
  const number = Number(text);
  if (from.day !== null) return { ...from, year: null, day: number };
  return from.month === null ? null : { ...from, year: null, month: number };
}

/** The fuzzy date, its year taken from `year` where the text has none; a word for what is wrong otherwise. */
export function resolveDate(text: DateText, year: number | null): FuzzyDate | 'no-year' | 'impossible' {
  const startYear = text.from.year ?? year;
  if (startYear === null) return 'no-year';
  const start = spanOf(text.from, startYear);
  if (start === null) return 'impossible';
  if (text.open) return { start: start.first, end: null, precision: start.precision };
  if (text.to === text.from) return { start: start.first, end: start.last, precision: start.precision };
  let end = spanOf(text.to, text.to.year ?? startYear);
  if (end !== null && end.last < start.first && text.to.year === null) end = spanOf(text.to, startYear + 1);
  if (end === null || end.last < start.first) return 'impossible';
  return {
    start: start.first,
    end: end.last,
    precision: ORDER[Math.max(ORDER.indexOf(start.precision), ORDER.indexOf(end.precision))] ?? 'day',
  };
}

function spanOf(point: DatePoint, year: number): { first: string; last: string; precision: DatePrecision } | null {
  if (year < 1900 || year > 2200) return null;
  const { month, day, third, quarters } = point;
  if (quarters !== null) {
    const last = quarters[1] * 3;
    return {
      first: isoDay(year, quarters[0] * 3 - 2, 1),
      last: isoDay(year, last, daysIn(year, last)),
      precision: 'quarter',
    };
  }
  if (month === null) return { first: isoDay(year, 1, 1), last: isoDay(year, 12, 31), precision: 'year' };
  if (month < 1 || month > 12) return null;
  const days = daysIn(year, month);
  if (third !== null) {
    return {
      first: isoDay(year, month, third * 10 - 9),
      last: isoDay(year, month, third === 3 ? days : third * 10),
      precision: 'xun',
    };
  }
  if (day === null) return { first: isoDay(year, month, 1), last: isoDay(year, month, days), precision: 'month' };
  if (day < 1 || day > days) return null;
  return { first: isoDay(year, month, day), last: isoDay(year, month, day), precision: 'day' };
}
