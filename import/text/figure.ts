import type { FigureFlag } from '../../src/entities/ledger.js';
import { SCALES } from '../../src/entities/scales.js';
import { amountInWords, chineseNumber } from './chinese-number.js';
import { compoundFigure } from './compound-figure.js';
import { plain, shift } from './decimal.js';
import { normalise } from './normalise.js';
import { type Unit, unitOf } from './unit.js';

/** A figure as a text states it: exact (`low` = `high`), a range, or a bound with one side open; in its own unit. */
export interface Figure {
  readonly low: string | null;
  readonly high: string | null;
  readonly flag: FigureFlag | null;
  /** The unit in the text; its base is empty for a bare scale such as 万. */
  readonly unit: Unit | null;
}

const NUMBER = String.raw`[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+|[零〇一二两三四五六七八九十百千]+`;
const ONE = new RegExp(`^(?:人民币|RMB|CNY|[¥￥])?:?(${NUMBER})(.*)$`, 'i');
/** Accountants write negative figures in brackets or behind a triangle. */
const NEGATIVE = /^\(([¥￥]?\d[^()]*)\)$|^△([¥￥]?\d.*)$/;
const AT_LEAST = /^(?:不少于|不低于|不小于|不得少于|不得低于|至少|大于等于|大于|高于|≥|>=|>|≧|⩾)/;
const AT_MOST = /^(?:不超过|不多于|不高于|不大于|不得超过|至多|最多|小于等于|小于|低于|少于|控制在|≤|<=|<|≦|⩽)/;
const APPROXIMATE = /^(?:大约|大概|约为|约|近|接近|超过|超|逾|将近|多达)/;
const LEAD = /^(?:共计|总计|合计|累计|共|计|达到|达|为|每年|年均)/;
/** The figure that a text states, or null where it states none, or more than one. */
export function figureOf(text: string): Figure | null {
  let rest = normalise(text).replace(LEAD, '');
  const words = amountInWords(rest);
  if (words !== null) return exact(words, null, unitOf('元'));
  let flag: FigureFlag | null = null;
  if (AT_LEAST.test(rest)) [flag, rest] = ['atLeast', rest.replace(AT_LEAST, '')];
  else if (AT_MOST.test(rest)) [flag, rest] = ['atMost', rest.replace(AT_MOST, '').replace(/(?:以内|之内|以下)$/, '')];
  else if (APPROXIMATE.test(rest)) [flag, rest] = ['approximate', rest.replace(APPROXIMATE, '')];

  const negative = NEGATIVE.exec(rest);
  if (negative !== null) {
    const size = one(negative[1] ?? negative[2] ?? '');
    return size === null || size.flag !== null
      ? null
      : exact(size.value === '0' ? '0' : `-${size.value}`, flag, size.unit);
  }
  const single = one(rest);
  if (single !== null) return exact(single.value, flag ?? single.flag, single.unit);
  if (flag !== null && flag !== 'approximate') return null;
  return range(rest, flag);
}

function exact(value: string, flag: FigureFlag | null, unit: Unit | null): Figure {
  return { low: flag === 'atMost' ? null : value, high: flag === 'atLeast' ? null : value, flag, unit };
}

function range(text: string, flag: FigureFlag | null): Figure | null {
  for (const match of text.matchAll(/[-~至到]/g)) {
    if (match.index === 0) continue;
    const left = one(text.slice(0, match.index));
    const right = one(text.slice(match.index + 1));
    if (left === null || right === null || (left.flag !== null && left.flag !== 'approximate')) continue;
    if (left.unit !== null && right.unit === null) continue;
    const low = left.unit === null ? left.value : shift(left.value, left.unit.power - (right.unit?.power ?? 0));
    return { low, high: right.value, flag: flag ?? right.flag ?? left.flag, unit: right.unit };
  }
  return null;
}

function one(text: string): { value: string; flag: FigureFlag | null; unit: Unit | null } | null {
  const match = ONE.exec(text);
  if (match === null) return null;
  const compound = compoundFigure(text.replace(/^(?:人民币|[¥￥])/, ''));
  if (compound !== null) {
    const unit = compound.unit === '' ? { name: '', base: '', power: 0 } : unitOf(compound.unit);
    return unit === null ? null : { value: compound.digits, flag: null, unit };
  }
  const [, digits = '', tail = ''] = match;
  const value = /[\d]/.test(digits) ? plain(digits.replaceAll(',', '')) : String(chineseNumber(digits));
  if (value === 'null') return null;
  let flag: FigureFlag | null = null;
  const rest = tail
    .replace(/(?:及|\(含\)|含)?以上(?:\(含\))?$/, () => ((flag = 'atLeast'), ''))
    .replace(/(?:及|\(含\)|含)?(?:以下|以内|之内)(?:\(含\))?$/, () => ((flag = 'atMost'), ''))
    .replace(/左右$|上下$|余|多|来(?=[个名人万])/g, () => ((flag ??= 'approximate'), ''))
    .replace(/^w(?=$|元)/i, '万')
    .replace(/^[,，.。]|[。;,]$/g, '');
  if (rest === '' || rest === '整') return { value, flag, unit: null };
  const scale = SCALES.get(rest);
  if (scale !== undefined) return { value, flag, unit: { name: rest, base: '', power: scale } };
  const unit = unitOf(rest);
  return unit === null ? null : { value, flag, unit };
}
