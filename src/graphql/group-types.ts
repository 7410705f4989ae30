import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { ConnectionDeclaration, ConnectionField } from './connection-field.js';
import { type Class, declare, named } from './declared.js';
import { describedEnum, SortDirectionEnum } from './enums.js';
import { IntFilter, NumberFilter } from './filters.js';
import { connectionType } from './paging.js';
import { LocalDate } from './scalars.js';

@ObjectType({ description: '一组中一个数值字段的汇总；没有填写的行不计', simpleResolvers: true })
export class NumberSummary {
  @Field(() => Int, { description: '填写了的行数' })
  known!: number;

  @Field(() => Float, { nullable: true, description: '合计' })
  sum!: number | null;

  @Field(() => Float, { nullable: true, description: '平均' })
  average!: number | null;

  @Field(() => Float, { nullable: true, description: '最小' })
  min!: number | null;

  @Field(() => Float, { nullable: true, description: '最大' })
  max!: number | null;

  @Field(() => Float, { nullable: true, description: '中位数' })
  median!: number | null;
}

@ObjectType({ description: '一组中一个日期字段的汇总；没有填写的行不计', simpleResolvers: true })
export class DateSummary {
  @Field(() => Int, { description: '填写了的行数' })
  known!: number;

  @Field(() => LocalDate, { nullable: true, description: '最早' })
  min!: string | null;

  @Field(() => LocalDate, { nullable: true, description: '最晚' })
  max!: string | null;
}

@ObjectType({ description: '一组中一个文字字段的汇总；没有填写的行不计', simpleResolvers: true })
export class TextSummary {
  @Field(() => Int, { description: '填写了的行数' })
  known!: number;

  @Field(() => Int, { description: '不同的值的个数' })
  distinct!: number;
}

@InputType({ description: '对一组中一个数值字段的汇总的条件' })
export class NumberSummaryFilter {
  @Field(() => IntFilter, { nullable: true, description: '填写了的行数' })
  known?: object | null;

  @Field(() => NumberFilter, { nullable: true, description: '合计' })
  sum?: object | null;

  @Field(() => NumberFilter, { nullable: true, description: '平均' })
  average?: object | null;

  @Field(() => NumberFilter, { nullable: true, description: '最小' })
  min?: object | null;

  @Field(() => NumberFilter, { nullable: true, description: '最大' })
  max?: object | null;

  @Field(() => NumberFilter, { nullable: true, description: '中位数' })
  median?: object | null;
}

@InputType({ description: '对一组中一个文字字段的汇总的条件' })
export class TextSummaryFilter {
  @Field(() => IntFilter, { nullable: true, description: '填写了的行数' })
  known?: object | null;

  @Field(() => IntFilter, { nullable: true, description: '不同的值的个数' })
  distinct?: object | null;
}

/** What groups are ordered by. */
export const MEASURES = {
  KEY: '分组字段的值（field 为 by 之一）',
  COUNT: '行数（不给 field）',
  KNOWN: '填写了的行数',
  SUM: '合计',
  AVERAGE: '平均',
  MIN: '最小、最早',
  MAX: '最大、最晚',
  MEDIAN: '中位数',
  DISTINCT: '不同的值的个数',
} as const;
export type Measure = keyof typeof MEASURES;
const MeasureEnum = describedEnum<Measure>('GroupMeasure', '各组排序的依据', MEASURES);

/** How a field is summed up in groups. */
export type SummaryKind = 'number' | 'date' | 'text';

/** How a field is summed up; undefined for lists, and for a year, which groups only by. */
export function summaryOf({ kind }: ConnectionField): SummaryKind | undefined {
  if (kind === 'list' || kind === 'year' || kind === 'boolean') return undefined;
  if (kind === 'money' || kind === 'number') return 'number';
  return kind === 'date' ? 'date' : 'text';
}

/** Whether rows are grouped by a field: figures, days and lists are too many or several. */
export function isKey({ kind }: ConnectionField): boolean {
  return !['money', 'number', 'date', 'list', 'enterprise'].includes(kind);
}

/** The GraphQL types of a ledger's groups. */
export interface GroupTypes {
  /** Of the query, such as `fundingGroups`. */
  readonly name: string;
  readonly connection: Class;
  readonly key: object;
  readonly having: Class;
  readonly order: Class;
}

const SUMMARIES = { number: NumberSummary, date: DateSummary, text: TextSummary };

/**
 * Makes and registers the types of the groups of a connection's rows; to be called once for each type of node.
 */
export function groupTypes({ entity, zh, fields, derived = {} }: ConnectionDeclaration): GroupTypes {
  const all = Object.entries(fields).filter(([, field]) => field.deprecated === undefined);
  const keys = named(`${entity}Keys`);
  ObjectType({ description: `${zh}一组各行共同的值；没有按它分组的字段为空`, simpleResolvers: true })(keys);
  const keyFields = [...all.filter(([, field]) => isKey(field)), ...Object.entries(derived)];
  for (const [name, { kind, zh: description }] of keyFields) {
    const type = kind === 'year' ? Int : kind === 'boolean' ? Boolean : String;
    declare(keys, name, () => type, { nullable: true, description });
  }
  const words = Object.fromEntries(keyFields.map(([name, field]) => [name, field.zh]));
  const key = describedEnum(`${entity}Key`, `${zh}可用来分组的字段`, words);
  const group = named(`${entity}Group`);
  ObjectType({ description: `${zh}的一组行`, simpleResolvers: true })(group);
  declare(group, 'keys', () => keys, { description: '分组字段的值；空：没有填写' });
  declare(group, 'count', () => Int, { description: '行数' });
  const having = named(`${entity}Having`);
  InputType({ description: `${zh}各组的条件；所给各项同时满足` })(having);
  declare(having, 'count', () => IntFilter, { nullable: true, description: '行数' });
  const summed = all.filter(([, field]) => summaryOf(field) !== undefined);
  for (const [name, field] of summed) {
    const kind = summaryOf(field)!;
    declare(group, name, () => SUMMARIES[kind], { description: field.zh });
    if (kind === 'date') continue;
    const filter = kind === 'number' ? NumberSummaryFilter : TextSummaryFilter;
    declare(having, name, () => filter, { nullable: true, description: field.zh });
  }
  const field = describedEnum(`${entity}GroupSort`, `${zh}各组可依之排序的字段`, {
    ...words,
    ...Object.fromEntries(summed.map(([name, { zh: word }]) => [name, word])),
  });
  const order = named(`${entity}GroupOrder`);
  InputType({ description: `${zh}各组的排序` })(order);
  declare(order, 'by', () => MeasureEnum, { description: '依据' });
  declare(order, 'field', () => field, { nullable: true, description: '字段' });
  declare(order, 'direction', () => SortDirectionEnum, { defaultValue: 'ASC', description: '方向' });
  const connection = connectionType(group, `${entity}Group`, `${zh}各组的列表`, '满足条件的组数');
  return { name: `${entity[0]!.toLowerCase()}${entity.slice(1)}Groups`, connection, key, having, order };
}
