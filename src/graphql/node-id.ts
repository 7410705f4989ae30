import { Field, ID, InterfaceType } from 'type-graphql';
import { LEDGERS } from '../entities/ledgers/index.js';
import type { RowRef } from '../indicators/answer/rows.js';
import { isUuid } from './paging.js';

/** What the schema says of a node's id. */
export const NODE_ID = '在所有类型中唯一；同一行在不同日期（asOf）的状态也各有其 id';

/** What the schema says of the own id of a row. */
export const ROW_ID = '这一行在 SQL、OData 和导出文件中的 id';

/** What has an id of its own among all types, so that clients may keep it by that id (Relay's object identification). */
@InterfaceType({ description: '有全局唯一 id 的对象，可用 node(id) 再次查询', resolveType: typeOf })
export abstract class Node {
  @Field(() => ID, { description: NODE_ID })
  id!: string;
}

/** A node of `node(id)` with the name of its type. */
export type TypedNode = object & { readonly __typename: string };

function typeOf(node: unknown): string {
  return (node as TypedNode).__typename;
}

/** The place of a row: its type, the division and its own id there. */
export interface RowPlace {
  readonly type: string;
  readonly division: string;
  readonly row: string;
}

/** The id of a row of a type, such as `Funding:150103:0198a1c2-…`. */
export function rowNodeId({ type, division, row }: RowPlace): string {
  return `${type}:${division}:${row}`;
}

/** The place in a row's id; null for another text. */
export function rowPlaceOf(id: string): RowPlace | null {
  const [type = '', division = '', row = '', ...rest] = id.split(':');
  return rest.length === 0 && isUuid(row) ? { type, division, row } : null;
}

/** A ledger's row with its source, now or as it was known on a day. */
export interface SourcePlace extends RowRef {
  /** An ISO date; null: now. */
  readonly asOf: string | null;
}

const SOURCE = 'LedgerRow';

/** The id of a row's source, such as `LedgerRow:funding:150103:0198a1c2-…`, with `@2026-05-01` of a day in the past. */
export function sourceNodeId({ ledger, division, id, asOf }: SourcePlace): string {
  return `${SOURCE}:${ledger}:${division}:${id}${asOf === null ? '' : `@${asOf}`}`;
}

/** The place in the id of a row's source; null for another text. */
export function sourcePlaceOf(id: string): SourcePlace | null {
  const [type, ledger = '', division = '', version = '', ...rest] = id.split(':');
  const [row = '', asOf = null, ...more] = version.split('@');
  const isKnown = type === SOURCE && LEDGERS.some((each) => each.id === ledger) && isUuid(row);
  const isWhole = rest.length + more.length === 0 && (asOf === null || isDate(asOf));
  return isKnown && isWhole ? { ledger, division, id: row, asOf } : null;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
