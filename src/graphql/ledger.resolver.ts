import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Field, ID, Info, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { ImportableField, ImportableLedger } from '../entities/importable.js';
import { LEDGERS } from '../entities/ledgers/index.js';
import type { Context } from './context.js';
import type { ConnectionTypes, OrderBy } from './connection-types.js';
import { ENTERPRISE_TYPES, ENTERPRISES } from './enterprise.types.js';
import { ledgerTable } from './ledger-rows.js';
import { ledgerTypes } from './ledger-types.js';
import { Node } from './node-id.js';
import { type GroupOrder, groupsOf, toldFields } from './groups.js';
import { type Connection, DEFAULT_PAGE, MAX_PAGE, PageArgs } from './paging.js';
import { type PagedTable, rowsPage } from './rows-page.js';

@ObjectType({ description: '台账的一个字段', simpleResolvers: true })
export class LedgerField {
  @Field(() => ID, { description: '字段代码' })
  name!: string;

  @Field(() => String, { description: '中文名' })
  label!: string;

  @Field(() => String, { description: '类别：text、money、date 等' })
  kind!: string;

  @Field(() => String, { nullable: true, description: '存储单位' })
  unit!: string | null;

  @Field(() => Boolean, { description: '是否必填' })
  required!: boolean;

  @Field(() => [String], { description: '可识别的表头' })
  headings!: string[];

  @Field(() => [String], { description: '规范取值' })
  values!: string[];
}

@ObjectType({ description: '可以导入的台账', simpleResolvers: true, implements: Node })
export class Ledger extends Node {
  @Field(() => String, { description: '中文名' })
  name!: string;

  @Field(() => [LedgerField], { description: '字段' })
  fields!: ImportableField[];

  @Field(() => [String], { description: '判断同一条记录的依据，依次采用' })
  naturalKeys!: string[];
}

@Resolver(() => Ledger)
export class LedgerResolver {
  @Query(() => [Ledger], { description: '可以导入的台账：字段、表头与自然键' })
  ledgers(@Ctx() { imports }: Context): readonly ImportableLedger[] {
    return imports.ledgers();
  }
}

/** A resolver class with one connection; its method comes from the declaration. */
function connectionResolver(
  name: string,
  description: string,
  types: ConnectionTypes,
  table: PagedTable,
): new () => object {
  class ConnectionResolver {
    rows(
      filter: object | null,
      orderBy: OrderBy[] | null,
      page: PageArgs,
      { db }: Context,
    ): Promise<Connection<object>> {
      return rowsPage(db, table, { filter, orderBy, ...page });
    }

    groups(
      by: string[],
      filter: object | null,
      having: object | null,
      orderBy: GroupOrder[] | null,
      first: number | null,
      after: string | null,
      { db }: Context,
      info: GraphQLResolveInfo,
    ): Promise<Connection<object>> {
      return groupsOf(db, table, { by, filter, having, orderBy, first, after }, toldFields(info));
    }
  }
  const prototype = ConnectionResolver.prototype;
  declareGroups(prototype, description, types);
  Reflect.defineMetadata('design:paramtypes', [Object, Array, PageArgs, Object], prototype, 'rows');
  Arg('filter', () => types.filter, { nullable: true, description: '各行的条件' })(prototype, 'rows', 0);
  Arg('orderBy', () => [types.order], { nullable: true, description: '依次排序；相同时按导入先后' })(
    prototype,
    'rows',
    1,
  );
  Args(() => PageArgs)(prototype, 'rows', 2);
  Ctx()(prototype, 'rows', 3);
  Query(() => types.connection, { name, description })(
    prototype,
    'rows',
    Object.getOwnPropertyDescriptor(prototype, 'rows')!,
  );
  Resolver()(ConnectionResolver);
  return ConnectionResolver;
}

/** Declares the query of the groups of a connection's rows. */
function declareGroups(prototype: object, zh: string, { filter, groups }: ConnectionTypes): void {
  const types = [Array, Object, Object, Array, Number, String, Object, Object];
  Reflect.defineMetadata('design:paramtypes', types, prototype, 'groups');
  Arg('by', () => [groups.key], { description: '分组的字段；[] 为全部行一组' })(prototype, 'groups', 0);
  Arg('filter', () => filter, { nullable: true, description: '各行的条件' })(prototype, 'groups', 1);
  Arg('having', () => groups.having, { nullable: true, description: '各组的条件' })(prototype, 'groups', 2);
  Arg('orderBy', () => [groups.order], { nullable: true, description: '依次排序；相同时按分组字段' })(
    prototype,
    'groups',
    3,
  );
  Arg('first', () => Int, { nullable: true, description: `本页几组，至多 ${MAX_PAGE}；默认 ${DEFAULT_PAGE}` })(
    prototype,
    'groups',
    4,
  );
  Arg('after', () => String, { nullable: true, description: '上一页的 endCursor' })(prototype, 'groups', 5);
  Ctx()(prototype, 'groups', 6);
  Info()(prototype, 'groups', 7);
  Query(() => groups.connection, {
    name: groups.name,
    description: `${zh}的行，分组汇总；金额中核减、退回的按负数计`,
  })(prototype, 'groups', Object.getOwnPropertyDescriptor(prototype, 'groups')!);
}

/** One resolver a ledger, and one of the enterprises that their rows are about. */
export const CONNECTIONS = [
  ...LEDGERS.map((ledger) =>
    connectionResolver(ledger.connection, ledger.zh, ledgerTypes(ledger), ledgerTable(ledger)),
  ),
  connectionResolver('enterprises', '企业（单位）', ENTERPRISE_TYPES, ENTERPRISES),
];
