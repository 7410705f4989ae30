import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { DATASETS } from '../../src/reporting/datasets.js';
import { TABLES } from '../../src/reporting/tables.js';
import { VIEWS } from '../../src/reporting/views.js';
import { FOREIGN_KEYS } from './foreign-keys.js';
import { type OpenReader, openReader } from './open-reader.js';

/** What each tool asks the catalogues when it is given a PostgreSQL; our own statements, after the tools' sources. */
let reader: OpenReader;
let client: pg.Client;
beforeAll(async () => {
  reader = await openReader();
  client = new pg.Client({ connectionString: reader.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await reader.close();
});

const ask = async <T extends object>(statement: string, values: unknown[] = []): Promise<T[]> =>
  (await client.query<T>(statement, values)).rows;

const names = (datasets: readonly { name: string }[]) => datasets.map(({ name }) => name).toSorted();
const titles = (datasets: readonly { name: string; zh: string }[]) =>
  Object.fromEntries(datasets.map(({ name, zh }) => [name, zh]));

describe('DataEase', () => {
  test('finds the schema', async () => {
    const found = await ask<{ nspname: string }>('select nspname from pg_namespace');
    expect(found.map(({ nspname }) => nspname)).toContain('reporting');
  });

  test('lists the tables with their comments, which it looks for by the file of a table', async () => {
    const found = await ask<{ name: string; zh: string }>(
      `select relname as name, obj_description(relfilenode::regclass, 'pg_class') as zh from pg_class
       where relkind in ('r', 'p', 'f') and relnamespace = (select oid from pg_namespace where nspname = 'reporting')`,
    );
    expect(titles(found)).toEqual(titles(TABLES));
  });

  test('lists the views', async () => {
    const found = await ask<{ name: string; zh: string }>(
      `select c.relname as name, d.description as zh from pg_class c join pg_namespace n on n.oid = c.relnamespace
       left join pg_description d on d.objoid = c.oid where c.relkind = 'v' and n.nspname = 'reporting'`,
    );
    for (const view of VIEWS) expect(found).toContainEqual({ name: view.name, zh: view.zh });
  });

  test.each(DATASETS.map((dataset) => [dataset.name, dataset] as const))(
    'lists the columns of %s with type, comment and primary key',
    async (name, dataset) => {
      const found = await ask<{ name: string; type: string; zh: string; key: number }>(
        `select a.attname as name, t.typname as type, d.description as zh, case when i.indisprimary then 1 else 0 end as key
         from pg_class c join pg_attribute a on a.attrelid = c.oid
         left join pg_description d on d.objoid = a.attrelid and d.objsubid = a.attnum
         join pg_type t on t.oid = a.atttypid
         left join pg_index i on i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey)
         where c.relnamespace = (select oid from pg_namespace where nspname = 'reporting') and c.relname = $1
           and a.attnum > 0 and not a.attisdropped order by a.attnum`,
        [name],
      );
      const isTable = TABLES.includes(dataset);
      expect(found.map(({ name: column, zh, key }) => [column, zh, key])).toEqual(
        dataset.columns.map((column) => [column.name, column.zh, isTable && dataset.key.includes(column.name) ? 1 : 0]),
      );
      expect(found.map(({ type }) => type)).not.toContain('jsonb');
    },
  );
});

describe('Metabase', () => {
  test('lists tables and views with their comments, and finds them readable and not writable', async () => {
    const found = await ask<{ name: string; zh: string; kind: string }>(
      `select c.relname as name, d.description as zh, case c.relkind when 'r' then 'TABLE' when 'v' then 'VIEW' end as kind
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       left join pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
       left join pg_stat_user_tables s on s.schemaname = n.nspname and s.relname = c.relname
       where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'f', 'm')
         and n.nspname = 'reporting'`,
    );
    expect(titles(found)).toEqual(titles(DATASETS));
    expect(names(found.filter(({ kind }) => kind === 'VIEW'))).toEqual(names(VIEWS));
    const rights = await ask<{ schema: string; name: string; read: boolean; write: boolean }>(
      `select schemaname as schema, objectname as name,
         has_any_column_privilege(current_user, format('%I.%I', schemaname, objectname), 'select') as read,
         has_any_column_privilege(current_user, format('%I.%I', schemaname, objectname), 'insert, update')
           or has_table_privilege(current_user, format('%I.%I', schemaname, objectname), 'delete') as write
       from (
         select schemaname, tablename as objectname from pg_tables
         union all select schemaname, viewname from pg_views union all select schemaname, matviewname from pg_matviews
       ) object
       where schemaname !~ '^pg_' and schemaname <> 'information_schema' and has_schema_privilege(current_user, schemaname, 'usage')`,
    );
    expect(names(rights.filter(({ read }) => read))).toEqual(names(DATASETS));
    expect(new Set(rights.filter(({ read }) => read).map(({ schema }) => schema))).toEqual(new Set(['reporting']));
    expect(rights.filter(({ write }) => write)).toEqual([]);
  });

  test('lists columns with comments and primary keys by the information schema', async () => {
    const found = await ask<{ table: string; name: string; zh: string; key: boolean }>(
      `select c.table_name as "table", c.column_name as name, k.column_name is not null as key,
         col_description(format('%I.%I', c.table_schema, c.table_name)::regclass::oid, c.ordinal_position) as zh
       from information_schema.columns c
       left join (
         select u.table_schema, u.table_name, u.column_name
         from information_schema.table_constraints t
         join information_schema.key_column_usage u using (constraint_name, table_schema, table_name)
         where t.constraint_type = 'PRIMARY KEY'
       ) k on k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name
       where c.table_schema !~ '^information_schema|catalog_history|pg_' order by c.table_name, c.ordinal_position`,
    );
    for (const dataset of DATASETS) {
      const isTable = TABLES.includes(dataset);
      expect(found.filter(({ table }) => table === dataset.name).map(({ name, zh, key }) => [name, zh, key])).toEqual(
        dataset.columns.map((column) => [column.name, column.zh, isTable && dataset.key.includes(column.name)]),
      );
    }
    expect(new Set(found.map(({ table }) => table)).size).toBe(DATASETS.length);
  });

  test('lists foreign keys', async () => {
    const found = await ask<{ key: string }>(
      `select format('%s.%s → %s.%s', f.relname, fa.attname, p.relname, pa.attname) as key
       from pg_constraint c
       join pg_class f on f.oid = c.conrelid join pg_attribute fa on fa.attrelid = c.conrelid and fa.attnum = any (c.conkey)
       join pg_class p on p.oid = c.confrelid join pg_attribute pa on pa.attrelid = c.confrelid and pa.attnum = any (c.confkey)
       where c.contype = 'f' and c.connamespace = (select oid from pg_namespace where nspname = 'reporting') order by 1`,
    );
    expect(found.map(({ key }) => key)).toEqual(FOREIGN_KEYS);
  });
});

describe('Grafana', () => {
  test('asks for the version and for extensions', async () => {
    const [row] = await ask<{ version: number }>(`select current_setting('server_version_num')::int / 100 as version`);
    expect(row!.version).toBeGreaterThanOrEqual(1500);
    expect(await ask(`select extversion from pg_extension where extname = 'timescaledb'`)).toEqual([]);
  });

  test('lists the tables of the search path without a schema before them', async () => {
    const found = await ask<{ table: string }>(
      `select case when quote_ident(table_schema) in (select trim(s) from unnest(string_to_array(current_setting('search_path'), ',')) s)
           then quote_ident(table_name) else quote_ident(table_schema) || '.' || quote_ident(table_name) end as "table"
       from information_schema.tables where quote_ident(table_schema) not in ('information_schema', 'pg_catalog') order by 1`,
    );
    expect(found.map(({ table }) => table).toSorted()).toEqual(names(DATASETS));
  });

  test('lists columns with types, a date among them to chart by', async () => {
    const found = await ask<{ column: string; type: string }>(
      `select quote_ident(column_name) as "column", data_type as type from information_schema.columns
       where quote_ident(table_name) = 'indicator_year'
         and quote_ident(table_schema) in (select trim(s) from unnest(string_to_array(current_setting('search_path'), ',')) s)`,
    );
    expect(found).toEqual(
      expect.arrayContaining([
        { column: 'first_day', type: 'date' },
        { column: 'value', type: 'numeric' },
      ]),
    );
  });

  test('charts an indicator by time', async () => {
    const found = await ask(
      `select extract(epoch from first_day)::int as time, value::float8 from indicator_year
       where first_day between '2022-06-01' and '2024-12-31' and indicator = 'FUND_UPPER_TOTAL' and dimension = '' and division = '990204'
       order by 1`,
    );
    expect(found).toEqual([
      { time: 1672531200, value: 724 },
      { time: 1704067200, value: 802 },
    ]);
  });
});

describe('Superset', () => {
  test('lists databases, sets the schema and estimates and cancels statements', async () => {
    const [own] = await ask<{ name: string }>('select current_database() as name');
    const databases = await ask<{ datname: string }>('select datname from pg_database where not datistemplate');
    expect(databases.map(({ datname }) => datname)).toContain(own!.name);
    await client.query('set search_path = "reporting"');
    const [plan] = await ask<{ 'QUERY PLAN': string }>('explain select * from project');
    expect(plan!['QUERY PLAN']).toMatch(/cost=/u);
    const [pid] = await ask<{ pid: number }>('select pg_backend_pid() as pid');
    const other = new pg.Client({ connectionString: reader.url });
    await other.connect();
    const [running] = (await other.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
    const sleeping = other.query('select pg_sleep(20)').catch((error: { code: string }) => error.code);
    other.on('error', () => undefined);
    await ask('select pg_terminate_backend(pid) from pg_stat_activity where pid = $1', [running!.pid]);
    expect(await sleeping).toBe('57P01');
    expect(running!.pid).not.toBe(pid!.pid);
  });
});
