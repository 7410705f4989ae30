import { sql } from 'kysely';
import type { ColumnType } from '../reporting/datasets.js';
import { condition, isInt } from './condition.js';
import { ODataError } from './error.js';
import { readExpression } from './expression.js';
import { filtered, ref, type Source, type SourceColumn } from './source.js';
import { type Sql } from '../database/sql.js';
import { TokenReader } from './tokens.js';

const OPTION = '$apply';
const MAX_TRANSFORMATIONS = 10;
/** The transformations that there are. */
export const TRANSFORMATIONS = ['filter', 'groupby', 'aggregate', 'topcount', 'bottomcount'];
/** Transformations of the standard that are not supported. */
const NOT_SUPPORTED = new Set(
  `topsum toppercent bottomsum bottompercent identity concat compute expand search`.split(' '),
);

/** The result type of an aggregation method for a type of column; undefined where it does not apply. */
const METHODS: Readonly<
  Record<string, { gives: (type: ColumnType) => ColumnType | undefined; sql: (column: Sql) => Sql }>
> = {
  sum: { gives: ofNumbers, sql: (column) => sql`sum(${column})::numeric` },
  average: { gives: ofNumbers, sql: (column) => sql`avg(${column})::numeric` },
  min: { gives: ofOrdered, sql: (column) => sql`min(${column})` },
  max: { gives: ofOrdered, sql: (column) => sql`max(${column})` },
  countdistinct: {
    gives: (type) => (type === 'list' || type === 'flags' ? undefined : 'decimal'),
    sql: (column) => sql`count(distinct ${column})::numeric`,
  },
};

/** The source that `$apply` makes of a source by its transformations, one after the other. */
export function apply(text: string, source: Source): Source {
  const reader = new TokenReader(OPTION, text);
  let result = source;
  let count = 0;
  do {
    if (++count > MAX_TRANSFORMATIONS) throw ODataError.invalid(OPTION, `变换超过 ${MAX_TRANSFORMATIONS} 步`);
    result = transform(reader, result);
  } while (reader.accept('/'));
  reader.end();
  return result;
}

function transform(reader: TokenReader, source: Source): Source {
  const name = reader.name(`变换 ${TRANSFORMATIONS.join('、')}`);
  if (!TRANSFORMATIONS.includes(name)) throw noTransformation(name);
  reader.expect('(');
  const result =
    name === 'filter'
      ? filter(reader, source)
      : name === 'groupby'
        ? groupBy(reader, source)
        : within(reader, name, source, []);
  reader.expect(')');
  return result;
}

function noTransformation(name: string): ODataError {
  return NOT_SUPPORTED.has(name)
    ? ODataError.notSupported(`变换 ${name}`, `可用的有：${TRANSFORMATIONS.join('、')}`)
    : ODataError.unknownFunction(OPTION, name, TRANSFORMATIONS);
}

function filter(reader: TokenReader, source: Source): Source {
  return filtered(source, condition(readExpression(reader), source, OPTION));
}

function groupBy(reader: TokenReader, source: Source): Source {
  reader.expect('(');
  const names = reader.list(() => {
    const name = reader.name('分组属性');
    if (name === 'rollup' && reader.isAt('(')) throw ODataError.notSupported('groupby 中的 rollup');
    return name;
  });
  reader.expect(')');
  const groups = [...new Set(names)].map((name) => columnOf(source, name));
  const several = groups.find(({ type }) => type === 'list' || type === 'flags');
  if (several !== undefined) throw ODataError.typeMismatch(OPTION, `${several.name} 有多个值，不能用来分组`);
  if (!reader.accept(',')) return grouped(source, groups, []);
  const inner = reader.name('aggregate');
  if (!TRANSFORMATIONS.includes(inner)) throw noTransformation(inner);
  if (inner === 'filter' || inner === 'groupby') throw ODataError.notSupported(`groupby 中的 ${inner}`);
  reader.expect('(');
  const result = within(reader, inner, source, groups);
  reader.expect(')');
  return result;
}

/** What is done within each group, or in all rows where there are no groups. */
function within(reader: TokenReader, name: string, source: Source, groups: readonly SourceColumn[]): Source {
  return name === 'aggregate' ? aggregate(reader, source, groups) : extremes(reader, name, source, groups);
}

/** The rows with the most or least of a figure; one that is unknown is neither. */
function extremes(reader: TokenReader, name: string, source: Source, groups: readonly SourceColumn[]): Source {
  const { kind, text } = reader.next();
  if (kind !== 'number' || !isInt(text) || Number(text) < 0)
    throw ODataError.invalid(OPTION, `${name} 的个数应为不小于 0 的整数`);
  reader.expect(',');
  const column = columnOf(source, reader.name('属性'));
  if (ofOrdered(column.type) === undefined) throw ODataError.typeMismatch(OPTION, `${column.name} 不能比较大小`);
  const by = ref(column.name);
  const order = [sql`${by} ${name === 'topcount' ? sql`desc` : sql`asc`}`, ...source.key.map(ref)];
  const parts = groups.length === 0 ? sql`` : sql`partition by ${sql.join(groups.map((group) => ref(group.name)))}`;
  const columns = sql.join(source.columns.map((each) => ref(each.name)));
  return {
    ...source,
    from: sql`(select ${columns} from (
      select ${columns}, row_number() over (${parts} order by ${sql.join(order)}) as "@place" from ${source.from} where ${by} is not null
    ) t where t."@place" <= ${Number(text)}) as t`,
  };
}

function aggregate(reader: TokenReader, source: Source, groups: readonly SourceColumn[]): Source {
  return grouped(
    source,
    groups,
    reader.list(() => readAggregation(reader, source)),
  );
}

interface Aggregation extends SourceColumn {
  readonly sql: Sql;
}

function readAggregation(reader: TokenReader, source: Source): Aggregation {
  const name = reader.name('属性或 $count');
  if (name === '$count') return { name: alias(reader), type: 'decimal', nullable: false, sql: sql`count(*)::numeric` };
  const column = columnOf(source, name);
  reader.expect('with');
  const method = reader.name('汇总方法');
  const called = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (called === undefined) throw ODataError.unknownFunction(OPTION, method, Object.keys(METHODS));
  const type = called.gives(column.type);
  if (type === undefined) throw ODataError.typeMismatch(OPTION, `${name} 不能用 ${method} 汇总`);
  return { name: alias(reader), type, nullable: method !== 'countdistinct', sql: called.sql(ref(name)) };
}

/** PostgreSQL truncates names that are longer, in bytes. */
const MAX_NAME = 20;

function alias(reader: TokenReader): string {
  reader.expect('as');
  const name = reader.name('结果名称');
  if (/[$.]/u.test(name) || name.length > MAX_NAME * 3 || Buffer.byteLength(name) > MAX_NAME * 3) {
    throw ODataError.invalid(OPTION, `结果名称 ${name} 只能用文字、数字和下划线，且不超过 ${MAX_NAME} 字`);
  }
  return name;
}

function grouped(source: Source, groups: readonly SourceColumn[], aggregations: readonly Aggregation[]): Source {
  const columns = [...groups, ...aggregations.map(({ name, type, nullable }) => ({ name, type, nullable }))];
  const names = columns.map((column) => column.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw ODataError.invalid(OPTION, `结果名称 ${twice} 重复`);
  const keys = groups.map((column) => ref(column.name));
  const selected = [...keys, ...aggregations.map((each) => sql`${each.sql} as ${sql.id(each.name)}`)];
  const by = keys.length === 0 ? sql`` : sql`group by ${sql.join(keys)}`;
  return {
    from: sql`(select ${sql.join(selected)} from ${source.from} ${by}) as t`,
    columns,
    key: groups.map((column) => column.name),
  };
}

function columnOf(source: Source, name: string): SourceColumn {
  const column = source.columns.find((each) => each.name === name);
  if (column === undefined) {
    const names = source.columns.map((each) => each.name);
    throw ODataError.unknownProperty(OPTION, name, names);
  }
  return column;
}

function ofNumbers(type: ColumnType): ColumnType | undefined {
  return type === 'integer' || type === 'decimal' ? 'decimal' : undefined;
}

function ofOrdered(type: ColumnType): ColumnType | undefined {
  return ['list', 'flags', 'boolean', 'uuid'].includes(type) ? undefined : type;
}
