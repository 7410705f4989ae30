import { sql } from 'kysely';
import type { Database } from '../database/sql.js';
import { apply } from './apply.js';
import { condition } from './condition.js';
import { ODataError } from './error.js';
import { type Expanded, readExpand } from './expand.js';
import { readExpression } from './expression.js';
import { type Options, wholeNumber } from './options.js';
import { after, type Order, orderBy, ordering } from './ordering.js';
import { asText, type TextRow } from './rows.js';
import { search } from './search.js';
import { selection } from './selection.js';
import { readSkipToken, writeSkipToken } from './skiptoken.js';
import { filtered, type Source, type SourceColumn } from './source.js';
import { TokenReader } from './tokens.js';

/** A page of rows for the answer of a collection. */
export interface Page {
  readonly source: Source;
  /** The columns of the answer. */
  readonly columns: readonly SourceColumn[];
  readonly expanded: readonly Expanded[];
  readonly rows: readonly TextRow[];
  /** How many rows there are on all pages; absent unless asked for. */
  readonly count: string | undefined;
  /** The `$skiptoken` of the next page; absent on the last. */
  readonly next: string | undefined;
}

/** Reads one page of a source, with memory for `size` rows only. */
export async function readPage(db: Database, dataset: Source, options: Options, size: number): Promise<Page> {
  const source = narrowed(dataset, options);
  const columns = selection(options.select, source);
  const expanded = readExpand(options, source);
  const orders = ordering(options.orderby, source);
  const token = options.skiptoken;
  const position = token === undefined ? undefined : readSkipToken(token, orders);
  const left = position === undefined ? wholeNumber(options, 'top') : position.left;
  const skip = position === undefined ? (wholeNumber(options, 'skip') ?? 0) : 0;
  const count = wantsCount(options) ? (position?.count ?? (await countRows(db, source))) : undefined;
  const limit = Math.min(size, left ?? size);
  const keys = source.columns.filter(({ name }) => expanded.some(({ link }) => link.column === name));
  const shown = [...new Set([...columns, ...keys, ...orders.map((order) => order.column)])];
  const where = position === undefined ? sql`` : sql`where ${after(orders, position.after)}`;
  const { rows } = await sql<TextRow>`select ${sql.join(shown.map(asText))} from ${source.from} ${where}
    ${orderBy(orders)} limit ${limit + 1} offset ${skip}`.execute(db);
  const page = rows.slice(0, limit);
  const goesOn = rows.length > limit && (left === undefined || left > limit);
  const next = goesOn
    ? writeSkipToken(orders, { after: valuesOf(page.at(-1)!, orders), left: left && left - limit, count })
    : undefined;
  return { source, columns, expanded, rows: page, count, next };
}

/** How many rows a source has after `$apply` and `$filter`. */
export async function countOf(db: Database, dataset: Source, options: Options): Promise<string> {
  return countRows(db, narrowed(dataset, options));
}

function narrowed(dataset: Source, options: Options): Source {
  const searched = options.search === undefined ? dataset : filtered(dataset, search(options.search, dataset));
  const source = options.apply === undefined ? searched : apply(options.apply, searched);
  if (options.filter === undefined) return source;
  const reader = new TokenReader('$filter', options.filter);
  const expression = readExpression(reader);
  reader.end();
  return filtered(source, condition(expression, source, '$filter'));
}

async function countRows(db: Database, source: Source): Promise<string> {
  const { rows } = await sql<{ count: string }>`select count(*)::text as count from ${source.from}`.execute(db);
  return rows[0]!.count;
}

function wantsCount(options: Options): boolean {
  const { count } = options;
  if (count !== undefined && count !== 'true' && count !== 'false')
    throw ODataError.invalid('$count', '应为 true 或 false');
  return count === 'true';
}

function valuesOf(row: TextRow, orders: readonly Order[]): (string | null)[] {
  return orders.map((order) => row[order.column.name] ?? null);
}
