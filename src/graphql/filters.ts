import 'reflect-metadata';
import type { GraphQLScalarType } from 'graphql';
import { sql } from 'kysely';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { Sql } from '../database/sql.js';
import { RequestError } from '../errors.js';
import type { ConnectionField } from './connection-field.js';
import { type Class, declare, named } from './declared.js';
import { rowPlaceOf } from './node-id.js';
import { LocalDate } from './scalars.js';

/** The meaning of null, in the words of the schema. */
const NULLS = 'null 指没有填写，只用于 eq、ne、in 和 notIn';
const EQ = '等于；null：没有填写';
const NE = '不等于，没有填写的也算；null：已填写';
const IN = '属于；其中 null：没有填写';
const NOT_IN = '不属于，没有填写的也算；其中 null：去掉没有填写的';

@InputType({ description: `文字条件；所给各项同时满足。${NULLS}` })
export class TextFilter {
  @Field(() => String, { nullable: true, description: EQ })
  eq?: string | null;

  @Field(() => String, { nullable: true, description: NE })
  ne?: string | null;

  @Field(() => [String], { nullable: 'itemsAndList', description: IN })
  in?: (string | null)[] | null;

  @Field(() => [String], { nullable: 'itemsAndList', description: NOT_IN })
  notIn?: (string | null)[] | null;

  @Field(() => String, { nullable: true, description: '包含' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: '包含，不分大小写与全角半角' })
  containsAnyCase?: string | null;

  @Field(() => String, { nullable: true, description: '以此开头' })
  startsWith?: string | null;

  @Field(() => String, { nullable: true, description: '以此结尾' })
  endsWith?: string | null;

  @Field(() => Boolean, { nullable: true, description: '是否为空' })
  isNull?: boolean | null;
}

@InputType({ description: '企业（单位）条件；所给各项同时满足' })
export class EnterpriseRefFilter {
  @Field(() => ID, { nullable: true, description: '企业的 id' })
  eq?: string | null;

  @Field(() => [ID], { nullable: true, description: '企业的 id，属于其中之一' })
  in?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: '是否没有对应的企业' })
  isNull?: boolean | null;
}

/** Words for greater, not less, less and not greater. */
const SIZES = ['大于', '不小于', '小于', '不大于'];
const TIMES = ['晚于', '不早于', '早于', '不晚于'];

export const IntFilter = ordered('IntFilter', '整数条件', Int, SIZES);
export const NumberFilter = ordered('NumberFilter', '数值条件（金额以元计）', Float, SIZES);
export const DateFilter = ordered(
  'DateFilter',
  '日期条件（只写到月、季、年的日期是一段时间，整段符合才算）',
  LocalDate,
  TIMES,
);

/** The filter of values that have an order. */
function ordered(name: string, zh: string, type: GraphQLScalarType, words: readonly string[]): Class {
  const filter = named(name);
  InputType({ description: `${zh}；所给各项同时满足。${NULLS}` })(filter);
  declare(filter, 'eq', () => type, { nullable: true, description: EQ });
  declare(filter, 'ne', () => type, { nullable: true, description: NE });
  declare(filter, 'in', () => [type], { nullable: 'itemsAndList', description: IN });
  declare(filter, 'notIn', () => [type], { nullable: 'itemsAndList', description: NOT_IN });
  for (const [index, operator] of ['gt', 'gte', 'lt', 'lte'].entries())
    declare(filter, operator, () => type, { nullable: true, description: words[index]! });
  declare(filter, 'isNull', () => Boolean, { nullable: true, description: '是否为空' });
  return filter;
}

@InputType({ description: '是否条件；所给各项同时满足。null 指没有填写，只用于 eq' })
export class BooleanFilter {
  @Field(() => Boolean, { nullable: true, description: EQ })
  eq?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '是否为空' })
  isNull?: boolean | null;
}

@InputType({ description: '列表条件；所给各项同时满足，都不能为 null' })
export class ListFilter {
  @Field(() => String, { nullable: true, description: '含有' })
  has?: string | null;

  @Field(() => [String], { nullable: true, description: '含有其一' })
  hasAny?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: '是否为空' })
  isNull?: boolean | null;
}

/** The filter of a kind of field. */
export function filterOf(kind: ConnectionField['kind']): Class {
  switch (kind) {
    case 'year':
      return IntFilter;
    case 'enterprise':
      return EnterpriseRefFilter;
    case 'money':
    case 'number':
      return NumberFilter;
    case 'date':
      return DateFilter;
    case 'boolean':
      return BooleanFilter;
    case 'list':
      return ListFilter;
    default:
      return TextFilter;
  }
}

/** Operators that scan the text of every row. */
export const TEXT_SEARCH: ReadonlySet<string> = new Set(['contains', 'containsAnyCase', 'startsWith', 'endsWith']);

type Values = readonly unknown[];

/** The condition that rows `t` are of a division or of one under it. */
export function underSql(division: string): Sql {
  return sql`t.division in (
    with recursive under as (
      select code from division where code = ${division}
      union all select d.code from division d join under u on d.parent_code = u.code
    ) select code from under)`;
}

/** The condition of an enterprise on rows `t`. Throws a RequestError for null, and for ids that are of none. */
export function enterpriseConditions(filter: object): Sql[] {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([operator, value]) => {
      if (value === null) throw RequestError.nullCondition(operator);
      if (operator === 'isNull') return OPERATORS['isNull']!(sql`t.enterprise_id`, value);
      const places = [value as string | string[]].flat().map(enterprisePlace);
      return sql`(t.division, t.enterprise_id) in (select * from unnest(${places.map(({ division }) => division)}::text[], ${places.map(({ row }) => row)}::uuid[]))`;
    });
}

function enterprisePlace(id: string): { division: string; row: string } {
  const place = rowPlaceOf(id);
  if (place?.type !== 'Enterprise') throw RequestError.notAnEnterprise(id);
  return place;
}

const OPERATORS: Readonly<Record<string, (column: Sql, value: unknown) => Sql>> = {
  eq: (column, value) => (value === null ? sql`${column} is null` : sql`${column} = ${value}`),
  ne: (column, value) => (value === null ? sql`${column} is not null` : sql`${column} is distinct from ${value}`),
  in: (column, value) => isIn(column, value as Values),
  notIn: (column, value) => sql`(${isIn(column, value as Values)}) is not true`,
  gt: (column, value) => sql`${column} > ${value}`,
  gte: (column, value) => sql`${column} >= ${value}`,
  lt: (column, value) => sql`${column} < ${value}`,
  lte: (column, value) => sql`${column} <= ${value}`,
  contains: (column, value) => sql`strpos(${column}, ${value}) > 0`,
  containsAnyCase: (column, value) => sql`strpos(${anyCase(column)}, ${anyCase(sql`${value}::text`)}) > 0`,
  startsWith: (column, value) => sql`starts_with(${column}, ${value})`,
  endsWith: (column, value) => sql`starts_with(reverse(${column}), reverse(${value}))`,
  hasAny: (column, value) => sql`${column} && ${value}::text[]`,
  has: (column, value) => sql`${value} = any(${column})`,
  isNull: (column, value) => (value === true ? sql`${column} is null` : sql`${column} is not null`),
};

/** The operators that differ for a span of days: all of it has to fit. */
const SPAN_OPERATORS: Readonly<Record<string, (first: Sql, value: unknown, last: Sql) => Sql>> = {
  eq: (first, value, last) =>
    value === null ? sql`${first} is null` : sql`(${first} = ${value} and ${last} = ${value})`,
  ne: (first, value, last) =>
    value === null ? sql`${first} is not null` : sql`(${first} = ${value} and ${last} = ${value}) is not true`,
  in: (first, value, last) => isDayIn(first, value as Values, last),
  notIn: (first, value, last) => sql`(${isDayIn(first, value as Values, last)}) is not true`,
  lt: (_, value, last) => sql`${last} < ${value}`,
  lte: (_, value, last) => sql`${last} <= ${value}`,
};

function isDayIn(first: Sql, values: Values, last: Sql): Sql {
  return sql`(${isIn(first, values)} and ${first} is not distinct from ${last})`;
}

/** Operators that accept null, which means that nothing is filled in. */
const TAKES_NULL: ReadonlySet<string> = new Set(['eq', 'ne']);

function isIn(column: Sql, values: Values): Sql {
  const stated = values.filter((value) => value !== null);
  const test = sql`${column} = any(${stated})`;
  return stated.length === values.length ? test : sql`(${test} or ${column} is null)`;
}

/** A text for comparison without case and width. */
const anyCase = (text: Sql): Sql => sql`lower(normalize(${text}, NFKC))`;

/**
 * The conditions of one filter on a column; `last` is the column of the last day where the values are spans of days.
 * Throws a RequestError for null where it has no meaning.
 */
export function conditionsOf(column: Sql, filter: object, last?: Sql): Sql[] {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([operator, value]) => {
      if (value === null && !TAKES_NULL.has(operator)) throw RequestError.nullCondition(operator);
      const ofSpan = last === undefined ? undefined : SPAN_OPERATORS[operator];
      return ofSpan === undefined ? OPERATORS[operator]!(column, value) : ofSpan(column, value, last!);
    });
}
