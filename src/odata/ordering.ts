import { sql } from 'kysely';
import { ODataError } from './error.js';
import { refuseOperator, refusePath } from './expression.js';
import { FUNCTIONS, noFunction } from './functions.js';
import { ref, type Source, type SourceColumn } from './source.js';
import { type Sql } from '../database/sql.js';
import { TokenReader } from './tokens.js';

/** One column that rows are ordered by. */
export interface Order {
  readonly column: SourceColumn;
  readonly descending: boolean;
}

/** The order of a request: the columns of `$orderby`, then the rest of the key, so that it is total. */
export function ordering(orderby: string | undefined, source: Source): Order[] {
  const asked = orderby === undefined ? [] : readOrderBy(orderby, source);
  const named = new Set(asked.map((order) => order.column.name));
  const rest = source.key.filter((name) => !named.has(name));
  return [...asked, ...rest.map((name) => ({ column: columnOf(source, name), descending: false }))];
}

function readOrderBy(text: string, source: Source): Order[] {
  const reader = new TokenReader('$orderby', text);
  const orders = reader.list(() => {
    const name = reader.name('属性名');
    if (reader.isAt('(')) throw noCall(name);
    refusePath(reader, name);
    refuseOperator(reader);
    const column = columnOf(source, name);
    if (column.type === 'list' || column.type === 'flags')
      throw ODataError.typeMismatch('$orderby', `${name} 有多个值，不能用来排序`);
    const descending = reader.accept('desc');
    if (!descending) reader.accept('asc');
    return { column, descending };
  });
  reader.end();
  return orders.filter(
    (order, index) => orders.findIndex((other) => other.column.name === order.column.name) === index,
  );
}

function noCall(name: string): ODataError {
  return Object.hasOwn(FUNCTIONS, name)
    ? ODataError.notSupported(`$orderby 中的函数 ${name}`, '请按属性排序')
    : noFunction('$orderby', name);
}

function columnOf(source: Source, name: string): SourceColumn {
  const column = source.columns.find((each) => each.name === name);
  if (column !== undefined) return column;
  const names = source.columns.map((each) => each.name);
  throw ODataError.unknownProperty('$orderby', name, names);
}

/** `order by` with null before every value, so last where descending; a key has no null, and its index serves the order. */
export function orderBy(orders: readonly Order[]): Sql {
  if (orders.length === 0) return sql``;
  const items = orders.map(({ column, descending }) => {
    const nulls = column.nullable ? (descending ? sql` nulls last` : sql` nulls first`) : sql``;
    return sql`${ref(column.name)}${descending ? sql` desc` : sql``}${nulls}`;
  });
  return sql`order by ${sql.join(items)}`;
}

/** The condition that a row comes after the one with these values of the order's columns. */
export function after(orders: readonly Order[], values: readonly (string | null)[]): Sql {
  if (orders.every((order) => !order.descending && !order.column.nullable)) {
    const bound = orders.map((order, index) => bind(order.column, values[index]!));
    return sql`(${sql.join(orders.map((order) => ref(order.column.name)))}) > (${sql.join(bound)})`;
  }
  const [first, ...rest] = orders;
  const value = values[0]!;
  const beyond = comesAfter(first!, value);
  if (rest.length === 0) return beyond;
  const name = ref(first!.column.name);
  const same = value === null ? sql`${name} is null` : sql`${name} = ${bind(first!.column, value)}`;
  return sql`(${beyond} or (${same} and ${after(rest, values.slice(1))}))`;
}

function comesAfter({ column, descending }: Order, value: string | null): Sql {
  const name = ref(column.name);
  if (value === null) return descending ? sql`false` : sql`${name} is not null`;
  const bound = bind(column, value);
  if (!descending) return sql`${name} > ${bound}`;
  return column.nullable ? sql`(${name} < ${bound} or ${name} is null)` : sql`${name} < ${bound}`;
}

const CASTS = {
  text: 'text',
  integer: 'int',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  uuid: 'uuid',
  list: 'text[]',
  flags: 'text',
};

/** A value of a column, given as text, bound with the column's type. */
export function bind(column: SourceColumn, value: string | null): Sql {
  return sql`${value}::${sql.raw(CASTS[column.type])}`;
}
