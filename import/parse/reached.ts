import { figureOf } from '../text/figure.js';
import { normalise } from '../text/normalise.js';
import type { Cell } from '../workbook/workbook.js';
import { numberParser } from './number.js';
import { flawed, literal, type Parsed, remembering, valued, type ValueParser } from './value.js';

const DONE =
  /^(?:(?:已|实际|累计|全年|共|新)*(?:完成|新增|认定|入库|登记|举办|开展|组织|建成|培训|实现|达到?|争取))+(?=[\d约超近])/u;

/**
 * Parser of what was reached of a target: a number, or a figure with its unit (0.58亿元), which the target's own unit
 * decides about. Words are no figure: of a target in words they are all there is, of another it is unknown.
 */
export function reachedParser(): ValueParser {
  const number = numberParser(null, null);
  const parse = remembering((text): Parsed => {
    const none = literal(text, true);
    if (none !== null) return none;
    const figure = figureOf(normalise(text).replace(DONE, ''));
    const value = figure?.low ?? figure?.high ?? null;
    if (figure === null || value === null) return /\d/u.test(text) ? flawed('REACHED_UNREADABLE') : valued(null);
    if (figure.low !== null && figure.high !== null && figure.low !== figure.high)
      return flawed('FIGURE_RANGE', figure.low, { value: figure.low }, 'atLeast');
    return { ...valued(`${value}${figure.unit?.name ?? ''}`), flag: figure.flag };
  });
  return (cell: Cell) => (cell.kind === 'text' ? parse(cell.text) : number(cell, null));
}
