import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect } from '../../src/database/orm.js';
import { unreadiness } from '../../src/database/readiness.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** What a server that connects now says. */
async function asked(url: string): Promise<string | undefined> {
  const orm = await connect(url);
  try {
    return (await unreadiness(orm.em.fork().getKysely() as never))?.code;
  } finally {
    await orm.close(true);
  }
}

const name = () => sql.id(new URL(database.url).pathname.slice(1));

test('a migrated database that takes writes is ready', async () => {
  expect(await asked(database.url)).toBeUndefined();
});

test('a database that takes no writes is not ready', async () => {
  await sql`alter database ${name()} set default_transaction_read_only = on`.execute(database.db);
  expect(await asked(database.url)).toBe('DATABASE_READ_ONLY');
  await sql`alter database ${name()} reset default_transaction_read_only`.execute(database.db);
  expect(await asked(database.url)).toBeUndefined();
});

test('a database without this schema, or with an older one, is not ready', async () => {
  const empty = await createEmptyDatabase();
  expect(await asked(empty.url)).toBe('NOT_MIGRATED');
  await empty.drop();
  const { rows } = await sql<{ name: string }>`select max(name) as name from migration`.execute(database.db);
  await sql`delete from migration where name = ${rows[0]!.name}`.execute(database.db);
  expect(await asked(database.url)).toBe('NOT_MIGRATED');
  await sql`insert into migration (name) values (${rows[0]!.name})`.execute(database.db);
});

test('a database that is away is not ready until it is back, and then at once', async () => {
  const orm = await connect(database.url);
  const db = orm.em.fork().getKysely() as never;
  expect(await unreadiness(db)).toBeNull();
  const admin = await connect(process.env['TEST_SERVER_URL']!);
  const onServer = admin.em.fork().getKysely();
  await sql`alter database ${name()} allow_connections false`.execute(onServer);
  await sql`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${new URL(database.url).pathname.slice(1)}`.execute(
    onServer,
  );
  expect((await unreadiness(db))?.code).toBe('DATABASE_AWAY');
  await sql`alter database ${name()} allow_connections true`.execute(onServer);
  expect(await unreadiness(db)).toBeNull();
  await orm.close(true);
  await admin.close(true);
});
