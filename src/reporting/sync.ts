import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { lock } from '../database/locks.js';
import type { Database } from '../database/sql.js';
import { type View, VIEWS } from './views.js';

/** A column of a view in the database, in order. */
interface StandingColumn {
  readonly view: string;
  readonly column: string;
  readonly type: string;
}

/**
 * Brings the views of the schema `reporting` to the ledgers' declarations, with their comments. A view is replaced in
 * place and never dropped: it keeps its oid, its grants and its dependants; new columns come last, and a column that a
 * ledger no longer has stays and is empty. One transaction; unchanged views are not replaced, because replacing one waits
 * for all its readers.
 */
export async function syncViews(db: Database, views: readonly View[] = VIEWS): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lock(tx, 'views');
    const statements = views.map((view) => [view, viewStatements(view, []).map((each) => each.compile(tx).sql)]);
    const hash = createHash('sha256').update(JSON.stringify(statements)).digest('hex');
    const { rows } = await sql<{ hash: string | null; views: number }>`
      select (select value from figures.state where name = 'views') as hash,
        (select count(*)::int from pg_views where schemaname = 'reporting' and viewname = any(${views.map(({ name }) => name)})) as views`.execute(
      tx,
    );
    if (rows[0]!.hash === hash && rows[0]!.views === views.length) return;
    const standing = await sql<StandingColumn>`
      select c.relname as view, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'reporting'::regnamespace and c.relkind = 'v' order by c.relname, a.attnum`.execute(tx);
    for (const view of views)
      for (const statement of viewStatements(
        view,
        standing.rows.filter((column) => column.view === view.name),
      ))
        await statement.execute(tx);
    await sql`insert into figures.state (name, value) values ('views', ${hash}) on conflict (name) do update set value = excluded.value`.execute(
      tx,
    );
  });
}

/** The statements that make or replace a view. */
function viewStatements(view: View, standing: readonly StandingColumn[]): RawBuilder<unknown>[] {
  const declared = new Map(view.columns.map((column) => [column.name, column]));
  const kept = standing.map(({ column, type }) => {
    const still = declared.get(column);
    declared.delete(column);
    return still ?? { name: column, zh: '已停用', from: sql`null::${sql.raw(type)}` };
  });
  const columns = [...kept, ...declared.values()];
  const name = sql.table(`reporting.${view.name}`);
  const selected = sql.join(columns.map((column) => sql`${column.from} as ${sql.ref(column.name)}`));
  return [
    sql`create or replace view ${name} as select ${selected} from ${view.source}`,
    sql`comment on view ${name} is ${sql.lit(view.zh)}`,
    ...columns.map((column) => sql`comment on column ${name}.${sql.ref(column.name)} is ${sql.lit(column.zh)}`),
  ];
}
