import { shift } from '../../text/decimal.js';
import type { Deriver } from './derivation.js';

/** No division has as many residents in 万人: such a figure is in 人, whatever the heading does not say. */
const MOST = 15_000;

/** The residents of a row in 万人, where the sheet has them in 人 without naming the unit. */
export const residents: Deriver =
  () =>
  ({ values }) => {
    const { population } = values;
    if (typeof population === 'string' && Number(population) > MOST) values['population'] = shift(population, -4);
  };
