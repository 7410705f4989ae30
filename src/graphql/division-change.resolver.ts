import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Database } from '../database/sql.js';
import { RequestError } from '../errors.js';
import type { Context } from './context.js';
import { describedEnum } from './enums.js';

const KINDS = { CHANGED: '整体变更为一个区划', SPLIT: '分属几个区划' } as const;
type ChangeKind = keyof typeof KINDS;
const ChangeKindEnum = describedEnum<ChangeKind>('DivisionChangeKind', '区划代码变更的类别', KINDS);

@ObjectType({ description: '行政区划代码的一次变更：原代码和现代码', simpleResolvers: true })
export class DivisionChange {
  @Field(() => ID, { description: '原代码' })
  oldCode!: string;

  @Field(() => String, { description: '原名称' })
  oldName!: string;

  @Field(() => String, { description: '原上级区划的名称' })
  oldParent!: string;

  @Field(() => ID, { description: '现代码；分属几个区划的，每个一条' })
  newCode!: string;

  @Field(() => String, { description: '变更日期，如 2018-12-26，或年份' })
  since!: string;

  @Field(() => ChangeKindEnum, { description: '变更的类别' })
  kind!: ChangeKind;

  @Field(() => String, { description: '依据，如批复文号' })
  source!: string;
}

@InputType({ description: '行政区划代码的一次变更' })
export class DivisionChangeInput {
  @Field(() => ID, { description: '原代码，6位' })
  oldCode!: string;

  @Field(() => [ID], { description: '现代码；分属几个区划的都列出' })
  newCodes!: string[];

  @Field(() => String, { description: '原名称' })
  oldName!: string;

  @Field(() => String, { description: '原上级区划的名称' })
  oldParent!: string;

  @Field(() => String, { description: '变更日期，如 2018-12-26，或年份' })
  since!: string;

  @Field(() => String, { description: '依据，如批复文号' })
  source!: string;
}

@Resolver(() => DivisionChange)
export class DivisionChangeResolver {
  @Query(() => [DivisionChange], {
    description: '区划代码的变更：按原代码或现代码查；系统自带2000年以来县级代码的变更',
  })
  async divisionChanges(
    @Arg('code', () => ID, { description: '行政区划代码' }) code: string,
    @Ctx() { db }: Context,
  ): Promise<DivisionChange[]> {
    return changesOf(db, code);
  }

  @Mutation(() => [DivisionChange], {
    description: '登记一次区划代码变更；以后导入中的原代码、原名称都登记到现区划',
  })
  async addDivisionChange(
    @Arg('change', () => DivisionChangeInput, { description: '变更' }) change: DivisionChangeInput,
    @Ctx() { db }: Context,
  ): Promise<DivisionChange[]> {
    const { oldCode, newCodes, ...told } = checked(change);
    await db.transaction().execute(async (tx) => {
      await refuseInUse(tx, oldCode);
      await tx.deleteFrom('division_change').where('old_code', '=', oldCode).execute();
      const rows = newCodes.map((code) => ({
        old_code: oldCode,
        new_code: code,
        old_name: told.oldName,
        old_parent: told.oldParent,
        since: told.since,
        kind: newCodes.length > 1 ? 'SPLIT' : 'CHANGED',
        source: told.source,
      }));
      await tx.insertInto('division_change').values(rows).execute();
    });
    return (await changesOf(db, oldCode)).filter((each) => each.oldCode === oldCode);
  }

  @Mutation(() => ID, { description: '删去一个原代码的变更，系统自带的也可以删' })
  async removeDivisionChange(
    @Arg('oldCode', () => ID, { description: '原代码' }) oldCode: string,
    @Ctx() { db }: Context,
  ): Promise<string> {
    const { numDeletedRows } = await db
      .deleteFrom('division_change')
      .where('old_code', '=', oldCode)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw RequestError.unknownDivision([oldCode]);
    return oldCode;
  }
}

async function changesOf(db: Database, code: string): Promise<DivisionChange[]> {
  const rows = await db
    .selectFrom('division_change')
    .select([
      'old_code as oldCode',
      'old_name as oldName',
      'old_parent as oldParent',
      'new_code as newCode',
      'since',
      'kind',
      'source',
    ])
    .where((where) => where.or([where('old_code', '=', code), where('new_code', '=', code)]))
    .orderBy('old_code')
    .orderBy('new_code')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as ChangeKind }));
}

/** Throws where a division has rows: they would stay under its code, and later ones be of the new one. */
async function refuseInUse(db: Database, code: string): Promise<void> {
  const used = await db.selectFrom('reporting.dim_division').select('code').where('code', '=', code).executeTakeFirst();
  if (used !== undefined)
    throw new RequestError(
      'CONFLICT',
      `区划 ${code} 已有台账，其代码不能再改为别的。`,
      '请先撤销这些导入，登记变更后重新导入。',
    );
}

const LONGEST = 100;

/** A change as it is stored. Throws for what cannot be one. */
function checked(change: DivisionChangeInput): DivisionChangeInput {
  const text = (name: string, value: string) => {
    const plain = value.normalize('NFKC').trim();
    if (plain === '' || [...plain].length > LONGEST || /\p{C}/u.test(plain))
      throw invalid(`${name}应为 1 至 ${LONGEST} 个字`);
    return plain;
  };
  const { oldCode, newCodes, since } = change;
  if (![oldCode, ...newCodes].every((code) => /^\d{6}$/u.test(code))) throw invalid('代码应为6位数字');
  if (newCodes.length === 0 || newCodes.includes(oldCode)) throw invalid('应有与原代码不同的现代码');
  if (!/^\d{4}(-\d{2}-\d{2})?$/u.test(since)) throw invalid('变更日期应如 2018-12-26，或为年份');
  return {
    oldCode,
    newCodes: [...new Set(newCodes)],
    since,
    oldName: text('原名称', change.oldName),
    oldParent: text('原上级区划的名称', change.oldParent),
    source: text('依据', change.source),
  };
}

function invalid(what: string): RequestError {
  return new RequestError('INVALID_DIVISION_CHANGE', `区划代码变更有误：${what}。`);
}
