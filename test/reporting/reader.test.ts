import { databaseOf, connect } from '../../src/database/orm.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../../src/database/sql.js';
import { connectionOf } from '../../src/reporting/connection.js';
import { stopOverruns } from '../../src/reporting/overruns.js';
import { grantReader, type Reader, removeReader } from '../../src/reporting/reader.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
let reader: Reader;
const clients: pg.Client[] = [];
const made = new Set<string>();

/** Roles belong to the whole PostgreSQL, which other test files share. */
const newName = () => {
  const name = `bi_${randomBytes(6).toString('hex')}`;
  made.add(name);
  return name;
};

const make = (options: { timeoutSeconds?: number; connections?: number; name?: string } = {}) =>
  grantReader(database.db, { name: newName(), exclusive: false, ...options });

/** A session of a role over TCP, as a BI tool opens it. */
const login = async (role: { name: string; password: string }): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: connectionOf(database.url, role).url });
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
};

const refused = async (client: pg.Client, statement: string): Promise<string> => {
  try {
    await client.query(statement);
    return 'done';
  } catch (error) {
    await client.query('rollback');
    return (error as { code: string }).code;
  }
};

const NO_RIGHT = '42501';
const READ_ONLY = '25006';
/** Of a view over several tables, which nobody can write to. */
const NO_TARGET = '55000';

beforeAll(async () => {
  database = await createTestDatabase('samples');
  reader = await make();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
});
afterAll(async () => {
  for (const name of made) await removeReader(database.db, name).catch(() => undefined);
  await database.close();
});

describe('a read-only role', () => {
  test('reads the figures and every view, without naming the schema', async () => {
    const client = await login(reader);
    const { rows } = await client.query(
      `select value from indicator_year where indicator = 'FUND_UPPER_TOTAL' and dimension = '' and year = 2024 and division = '990204'`,
    );
    expect(rows).toEqual([{ value: '802.00' }]);
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.rows.length).toBeGreaterThanOrEqual(22);
    for (const { name } of tables.rows) {
      expect(name).toMatch(/^reporting\./u);
      expect([name, (await client.query(`select 1 as row from ${name} limit 1`)).rows]).toEqual([name, [{ row: 1 }]]);
    }
  });

  test('reads no other schema', async () => {
    const client = await login(reader);
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'reporting')`.execute(database.db);
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['public.project', 'public.import_file', 'figures.part']),
    );
    for (const { name } of rows)
      expect([name, await refused(client, `select * from ${name}`)]).toEqual([name, NO_RIGHT]);
  });

  test('writes nothing and makes nothing, even in a transaction that it declares to be writing', async () => {
    const client = await login(reader);
    const { database: name } = (await client.query<{ database: string }>('select current_database() as database'))
      .rows[0]!;
    const statements = [
      `insert into reporting.dim_year values (2099, '2099-01-01', '2099-12-31')`,
      'update reporting.indicator_year set value = 0',
      'delete from reporting.indicator_month',
      'truncate reporting.target',
      'update reporting.project set name = null',
      'delete from reporting.enterprise',
      'drop view reporting.project',
      `comment on table reporting.dim_year is 'x'`,
      'create table reporting.mine (a int)',
      'create table public.mine (a int)',
      'create view reporting.mine as select 1 as a',
      'create function public.mine() returns int language sql return 1',
      'create schema mine',
      'create temp table mine (a int)',
      `alter role current_user connection limit 100`,
      'create role mine',
      `alter database ${name} set statement_timeout = 0`,
    ];
    for (const statement of statements) {
      expect([statement, await refused(client, statement)]).toEqual([
        statement,
        expect.stringMatching(`${READ_ONLY}|${NO_RIGHT}|${NO_TARGET}`),
      ]);
      expect([statement, await refused(client, `begin read write; ${statement}`)]).toEqual([
        statement,
        expect.stringMatching(`${NO_RIGHT}|${NO_TARGET}`),
      ]);
    }
  });

  test('gets a date grouped by its year in that year, whatever the zone of its program', async () => {
    const client = await login(reader);
    const { rows } = await client.query<{ year: number; grouped: Date }>(
      `select year, date_trunc('year', first_day) as grouped from dim_year order by year`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { year, grouped } of rows) expect([year, grouped.getUTCFullYear()]).toEqual([year, year]);
    const chinese = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' });
    for (const { year, grouped } of rows) expect(chinese.format(grouped)).toBe(String(year));
  });

  test('is broken off when a statement runs longer than its timeout', async () => {
    const client = await login(await make({ timeoutSeconds: 1 }));
    expect(await refused(client, 'select pg_sleep(30)')).toBe('57014');
    expect(await refused(client, 'select count(*) from indicator_month a, indicator_month b, indicator_month c')).toBe(
      '57014',
    );
  });

  test('gets no more time by lifting its own timeout, for a session or for good', async () => {
    const role = await make({ timeoutSeconds: 1 });
    const still = await login(reader);
    const quick = still.query('select pg_sleep(4)');
    for (const lift of [
      'set statement_timeout = 0',
      `begin read write; alter role ${role.name} set statement_timeout = 0; commit`,
    ]) {
      await (await login(role)).query(lift);
      const client = await login(role);
      if (lift.startsWith('set')) await client.query(lift);
      expect((await client.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
      const sleeping = refused(client, 'select pg_sleep(30)');
      const stopped = new Set<string>();
      while (!stopped.has(role.name)) {
        for (const name of await stopOverruns(database.db)) stopped.add(name);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(await sleeping).toBe('57014');
      expect(stopped).toEqual(new Set([role.name]));
    }
    expect((await quick).rowCount).toBe(1);
  });

  test('fills the disk with the files of its sorting no further than it may', async () => {
    const client = await login(reader);
    expect((await client.query('show temp_file_limit')).rows).toEqual([{ temp_file_limit: '2GB' }]);
    expect(await refused(client, 'set temp_file_limit = -1')).toBe(NO_RIGHT);
    expect(await refused(client, `begin read write; alter role ${reader.name} set temp_file_limit = -1`)).toBe(
      NO_RIGHT,
    );
  });

  test('cannot give itself rights, connections or another mark', async () => {
    const client = await login(reader);
    for (const change of [
      `alter role ${reader.name} connection limit 100`,
      `alter role ${reader.name} superuser`,
      `comment on role ${reader.name} is ''`,
    ])
      expect([change, await refused(client, `begin read write; ${change}`)]).toEqual([change, NO_RIGHT]);
  });

  test('opens only so many connections', async () => {
    const few = await make({ connections: 2 });
    await login(few);
    await login(few);
    await expect(login(few)).rejects.toMatchObject({ code: '53300' });
  });

  test('is let in by its password only', async () => {
    await expect(login({ ...reader, password: 'guess' })).rejects.toMatchObject({ code: '28P01' });
    const other = await make();
    await expect(login({ ...reader, password: other.password })).rejects.toMatchObject({ code: '28P01' });
  });

  test('reads a view that a later version brings', async () => {
    const client = await login(reader);
    await sql`create view reporting.later as select 1 as a`.execute(database.db);
    expect((await client.query('select a from later')).rows).toEqual([{ a: 1 }]);
    await sql`drop view reporting.later`.execute(database.db);
  });
});

describe('made again', () => {
  test('the role gets a new password, and the old one is void', async () => {
    const first = await make();
    expect(first.renewed).toBe(false);
    const again = await make({ name: first.name });
    expect(again.renewed).toBe(true);
    expect(again.password).not.toBe(first.password);
    await expect(login(first)).rejects.toMatchObject({ code: '28P01' });
    await login(again);
  });

  test("somebody else's role is left alone", async () => {
    const name = newName();
    await sql`create role ${sql.id(name)} login password 'theirs'`.execute(database.db);
    await expect(make({ name })).rejects.toThrow('没有改动它');
    await expect(removeReader(database.db, name)).rejects.toThrow('没有改动它');
    await login({ name, password: 'theirs' });
    await sql`drop role ${sql.id(name)}`.execute(database.db);
  });

  test.each(['BI', 'bi-1', '1bi', 'pg_bi', 'b"i', ''])('the name %j is refused', async (name) => {
    await expect(make({ name })).rejects.toThrow('不能用');
  });
});

describe('removed', () => {
  test('the role is gone and its sessions are ended', async () => {
    const gone = await make();
    const client = await login(gone);
    await removeReader(database.db, gone.name);
    await expect(client.query('select 1')).rejects.toThrow();
    await expect(login(gone)).rejects.toMatchObject({ code: '28P01' });
    const { rows } = await sql`select 1 from pg_roles where rolname = ${gone.name}`.execute(database.db);
    expect(rows).toEqual([]);
    await expect(removeReader(database.db, gone.name)).rejects.toThrow('没有只读账号');
  });
});

describe('on a PostgreSQL of somebody else', () => {
  /** The same database, opened by a role that is no superuser. */
  const openAs = async (attributes: string, work: (db: Database) => Promise<void>): Promise<void> => {
    const owner = newName();
    const home = await createTestDatabase();
    const url = new URL(home.url);
    await sql`create role ${sql.id(owner)} login password 'theirs' ${sql.raw(attributes)}`.execute(home.db);
    await sql`alter database ${sql.id(url.pathname.slice(1))} owner to ${sql.id(owner)}`.execute(home.db);
    await sql`
      do $do$ declare item record; begin
        alter schema reporting owner to ${sql.id(owner)};
        for item in select relname from pg_class where relnamespace = 'reporting'::regnamespace and relkind in ('r', 'v')
        loop execute format('alter table reporting.%I owner to %I', item.relname, ${sql.lit(owner)}); end loop;
      end $do$`.execute(home.db);
    url.username = owner;
    url.password = 'theirs';
    const orm = await connect(url.href);
    try {
      await work(databaseOf(orm));
    } finally {
      await orm.close(true);
      await home.close();
      await sql`drop role ${sql.id(owner)}`.execute(database.db);
    }
  };

  test('one who may create roles makes a reader and removes it, and is told what everybody may do there', async () => {
    await openAs('createrole', async (db) => {
      const name = newName();
      const made = await grantReader(db, { name, timeoutSeconds: 1, exclusive: false });
      expect(made.excess.filter((right) => !right.startsWith('连接数据库'))).toEqual([]);
      expect(made.excess).toContain('连接数据库 postgres');
      await sql`grant select on reporting.dim_year to public`.execute(db);
      await sql`create table public.open_to_all (a int)`.execute(db);
      await sql`grant select, insert on public.open_to_all to public`.execute(db);
      const again = await grantReader(db, { name, exclusive: false });
      expect(again.excess).toEqual(expect.arrayContaining(['读取 public.open_to_all', '改写 public.open_to_all']));
      await removeReader(db, name);
      expect((await sql`select 1 from pg_roles where rolname = ${name}`.execute(db)).rows).toEqual([]);
    });
  });

  test('one who may not is told what to do', async () => {
    await openAs('', async (db) => {
      await expect(grantReader(db, { name: newName(), exclusive: false })).rejects.toThrow('createrole');
    });
  });
});
