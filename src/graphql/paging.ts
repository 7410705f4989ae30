import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { RequestError } from '../errors.js';
import { type Class, declare, named } from './declared.js';

/** The most nodes one page may hold. */
export const MAX_PAGE = 500;
export const DEFAULT_PAGE = 50;

@ObjectType({ description: '分页信息', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: '其后是否还有；往前翻页时，有 before 即为有' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: '其前是否还有；往后翻页时，有 after 即为有' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: '本页第一项的游标，作为上一页的 before' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: '本页最后一项的游标，作为下一页的 after' })
  endCursor!: string | null;
}

/** Which page of a list: its first ones, or its last. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: `本页几项，至多 ${MAX_PAGE}；默认 ${DEFAULT_PAGE}` })
  first?: number | null;

  @Field(() => String, { nullable: true, description: '上一页的 endCursor' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `从末尾往前翻页时，本页几项，至多 ${MAX_PAGE}；不与 first、after 同用`,
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: '往前翻页时，下一页的 startCursor；不与 first、after 同用' })
  before?: string | null;
}

/** A page as it is read: from a cursor on in the list's order, or backwards in the reverse order. */
export interface AskedPage {
  readonly size: number;
  readonly cursor: string | null;
  readonly backward: boolean;
}

/** The page asked for; throws a RequestError beyond the limit and for both directions at once. */
export function askedPage({ first, after, last, before }: PageArgs): AskedPage {
  const backward = isGiven(last) || isGiven(before);
  if (backward && (isGiven(first) || isGiven(after))) throw RequestError.bothDirections();
  const [name, size] = backward ? (['last', last] as const) : (['first', first] as const);
  return { size: pageSize(name, size), cursor: (backward ? before : after) ?? null, backward };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function pageSize(name: string, asked: number | null | undefined): number {
  const size = asked ?? DEFAULT_PAGE;
  if (size < 0 || size > MAX_PAGE) throw RequestError.outOfRange(name, `0 至 ${MAX_PAGE}`, size);
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

/** A node with its cursor. */
export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** A page of a list, without the length of the list. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
}

/** A page of a list. */
export interface Connection<T> extends Page<T> {
  readonly totalCount: number | Promise<number>;
}

/** The page of rows that were read in the direction asked for, one row more than its size if there are more. */
export function pageOf<T>(
  rows: readonly T[],
  { size, cursor, backward }: AskedPage,
  cursorOf: (row: T) => string,
): Page<T> {
  const nodes = backward ? rows.slice(0, size).toReversed() : rows.slice(0, size);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  const [more, came] = [rows.length > size, cursor !== null];
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: backward ? came : more,
      hasPreviousPage: backward ? more : came,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/**
 * Makes and registers the type of a list of nodes, `NameConnection`, and of its edges, which `more` gives further fields;
 * to be called once for a node.
 */
export function connectionType(
  node: Class,
  name: string,
  zh: string,
  totalCount = '总数',
  more: (edge: Class) => void = () => undefined,
): Class {
  const edge = named(`${name}Edge`);
  ObjectType({ description: `${zh}的一项`, simpleResolvers: true })(edge);
  declare(edge, 'cursor', () => String, { description: '游标，作为 after 或 before' });
  declare(edge, 'node', () => node, { description: '这一项' });
  more(edge);
  const connection = named(`${name}Connection`);
  ObjectType({ description: zh, simpleResolvers: true })(connection);
  declare(connection, 'edges', () => [edge], { description: '本页各项，带游标' });
  declare(connection, 'nodes', () => [node], { description: '本页各项' });
  declare(connection, 'pageInfo', () => PageInfo, { description: '分页信息' });
  declare(connection, 'totalCount', () => Int, { description: totalCount });
  return connection;
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
