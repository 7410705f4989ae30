import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { connect, migrate } from '../src/database/orm.js';
import { syncCatalogue } from '../src/indicators/catalogue-sync.js';
import type { Database } from '../src/indicators/refresh.js';
import { syncViews } from '../src/reporting/sync.js';

/** An empty, migrated database of the tests' PostgreSQL. */
export interface TestDatabase {
  readonly url: string;
  readonly orm: MikroORM;
  readonly db: Database;
  close(): Promise<void>;
}

/** A database of the tests' PostgreSQL with nothing in it. */
export interface EmptyDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes an empty database that no other test file sees. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const server = process.env['TEST_SERVER_URL'];
  if (server === undefined) throw new Error('TEST_SERVER_URL is set by test/global-setup.js');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name}`);
  // The tests' server is thrown away, so nothing is lost by not waiting for its disk.
  await onServer(server, `alter database ${name} set synchronous_commit = off`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

/** Makes a migrated database that no other test file sees; `close` drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createEmptyDatabase();
  const orm = await connect(url);
  await migrate(orm);
  const db = orm.em.fork().getKysely() as unknown as Database;
  await syncCatalogue(db);
  await syncViews(db);
  return {
    url,
    orm,
    db,
    close: async () => {
      await orm.close(true);
      await drop();
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
