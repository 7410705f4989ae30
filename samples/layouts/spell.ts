import type { Figure } from '../records/figure.js';
import type { When } from '../records/when.js';
import type { Cell } from './sheet.js';

/** How a clerk writes a day; days of which less is known are written in words by all of them. */
export type DateStyle =
  | 'iso-serial'
  | 'chinese-serial'
  | 'dotted'
  | 'slashed'
  | 'dashed'
  | 'chinese'
  | 'compact'
  | 'no-year';

const EPOCH = Date.UTC(1899, 11, 30);

/** A date in the style of a clerk; `none` stands where there is no date. */
export function date(when: When | null, style: DateStyle, none: Cell = null): Cell {
  if (when === null) return none;
  const [year, month, day] = when.from.split('-').map(Number) as [number, number, number];
  const ahead = style === 'no-year' ? '' : `${year}年`;
  if (when.precision === 'xun') return `${ahead}${month}月${day === 1 ? '上' : day === 11 ? '中' : '下'}旬`;
  if (when.precision === 'month') return `${ahead}${month}月`;
  if (when.to !== when.from) {
    const [, toMonth, toDay] = when.to.split('-').map(Number) as [number, number, number];
    return `${ahead}${month}月${day}日—${toMonth === month ? '' : `${toMonth}月`}${toDay}日`;
  }
  const serial = (Date.parse(`${when.from}T00:00:00Z`) - EPOCH) / 86_400_000;
  switch (style) {
    case 'iso-serial':
      return { serial, format: 'yyyy-mm-dd' };
    case 'chinese-serial':
      return { serial, format: 'yyyy"年"m"月"d"日"' };
    case 'dotted':
      return `${year}.${month}.${day}`;
    case 'slashed':
      return `${year}/${month}/${day}`;
    case 'dashed':
      return when.from;
    case 'compact':
      return Number(when.from.replaceAll('-', ''));
    case 'chinese':
    case 'no-year':
      return `${ahead}${month}月${day}日`;
  }
}

/** Yuan in one unit of money. */
export const UNITS = { 元: 1, 千元: 1000, 万元: 10_000, 亿元: 100_000_000 } as const;
export type MoneyUnit = keyof typeof UNITS;

/** An amount of yuan as a number of a unit. */
export function inUnit(yuan: number, unit: MoneyUnit): number {
  return yuan / UNITS[unit];
}

/** A money figure in a column whose bare numbers are in `unit`; `none` stands where there is none. */
export function money(figure: Figure, unit: MoneyUnit, none: Cell = '/'): Cell {
  if (figure.flag === 'masked') return '*';
  if (figure.value === null) return figure.flag === 'unknown' ? '不详' : none;
  if (figure.flag === 'approximate') return `约${inUnit(figure.value, '万元')}万元`;
  return inUnit(figure.value, unit);
}

/** A count; `300余` where it is rough. */
export function count(figure: Figure, none: Cell = '/'): Cell {
  if (figure.value === null) return figure.flag === 'unknown' ? '不详' : none;
  return figure.flag === 'approximate' ? `${figure.value}余` : figure.value;
}

/** The same text in full-width letters. */
export function fullWidth(text: string | number): string {
  return String(text).replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}
