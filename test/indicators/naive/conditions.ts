import { columnName } from '../../../src/entities/ledger.js';
import type { Row } from './row.js';

/** What a row has to say of one field to be counted. */
export interface Condition {
  readonly field: string;
  /** Whether it holds; null where the row does not state the figure that it is about. */
  readonly holds: (row: Row) => boolean | null;
  /** Whether it can hold for a row of a sheet that says nothing but these values of the field. */
  readonly possible: (values: readonly string[]) => boolean;
}

/** What a row says in a field; null where it is blank. */
export function saidIn(row: Row, field: string): unknown {
  return row[columnName(field)] ?? null;
}

/** The field has one of the values. */
export function among(field: string, ...wanted: readonly string[]): Condition {
  return {
    field,
    holds: (row) => wanted.includes(String(saidIn(row, field))),
    possible: (values) => values.some((value) => wanted.includes(value)),
  };
}

/** The field is blank or has another value than these. */
export function notAmong(field: string, ...excluded: readonly string[]): Condition {
  return {
    field,
    holds: (row) => saidIn(row, field) === null || !excluded.includes(String(saidIn(row, field))),
    possible: (values) => values.length === 0 || values.some((value) => !excluded.includes(value)),
  };
}

/** The field is not blank. */
export function given(field: string): Condition {
  return { field, holds: (row) => saidIn(row, field) !== null, possible: (values) => values.length > 0 };
}

/** The field is blank. */
export function blank(field: string): Condition {
  return { field, holds: (row) => saidIn(row, field) === null, possible: () => true };
}

/** A date that is not later than so many months after a last day, by their months. */
export function within(field: string, months: number, of: string): Condition {
  const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return {
    field,
    holds: (row) => {
      const [date, last] = [saidIn(row, field), row[`${columnName(of)}_end`]];
      return date !== null && last !== null && monthOf(String(date)) <= monthOf(String(last)) + months;
    },
    possible: (values) => values.length > 0,
  };
}

/** A date in a later year than the row's; without a date nobody knows. */
export function later(field: string): Condition {
  return {
    field,
    holds: (row) => (saidIn(row, field) === null ? null : Number(String(saidIn(row, field)).slice(0, 4)) > row.year),
    possible: (values) => values.length > 0,
  };
}

/** The field is not ticked; blank is not. */
export function notTicked(field: string): Condition {
  return {
    field,
    holds: (row) => saidIn(row, field) !== true,
    possible: (values) => values.length === 0 || values.some((value) => value !== 'true'),
  };
}

/** The row states the figure. */
export function stated(field: string): Condition {
  return {
    field,
    holds: (row) => (saidIn(row, field) === null ? null : true),
    possible: (values) => values.length > 0,
  };
}

/** The figure is above zero. */
export function positive(field: string): Condition {
  return {
    field,
    holds: (row) => (saidIn(row, field) === null ? null : Number(saidIn(row, field)) > 0),
    possible: (values) => values.length > 0,
  };
}
