import { sql } from 'kysely';
import type { ColumnType } from '../reporting/datasets.js';
import { ODataError } from './error.js';
import type { Sql } from '../database/sql.js';

/** A function of `$filter`: its parameters, its type and its SQL. */
export interface FilterFunction {
  readonly takes: readonly ColumnType[];
  readonly gives: ColumnType;
  readonly sql: (...args: Sql[]) => Sql;
}

/** The functions of `$filter`. */
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
  date: { takes: ['date'], gives: 'date', sql: (date) => sql`(${date})::date` },
  // A moment, which PostgreSQL compares with the midnight that begins a day.
  now: { takes: [], gives: 'date', sql: () => sql`(now() at time zone 'Asia/Shanghai')` },
  day: { takes: ['date'], gives: 'integer', sql: (date) => sql`extract(day from ${date})::int` },
};

/** The functions of OData 4.0 that are not supported. */
const NOT_SUPPORTED = new Set(
  `indexof substring hour minute second fractionalseconds totaloffsetminutes totalseconds time mindatetime
  maxdatetime round floor ceiling cast isof geo.distance geo.length geo.intersects`.split(/\s+/u),
);

/** The error of a call of an unsupported function. */
export function noFunction(option: string, name: string): ODataError {
  const known = Object.keys(FUNCTIONS);
  return NOT_SUPPORTED.has(name)
    ? ODataError.notSupported(`函数 ${name}`, `可用的有：${known.join('、')}`)
    : ODataError.unknownFunction(option, name, known);
}
