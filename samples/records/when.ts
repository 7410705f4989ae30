import type { Random } from './random.js';

/** When something was: a day, a span of days, a third of a month (旬) or a month; ISO days, both included. */
export interface When {
  readonly from: string;
  readonly to: string;
  readonly precision: 'day' | 'xun' | 'month';
}

const iso = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** A day. */
export function day(year: number, month: number, date: number): When {
  const from = iso(year, month, date);
  return { from, to: from, precision: 'day' };
}

/** A span of `days` days that begins on a day. */
export function span(year: number, month: number, date: number, days: number): When {
  return { from: iso(year, month, date), to: iso(year, month, date + days - 1), precision: 'day' };
}

/** The first, second or third 旬 of a month. */
export function xun(year: number, month: number, third: 1 | 2 | 3): When {
  const last = third === 3 ? iso(year, month + 1, 0) : iso(year, month, third * 10);
  return { from: iso(year, month, third * 10 - 9), to: last, precision: 'xun' };
}

/** A whole month. */
export function month(year: number, of: number): When {
  return { from: iso(year, of, 1), to: iso(year, of + 1, 0), precision: 'month' };
}

/** A day of one of the months from `first` to `last`, never after the 28th. */
export function someDay(random: Random, year: number, first = 1, last = 12): When {
  return day(year, random.whole(first, last), random.whole(1, 28));
}

/** A day so many days after another. */
export function after(when: When, days: number): When {
  const at = new Date(`${when.from}T00:00:00Z`);
  return day(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate() + days);
}

/** The year that a date begins in. */
export function yearOf(when: When): number {
  return Number(when.from.slice(0, 4));
}

/** The month that a date begins in, 1 to 12. */
export function monthOf(when: When): number {
  return Number(when.from.slice(5, 7));
}
