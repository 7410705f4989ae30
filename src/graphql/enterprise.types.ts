import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { TextFilter } from './filters.js';
import { PageInfo } from './paging.js';
import type { EnterpriseRecord } from './records.js';

@ObjectType({ description: '企业（单位）' })
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

@InputType({ description: '企业条件；所给各项同时满足' })
export class EnterpriseFilter {
  @Field(() => TextFilter, { nullable: true })
  division?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true })
  name?: TextFilter | null;

  @Field(() => TextFilter, { nullable: true })
  creditCode?: TextFilter | null;
}

@ObjectType({ description: '企业列表' })
export class EnterpriseConnection {
  @Field(() => [Enterprise])
  nodes!: EnterpriseRecord[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;

  @Field(() => Int)
  totalCount!: number;
}
