import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { LEDGERS } from '../entities/ledgers/index.js';
import { sourceRow } from '../indicators/answer/rows.js';
import type { Context } from './context.js';
import { ENTERPRISES } from './enterprise.types.js';
import { ledgerTable } from './ledger-rows.js';
import { findMapping } from './mapping.resolver.js';
import { Node, rowPlaceOf, sourcePlaceOf, type TypedNode } from './node-id.js';
import { isUuid } from './paging.js';
import { type PagedTable, rowAt } from './rows-page.js';

/** The tables of rows that are nodes, by the name of their type. */
const TABLES = new Map<string, PagedTable>([
  ...LEDGERS.map((ledger) => [ledger.entity, ledgerTable(ledger)] as const),
  ['Enterprise', ENTERPRISES],
]);

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: '按 id 查询一个对象；没有则为空' })
  async node(
    @Arg('id', () => ID, { description: '查询给出的 id' }) id: string,
    @Ctx() context: Context,
  ): Promise<TypedNode | null> {
    const { db, past, loaders, imports } = context;
    if (isUuid(id)) return typed('ImportRun', await loaders.runs.load(id));
    const source = sourcePlaceOf(id);
    if (source !== null)
      return typed('LedgerRow', await sourceRow(source.asOf === null ? db : past, source, source.asOf));
    const place = rowPlaceOf(id);
    const table = TABLES.get(place?.type ?? '');
    if (place !== null && table !== undefined)
      return typed(place.type, await rowAt(db, table, place.division, place.row));
    return (
      typed('SheetMapping', await findMapping(db, id)) ??
      typed(
        'Ledger',
        imports.ledgers().find((ledger) => ledger.id === id),
      )
    );
  }
}

function typed(type: string, node: object | null | undefined): TypedNode | null {
  return node === null || node === undefined ? null : { ...node, __typename: type };
}
