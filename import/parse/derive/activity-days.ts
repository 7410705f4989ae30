import type { Deriver } from './derivation.js';

const DAY = 86_400_000;

/** How many days an event took, where no cell states it and its dates are known to the day. */
export const activityDays: Deriver =
  () =>
  ({ values, flags }) => {
    if (typeof values['days'] === 'string' || flags['days'] !== undefined) return;
    const [first, last] = [values['date'], values['date_end']];
    if (values['date_precision'] !== 'day' || typeof first !== 'string' || typeof last !== 'string') return;
    values['days'] = String((Date.parse(last) - Date.parse(first)) / DAY + 1);
  };
