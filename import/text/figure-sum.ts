import { DecimalSum } from './decimal.js';
import { figureOf } from './figure.js';
import { normalise } from './normalise.js';
import type { Unit } from './unit.js';

/** Several figures of one cell added up; `unit` is null where they are a sum of bare numbers (50+30). */
export interface FigureSum {
  readonly value: string;
  readonly unit: Unit | null;
}

/** What is printed or shown, which adds up whatever it is counted in. */
const COPIES: ReadonlySet<string> = new Set(['份', '册', '本', '张', '块', '套', '件', '部', '篇', '条']);
const COPY: Unit = { name: '份', base: '份', power: 0 };
/** A part of another figure, or a word that makes it no count of its own. */
const NO_PART = /其中|含|包括|各|每|共|合计|总计|小计|第|约|近/;

/** The sum of figures such as 500册、300份; null where they are not all exact and of things that add up. */
export function figureSum(text: string): FigureSum | null {
  const plain = normalise(text);
  if (NO_PART.test(plain)) return null;
  const parts = plain.split(/[、;+和及]|(?<=\D),|,(?!\d{3}(?!\d))/);
  if (parts.length < 2) return named(plain);
  const sum = new DecimalSum();
  const units: (Unit | null)[] = [];
  for (const part of parts) {
    const figure = figureOf(part.replace(/^\D{0,8}(?=\d)/, ''));
    if (figure === null || figure.low === null || figure.low !== figure.high || figure.flag !== null) return null;
    sum.add(figure.low);
    units.push(figure.unit);
  }
  const unit = commonUnit(units);
  const added = plain.split('+').length === parts.length && units.every((each) => each === null);
  return unit === null && !added ? null : { value: sum.toString(), unit };
}

/** What is not handed out, or who was there. */
const NO_COPY = /展|横幅|条幅|人|名|场|次/;

/** 宣传册800册: one kind of copies with its name. */
function named(plain: string): FigureSum | null {
  const [, name = '', counted = ''] = /^([^\d]{2,8})(\d.*)$/u.exec(plain) ?? [];
  const figure = name === '' || NO_COPY.test(name) ? null : figureOf(counted);
  if (figure === null || figure.low === null || figure.low !== figure.high || figure.flag !== null) return null;
  return figure.unit !== null && COPIES.has(figure.unit.base) ? { value: figure.low, unit: figure.unit } : null;
}

function commonUnit(units: readonly (Unit | null)[]): Unit | null {
  const [first] = units;
  if (first === undefined || first === null || first.base === '') return null;
  if (units.every((unit) => unit?.name === first.name)) return first;
  return units.every((unit) => unit !== null && unit.power === 0 && COPIES.has(unit.base)) ? COPY : null;
}
