import { isErrorText } from '../text/error-text.js';
import { figureOf } from '../text/figure.js';
import { normalise } from '../text/normalise.js';
import { shownText } from '../workbook/cells.js';
import { shownFigure, type ShownFigure } from '../workbook/shown-figure.js';
import type { Cell } from '../workbook/workbook.js';
import { traitsOf, type Trait } from './shape.js';

/** What a column's sampled values look like. */
export interface Profile {
  /** How many values were sampled, without empty ones. */
  readonly size: number;
  /** How many cells are errors or formulas without a value: they tell nothing of what the column holds. */
  readonly failed: number;
  /** Share of the values that have the shape, 0 to 1. */
  share(trait: Trait): number;
  /** Share of the values that the test holds for, by their normalised text. */
  matching(test: (text: string) => boolean): number;
  /** Whether each value is one more than the one before. */
  readonly counting: boolean;
  /** The plain numbers among the values. */
  readonly numbers: readonly number[];
  /** The amounts among the values that state a unit of money, in yuan. */
  readonly amounts: readonly number[];
  /** The numbers among the values whose format shows a unit or another figure than the stored one. */
  readonly shown: readonly (ShownFigure & { readonly value: number; readonly text: string })[];
}

/** The profile of a column's cells, in the order of the rows. */
export function profileOf(cells: readonly Cell[]): Profile {
  const counts = new Map<Trait, number>();
  const texts: string[] = [];
  const numbers: number[] = [];
  const amounts: number[] = [];
  const shown: Profile['shown'][number][] = [];
  let failed = 0;
  for (const cell of cells) {
    const traits = traitsOf(cell);
    if (cell.kind === 'error' || cell.kind === 'uncalculated' || isErrorText(cell.text)) failed += 1;
    if (traits === null) continue;
    texts.push(normalise(shownText(cell)));
    if (cell.kind === 'number') {
      const own = shownFigure(cell);
      if (own !== null) shown.push({ ...own, value: cell.value, text: shownText(cell) });
      const amount = own === null ? null : amountOf(cell.value, own);
      if (amount === null) numbers.push(cell.value);
      else amounts.push(amount);
    } else if (traits.has('number')) numbers.push(Number(normalise(cell.text).replaceAll(',', '')));
    if (cell.kind === 'text' && traits.has('suffixed')) {
      const figure = figureOf(cell.text);
      const unit = figure?.unit ?? null;
      if (unit !== null && (unit.base === '元' || unit.base === ''))
        amounts.push(Number(figure?.low ?? figure?.high) * 10 ** unit.power);
    }
    for (const trait of traits) counts.set(trait, (counts.get(trait) ?? 0) + 1);
  }
  const size = texts.length;
  const steps = numbers.slice(1).filter((number, at) => number - (numbers[at] ?? 0) === 1).length;
  return {
    size,
    failed,
    share: (trait) => (size === 0 ? 0 : (counts.get(trait) ?? 0) / size),
    matching: (test) => (size === 0 ? 0 : texts.filter(test).length / size),
    counting: numbers.length >= 2 && steps >= (numbers.length - 1) * 0.8 && numbers.length >= size * 0.8,
    numbers,
    amounts,
    shown,
  };
}

/** The yuan of a number whose format shows a unit of money or a scale such as 万; null for another. */
export function amountOf(value: number, { unit, power }: ShownFigure): number | null {
  return unit !== null && (unit.base === '元' || unit.base === '') ? value * 10 ** (power + unit.power) : null;
}
