import { shift } from '../../text/decimal.js';
import { figureOf } from '../../text/figure.js';
import { normalise } from '../../text/normalise.js';
import { unitOf } from '../../text/unit.js';
import type { Deriver } from './derivation.js';

const WISH =
  /^(?:力争|争取|确保|计划|新增|新培育|新认定|培育|完成|实现|达到|突破|超过|力争突破|力争达到|力争完成|保持|预计|目标)+/;

/** Bounds, comparator and unit of a target from its text: `3－4家` is 3 to 4, `≥50%` at least 50 %, `增强` has none. */
export const targetBounds: Deriver =
  () =>
  ({ values }) => {
    const { text } = values;
    if (typeof text !== 'string') return;
    const unit = typeof values['unit'] === 'string' ? unitOf(values['unit']) : null;
    const plain = normalise(text);
    const wished = WISH.exec(plain)?.[0] ?? '';
    const figure = figureOf(plain.slice(wished.length));
    if (figure === null) {
      if (typeof values['low'] !== 'string' && typeof values['high'] !== 'string') setAll(values, null, null, '文字');
      return;
    }
    const own = figure.unit;
    if (typeof values['unit'] !== 'string' && own !== null && own.base !== '') values['unit'] = own.name;
    // 0.6亿元 in a row whose unit is 万元 is 6000, and 1万 in a row of 人次 is 10000.
    const places =
      own === null
        ? 0
        : unit === null || unit.base !== own.base
          ? own.base === ''
            ? own.power
            : 0
          : own.power - unit.power;
    const low = figure.low === null ? null : shift(figure.low, places);
    const high = figure.high === null ? null : shift(figure.high, places);
    if (low !== null && high !== null && low !== high) setAll(values, low, high, '区间');
    else if (figure.flag === 'atMost') setAll(values, null, high, '不超过');
    else if (figure.flag === 'atLeast') setAll(values, low, null, '不少于');
    else setAll(values, low, null, /不少于|不低于|突破|超过|达到|力争/.test(wished) ? '不少于' : '等于');
  };

function setAll(values: Record<string, unknown>, low: string | null, high: string | null, comparator: string): void {
  if (typeof values['low'] !== 'string') values['low'] = low;
  if (typeof values['high'] !== 'string') values['high'] = high;
  if (typeof values['comparator'] !== 'string') values['comparator'] = comparator;
}
