import type { Database } from '../../src/database/sql.js';
import { databaseOf, connect } from '../../src/database/orm.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { MikroORM } from '@mikro-orm/postgresql';
import { PreparingClient } from '../../src/database/preparing-client.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
let orm: MikroORM;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  orm = await connect(database.url, { Client: PreparingClient });
  db = databaseOf(orm);
});
afterAll(async () => {
  await orm.close(true);
  await database.close();
});

const preparedBy = async (connection: Database) =>
  (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(connection)).rows.map(
    ({ statement }) => statement,
  );

test('prepares what a connection is asked again and again, and answers as before', async () => {
  await db.connection().execute(async (connection) => {
    const double = async (value: number) =>
      (await sql<{ value: number }>`select ${value}::int * 2 as value`.execute(connection)).rows[0]?.value;
    for (let asked = 1; asked < 5; asked += 1) expect(await double(asked)).toBe(2 * asked);
    expect(await preparedBy(connection)).toEqual([]);
    for (let asked = 5; asked < 9; asked += 1) expect(await double(asked)).toBe(2 * asked);
    expect(await preparedBy(connection)).toEqual(['select $1::int * 2 as value']);
  });
});

test('tells the fault of a prepared statement, and answers again after it', async () => {
  await db.connection().execute(async (connection) => {
    const share = (value: number) => sql<{ value: number }>`select 10 / ${value}::int as value`.execute(connection);
    for (let asked = 1; asked < 7; asked += 1) await share(asked);
    await expect(share(0)).rejects.toThrow('division by zero');
    expect((await share(5)).rows).toEqual([{ value: 2 }]);
  });
});

test('keeps no more than a few hundred statements in mind', async () => {
  await db.connection().execute(async (connection) => {
    for (let asked = 0; asked < 5; asked += 1)
      for (let n = 1; n <= 300; n += 1) await sql`select ${n}::int as ${sql.ref(`n${n}`)}`.execute(connection);
    const kept = (await preparedBy(connection)).length;
    expect(kept).toBeGreaterThan(200);
    expect(kept).toBeLessThanOrEqual(256);
  });
});

test('a statement whose table has changed is asked again unprepared', async () => {
  await db.connection().execute(async (connection) => {
    await sql`create table changing (a int)`.execute(connection);
    await sql`insert into changing values (1)`.execute(connection);
    const all = () => sql<object>`select * from changing where a = ${1}`.execute(connection);
    for (let asked = 1; asked < 7; asked += 1) expect((await all()).rows).toEqual([{ a: 1 }]);
    await sql`alter table changing add b int`.execute(connection);
    for (let asked = 1; asked < 7; asked += 1) expect((await all()).rows).toEqual([{ a: 1, b: null }]);
  });
});

test('the same text has the same name on every connection, and nothing is prepared where that is switched off', async () => {
  const names: string[][] = [];
  for (const prepare of [true, true, false]) {
    const client = new PreparingClient({ connectionString: database.url, questions: { prepare } });
    await client.connect();
    for (let asked = 1; asked < 9; asked += 1) await client.query(`select $1::int + ${names.length % 1} as n`, [asked]);
    const { rows } = await client.query<{ name: string }>('select name from pg_prepared_statements');
    names.push(rows.map(({ name }) => name));
    await client.end();
  }
  expect(names[0]).toHaveLength(1);
  expect(names).toEqual([names[0], names[0], []]);
});

test('a limit that is set in each transaction stops what takes too long, within a transaction and alone', async () => {
  const limited = await connect(database.url, {
    Client: PreparingClient,
    questions: { prepare: true, limitMs: 200 },
  });
  const kysely = databaseOf(limited);
  const limit = sql<{ limit: string }>`select current_setting('statement_timeout') as limit`;
  try {
    await expect(sql`select pg_sleep(${2}::float)`.execute(kysely)).rejects.toMatchObject({ code: '57014' });
    const within = kysely.transaction().execute((tx) => sql`select pg_sleep(${2}::float)`.execute(tx));
    await expect(within).rejects.toMatchObject({ code: '57014' });
    for (let asked = 1; asked < 9; asked += 1) expect((await limit.execute(kysely)).rows).toEqual([{ limit: '200ms' }]);
    await kysely.transaction().execute(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx);
      expect((await limit.execute(tx)).rows).toEqual([{ limit: '0' }]);
    });
  } finally {
    await limited.close(true);
  }
});
