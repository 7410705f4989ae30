import { normalise } from '../../text/normalise.js';
import { bracketedUnit } from '../../text/unit.js';
import type { Deriver } from './derivation.js';

/** The unit of a reported figure: its column, else the brackets of the indicator's name, else the heading or caption. */
export const observationUnit: Deriver =
  ({ unit }) =>
  ({ values }) => {
    if (typeof values['unit'] === 'string') return;
    const { indicator } = values;
    const own = typeof indicator === 'string' ? bracketedUnit(indicator) : null;
    const found = own?.name ?? unit;
    if (found !== null) values['unit'] = found;
  };

const ABOVE_SIZE = /规模以上(?:工业)?企业|规上(?:工业)?企业/;
const RESEARCH = /^(?:其中[:：])?(?=(?:有)?(?:研发|R&D|研究与试验发展))/i;

/** What a title says of all figures is of each: 研发费用 of 规模以上工业企业研发活动主要指标 is 规上企业研发费用. */
export const observationSubject: Deriver = ({ texts }) => {
  const about = texts.some((text) => ABOVE_SIZE.test(normalise(text)));
  return ({ values }) => {
    const { indicator } = values;
    if (about && typeof indicator === 'string' && RESEARCH.test(normalise(indicator)))
      values['indicator'] = normalise(indicator).replace(RESEARCH, '规上企业');
  };
};

const SPAN = /第?[一二三四1-4]季度|前[一二三]季度|[上下]半年|(?<!\d)0?1月?[-~至到]\d{1,2}月/;
const MONTH = /(截[至止]到?(?:\d{4}年)?)?(?<!\d)(\d{1,2})月份?(?:底|末|(\d{1,2}日))?(累计)?/;
const TO_DATE = /累计|今年以来/;
/** The day of a form: when it was filled in, printed or sent. */
const OF_THE_FORM = /(?:填报|填表|制表|编制|报送|上报|报出|印发|打印)(?:日期|时间)/;

/**
 * The part of the year that a reported figure covers, from its heading and the words around the table: a figure of 上半年
 * is not the year's. A month alone is that month, unless its figures are said to be accumulated: 截至6月底, 本年累计. A day
 * that is not said to be the last one counted (截至) is that of the form.
 */
export const observationPeriod: Deriver = ({ texts, headingOf }) => {
  const heading = headingOf('value');
  const around = periodIn(heading === null ? texts : [heading, ...texts], heading);
  return ({ values }) => {
    if (typeof values['period'] !== 'string' && around !== null) values['period'] = around;
  };
};

function periodIn(texts: readonly string[], heading: string | null): string | null {
  const plain = texts.map(normalise).filter((text) => !OF_THE_FORM.test(text));
  const span = plain.map((text) => SPAN.exec(text)?.[0]).find((found) => found !== undefined);
  if (span !== undefined) return span;
  const [month] = plain.flatMap((text) => {
    const found = MONTH.exec(text);
    return found === null || (found[3] !== undefined && found[1] === undefined) ? [] : [found];
  });
  if (month === undefined) return null;
  const [, until, number, , accumulated] = month;
  const running = until !== undefined || accumulated !== undefined || TO_DATE.test(normalise(heading ?? ''));
  return running ? `1-${Number(number)}月` : `${number}月`;
}
