import { Arg, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { RequestError } from '../errors.js';
import { todayOf, unknownDivisions } from '../indicators/answer/former.js';
import type { Context } from './context.js';
import { DIVISION } from './loaders.js';
import type { DivisionRecord } from './records.js';

@ObjectType({ description: '行政区划（GB/T 2260）', simpleResolvers: true })
export class Division {
  @Field(() => ID, { description: '行政区划代码' })
  code!: string;

  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => String, { description: 'province 省、city 市、county 县、town 乡镇、village 村' })
  level!: string;
}

@Resolver(() => Division)
export class DivisionResolver {
  @Query(() => [Division], { description: '下一级区划；不给 under 时为最上一级' })
  async divisions(
    @Arg('under', () => ID, { nullable: true, description: '行政区划代码：查询其下一级' }) under:
      | string
      | null
      | undefined,
    @Ctx() { db, loaders }: Context,
  ): Promise<readonly DivisionRecord[]> {
    if (under !== undefined && under !== null) return loaders.children.load(under);
    return db
      .selectFrom('reporting.dim_division')
      .select(DIVISION)
      .where('parent_code', 'is', null)
      .orderBy('code')
      .execute();
  }

  @Query(() => Division, { description: '一个区划；原代码给出现区划' })
  async division(
    @Arg('code', () => ID, { description: '行政区划代码' }) code: string,
    @Ctx() { db, loaders }: Context,
  ): Promise<DivisionRecord> {
    const known = await loaders.divisions.load(code);
    if (known !== null) return known;
    const [today, ...others] = (await todayOf(db, [code])).get(code) ?? [];
    const found = today === undefined || others.length > 0 ? null : await loaders.divisions.load(today);
    if (found === null) throw await unknownDivisions(db, [code]);
    return found;
  }

  @Mutation(() => Division, {
    description: '更正一个区划的名称（含 GB/T 2260 的名称）；以后的导入和全部数据都用新名称',
  })
  async renameDivision(
    @Arg('code', () => ID, { description: '行政区划代码' }) code: string,
    @Arg('name', () => String, { description: '正确的名称' }) name: string,
    @Ctx() { db, loaders }: Context,
  ): Promise<DivisionRecord> {
    const plain = usableName(name);
    const named = await db
      .with('named', (known) =>
        known.updateTable('division').set({ name: plain }).where('code', '=', code).returning(DIVISION),
      )
      .with('shown', (known) =>
        known
          .updateTable('reporting.dim_division as d')
          .from('named')
          .set({ name: plain })
          .whereRef('d.code', '=', 'named.code'),
      )
      .selectFrom('named')
      .selectAll()
      .executeTakeFirst();
    if (named === undefined) throw RequestError.unknownDivision([code]);
    loaders.divisions.clear(code);
    return named;
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

const LONGEST_NAME = 50;

/** The name as it is stored. Throws for an unusable one. */
function usableName(name: string): string {
  const plain = name.normalize('NFKC').trim();
  if (plain === '' || [...plain].length > LONGEST_NAME || /\p{C}/u.test(plain) || /^\d+$/.test(plain))
    throw new RequestError('INVALID_NAME', `区划名称应为 1 至 ${LONGEST_NAME} 个字，不能全是数字，如 示例区。`);
  return plain;
}
