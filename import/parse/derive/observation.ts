import { normalise } from '../../text/normalise.js';
import { unitOf } from '../../text/unit.js';
import type { Deriver } from './derivation.js';

/** The unit of a reported figure: its column, else the brackets of the indicator's name, else the heading or caption. */
export const observationUnit: Deriver =
  ({ unit }) =>
  ({ values }) => {
    if (typeof values['unit'] === 'string') return;
    const { indicator } = values;
    const named = typeof indicator === 'string' ? /\(([^()]{1,8})\)$/.exec(normalise(indicator))?.[1] : undefined;
    const own = named === undefined ? null : unitOf(named);
    const found = own?.name ?? unit;
    if (found !== null) values['unit'] = found;
  };

const PERIOD = /(?:第?[一二三四1-4]季度|前[一二三]季度|[上下]半年|1[-~至]\d{1,2}月|(?<!\d)\d{1,2}月份?)/;

/** The part of the year that a reported figure covers, from the words around the table: a figure of 上半年 is not the year's. */
export const observationPeriod: Deriver = ({ texts }) => {
  const around = texts.map((text) => PERIOD.exec(normalise(text))?.[0]).find((period) => period !== undefined) ?? null;
  return ({ values }) => {
    if (typeof values['period'] !== 'string' && around !== null) values['period'] = around;
  };
};
