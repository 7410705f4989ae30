import { chineseNumeral } from '../text/chinese-number.js';
import type { NumberDisplay, Shown } from './workbook.js';

/** One section of a number format: what stands before, between and after the digits. */
interface Section {
  /** Placeholders of the whole part and literal text, from the left; `0` shows a digit always, `#` only where there is one. */
  readonly whole: readonly Token[];
  readonly decimals: number;
  readonly after: string;
  /** Trailing commas: each divides what is shown by a thousand. */
  readonly thousands: number;
  readonly chinese: boolean;
  readonly condition: ((value: number) => boolean) | null;
}

type Token = { readonly digit: '0' | '#' | 'all' } | { readonly literal: string };

const MOST_SECTIONS = 3;
/** What Excel allows; a longer format comes from no spreadsheet program. */
const LONGEST = 255;
const MOST_DECIMALS = 30;
const CONDITIONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '=': (value, limit) => value === limit,
  '<>': (value, limit) => value !== limit,
};

/** What a number format adds to the digits of numbers, undefined where that is only decimals, signs, colours and spaces. */
export function displayOf(format: string): NumberDisplay | undefined {
  const sections = format.length > LONGEST ? null : sectionsOf(format);
  if (sections === null || !sections.some(adds)) return undefined;
  const conditional = sections.some(({ condition }) => condition !== null);
  return {
    of: (value) => {
      const section = conditional
        ? sections.find(({ condition }) => condition === null || condition(value))
        : sections[value < 0 ? 1 : value === 0 ? 2 : 0];
      return shownBy(section ?? sections[0]!, value, value < 0 && (conditional || sections.length === 1));
    },
  };
}

function adds({ whole, after, thousands, chinese }: Section): boolean {
  const literals = whole.flatMap((token) => ('literal' in token ? [token.literal] : [])).join('') + after;
  const padded = whole.filter((token) => 'digit' in token && token.digit === '0').length > 1;
  return padded || thousands > 0 || chinese || pointAt(whole) > 0 || /[\p{L}\p{N}%‰€£]/u.test(literals);
}

/** How many digits stand after a point that is only literal, as in `0!.0,`. */
function pointAt(whole: readonly Token[]): number {
  const point = whole.findIndex((token) => 'literal' in token && /^[.．]$/.test(token.literal));
  if (point <= 0 || !whole.slice(0, point).some((token) => 'digit' in token)) return 0;
  return whole.slice(point).filter((token) => 'digit' in token).length;
}

function shownBy(section: Section, value: number, minus: boolean): Shown {
  const { whole, decimals, after, thousands } = section;
  const digit = (token: Token): boolean => 'digit' in token;
  const before = literals(whole.slice(0, whole.findIndex(digit)));
  const last = whole.findLastIndex(digit);
  const behind = decimals > 0 ? after : literals(whole.slice(last + 1)) + after;
  const written = fill(section, Math.abs(value) / 1000 ** thousands);
  return {
    before: last < 0 ? '' : before,
    after: last < 0 ? '' : behind,
    power: 0 - 3 * thousands - pointAt(whole),
    text: `${minus ? '-' : ''}${written}`.trim(),
  };
}

function literals(tokens: readonly Token[]): string {
  return tokens.map((token) => ('literal' in token ? token.literal : '')).join('');
}

/** The text of a section with the digits of a size in it, the surplus ones in its first place. */
function fill({ whole, decimals, after, chinese }: Section, size: number): string {
  const places = whole.filter((token) => 'digit' in token);
  if (places.some(({ digit }) => digit === 'all')) return write(whole, () => numeral(String(size), chinese)) + after;
  const [integer = '', fraction = ''] = size.toFixed(decimals).split('.');
  const digits = integer === '0' ? '' : integer;
  let at = 0;
  const text = write(whole, (place) => {
    const from = digits.length - (places.length - at);
    const own = at === 0 ? digits.slice(0, Math.max(0, from + 1)) : from < 0 ? '' : digits[from]!;
    at += 1;
    return own === '' && place === '0' ? '0' : own;
  });
  return (chinese ? numeral(text, true) : text) + (fraction === '' ? '' : `.${fraction}`) + after;
}

function write(tokens: readonly Token[], digits: (place: string) => string): string {
  return tokens.map((token) => ('literal' in token ? token.literal : digits(token.digit))).join('');
}

function numeral(text: string, chinese: boolean): string {
  return chinese ? text.replace(/\d+/g, (digits) => chineseNumeral(Number(digits)) ?? digits) : text;
}

/** The sections for numbers; null where the format shows them in another way than by digits in places. */
function sectionsOf(format: string): Section[] | null {
  const sections: Section[] = [];
  for (let at = 0; at <= format.length && sections.length < MOST_SECTIONS;) {
    const read = readSection(format, at);
    if (read === null) return null;
    sections.push(read.section);
    at = read.end + 1;
  }
  return sections;
}

function readSection(format: string, start: number): { section: Section; end: number } | null {
  const whole: Token[] = [];
  let [after, decimals, thousands] = ['', 0, 0];
  let [point, ended, chinese] = [false, false, false];
  let condition: Section['condition'] = null;
  const literal = (text: string): void => {
    ended = whole.some((token) => 'digit' in token);
    if (point) after += text;
    else whole.push({ literal: text });
  };
  const place = (digit: '0' | '#' | 'all'): void => {
    if (point) decimals = Math.min(decimals + 1, MOST_DECIMALS);
    else whole.push({ digit });
    ended = false;
  };
  let at = start;
  for (; at < format.length && format[at] !== ';'; at += 1) {
    const char = format[at]!;
    if (char === '"') {
      const close = format.indexOf('"', at + 1);
      literal(format.slice(at + 1, close < 0 ? undefined : close));
      at = close < 0 ? format.length : close;
    } else if (char === '\\' || char === '!') literal(format[(at += 1)] ?? '');
    else if (char === '_' || char === '*') at += 1;
    else if (char === '[') {
      const close = format.indexOf(']', at);
      if (close < 0) return null;
      const inner = format.slice(at + 1, close);
      const compared = /^(<=|>=|<>|[<>=])(-?\d+(?:\.\d+)?)$/.exec(inner);
      if (compared !== null) condition = (value) => CONDITIONS[compared[1]!]!(value, Number(compared[2]));
      else if (/^DBNum[12]$/i.test(inner)) chinese = true;
      else if (inner.startsWith('$'))
        literal(
          inner
            .slice(1)
            .replace(/-[^-]*$/, '')
            .replace(/^\$$/, 'US$'),
        );
      at = close;
    } else if (char === '0' || char === '#' || char === '?') place(char === '0' ? '0' : '#');
    else if (char === '@') place('all');
    else if (/^(?:General|G\/通用格式)/i.test(format.slice(at))) {
      place('all');
      at += /^G\//i.test(format.slice(at)) ? 'G/通用格式'.length - 1 : 'General'.length - 1;
    } else if (char === '.' && !point && !ended) point = true;
    else if (char === ',') thousands += endsDigits(format, at) ? 1 : 0;
    else if (/^E[+-]/i.test(format.slice(at)) || char === '/') return null;
    else literal(char);
  }
  return { section: { whole, decimals, after, thousands, chinese, condition }, end: at };
}

/** Whether a comma is one that scales: after the last place of the digits, not between two. */
function endsDigits(format: string, at: number): boolean {
  const before = /[0#?](?:\.[0#?]*)?,*$/.test(format.slice(0, at));
  return before && !/^,*[0#?]/.test(format.slice(at + 1));
}
