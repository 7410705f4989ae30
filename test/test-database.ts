import { migrate } from '../src/database/migrate.js';
import { databaseOf, connect } from '../src/database/orm.js';
import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { syncCatalogue } from '../src/indicators/compute/catalogue-sync.js';
import type { Database } from '../src/database/sql.js';
import { syncViews } from '../src/reporting/sync.js';

/** A database of the tests' PostgreSQL with nothing in it. */
export interface EmptyDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated database of the tests' PostgreSQL. */
export interface TestDatabase {
  readonly url: string;
  readonly orm: MikroORM;
  readonly db: Database;
  close(): Promise<void>;
}

/** What a test database may hold when it is made: the content that it starts from, and how the rest is filled in. */
const CONTENTS = {
  /** The schema, the catalogue and the views, and no row. */
  migrated: {
    from: null,
    fill: async (orm: MikroORM) => {
      await migrate(orm);
      const db = kyselyOf(orm);
      await syncCatalogue(db);
      await syncViews(db);
    },
  },
  /** The committed sample ledgers (samples/ledgers), which have rows in every ledger. */
  samples: {
    from: 'migrated',
    fill: async (orm: MikroORM) => {
      const { SAMPLES, importFolder } = await import('./reporting/import-district.js');
      await importFolder(kyselyOf(orm), SAMPLES);
    },
  },
  /** The district of test/fixtures/district, laid out by another hand. */
  fixtures: {
    from: 'migrated',
    fill: async (orm: MikroORM) => {
      const { FIXTURES, importFolder } = await import('./reporting/import-district.js');
      await importFolder(kyselyOf(orm), FIXTURES);
    },
  },
} as const;

/** A name of CONTENTS. */
export type Content = keyof typeof CONTENTS;

const UNDEFINED_DATABASE = '3D000';

/** Makes an empty database that no other test file sees. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const name = newName();
  return onServer(async (client, server) => {
    await client.query(`create database ${name}`);
    return { url: urlOf(server, name), drop: () => drop(name) };
  });
}

/**
 * Makes a migrated database that no other test file sees; `close` drops it. It is a copy of a template, which the first
 * test that asks for its content makes: migrating takes a second and importing a district several, a copy 0.2 s.
 */
export async function createTestDatabase(content: Content = 'migrated'): Promise<TestDatabase> {
  const name = newName();
  const url = await onServer(async (client, server) => {
    const made = await createFrom(client, server, name, content);
    // A copy has the rows of its template, not its settings.
    await client.query(`alter database ${name} set jit = off`);
    return made;
  });
  const orm = await connect(url);
  return {
    url,
    orm,
    db: kyselyOf(orm),
    close: async () => {
      await orm.close(true);
      await drop(name);
    },
  };
}

const newName = () => `test_${randomUUID().replaceAll('-', '')}`;

const drop = (name: string) =>
  onServer(async (client) => void (await client.query(`drop database ${name} with (force)`)));

/** Makes a database from the template of its content, which is made first where it is missing; its URL. */
async function createFrom(client: pg.Client, server: string, name: string, content: Content): Promise<string> {
  const copy = `create database ${name} template ${templateOf(content)}`;
  try {
    await client.query(copy);
  } catch (error) {
    if ((error as { code?: string }).code !== UNDEFINED_DATABASE) throw error;
    await makeTemplate(client, server, content);
    await client.query(copy);
  }
  return urlOf(server, name);
}

/** Makes a template unless another process was faster; it gets its name when it is whole. */
async function makeTemplate(client: pg.Client, server: string, content: Content): Promise<void> {
  const { from, fill } = CONTENTS[content];
  await client.query('select pg_advisory_lock(hashtext($1))', [content]);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [templateOf(content)]);
    if (rowCount !== 0) return;
    const building = `building_${content}`;
    await client.query(`drop database if exists ${building} with (force)`);
    if (from === null) await client.query(`create database ${building}`);
    else await createFrom(client, server, building, from);
    const orm = await connect(urlOf(server, building));
    try {
      await fill(orm);
    } finally {
      await orm.close(true);
    }
    await client.query(`alter database ${building} rename to ${templateOf(content)}`);
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [content]);
  }
}

const templateOf = (content: Content) => `template_${content}`;

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

const kyselyOf = (orm: MikroORM) => databaseOf(orm);

async function onServer<T>(work: (client: pg.Client, server: string) => Promise<T>): Promise<T> {
  const server = process.env['TEST_SERVER_URL'];
  if (server === undefined)
    throw new Error('This suite needs PostgreSQL: it belongs in the project `db` of jest.config.js, not in `unit`.');
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client, server);
  } finally {
    await client.end();
  }
}
