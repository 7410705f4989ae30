import { levelNamed } from './indicator-names.js';
import type { LedgerReading } from '../ledgers/ledger.js';
import { type Meaning, meaningsOf } from './lexicon.js';
import type { Taken } from './match.js';

const A_YEAR = /^(?:19|20)\d{2}(?:年度?)?$/;
/** A note below the rows, in the column of the years. */
const A_NOTE = /^\(?(?:注|说明|备注|资料来源|数据来源|来源|填表|填报|制表|审核)/u;
const A_TOTAL = /^(?:合计|总计|累计|小计|平均值?)$/;
/** The score of a column that is read as an indicator of its own: its heading may be any. */
const TABLED = 0.75;
/** The score of one that is a level of money. */
const LEVELLED = 0.9;
/** From this share of numbers on, a column holds figures; others are masked or not known. */
const FIGURES = 0.5;
const BESIDE = new Set(['sequence', 'year']);

/**
 * Columns of a table with years down and indicators across (年份 | 高企数量 | 技术合同成交额) as figures of a ledger of
 * totals, each named by its heading. A table that has anything but years and figures lists something and is left alone.
 */
export function withIndicators(taken: readonly Taken[], reading: LedgerReading, title: string): readonly Taken[] {
  const years = taken.find(({ meaning }) => meaning?.role === 'year');
  if (reading.totals !== true || years === undefined || !isYears(years)) return taken;
  const others = taken.filter((each) => each !== years && !isBeside(each));
  const figures = others.filter(isFigures);
  if (figures.length === 0 || figures.length < others.length || figures.some(isDecided)) return taken;
  const meanings = meaningsOf(reading);
  const value = meanings.find(({ field }) => field === 'value')!;
  const left = meanings.find(({ role }) => role === 'ignored')!;
  return taken.map((each) => (figures.includes(each) ? asIndicator(each, value, left, title) : each));
}

function isYears({ column: { profile } }: Taken): boolean {
  const years = profile.matching((text) => A_YEAR.test(text));
  return years > 0 && years + profile.matching((text) => A_TOTAL.test(text) || A_NOTE.test(text)) > 0.999;
}

function isBeside({ meaning, column: { heading, profile } }: Taken): boolean {
  return BESIDE.has(meaning?.role ?? '') || meaning?.field === 'remark' || (heading.text === '' && profile.size === 0);
}

function isFigures({ column: { heading, profile } }: Taken): boolean {
  return heading.name !== '' && profile.numbers.length >= Math.max(1, profile.size * FIGURES);
}

function isDecided({ decided, year, column: { heading } }: Taken): boolean {
  return decided || year !== null || heading.year !== null;
}

function asIndicator(taken: Taken, value: Meaning, left: Meaning, title: string): Taken {
  const { heading } = taken.column;
  // A growth is that of the figure beside it, which the years tell as well.
  if (taken.meaning?.field === 'publishedRate')
    return { ...taken, meaning: left, reason: '增长率由各年的数算出', beaten: null };
  const unit: Record<string, string> = heading.unit === null ? {} : { unit: heading.unit.name };
  const level = levelNamed(heading.name, [title, ...heading.parents]);
  const indicator = level ?? heading.name;
  const meaning = { ...value, set: { indicator, ...unit } };
  const reason = `按年度列出的“${indicator}”`;
  return { ...taken, meaning, score: level === null ? TABLED : LEVELLED, reason, doubted: null, beaten: null };
}
