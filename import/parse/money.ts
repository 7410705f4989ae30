import { decimalOf, shift } from '../text/decimal.js';
import { figureOf } from '../text/figure.js';
import { isForeign, type Unit } from '../text/unit.js';
import { shownFigure, type ShownFigure } from '../workbook/shown-figure.js';
import { flawed, literal, type Parsed, remembering, valued, type ValueParser } from './value.js';

/** How the bare numbers of a money column are read. */
export interface MoneyColumn {
  /** Their unit, e.g. 万元; null where each row names its own. */
  readonly unit: Unit | null;
  /** Whether nothing states the unit of bare numbers. */
  readonly open?: boolean;
  /** A person decided the unit of the numbers as shown, and whether it is against the unit in their formats. */
  readonly decided?: boolean;
  readonly formatsIgnored?: boolean;
  /** A bare number outside this range of yuan is suspect. */
  readonly usual: readonly [low: number, high: number] | null;
}

/** Parser of a money column: yuan as an exact decimal. */
export function moneyParser(column: MoneyColumn): ValueParser {
  const { unit, usual, open = false, decided = false, formatsIgnored = false } = column;
  const texts = new Map<number, (text: string) => Parsed>();
  const power = unit?.power ?? 0;
  const suspect = (yuan: string, from: Unit | null, told: boolean): Parsed => {
    if (yuan === '0') return valued(yuan);
    if (open && !told) return flawed('UNIT_MISSING');
    if (usual === null) return valued(yuan);
    const size = Math.abs(Number(yuan));
    return size >= usual[0] && size <= usual[1]
      ? valued(yuan)
      : flawed('UNIT_SUSPECT', yuan, { unit: from?.name ?? '元' });
  };
  return (cell, rowUnit) => {
    const told = rowUnit !== null && rowUnit.base === '元';
    const bare = told ? rowUnit : unit;
    const places = told ? rowUnit.power : power;
    if (cell.kind === 'number' && cell.percent === true) return flawed('UNIT_MISMATCH', null, { unit: '元' });
    const own = cell.kind === 'number' ? shownFigure(cell) : null;
    if (cell.kind === 'number' && own !== null && !(formatsIgnored && own.power === 0)) {
      const stored = decimalOf(cell.value, cell.text);
      const known = told || decided || (unit !== null && !open) ? places : null;
      if (own.unit !== null) return withUnit(stored, own, own.unit, known === null ? null : bare);
      const power = places + own.power;
      if (stored === '0') return valued(stored);
      if (open && !told) return flawed('UNIT_MISSING');
      return power === 0 || decided
        ? suspect(shift(stored, power), bare, told)
        : flawed('FIGURE_SCALED', null, { stored, unit: bare?.name ?? '元' });
    }
    if (cell.kind === 'number') return suspect(shift(decimalOf(cell.value, cell.text), places), bare, told);
    if (cell.kind !== 'text') return flawed('FIGURE_UNREADABLE');
    const way = told ? places : -1;
    let parse = texts.get(way);
    if (parse === undefined) {
      parse = remembering((text) => ofText(text, places, (yuan) => suspect(yuan, bare, told)));
      texts.set(way, parse);
    }
    return parse(cell.text);
  };
}

/** A stored number whose format states a unit; `column` is the one that its heading, sheet or row states. */
function withUnit(stored: string, { power, flag }: ShownFigure, unit: Unit, column: Unit | null): Parsed {
  if (isForeign(unit)) return flawed('UNIT_FOREIGN');
  if (unit.base !== '元' && unit.base !== '') return flawed('UNIT_MISMATCH', null, { unit: '元' });
  const yuan = shift(stored, power + unit.power);
  return column === null || column.power === power + unit.power || yuan === '0'
    ? valued(yuan, flag)
    : flawed('UNIT_SHOWN', yuan, { unit: column.name, named: unit.name }, flag);
}

function ofText(text: string, power: number, bare: (yuan: string) => Parsed): Parsed {
  const none = literal(text, true);
  if (none !== null) return none;
  const figure = figureOf(text);
  if (figure === null) return flawed('FIGURE_UNREADABLE');
  const { unit } = figure;
  if (unit !== null && isForeign(unit)) return flawed('UNIT_FOREIGN');
  if (unit !== null && unit.base !== '元' && unit.base !== '') return flawed('UNIT_MISMATCH', null, { unit: '元' });
  const value = figure.low ?? figure.high ?? '0';
  const yuan = shift(value, unit?.power ?? power);
  if (figure.low !== null && figure.high !== null && figure.low !== figure.high) {
    return flawed('FIGURE_RANGE', yuan, { value: figure.low }, 'atLeast');
  }
  if (figure.flag !== null) return valued(yuan, figure.flag);
  return unit === null ? bare(yuan) : valued(yuan);
}
