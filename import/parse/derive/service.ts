import type { Deriver } from './derivation.js';

/** How many services a row is: one, unless it states another number or is a person's sum without one. */
export const serviceTimes: Deriver = ({ headingOf }) => {
  const summed = headingOf('times') !== null && headingOf('date') === null && headingOf('content') === null;
  return ({ values, flags }) => {
    if (summed || typeof values['times'] === 'string' || flags['times'] !== undefined) return;
    values['times'] = '1';
  };
};
