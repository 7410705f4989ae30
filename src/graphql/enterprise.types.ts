import { sql } from 'kysely';
import { Field, ID, ObjectType } from 'type-graphql';
import { type ConnectionField, connectionTypes, DIVISION } from './connection-types.js';
import type { PagedTable } from './rows-page.js';

@ObjectType({ description: '企业（单位）', simpleResolvers: true })
export class Enterprise {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: '行政区划代码' })
  division!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: '统一社会信用代码' })
  creditCode!: string | null;

  @Field(() => String, { nullable: true, description: '原注册号' })
  registrationNo!: string | null;
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
