import { Field, Int, ObjectType } from 'type-graphql';
import { RequestError } from '../errors.js';

/** The most nodes one page may hold. */
export const MAX_PAGE = 500;
export const DEFAULT_PAGE = 50;

@ObjectType({ description: '分页信息', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: '其后是否还有' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: '本页最后一项的游标，作为下一页的 after' })
  endCursor!: string | null;
}

/** What every connection has beside its nodes. */
@ObjectType({ simpleResolvers: true })
export abstract class Connection {
  @Field(() => PageInfo)
  pageInfo!: PageInfo;

  @Field(() => Int)
  totalCount!: number;
}

/** The page size asked for; throws a RequestError beyond the limit. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE;
  if (size < 0 || size > MAX_PAGE) throw RequestError.outOfRange('first', `0 至 ${MAX_PAGE}`, size);
  return size;
}

/** An opaque cursor that holds the sort values of a row. */
export function encodeCursor(values: readonly (string | number | boolean | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor; throws a RequestError for anything that is not one with `length` values. */
export function decodeCursor(cursor: string, length: number): (string | number | boolean | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const plain = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
    if (Array.isArray(values) && values.length === length && values.every(plain)) return values;
  } catch {
    // Not JSON: refused below like any other.
  }
  throw RequestError.invalidCursor();
}

/** A page from a list with one row more, if there is a next page. */
export function pageOf<T>(
  rows: readonly T[],
  size: number,
  cursorOf: (row: T) => string,
): { nodes: T[]; pageInfo: PageInfo } {
  const nodes = rows.slice(0, size);
  const last = nodes.at(-1);
  return {
    nodes,
    pageInfo: { hasNextPage: rows.length > size, endCursor: last === undefined ? null : cursorOf(last) },
  };
}

/** Numbers of rows by their fate, of runs and sheets. */
@ObjectType({ description: '行数统计', simpleResolvers: true })
export class ImportCounts {
  @Field(() => Int, { description: '新增' })
  created!: number;

  @Field(() => Int, { description: '更新' })
  updated!: number;

  @Field(() => Int, { description: '未变' })
  unchanged!: number;

  @Field(() => Int, { description: '有误，未导入' })
  rejected!: number;

  @Field(() => Int, { description: '跳过（合计行、重复行等，均有说明）' })
  skipped!: number;
}

/** Whether a text can be the id of a row or run. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(text);
}
