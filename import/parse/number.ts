import type { FigureFlag } from '../../src/entities/ledger.js';
import { decimalOf, shift, times } from '../text/decimal.js';
import { figureOf } from '../text/figure.js';
import { figureSum } from '../text/figure-sum.js';
import { type Unit, unitOf } from '../text/unit.js';
import { shownFigure } from '../workbook/shown-figure.js';
import { flawed, literal, type Parsed, remembering, valued, type ValueParser } from './value.js';

/** Measures that turn into each other by a whole factor; 亩 is the one stored. */
const AREAS: Readonly<Record<string, number>> = { 亩: 1, 公顷: 15 };
/** Units of counted things that are interchangeable, so 人 in a column of 人次 is no mistake. */
const MEASURES = new Set([
  '亩',
  '公顷',
  '平方米',
  '平方公里',
  '元',
  '%',
  '‰',
  '吨',
  '公斤',
  '千克',
  '斤',
  '小时',
  '学时',
  '天',
  '日',
]);

/**
 * Parser of a number column stored in `stored` (e.g. 人次, 亩, %) whose bare numbers are in `column`; either may be unknown.
 * What is stored in no unit of its own is stored in that of the column, else of the row.
 */
export function numberParser(stored: string | null, column: Unit | null): ValueParser {
  if (stored !== null || column !== null) return inUnitOf(stored ?? column?.name ?? null, column);
  const parsers = new Map<string, ValueParser>();
  return (cell, row) => {
    const name = row?.name ?? '';
    let parse = parsers.get(name);
    if (parse === undefined) parsers.set(name, (parse = inUnitOf(row?.name ?? null, row)));
    return parse(cell, row);
  };
}

function inUnitOf(stored: string | null, column: Unit | null): ValueParser {
  const base = stored === null ? null : unitOf(stored);
  const own = column === null || base === null || fits(column, base) ? column : null;
  const bare = (decimal: string): Parsed => inUnit(decimal, base, own);
  const parse = remembering((text) => ofText(text, base, bare));
  return (cell) => {
    if (cell.kind === 'number') {
      const decimal = decimalOf(cell.value, cell.text);
      if (cell.percent === true) return valued(shift(decimal, 2));
      const shown = shownFigure(cell);
      if (shown === null) return bare(decimal);
      const figure = shift(decimal, shown.power + (shown.unit?.base === '' ? shown.unit.power : 0));
      if (shown.unit !== null && shown.unit.base !== '') return flagged(inUnit(figure, base, shown.unit), shown.flag);
      return shown.unit === null && shown.power !== 0 && shown.power + (own?.power ?? 0) !== 0
        ? flawed('FIGURE_SCALED', null, { stored: decimal, unit: own?.name ?? stored ?? '' })
        : flagged(bare(figure), shown.flag);
    }
    return cell.kind === 'text' ? parse(cell.text) : flawed('FIGURE_UNREADABLE');
  };
}

function flagged(parsed: Parsed, flag: FigureFlag | null): Parsed {
  return flag === null || parsed.issue !== null ? parsed : { ...parsed, flag };
}

function ofText(text: string, base: Unit | null, bare: (decimal: string) => Parsed): Parsed {
  const none = literal(text, true);
  if (none !== null) return none;
  const figure = figureOf(text);
  if (figure === null) return ofSum(text, base, bare);
  const value = figure.low ?? figure.high ?? '0';
  const ranged = figure.low !== null && figure.high !== null && figure.low !== figure.high;
  const flag = ranged ? 'atLeast' : figure.flag;
  const read =
    figure.unit === null || figure.unit.base === ''
      ? bare(shift(value, figure.unit?.power ?? 0))
      : inUnit(value, base, figure.unit);
  if (read.issue !== null) return read;
  return ranged ? flawed('FIGURE_RANGE', read.value, { value }, 'atLeast') : { ...read, flag };
}

/** Several figures in one cell: 500册、300份. */
function ofSum(text: string, base: Unit | null, bare: (decimal: string) => Parsed): Parsed {
  const sum = figureSum(text);
  if (sum === null) return flawed('FIGURE_UNREADABLE');
  const read = sum.unit === null ? bare(sum.value) : inUnit(sum.value, base, sum.unit);
  return read.issue !== null ? read : flawed('FIGURE_SUMMED', read.value, { value: sum.value });
}

/** The stored figure is the sheet's times ten to `power` times `factor`. */
export function scaleOf(base: Unit | null, unit: Unit): { power: number; factor: number } {
  if (base === null || !fits(unit, base)) return { power: 0, factor: 1 };
  return unit.base === base.base
    ? { power: unit.power - base.power, factor: 1 }
    : { power: unit.power - base.power, factor: AREAS[unit.base] ?? 1 };
}

/** A heading's unit that cannot be the column's (千元 over 人) belongs to something else. */
function fits(unit: Unit, base: Unit): boolean {
  return (
    unit.base === base.base ||
    (AREAS[unit.base] !== undefined && AREAS[base.base] !== undefined) ||
    !(MEASURES.has(unit.base) || MEASURES.has(base.base))
  );
}

function inUnit(decimal: string, base: Unit | null, unit: Unit | null): Parsed {
  if (unit === null) return valued(decimal);
  if (base === null || unit.base === base.base)
    return valued(shift(decimal, base === null ? 0 : unit.power - base.power));
  const from = AREAS[unit.base];
  const to = AREAS[base.base];
  if (from !== undefined && to === 1) return valued(times(shift(decimal, unit.power), from));
  if (MEASURES.has(unit.base) || MEASURES.has(base.base)) return flawed('UNIT_MISMATCH', null, { unit: base.name });
  return valued(shift(decimal, unit.power - base.power));
}
