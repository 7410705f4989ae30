import { sql } from 'kysely';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { LedgerDeclaration } from '../entities/ledger.js';
import { LEDGERS } from '../entities/ledgers/index.js';
import { RequestError } from '../errors.js';
import type { Context } from './context.js';
import { EnterpriseConnection, EnterpriseFilter } from './enterprise.types.js';
import { conditionsOf } from './filters.js';
import type { ImportableField, ImportableLedger } from './import-port.js';
import { ledgerRows, type RowsPage } from './ledger-rows.js';
import { ledgerTypes, type OrderBy } from './ledger-types.js';
import { decodeCursor, encodeCursor, pageOf, pageSize } from './paging.js';
import type { EnterpriseRecord } from './records.js';

@ObjectType({ description: '台账的一个字段' })
export class LedgerField {
  @Field(() => ID)
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

@ObjectType({ description: '可以导入的台账' })
export class Ledger {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [LedgerField])
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

  @Query(() => EnterpriseConnection, { description: '企业（单位）' })
  async enterprises(
    @Arg('filter', () => EnterpriseFilter, { nullable: true }) filter: EnterpriseFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true }) first: number | null | undefined,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() { db }: Context,
  ): Promise<EnterpriseConnection> {
    const size = pageSize(first);
    const conditions = [
      ...(filter?.division ? conditionsOf(sql`division`, filter.division) : []),
      ...(filter?.name ? conditionsOf(sql`name`, filter.name) : []),
      ...(filter?.creditCode ? conditionsOf(sql`credit_code`, filter.creditCode) : []),
    ];
    const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
    const last = after === undefined || after === null ? null : decodeCursor(after, 3).map(String);
    if (last !== null && !/^[0-9a-f-]{36}$/u.test(last[2]!)) throw RequestError.invalidCursor();
    const from = last === null ? sql`true` : sql`(division, name, id) > (${last[0]}, ${last[1]}, ${last[2]}::uuid)`;
    const { rows } = await sql<EnterpriseRecord>`
      select division, id, name, credit_code as "creditCode", registration_no as "registrationNo" from enterprise
      where ${where} and ${from} order by division, name, id limit ${size + 1}`.execute(db);
    const total = await sql<{ count: number }>`select count(*)::int as count from enterprise where ${where}`.execute(
      db,
    );
    return {
      ...pageOf(rows, size, (row) => encodeCursor([row.division, row.name, row.id])),
      totalCount: total.rows[0]?.count ?? 0,
    };
  }
}

/** A resolver class with the connection of one ledger; its methods and types come from the declaration. */
function connectionResolver(ledger: LedgerDeclaration): new () => object {
  const types = ledgerTypes(ledger);
  class ConnectionResolver {
    rows(
      filter: object | null,
      orderBy: OrderBy[] | null,
      first: number | null,
      after: string | null,
      { db }: Context,
    ): Promise<RowsPage> {
      return ledgerRows(db, ledger, { filter, orderBy, first, after });
    }
  }
  const prototype = ConnectionResolver.prototype;
  Reflect.defineMetadata('design:paramtypes', [Object, Array, Number, String, Object], prototype, 'rows');
  Arg('filter', () => types.filter, { nullable: true })(prototype, 'rows', 0);
  Arg('orderBy', () => [types.order], { nullable: true, description: '依次排序；相同时按导入先后' })(
    prototype,
    'rows',
    1,
  );
  Arg('first', () => Int, { nullable: true })(prototype, 'rows', 2);
  Arg('after', () => String, { nullable: true })(prototype, 'rows', 3);
  Ctx()(prototype, 'rows', 4);
  Query(() => types.connection, { name: ledger.connection, description: ledger.zh })(
    prototype,
    'rows',
    Object.getOwnPropertyDescriptor(prototype, 'rows')!,
  );
  Resolver()(ConnectionResolver);
  return ConnectionResolver;
}

/** One resolver a ledger. */
export const LEDGER_CONNECTIONS = LEDGERS.map((ledger) => connectionResolver(ledger));
