import type { Sql, Database } from '../database/sql.js';
import { sql } from 'kysely';
import { RequestError } from '../errors.js';
import { conditionsOf, enterpriseConditions, underSql } from './filters.js';
import { columnIn, type ConnectionDeclaration, type ConnectionField } from './connection-field.js';
import type { OrderBy } from './connection-types.js';
import { askedPage, type Connection, decodeCursor, encodeCursor, type PageArgs, pageOf } from './paging.js';

/** A table for a connection; each of its rows has a `division` and an `id`. */
export interface PagedTable extends Pick<ConnectionDeclaration, 'fields' | 'derived'> {
  /** Its name for callers. */
  readonly id: string;
  readonly table: string;
  /** A row `t` as JSON. */
  readonly node: Sql;
  /** A figure of a row `t` as it adds up, where that is not the column's value. */
  readonly amount?: (field: string) => Sql | undefined;
  /** The tables that derived fields stand in, joined to a row `t`, and each field's value there. */
  readonly joined?: { readonly tables: Sql; readonly values: Readonly<Record<string, Sql>> };
  /** Makes the node of a row's JSON; by default the JSON itself. */
  readonly tell?: (node: Record<string, unknown>) => object;
}

/** The arguments of a connection. */
export interface RowsQuery extends PageArgs {
  readonly filter?: object | null | undefined;
  readonly orderBy?: readonly OrderBy[] | null | undefined;
}

/**
 * A page of a table's rows. The cursor holds the sort values of a row, so a page stays correct while rows are added. One
 * statement, and one more where the total is asked for.
 */
export async function rowsPage(db: Database, paged: PagedTable, query: RowsQuery): Promise<Connection<object>> {
  const page = askedPage(query);
  const where = filterSql(query.filter ?? {}, paged.fields);
  const orders = [
    ...(query.orderBy ?? []).map((order) => ({
      ...sortOf(paged, order.field),
      descending: order.direction === 'DESC',
      nullsFirst: false,
    })),
    { name: '', column: sql`t.division`, cast: sql`t.division`, descending: false, nullsFirst: false },
    { name: '', column: sql`t.id`, cast: sql`t.id::text`, descending: false, nullsFirst: false },
  ];
  const order = orders.map(({ name, descending }) => (descending ? `-${name}` : name)).join(',');
  const read = page.backward ? orders.map(reversed) : orders;
  const beyond = page.cursor === null ? sql`true` : beyondSql(read, placeOf(page.cursor, order));
  const { rows } = await sql<{ node: Record<string, unknown>; place: (string | null)[] }>`
    select ${paged.node} as node, jsonb_build_array(${sql.join(orders.map((order) => order.cast))}) as place
    from ${sql.table(paged.table)} t where ${where} and ${beyond}
    order by ${sql.join(read.map(({ column, descending, nullsFirst }) => sql`${column} ${sql.raw(`${descending ? 'desc' : 'asc'} nulls ${nullsFirst ? 'first' : 'last'}`)}`))}
    limit ${page.size + 1}`
    .execute(db)
    .catch(refuseValues);
  const places = new Map(rows.map(({ node, place }) => [paged.tell?.(node) ?? node, place]));
  let total: Promise<number> | undefined;
  return {
    ...pageOf([...places.keys()], page, (row) => encodeCursor([order, ...places.get(row)!])),
    /** Counted when it is read. */
    get totalCount() {
      total ??= countRows(db, paged, where);
      return total;
    },
  };
}

/** The node of one row of a table; null where there is none. */
export async function rowAt(db: Database, paged: PagedTable, division: string, id: string): Promise<object | null> {
  const { rows } = await sql<{ node: Record<string, unknown> }>`
    select ${paged.node} as node from ${sql.table(paged.table)} t where t.division = ${division} and t.id = ${id}::uuid`.execute(
    db,
  );
  const node = rows[0]?.node;
  return node === undefined ? null : (paged.tell?.(node) ?? node);
}

/** The sort values of a cursor; throws for a cursor of another ledger or order. */
function placeOf(cursor: string, order: string): (string | number | boolean | null)[] {
  const [own, ...values] = decodeCursor(cursor, order.split(',').length + 1);
  if (own !== order) throw RequestError.invalidCursor();
  return values;
}

/** PostgreSQL's codes for values that it cannot read as the column's type; only a forged cursor has such. */
const UNREADABLE = ['22P02', '22003', '22007', '22008'];

function refuseValues(error: unknown): never {
  throw UNREADABLE.includes((error as { code?: string }).code ?? '') ? RequestError.invalidCursor() : error;
}

async function countRows(db: Database, { table }: PagedTable, where: Sql): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from ${sql.table(table)} t where ${where}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Kinds that are not stored as text. */
const OTHER_ORDER = new Set<ConnectionField['kind']>(['year', 'money', 'number', 'date', 'boolean', 'list']);

/** The sort expressions. Texts are ordered by code point, the same in every database. */
function sortOf({ id, fields }: PagedTable, name: string): { name: string; column: Sql; cast: Sql } {
  const field = fields[name];
  if (field === undefined) throw RequestError.unknownField(name, id);
  const stored = sql`t.${sql.ref(columnIn(fields, name))}`;
  return {
    name,
    column: OTHER_ORDER.has(field.kind) ? stored : sql`${stored} collate "C"`,
    cast: sql`${stored}::text`,
  };
}

/** An expression that rows are sorted by. */
interface Sort {
  readonly name: string;
  readonly column: Sql;
  /** Its value as text. */
  readonly cast: Sql;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

function reversed({ descending, nullsFirst, ...order }: Sort): Sort {
  return { ...order, descending: !descending, nullsFirst: !nullsFirst };
}

/** The condition of rows that come after the one with these sort values. */
function beyondSql(orders: readonly Sort[], values: readonly (string | number | boolean | null)[]): Sql {
  const alternatives = orders.map((order, index) => {
    const equal = orders
      .slice(0, index)
      .map((order, at) => sql`${order.column} is not distinct from ${bound(values[at]!)}`);
    return sql`(${sql.join([...equal, afterSql(order, values[index]!)], sql` and `)})`;
  });
  return sql`(${sql.join(alternatives, sql` or `)})`;
}

function afterSql({ column, descending, nullsFirst }: Sort, value: string | number | boolean | null): Sql {
  if (value === null) return nullsFirst ? sql`${column} is not null` : sql`false`;
  const further = sql`${column} ${sql.raw(descending ? '<' : '>')} ${bound(value)}`;
  return nullsFirst ? further : sql`(${further} or ${column} is null)`;
}

/** An untyped value, which PostgreSQL reads as the column's type. */
function bound(value: string | number | boolean | null): Sql {
  return sql`${value === null ? null : String(value)}`;
}

/** The condition of a filter on rows `t`. */
export function filterSql(filter: object, fields: PagedTable['fields']): Sql {
  const conditions = Object.entries(filter).flatMap(([name, value]): Sql[] => {
    if (value === undefined || value === null) return [];
    if (name === 'and' || name === 'or') {
      const parts = (value as object[]).map((each) => filterSql(each, fields));
      if (parts.length === 0) return [name === 'and' ? sql`true` : sql`false`];
      return [sql`(${sql.join(parts, name === 'and' ? sql` and ` : sql` or `)})`];
    }
    if (name === 'under') return [underSql(value as string)];
    if (name === 'not') return [sql`not coalesce(${filterSql(value as object, fields)}, false)`];
    if (fields[name]?.kind === 'enterprise') return enterpriseConditions(value as object);
    const column = columnIn(fields, name);
    const last = fields[name]?.kind === 'date' ? sql`t.${sql.ref(`${column}_end`)}` : undefined;
    return conditionsOf(sql`t.${sql.ref(column)}`, value as object, last);
  });
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}
