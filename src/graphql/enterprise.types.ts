import { sql } from 'kysely';
import { Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { type ConnectionField, DIVISION } from './connection-field.js';
import { connectionTypes } from './connection-types.js';
import { Node, NODE_ID, ROW_ID, rowNodeId } from './node-id.js';
import type { EnterpriseRecord } from './records.js';
import type { PagedTable } from './rows-page.js';

@ObjectType({ description: '企业（单位）', simpleResolvers: true, implements: Node })
export class Enterprise extends Node {
  @Field(() => ID, { description: '行政区划代码' })
  division!: string;

  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => String, { nullable: true, description: '统一社会信用代码' })
  creditCode!: string | null;

  @Field(() => String, { nullable: true, description: '原注册号' })
  registrationNo!: string | null;
}

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  @FieldResolver(() => ID, { description: NODE_ID })
  id(@Root() { division, id }: EnterpriseRecord): string {
    return rowNodeId({ type: 'Enterprise', division, row: id });
  }

  @FieldResolver(() => ID, { description: ROW_ID })
  rowId(@Root() { id }: EnterpriseRecord): string {
    return id;
  }
}

const FIELDS: Readonly<Record<string, ConnectionField>> = {
  division: DIVISION,
  name: { kind: 'text', zh: '名称' },
  creditCode: { kind: 'code', zh: '统一社会信用代码' },
  registrationNo: { kind: 'code', zh: '原注册号' },
};

/** The types of the connection of enterprises. */
export const ENTERPRISE_TYPES = connectionTypes(Enterprise, {
  entity: 'Enterprise',
  zh: '企业（单位）',
  fields: FIELDS,
});

/** The table of enterprises for their connection. */
export const ENTERPRISES: PagedTable = {
  id: 'enterprise',
  table: 'enterprise',
  fields: FIELDS,
  node: sql`jsonb_build_object('id', t.id, 'division', t.division, 'name', t.name, 'creditCode', t.credit_code,
    'registrationNo', t.registration_no)`,
};
