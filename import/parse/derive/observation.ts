import { normalise } from '../normalise.js';
import { unitOf } from '../unit.js';
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
