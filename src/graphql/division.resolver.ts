import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { sql } from 'kysely';
import type { Context } from './context.js';
import type { DivisionRecord } from './records.js';

@ObjectType({ description: '行政区划（GB/T 2260）', simpleResolvers: true })
export class Division {
  @Field(() => ID)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'province 省、city 市、county 县、town 乡镇、village 村' })
  level!: string;
}

@Resolver(() => Division)
export class DivisionResolver {
  @Query(() => [Division], { description: '下一级区划；不给 under 时为最上一级' })
  async divisions(
    @Arg('under', () => ID, { nullable: true }) under: string | null | undefined,
    @Ctx() { db, loaders }: Context,
  ): Promise<readonly DivisionRecord[]> {
    if (under !== undefined && under !== null) return loaders.children.load(under);
    const { rows } = await sql<DivisionRecord>`
      select code, name, level, parent_code as "parentCode" from division where parent_code is null order by code`.execute(
      db,
    );
    return rows;
  }

  @FieldResolver(() => Division, { nullable: true, description: '上级区划' })
  parent(@Root() { parentCode }: DivisionRecord, @Ctx() { loaders }: Context): Promise<DivisionRecord | null> | null {
    return parentCode === null ? null : loaders.divisions.load(parentCode);
  }

  @FieldResolver(() => [Division], { description: '下级区划' })
  children(@Root() { code }: DivisionRecord, @Ctx() { loaders }: Context): Promise<DivisionRecord[]> {
    return loaders.children.load(code);
  }
}
