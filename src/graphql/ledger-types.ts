import { Ctx, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import {
  columnName,
  type DatePrecision,
  type FigureFlag,
  type LedgerDeclaration,
  type LedgerField,
} from '../entities/ledger.js';
import { enterpriseYear } from '../entities/ledgers/enterprise-year.js';
import type { SourceRow } from '../indicators/answer/rows.js';
import { type ConnectionField, DIVISION, YEAR } from './connection-field.js';
import { type ConnectionTypes, connectionTypes } from './connection-types.js';
import type { Context } from './context.js';
import { type Class, declare, named, type ReturnTypeFunc } from './declared.js';
import { Division } from './division.resolver.js';
import { Enterprise } from './enterprise.types.js';
import { describedEnum } from './enums.js';
import { LedgerRow } from './ledger-row.js';
import { Node, NODE_ID, ROW_ID, rowNodeId } from './node-id.js';
import type { DivisionRecord, EnterpriseRecord } from './records.js';
import { LocalDate } from './scalars.js';

const DatePrecisionEnum = describedEnum<DatePrecision>('DatePrecision', '日期写到什么程度', {
  day: '日',
  xun: '旬',
  month: '月',
  quarter: '季',
  year: '年',
});

const FigureFlagEnum = describedEnum<FigureFlag>('FigureFlag', '数值确切到什么程度', {
  masked: '未公开',
  unknown: '不详',
  approximate: '约数（余、多、约）',
  atLeast: '不少于',
  atMost: '不多于',
});

@ObjectType({ description: '一个字段的数值标记', simpleResolvers: true })
export class FieldFlag {
  @Field(() => String, { description: '字段' })
  field!: string;

  @Field(() => FigureFlagEnum, { description: '标记' })
  flag!: FigureFlag;
}

/** Makes and registers the types of a ledger; to be called once a ledger. */
export function ledgerTypes(ledger: LedgerDeclaration): ConnectionTypes {
  const node = nodeType(ledger);
  const { entity, zh } = ledger;
  return connectionTypes(node, { entity, zh, fields: fieldsOf(ledger), derived: derivedOf(ledger) });
}

/** What a ledger's rows are filtered, sorted and grouped by. */
export function fieldsOf(ledger: LedgerDeclaration): Readonly<Record<string, ConnectionField>> {
  const renamed = Object.entries(ledger.fields).flatMap(([name, field]): [string, ConnectionField][] =>
    nodeField(name) === name
      ? [[name, field]]
      : [
          [nodeField(name), { ...field, column: columnName(name) }],
          [
            name,
            {
              ...field,
              zh: `${field.zh}（旧名）`,
              deprecated: `2026-12-01 起改用 ${nodeField(name)}，与台账行的字段同名`,
            },
          ],
        ],
  );
  const own = { division: DIVISION, year: YEAR, ...Object.fromEntries(renamed) };
  return ledger.enterprise === undefined ? own : { ...own, enterpriseRef: ENTERPRISE };
}

const ENTERPRISE: ConnectionField = { kind: 'enterprise', zh: '对应的企业（单位）', column: 'enterprise_id' };

/** What a ledger's rows are grouped by beside its own fields: what is known of their enterprise. */
export function derivedOf(ledger: LedgerDeclaration): Readonly<Record<string, ConnectionField>> {
  if (ledger.enterprise === undefined || ledger.id === enterpriseYear.id) return {};
  return {
    enterpriseIndustry: { kind: 'text', zh: '企业所属行业：最近一次在规上企业研发投入情况表中所填' },
    enterpriseAboveScale: {
      kind: 'boolean',
      zh: '企业该年是否规上：是否列入该年的规上企业研发投入情况表；空：没有该年的表，或没有对应的企业',
    },
  };
}

/** A field's name in the type of its ledger's rows, where `source` is the row's provenance. */
export function nodeField(name: string): string {
  return name === 'source' ? 'sourceText' : name;
}

function nodeType(ledger: LedgerDeclaration): Class {
  const node = named(ledger.entity);
  ObjectType({ description: ledger.zh, simpleResolvers: true, implements: Node })(node);
  declareMethod(
    node,
    'id',
    () => ID,
    NODE_ID,
    function id(this: { id: string; division: string }) {
      return rowNodeId({ type: ledger.entity, division: this.division, row: this.id });
    },
  );
  declareMethod(
    node,
    'rowId',
    () => ID,
    ROW_ID,
    function rowId(this: { id: string }) {
      return this.id;
    },
  );
  declare(node, 'division', () => ID, { description: '行政区划代码' });
  declareMethod(node, 'divisionRef', () => Division, '行政区划', divisionRef);
  declare(node, 'year', () => Int, { description: '年度' });
  for (const [name, field] of Object.entries(ledger.fields)) {
    declare(node, nodeField(name), graphqlType(field), { nullable: true, description: describe(field) });
    if (field.kind !== 'date') continue;
    declare(node, `${name}End`, () => LocalDate, { nullable: true, description: `${field.zh}（止）` });
    declare(node, `${name}Precision`, () => DatePrecisionEnum, { nullable: true, description: `${field.zh}（精度）` });
  }
  declare(node, 'flags', () => [FieldFlag], { description: '数值标记：没有列出的字段是确切的' });
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

async function divisionRef(this: { division: string }, { loaders }: Context): Promise<DivisionRecord> {
  return (await loaders.divisions.load(this.division))!;
}

function enterpriseRef(
  this: { division: string; enterpriseId: string | null },
  { loaders }: Context,
): Promise<EnterpriseRecord | null> | null {
  return this.enterpriseId === null
    ? null
    : loaders.enterprises.load({ division: this.division, id: this.enterpriseId });
}

function graphqlType(field: LedgerField): ReturnTypeFunc {
  switch (field.kind) {
    case 'money':
    case 'number':
      return () => Float;
    case 'date':
      return () => LocalDate;
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

function declareMethod(
  owner: Class,
  name: string,
  type: ReturnTypeFunc,
  description: string,
  method: (this: never, context: Context) => unknown,
  nullable = false,
): void {
  const prototype = owner.prototype as Record<string, unknown>;
  // The row has a property of that name, which the method must not hide: it has a name of its own.
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
