import { expect, test } from '@jest/globals';
import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { createSchema } from '../../src/graphql/schema.js';

const schema = createSchema();

interface Described {
  readonly description?: string | null;
  readonly deprecationReason?: string | null;
}

const ENUMS = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLEnumType => isEnumType(type) && !type.name.startsWith('__'),
);

test.each(ENUMS)('each value of $name has a description of its own, and is its own name within', (type) => {
  const values = type.getValues();
  const descriptions = values.map(({ description }) => description ?? '');
  for (const description of descriptions) expect(description).toMatch(/\p{Script=Han}/u);
  expect(new Set(descriptions).size).toBe(values.length);
  expect(values.map(({ value }) => value as string)).toEqual(values.map(({ name }) => name));
});

test.each(ENUMS.filter(({ name }) => name.endsWith('Field')))(
  'each value of $name is described as the field that it sorts by',
  (type) => {
    const filter = schema.getType(type.name.replace(/Field$/u, 'Filter')) as GraphQLInputObjectType;
    const fields = filter.getFields();
    for (const { name, description } of type.getValues()) expect(description).toBe(fields[name]!.description);
  },
);

const MEANINGS: Readonly<Record<string, string>> = {
  'Direction.UP': '越高',
  'Direction.DOWN': '越低',
  'Direction.NEUTRAL': '中性',
  'IndicatorKind.FLOW': '时期数',
  'IndicatorKind.STOCK': '时点数',
  'IndicatorKind.RATIO': '比率',
  'NoRateReason.NO_DATA': '没有数据',
  'NoRateReason.NO_BASE': '没有上年',
  'NoRateReason.ZERO_BASE': '为零',
  'NoRateReason.NEGATIVE_BASE': '为负',
  'NoRateReason.RATIO': '百分点',
  'ValueFlag.PARTIAL': '未公开',
  'ValueFlag.APPROXIMATE': '约数',
  'ValueFlag.UNDATED': '月份不明',
  'Theme.FUNDING': '资金',
  'Theme.PROJECT': '项目',
  'Theme.COMMISSIONER': '特派员',
  'Theme.TARGET': '目标',
  'ImportState.QUEUED': '排队',
  'ImportState.RUNNING': '进行中',
  'ImportState.PREVIEWED': '预览',
  'ImportState.COMMITTED': '已导入',
  'ImportState.FAILED': '失败',
  'ImportState.UNDONE': '撤销',
  'Severity.ERROR': '错误',
  'Severity.WARNING': '警告',
  'Severity.INFO': '提示',
  'SortDirection.ASC': '升序',
  'SortDirection.DESC': '降序',
  'DatePrecision.day': '日',
  'DatePrecision.xun': '旬',
  'DatePrecision.month': '月',
  'DatePrecision.quarter': '季',
  'DatePrecision.year': '年',
  'RatioPart.NUMERATOR': '分子',
  'RatioPart.DENOMINATOR': '分母',
};

test.each(Object.entries(MEANINGS))('%s is described by %s', (place, words) => {
  const [name, value] = place.split('.') as [string, string];
  expect((schema.getType(name) as GraphQLEnumType).getValue(value)?.description).toContain(words);
});

test('every type, field, argument and value says in Chinese what it is, and what is deprecated says since when', () => {
  const isTold = (text: string | null | undefined) => /\p{Script=Han}/u.test(text ?? '');
  const faults: string[] = [];
  const look = (name: string, { description, deprecationReason }: Described) => {
    if (!isTold(description)) faults.push(name);
    if (typeof deprecationReason === 'string' && !/^\d{4}-\d\d-\d\d 起.*\p{Script=Han}/u.test(deprecationReason))
      faults.push(`${name}: ${deprecationReason}`);
  };
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  for (const type of types) {
    if (!['Query', 'Mutation'].includes(type.name)) look(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      if ('args' in field) for (const arg of field.args) look(`${type.name}.${field.name}(${arg.name}:)`, arg);
    }
  }
  expect(faults).toEqual([]);
});
