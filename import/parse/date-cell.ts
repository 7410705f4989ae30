import { normalise } from '../text/normalise.js';
import type { FigureFlag } from '../../src/entities/ledger.js';
import type { IssueCode } from '../issues/catalogue.js';
import { shownText } from '../workbook/cells.js';
import type { Cell } from '../workbook/workbook.js';
import { daySerial, serialDay } from '../text/calendar.js';
import { type DateText, dateTextOf, type FuzzyDate, isNoDate, resolveDate } from '../text/date.js';
import { fullYear } from '../text/date-point.js';
import { literalOf } from '../text/literal.js';

/** The result of reading a cell of a date column. */
export interface ParsedDate {
  readonly date: FuzzyDate | null;
  readonly flag: FigureFlag | null;
  readonly issue: IssueCode | null;
  readonly value?: string;
  /** A term, e.g. 三年, in years; one of two digits, e.g. 23年, is also read as the year 2023. */
  readonly years?: number;
}

const BLANK: ParsedDate = { date: null, flag: null, issue: null };
const UNREADABLE: ParsedDate = { date: null, flag: null, issue: 'DATE_UNREADABLE' };
const IMPOSSIBLE: ParsedDate = { date: null, flag: null, issue: 'DATE_IMPOSSIBLE' };
/** Day 0 and the like under a date format: no date was filled in. */
const NO_DATE: ParsedDate = { date: null, flag: null, issue: 'DATE_PLACEHOLDER' };
/** The last day of a workbook's calendar, 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/** Parser of a date column; `year` is the row's year for dates without one. Dates and serial numbers are days, texts fuzzy. */
export function dateParser(): (cell: Cell, year: number | null) => ParsedDate {
  const texts = new Map<string, DateText | ParsedDate>();
  const resolved = new Map<string, ParsedDate>();
  return (cell, year) => {
    switch (cell.kind) {
      case 'date':
        return ofDay(cell.iso);
      case 'number': {
        const read = ofNumber(cell.value, cell.text, year);
        return read.issue === 'DATE_UNREADABLE' && cell.display !== undefined
          ? resolveText(shownText(cell), year)
          : read;
      }
      case 'text':
        break;
      default:
        return UNREADABLE;
    }
    const id = `${year ?? ''}|${cell.text}`;
    let parsed = resolved.get(id);
    if (parsed === undefined) {
      let text = texts.get(cell.text);
      if (text === undefined) texts.set(cell.text, (text = ofText(cell.text)));
      parsed = 'from' in text ? resolve(text, year) : text;
      if (resolved.size > 20_000) resolved.clear();
      if (texts.size > 20_000) texts.clear();
      resolved.set(id, parsed);
    }
    return parsed;
  };
}

function ofDay(iso: string): ParsedDate {
  const day = iso.length === 10 ? iso : iso.slice(0, 10);
  if (day < '1906') {
    const serial = daySerial(day);
    // A year typed into a cell formatted as a date shows as a day of 1905.
    return serial >= 1980 && serial <= 2100
      ? { ...yearOnly(serial), issue: 'DATE_UNUSUAL', value: `${serial}年` }
      : NO_DATE;
  }
  if (day >= '2201') return day.startsWith('9999') ? NO_DATE : IMPOSSIBLE;
  return { date: { start: day, end: day, precision: 'day' }, flag: null, issue: null };
}

function yearOnly(year: number): ParsedDate {
  return { date: { start: `${year}-01-01`, end: `${year}-12-31`, precision: 'year' }, flag: null, issue: null };
}

function ofNumber(value: number, text: string, year: number | null): ParsedDate {
  if (!Number.isInteger(value)) {
    if (/^(?:19|20)\d{2}\.\d{1,2}$/.test(text))
      return text.endsWith('.1') ? { ...UNREADABLE, issue: 'DATE_AMBIGUOUS' } : resolveText(text, year);
    if (/^\d{1,2}\.\d{1,2}$/.test(text)) return { ...UNREADABLE, issue: 'DATE_AMBIGUOUS' };
    return value > 20_000 && value < 80_000 ? ofDay(serialDay(value)) : UNREADABLE;
  }
  if (value === 0 || value === LAST_SERIAL) return NO_DATE;
  if (value >= 1950 && value <= 2100) return yearOnly(value);
  if (value >= 20_000 && value <= 80_000) return ofDay(serialDay(value));
  return value >= 190_001 && value <= 21_001_231 ? resolveText(String(value), year) : UNREADABLE;
}

function resolveText(text: string, year: number | null): ParsedDate {
  const date = dateTextOf(text);
  return date === null ? IMPOSSIBLE : resolve(date, year);
}

function ofText(text: string): DateText | ParsedDate {
  switch (literalOf(text, true)) {
    case 'none':
      return BLANK;
    case 'unknown':
      return { ...BLANK, flag: 'unknown' };
    case 'masked':
      return { ...BLANK, flag: 'masked', issue: 'FIGURE_MASKED' };
    case null:
      break;
  }
  const plain = normalise(text);
  const term = /^([一二三四五六七八九十]|\d{1,2})年$/.exec(plain);
  if (term !== null) {
    const years = Number(term[1]) || '零一二三四五六七八九十'.indexOf(term[1] ?? '');
    return { ...(/^(?:[0-3]|[89])\d$/.test(term[1] ?? '') ? yearOnly(fullYear(term[1] ?? '')) : UNREADABLE), years };
  }
  if (/^(?:0|(?:0000|1899|1900|9999)\d{4})$/.test(plain)) return NO_DATE;
  if (/^(?:(?:长期|持续|常态化?)(?:坚持|推进|整改|实施|进行|开展|有效)?|永久|无固定期限)$/.test(plain)) return BLANK;
  if (/^(?:未|尚未|还未|暂未|没有|进行中|在研|实施中|待)/.test(plain) && plain.length <= 12 && !/\d/.test(plain))
    return { ...BLANK, flag: 'unknown' };
  const serial = /^[2-7]\d{4}$/.test(plain) ? Number(plain) : null;
  if (serial !== null) return ofDay(serialDay(serial));
  return dateTextOf(text) ?? (/^\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?$/.test(plain) ? IMPOSSIBLE : UNREADABLE);
}

function resolve(text: DateText, year: number | null): ParsedDate {
  if (isNoDate(text)) return NO_DATE;
  const date = resolveDate(text, year);
  if (date === 'no-year') return { ...UNREADABLE, issue: 'DATE_WITHOUT_YEAR' };
  return date === 'impossible' ? IMPOSSIBLE : { date, flag: null, issue: null };
}
