import { shift } from '../../text/decimal.js';
import { figureOf } from '../../text/figure.js';
import { isPartOfYear } from '../../text/part-of-year.js';
import { normalise } from '../../text/normalise.js';
import { bracketedUnit, type Unit, unitOf } from '../../text/unit.js';
import type { StoredValue } from '../draft.js';
import type { Deriver } from './derivation.js';

/** Words before a figure (初步打造1个, 全年举办培训不少于20期), the figure with its bound, and words that compare it with another. */
const LED = /^(\p{Script=Han}*?)((?:不?(?:少于|低于|小于|高于|大于)|不多于|不超过|至少|最多)?\d.*)$/u;
const COMPARED = /增长|增加|增幅|增速|下降|减少|降低|提高|提升|较|比|同|每|第|前|占|翻|居|排/u;

/** What was reached, and bounds, comparator and unit of a target from its text: `3－4家` is 3 to 4, `≥50%` at least 50 %, `增强` has none. */
export const targetBounds: Deriver = ({ texts }) => {
  const part = texts.some(isPartOfYear);
  return ({ values }) => {
    const { indicator } = values;
    if (typeof values['unit'] !== 'string' && typeof indicator === 'string') {
      const named = bracketedUnit(indicator);
      if (named !== null) values['unit'] = named.name;
    }
    setBounds(values);
    // What was done by June does not tell whether the target of the year is met.
    if (typeof values['actual'] === 'string')
      values['actual'] = part ? null : reached(values['actual'], values['unit']);
  };
};

/** What was reached in the unit of the target; null where it measures something else. */
function reached(actual: string, stated: unknown): string | null {
  const figure = figureOf(actual);
  const value = figure?.low ?? figure?.high ?? null;
  if (figure === null || value === null || figure.unit === null) return value;
  const unit = typeof stated === 'string' ? unitOf(stated) : null;
  const measured = [unit?.base, figure.unit.base].filter((base) => base === '元' || base === '%');
  if (figure.unit.base !== '' && measured.length > 0 && unit?.base !== figure.unit.base) return null;
  return shift(value, placesTo(unit, figure.unit));
}

/** 0.6亿元 in a row whose unit is 万元 is 6000, and 1万 in a row of 人次 is 10000. */
function placesTo(unit: Unit | null, own: Unit | null): number {
  if (own === null) return 0;
  if (own.base === '') return own.power - (unit?.base === '元' ? unit.power : 0);
  return unit === null || unit.base !== own.base ? 0 : own.power - unit.power;
}

function setBounds(values: Record<string, StoredValue>): void {
  const { text } = values;
  if (typeof text !== 'string') return;
  const unit = typeof values['unit'] === 'string' ? unitOf(values['unit']) : null;
  const plain = normalise(text);
  const [, led = '', rest = plain] = LED.exec(plain) ?? [];
  const figure = COMPARED.test(led) ? null : figureOf(rest);
  if (figure === null) {
    if (typeof values['low'] !== 'string' && typeof values['high'] !== 'string') setAll(values, null, null, '文字');
    return;
  }
  const own = figure.unit;
  if (typeof values['unit'] !== 'string' && own !== null && own.base !== '') values['unit'] = own.name;
  const places = placesTo(unit, own);
  const low = figure.low === null ? null : shift(figure.low, places);
  const high = figure.high === null ? null : shift(figure.high, places);
  if (low !== null && high !== null && low !== high) setAll(values, low, high, '区间');
  else if (figure.flag === 'atMost') setAll(values, null, high, '不超过');
  else if (figure.flag === 'atLeast') setAll(values, low, null, '不少于');
  else setAll(values, low, null, /不少于|不低于|突破|超过|达到|力争/.test(led) ? '不少于' : '等于');
}

function setAll(values: Record<string, unknown>, low: string | null, high: string | null, comparator: string): void {
  if (typeof values['low'] !== 'string') values['low'] = low;
  if (typeof values['high'] !== 'string') values['high'] = high;
  if (typeof values['comparator'] !== 'string') values['comparator'] = comparator;
}
