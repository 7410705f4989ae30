import { normalise } from '../text/normalise.js';
import { withFullYears } from '../text/short-year.js';
import { type Unit, unitOf } from '../text/unit.js';

/** The parts of a column's heading. */
export interface Heading {
  /** All levels joined by `/`, as people read it. */
  readonly text: string;
  /** The lowest level, normalised, without unit, remark, year, ordinals and asterisks. */
  readonly name: string;
  /** The levels above, likewise, highest first. */
  readonly parents: readonly string[];
  /** Text in brackets that is no unit, normalised. */
  readonly remark: string;
  readonly unit: Unit | null;
  /** A year in the heading, e.g. 2021 in `2021年研发费用`. */
  readonly year: number | null;
}

const YEAR = /(?:^|[^0-9])((?:19|20)\d{2})(?:年(?:度|末|底|全年)?|$)/;

/** What was done by the end of the year is what was done in it: 截至12月底完成情况. */
const BY_YEAR_END = /^(?:截至|截止)?(?:12月(?:底|末|份|31日)?|年底|年末)(?=(?:累计|实际|已)?完成)/u;

const THIS_YEAR = /^(?:(?:本年度?|本期|当年|全年|1[-~至到—–]12月份?)(?:累计)?(?:数|实际|实际数)?)$/u;

/** The heading of a column from the texts of its levels, highest first; an empty column has no text. */
export function headingOf(levels: readonly string[]): Heading {
  const all = levels.map(partOf);
  const nearest = all.toReversed();
  // A level that only names a unit is not part of the name: 营业收入 over （千元）.
  const parts = all.filter(
    (part) => part.name !== '' || part.remark !== '' || part.unit === null || part.year !== null,
  );
  const [lowest, above] = [parts.at(-1) ?? partOf(''), parts.at(-2)];
  // 研发费用 over 本年累计 and 上年同期 is this year's.
  const current = above !== undefined && above.name !== '' && THIS_YEAR.test(lowest.name);
  const last = current ? { ...lowest, name: above.name } : lowest;
  const parents = parts.slice(0, current ? -2 : -1).filter((part) => part.name !== '');
  return {
    text: levels.map((level) => level.replace(/\s+/g, '').trim()).join('/'),
    name: last.name === '' && last.year !== null && parents.length > 0 ? (parents.at(-1)?.name ?? '') : last.name,
    parents: (last.name === '' && last.year !== null ? parents.slice(0, -1) : parents).map((part) => part.name),
    remark: last.remark,
    unit: nearest.find((part) => part.unit !== null)?.unit ?? null,
    year: nearest.find((part) => part.year !== null)?.year ?? null,
  };
}

const BARE_YEAR = /(?:^|\/)(?:19|20)\d{2}(?:年度?)?$/u;
const OF_YEARS = /^$|年[度份]$/u;

/** Whether a heading is a year and nothing else, under one that says so at most: 2022年, 签订年度 over 2022年. */
export function isBareYear({ text, name }: Heading): boolean {
  return BARE_YEAR.test(text) && OF_YEARS.test(name);
}

interface Part {
  readonly name: string;
  readonly remark: string;
  readonly unit: Unit | null;
  readonly year: number | null;
}

function partOf(text: string): Part {
  let rest = normalise(text).replace(/^[*★☆●#]+|[*★☆●:;,。]+$/g, '');
  let unit: Unit | null = null;
  const remarks: string[] = [];
  rest = rest.replace(/\(([^()]*)\)?/g, (whole, inside: string, at: number) => {
    const found = unitOf(inside);
    if (found !== null) unit = found;
    else if (at === 0 && /^[一二三四五六七八九十\d]+$/.test(inside)) return '';
    else if (!/^(?:必填|选填|可选|填写|如有|请|若|按|注|示例|例如?|格式|\d{4}年?版)/.test(inside)) remarks.push(inside);
    return '';
  });
  rest = rest.replace(/^[①-⑳]|^\d{1,2}[.、](?=\D)|^[一二三四五六七八九十]+、|^其中[:：]?/, '');
  const tail = /^(.{2,}?)[_,/:-]?(?:单位:?)?(亿元|万元|千元|百万元|元|亿|%)$/.exec(rest);
  if (unit === null && tail !== null) {
    unit = unitOf(tail[2] ?? '');
    if (unit !== null) rest = tail[1] ?? rest;
  }
  const divided = /^(.{2,})\/(.{1,4})$/.exec(rest);
  if (unit === null && divided !== null && unitOf(divided[2] ?? '') !== null) {
    unit = unitOf(divided[2] ?? '');
    rest = divided[1] ?? rest;
  }
  const packed = /^([^_]+)_([^_]+)(?:_.*)?$/.exec(rest);
  if (unit === null && packed !== null && unitOf(packed[2] ?? '') !== null) {
    unit = unitOf(packed[2] ?? '');
    rest = packed[1] ?? rest;
  }
  rest = withFullYears(rest).replace(BY_YEAR_END, '');
  const year = YEAR.exec(rest);
  if (year !== null) rest = rest.replace(/(?:19|20)\d{2}(?:年(?:度|末|底|全年)?)?/, '');
  return {
    name: rest.replace(/\)$/, ''),
    remark: remarks.join(''),
    unit,
    year: year === null ? null : Number(year[1]),
  };
}
