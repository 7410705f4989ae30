import { ODataError } from './error.js';
import { isDate } from './expression.js';
import type { Order } from './ordering.js';
import type { SourceColumn } from './source.js';

/** The position of the next page: after the row with these values of the order's columns. */
export interface Position {
  readonly after: readonly (string | null)[];
  /** How many rows of `$top` are left; absent without `$top`. */
  readonly left?: number | undefined;
  /** The count of the first page; absent without `$count`. */
  readonly count?: string | undefined;
}

/** The text of `$skiptoken` for a position, which clients return unchanged. */
export function writeSkipToken(orders: readonly Order[], position: Position): string {
  const { after, left, count } = position;
  const json = JSON.stringify([orders.map(nameOf), after, left ?? null, count ?? null]);
  return Buffer.from(json).toString('base64url');
}

/** The position of a `$skiptoken` of the same request; throws for any other text. */
export function readSkipToken(token: string, orders: readonly Order[]): Position {
  const read = parse(token);
  if (read !== null) {
    const [names, after, left, count] = read;
    if (
      isDeepStrictEqual(names, orders.map(nameOf)) &&
      Array.isArray(after) &&
      after.length === orders.length &&
      after.every((value, index) => fits(value, orders[index]!.column)) &&
      (left === null || (Number.isSafeInteger(left) && Number(left) >= 0)) &&
      (count === null || (typeof count === 'string' && /^\d{1,18}$/u.test(count)))
    ) {
      return {
        after: after as (string | null)[],
        left: left === null ? undefined : Number(left),
        count: count === null ? undefined : String(count),
      };
    }
  }
  throw ODataError.invalid('$skiptoken', '不是本查询给出的分页标记，请使用 @odata.nextLink 的地址');
}

function isDeepStrictEqual(names: unknown, expected: readonly string[]): boolean {
  return (
    Array.isArray(names) && names.length === expected.length && expected.every((name, index) => names[index] === name)
  );
}

function parse(token: string): unknown[] | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(read) && read.length === 4 ? read : null;
  } catch {
    return null;
  }
}

function nameOf({ column, descending }: Order): string {
  return descending ? `${column.name} desc` : column.name;
}

const FORMS: Readonly<Record<SourceColumn['type'], RegExp>> = {
  text: /^[^\0]*$/u,
  integer: /^-?\d{1,9}$/u,
  decimal: /^-?\d+(?:\.\d+)?$/u,
  boolean: /^(?:true|false)$/u,
  date: /^\d{4}-\d\d-\d\d$/u,
  uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u,
  list: /^$/u,
  flags: /^$/u,
};

function fits(value: unknown, column: SourceColumn): boolean {
  if (value === null) return column.nullable;
  return typeof value === 'string' && FORMS[column.type].test(value) && (column.type !== 'date' || isDate(value));
}
