import { GraphQLLocalDate } from 'graphql-scalars';
import { type Arg, Ctx, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { DATE_PRECISIONS, type LedgerDeclaration, type LedgerField } from '../entities/ledger.js';
import type { SourceRow } from '../indicators/rows.js';
import type { Context } from './context.js';
import { Enterprise } from './enterprise.types.js';
import { filterOf, IntFilter, TextFilter } from './filters.js';
import { enumOf } from './indicator.types.js';
import { LedgerRow } from './ledger-row.js';
import { PageInfo } from './paging.js';
import type { EnterpriseRecord } from './records.js';

const DatePrecisionEnum = enumOf(DATE_PRECISIONS);
registerEnumType(DatePrecisionEnum, { name: 'DatePrecision', description: '日期精度：日、旬、月、季、年' });

const SortDirectionEnum = enumOf(['ASC', 'DESC']);
registerEnumType(SortDirectionEnum, { name: 'SortDirection', description: '升序、降序' });

type ReturnTypeFunc = Parameters<typeof Arg>[1];

type Class = new () => object;

/** The GraphQL types of a ledger's connection, made from its declaration. */
export interface LedgerTypes {
  readonly node: Class;
  readonly connection: Class;
  readonly filter: Class;
  readonly order: Class;
}

/** One order of a connection: a field and a direction. */
export interface OrderBy {
  readonly field: string;
  readonly direction?: 'ASC' | 'DESC' | null;
}

/** Makes and registers the types of a ledger; to be called once a ledger. */
export function ledgerTypes(ledger: LedgerDeclaration): LedgerTypes {
  const node = nodeType(ledger);
  const connection = named(`${ledger.entity}Connection`);
  ObjectType({ description: `${ledger.zh}列表` })(connection);
  declare(connection, 'nodes', () => [node]);
  declare(connection, 'pageInfo', () => PageInfo);
  declare(connection, 'totalCount', () => Int, { description: '满足条件的总行数' });
  return { node, connection, filter: filterType(ledger), order: orderType(ledger) };
}

/** A field's name in the type of its ledger's rows, where `source` is the place that a row came from. */
export function nodeField(name: string): string {
  return name === 'source' ? 'sourceText' : name;
}

function nodeType(ledger: LedgerDeclaration): Class {
  const node = named(ledger.entity);
  ObjectType({ description: ledger.zh })(node);
  declare(node, 'id', () => ID);
  declare(node, 'division', () => ID, { description: '行政区划代码' });
  declare(node, 'year', () => Int, { description: '年度' });
  for (const [name, field] of Object.entries(ledger.fields)) {
    declare(node, nodeField(name), graphqlType(field), { nullable: true, description: describe(field) });
    if (field.kind !== 'date') continue;
    declare(node, `${name}End`, () => GraphQLLocalDate, { nullable: true, description: `${field.zh}（止）` });
    declare(node, `${name}Precision`, () => DatePrecisionEnum, { nullable: true, description: `${field.zh}（精度）` });
  }
  declareMethod(
    node,
    'source',
    () => LedgerRow,
    '出处：工作簿、工作表、行与单元格',
    function source(this: { source: SourceRow }) {
      return this.source;
    },
  );
  if (ledger.enterprise !== undefined) {
    declareMethod(node, 'enterpriseRef', () => Enterprise, '对应的企业（单位）', enterpriseRef, true);
  }
  return node;
}

function enterpriseRef(
  this: { division: string; enterpriseId: string | null },
  { loaders }: Context,
): Promise<EnterpriseRecord | null> | null {
  return this.enterpriseId === null
    ? null
    : loaders.enterprises.load({ division: this.division, id: this.enterpriseId });
}

function filterType(ledger: LedgerDeclaration): Class {
  const filter = named(`${ledger.entity}Filter`);
  InputType({ description: `${ledger.zh}的条件；所给各项同时满足` })(filter);
  declare(filter, 'division', () => TextFilter, { nullable: true, description: '行政区划代码' });
  declare(filter, 'year', () => IntFilter, { nullable: true, description: '年度' });
  for (const [name, field] of Object.entries(ledger.fields)) {
    declare(filter, name, () => filterOf(field.kind), { nullable: true, description: field.zh });
  }
  declare(filter, 'and', () => [filter], { nullable: true, description: '全部满足' });
  declare(filter, 'or', () => [filter], { nullable: true, description: '任一满足' });
  declare(filter, 'not', () => filter, { nullable: true, description: '不满足' });
  return filter;
}

function orderType(ledger: LedgerDeclaration): Class {
  const fields = enumOf([
    'division',
    'year',
    ...Object.entries(ledger.fields)
      .filter(([, field]) => field.kind !== 'list')
      .map(([name]) => name),
  ]);
  registerEnumType(fields, { name: `${ledger.entity}Field`, description: `${ledger.zh}可排序的字段` });
  const order = named(`${ledger.entity}Order`);
  InputType({ description: `${ledger.zh}的排序` })(order);
  declare(order, 'field', () => fields);
  declare(order, 'direction', () => SortDirectionEnum, { defaultValue: 'ASC' });
  return order;
}

function graphqlType(field: LedgerField): ReturnTypeFunc {
  switch (field.kind) {
    case 'money':
    case 'number':
      return () => Float;
    case 'date':
      return () => GraphQLLocalDate;
    case 'boolean':
      return () => Boolean;
    case 'list':
      return () => [String];
    default:
      return () => String;
  }
}

function describe(field: LedgerField): string {
  const unit = field.kind === 'money' ? '元' : field.unit;
  return unit === undefined ? field.zh : `${field.zh}（${unit}）`;
}

function named(name: string): Class {
  return { [name]: class {} }[name]!;
}

function declare(
  owner: Class,
  name: string,
  type: ReturnTypeFunc,
  options: { nullable?: boolean; description?: string; defaultValue?: string } = {},
): void {
  Field(type, options)(owner.prototype as object, name);
}

function declareMethod(
  owner: Class,
  name: string,
  type: ReturnTypeFunc,
  description: string,
  method: (this: never, context: Context) => unknown,
  nullable = false,
): void {
  const prototype = owner.prototype as Record<string, unknown>;
  // The method may not hide the property of that name that the row brings, so it hangs on a name of its own.
  const methodName = `resolve_${name}`;
  prototype[methodName] = method;
  Reflect.defineMetadata('design:paramtypes', [Object], prototype, methodName);
  Ctx()(prototype, methodName, 0);
  Field(type, { name, description, nullable })(
    prototype,
    methodName,
    Object.getOwnPropertyDescriptor(prototype, methodName) as TypedPropertyDescriptor<unknown>,
  );
}
