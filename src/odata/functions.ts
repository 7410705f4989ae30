import { sql } from 'kysely';
import type { ColumnType } from '../reporting/datasets.js';
import type { Sql } from './source.js';

/** A function of `$filter`: what it takes, what it gives, and the SQL. */
export interface FilterFunction {
  readonly takes: readonly ColumnType[];
  readonly gives: ColumnType;
  readonly sql: (...args: Sql[]) => Sql;
}

/** The functions that `$filter` knows. */
export const FUNCTIONS: Readonly<Record<string, FilterFunction>> = {
  contains: { takes: ['text', 'text'], gives: 'boolean', sql: (text, part) => sql`strpos(${text}, ${part}) > 0` },
  startswith: { takes: ['text', 'text'], gives: 'boolean', sql: (text, part) => sql`starts_with(${text}, ${part})` },
  endswith: {
    takes: ['text', 'text'],
    gives: 'boolean',
    sql: (text, part) => sql`right(${text}, length(${part})) = ${part}`,
  },
  tolower: { takes: ['text'], gives: 'text', sql: (text) => sql`lower(${text})` },
  toupper: { takes: ['text'], gives: 'text', sql: (text) => sql`upper(${text})` },
  trim: { takes: ['text'], gives: 'text', sql: (text) => sql`btrim(${text})` },
  length: { takes: ['text'], gives: 'integer', sql: (text) => sql`length(${text})` },
  concat: { takes: ['text', 'text'], gives: 'text', sql: (left, right) => sql`(${left} || ${right})` },
  year: { takes: ['date'], gives: 'integer', sql: (date) => sql`extract(year from ${date})::int` },
  month: { takes: ['date'], gives: 'integer', sql: (date) => sql`extract(month from ${date})::int` },
  day: { takes: ['date'], gives: 'integer', sql: (date) => sql`extract(day from ${date})::int` },
};
