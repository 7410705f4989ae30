import type { GraphQLResolveInfo } from 'graphql';
import { parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';
import { sql } from 'kysely';
import type { Database, Sql } from '../database/sql.js';
import { RequestError } from '../errors.js';
import { columnIn, type ConnectionField } from './connection-field.js';
import { conditionsOf } from './filters.js';
import { type Measure, type SummaryKind, summaryOf } from './group-types.js';
import { askedPage, type Connection, decodeCursor, encodeCursor, pageOf } from './paging.js';
import { filterSql, type PagedTable } from './rows-page.js';

/** The arguments of groups. */
export interface GroupsQuery {
  /** Names of the fields whose values make a group; none: one group of all rows. */
  readonly by: readonly string[];
  readonly filter?: object | null | undefined;
  readonly having?: object | null | undefined;
  readonly orderBy?: readonly GroupOrder[] | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface GroupOrder {
  readonly by: Measure;
  readonly field?: string | null;
  readonly direction?: 'ASC' | 'DESC' | null;
}

/** The aggregates of a field's values by the kind of its summary, each with its name there. */
const AGGREGATES: Readonly<Record<SummaryKind, Readonly<Record<string, (value: Sql) => Sql>>>> = {
  number: {
    known: (value) => sql`count(${value})::int`,
    sum: (value) => sql`sum(${value})`,
    average: (value) => sql`avg(${value})`,
    min: (value) => sql`min(${value})`,
    max: (value) => sql`max(${value})`,
    median: (value) => sql`percentile_cont(0.5) within group (order by ${value})`,
  },
  date: {
    known: (value) => sql`count(${value})::int`,
    min: (value) => sql`min(${value})`,
    max: (value) => sql`max(${value})`,
  },
  text: {
    known: (value) => sql`count(${value})::int`,
    distinct: (value) => sql`count(distinct ${value})::int`,
  },
};

/**
 * The groups of a table's rows, those with the same values of some fields, with the summaries of the fields `told`. Groups are in the order asked for, and of equal ones in that of their keys, empty values last. One statement.
 */
export async function groupsOf(
  db: Database,
  paged: PagedTable,
  query: GroupsQuery,
  told: readonly string[],
): Promise<Connection<object>> {
  const page = askedPage(query);
  const offset = page.cursor === null ? 0 : offsetIn(page.cursor);
  const keys = [...new Set(query.by)];
  const orders = [
    ...(query.orderBy ?? []).map((order) => orderSql(paged, keys, order)),
    ...keys.map((key) => sql`${keySql(paged, key)}`),
  ];
  const groups = keys.length === 0 ? sql`` : sql`group by ${sql.join(keys.map((key) => keySql(paged, key)))}`;
  const order = orders.length === 0 ? sql`` : sql`order by ${sql.join(orders)}`;
  const { rows } = await sql<{ node: object; total: number }>`
    select ${nodeSql(paged, keys, told)} as node, count(*) over ()::int as total
    from ${sql.table(paged.table)} t ${keys.some((key) => key in (paged.derived ?? {})) ? paged.joined!.tables : sql``} where ${filterSql(query.filter ?? {}, paged.fields)} ${groups} having ${havingSql(paged, query.having ?? {})}
    ${order} limit ${page.size + 1} offset ${offset}`.execute(db);
  const places = new Map(rows.map(({ node }, index) => [node, offset + index + 1]));
  const total =
    rows[0]?.total ?? (offset === 0 ? 0 : (await groupsOf(db, paged, { ...query, after: null }, [])).totalCount);
  return { ...pageOf([...places.keys()], page, (node) => encodeCursor([places.get(node)!])), totalCount: total };
}

function offsetIn(cursor: string): number {
  const [place] = decodeCursor(cursor, 1);
  if (!Number.isInteger(place) || (place as number) < 0 || (place as number) > 2 ** 31)
    throw RequestError.invalidCursor();
  return place as number;
}

function nodeSql(paged: PagedTable, keys: readonly string[], told: readonly string[]): Sql {
  const summaries = told.map((name) => {
    const kind = summaryOf(paged.fields[name]!)!;
    const values = Object.entries(AGGREGATES[kind]).map(
      ([key, of]) => sql`${sql.lit(key)}, ${of(valueSql(paged, name))}`,
    );
    return sql`${sql.lit(name)}, jsonb_build_object(${sql.join(values)})`;
  });
  const values = keys.map((name) => sql`${sql.lit(name)}, ${keySql(paged, name)}`);
  return sql`jsonb_build_object(${sql.join([sql`'keys', jsonb_build_object(${sql.join(values)})`, sql`'count', count(*)::int`, ...summaries])})`;
}

/** Texts are ordered by code point, the same in every database. */
function keySql({ fields, derived = {}, joined }: PagedTable, name: string): Sql {
  const column = joined?.values[name] ?? sql`t.${sql.ref(columnIn(fields, name))}`;
  return ['year', 'boolean'].includes({ ...fields, ...derived }[name]!.kind) ? column : sql`${column} collate "C"`;
}

/** A field's value as it adds up. */
function valueSql({ amount, fields }: PagedTable, name: string): Sql {
  return amount?.(name) ?? sql`t.${sql.ref(columnIn(fields, name))}`;
}

function orderSql(paged: PagedTable, keys: readonly string[], { by, field, direction }: GroupOrder): Sql {
  return sql`${measureSql(paged, keys, by, field ?? null)} ${sql.raw(direction === 'DESC' ? 'desc' : 'asc')} nulls last`;
}

function measureSql(paged: PagedTable, keys: readonly string[], by: Measure, name: string | null): Sql {
  if (by === 'COUNT' && name === null) return sql`count(*)`;
  if (name !== null && by === 'KEY' && keys.includes(name)) return keySql(paged, name);
  const field: ConnectionField | undefined = paged.fields[name ?? ''];
  if (name === null || field === undefined || by === 'COUNT') throw RequestError.groupOrder(by, name);
  const aggregate = AGGREGATES[summaryOf(field) ?? 'text'][by.toLowerCase()];
  if (aggregate === undefined || summaryOf(field) === undefined) throw RequestError.groupOrder(by, name);
  return aggregate(valueSql(paged, name));
}

/** The conditions on groups: on their number of rows, and on the summaries of fields. */
function havingSql(paged: PagedTable, having: object): Sql {
  const conditions = Object.entries(having).flatMap(([name, filter]): Sql[] => {
    if (filter === undefined || filter === null) return [];
    if (name === 'count') return conditionsOf(sql`count(*)`, filter as object);
    const aggregates = AGGREGATES[summaryOf(paged.fields[name]!)!];
    return Object.entries(filter as object).flatMap(([key, each]) =>
      each === undefined || each === null ? [] : conditionsOf(aggregates[key]!(valueSql(paged, name)), each as object),
    );
  });
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** The fields of groups that a request tells, wherever it names them. */
export function toldFields(info: GraphQLResolveInfo): string[] {
  const below = ({ fieldsByTypeName }: ResolveTree): ResolveTree[] =>
    Object.values(fieldsByTypeName).flatMap((fields) => Object.values(fields));
  const lists = below(parseResolveInfo(info) as ResolveTree);
  const nodes = lists.flatMap((list) => (list.name === 'nodes' ? [list] : list.name === 'edges' ? below(list) : []));
  const names = nodes.flatMap(below).map(({ name }) => name);
  return [...new Set(names)].filter((name) => !['keys', 'count'].includes(name));
}
