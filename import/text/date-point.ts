import { chineseNumber } from './chinese-number.js';

/** One point of a fuzzy date; parts that are not stated are null. */
export interface DatePoint {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  /** Third of the month (旬), 1 to 3. */
  readonly third: number | null;
  /** Quarters, first and last: 上半年 is [1, 2]. */
  readonly quarters: readonly [number, number] | null;
}

const NOTHING: DatePoint = { year: null, month: null, day: null, third: null, quarters: null };
const THIRDS: Readonly<Record<string, number>> = { 上: 1, 中: 2, 下: 3, 初: 1, 底: 3, 末: 3 };
const YEAR = String.raw`(?:(\d{4}|\d{2})年度?)`;

type Reader = readonly [pattern: RegExp, read: (match: RegExpExecArray) => DatePoint];
const READERS: readonly Reader[] = [
  [/^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?$/, (m) => day(m[1], m[2], m[3])],
  [
    /^(\d{2})(?:年(\d{1,2})月|[/](\d{1,2})[/]|-(\d{1,2})-|\.(\d{1,2})\.)(\d{1,2})[日号]?$/,
    (m) => day(m[1], m[2] ?? m[3] ?? m[4] ?? m[5], m[6]),
  ],
  [/^((?:19|20)\d{2})(\d{2})(\d{2})$/, (m) => day(m[1], m[2], m[3])],
  [/^((?:19|20)\d{2})(\d{2})$/, (m) => day(m[1], m[2])],
  [/^(\d{4})[-./年](\d{1,2})月?份?$/, (m) => day(m[1], m[2])],
  [/^(\d{2})年(\d{1,2})月份?$/, (m) => day(m[1], m[2])],
  [/^((?:19|20)\d{2})(?:年度?)?$|^(\d{2})年度$/, (m) => day(m[1] ?? m[2])],
  [/^(\d{1,2})月份?$/, (m) => day(undefined, m[1])],
  [/^(\d{1,2})(?:月|[/.-])(\d{1,2})[日号]?$/, (m) => day(undefined, m[1], m[2])],
  [/^(\d{1,2})[日号]$/, (m) => day(undefined, undefined, m[1])],
  [
    new RegExp(`^${YEAR}?(\\d{1,2})月份?(?:(上|中|下)旬|(初|中|底|末))(?:前|左右)?$`),
    (m) => ({ ...day(m[1], m[2]), third: THIRDS[m[3] ?? m[4] ?? ''] ?? null }),
  ],
  [/^(上|中|下)旬$/, (m) => ({ ...NOTHING, third: THIRDS[m[1] ?? ''] ?? null })],
  [
    new RegExp(`^(?:${YEAR}|(\\d{4})[-.]?)?(?:第?([1-4])季度?|[Qq]([1-4]))$`),
    (m) => quarters(m[1] ?? m[2], Number(m[3] ?? m[4]), Number(m[3] ?? m[4])),
  ],
  [new RegExp(`^${YEAR}?(上|下)半年$`), (m) => quarters(m[1], m[2] === '上' ? 1 : 3, m[2] === '上' ? 2 : 4)],
  [
    new RegExp(`^${YEAR}(?:初|中|底|末|年初|年中|年底|年末|全年)$`),
    (m) => ({ ...NOTHING, year: fullYear(m[1] ?? '') }),
  ],
];

/** The point that a normalised text without white space states, or null. Days are not yet checked against the month. */
export function datePointOf(text: string): DatePoint | null {
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(text);
    if (match !== null) return read(match);
  }
  return null;
}

/** 二〇二三, also with the circles and letters that are typed for 〇. */
const WORDED_YEAR = /(?:二[〇零○Oo]|一九)[〇零○Oo一二三四五六七八九]{2}/;

function digitOf(numeral: string): number {
  return Math.max(0, '〇一二三四五六七八九'.indexOf(numeral));
}

/** Chinese numerals of years, months, days and quarters as digits: 二〇二二年五月下旬 becomes 2022年5月下旬. */
export function digitDate(text: string): string {
  if (!/[〇零一二三四五六七八九十]/.test(text)) return text;
  return text
    .replace(WORDED_YEAR, (year) => [...year].map(digitOf).join(''))
    .replace(/([〇零一二三四五六七八九十]{1,4})(?=[年月日号季]|季度)/g, (numeral) =>
      String(chineseNumber(numeral) ?? numeral),
    );
}

/** A year of two or four digits: 23 is 2023, 98 is 1998. */
export function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 2 ? (year < 70 ? 2000 + year : 1900 + year) : year;
}

function day(year: string | undefined, month?: string, dayOfMonth?: string): DatePoint {
  return {
    ...NOTHING,
    year: year === undefined ? null : fullYear(year),
    month: month === undefined ? null : Number(month),
    day: dayOfMonth === undefined ? null : Number(dayOfMonth),
  };
}

function quarters(year: string | undefined, first: number, last: number): DatePoint {
  return { ...NOTHING, year: year === undefined ? null : fullYear(year), quarters: [first, last] };
}
