import { normalise } from '../text/normalise.js';
import type { Plan } from './plan.js';
import type { Gathered } from './read-cell.js';

const LISTED = /[、,;/]/u;

/** The values of a row once for each of several that it lists, whose figures are not known apart. */
export function severalOf({ reading, byField, carried }: Plan, all: Gathered): Gathered[] {
  const column = byField.get(reading.several ?? '');
  const value = column === undefined ? null : all.values[column.stored];
  // An exported row is one as it is.
  if (column === undefined || carried !== null || typeof value !== 'string') return [all];
  const parts = normalise(value)
    .replace(/\(.*?\)/gu, '')
    .split(LISTED)
    .filter((part) => part !== '');
  if (parts.length < 2) return [all];
  const figures = [...byField.values()].filter(({ figure, stored }) => figure && (all.values[stored] ?? null) !== null);
  return parts.map((part) => ({
    values: {
      ...all.values,
      ...Object.fromEntries(figures.map(({ stored }) => [stored, null])),
      [column.stored]: part,
    },
    flags: { ...all.flags, ...Object.fromEntries(figures.map(({ stored }) => [stored, 'unknown' as const])) },
  }));
}
