import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect, databaseOf } from '../../src/database/orm.js';
import { switchOffJit } from '../../src/database/planner.js';
import type { Database } from '../../src/database/sql.js';
import { createEmptyDatabase, type EmptyDatabase } from '../test-database.js';

const ROLE = 'no_owner_of_the_database';
let empty: EmptyDatabase;
beforeEach(async () => {
  empty = await createEmptyDatabase();
  await connected(empty.url, (db) => sql`alter database ${nameOf(empty)} set jit = on`.execute(db));
});
afterEach(() => empty.drop());

const nameOf = ({ url }: EmptyDatabase) => sql.id(new URL(url).pathname.slice(1));

async function connected<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const orm = await connect(url);
  try {
    return await work(databaseOf(orm));
  } finally {
    await orm.close(true);
  }
}

async function jitOf(db: Database): Promise<string> {
  const { rows } = await sql<{ jit: string }>`select current_setting('jit') as jit`.execute(db);
  return rows[0]!.jit;
}

test('statements are not compiled, on this connection and on those opened after it', async () => {
  expect(await connected(empty.url, jitOf)).toBe('on');
  await connected(empty.url, async (db) => {
    await switchOffJit(db);
    expect(await jitOf(db)).toBe('off');
  });
  expect(await connected(empty.url, jitOf)).toBe('off');
});

test('a role that does not own the database has it switched off for itself', async () => {
  const url = new URL(empty.url);
  url.username = ROLE;
  url.password = 'secret';
  await connected(empty.url, (db) => sql`create role ${sql.id(ROLE)} login password 'secret'`.execute(db));
  try {
    await connected(url.href, switchOffJit);
    expect(await connected(url.href, jitOf)).toBe('off');
    expect(await connected(empty.url, jitOf)).toBe('on');
  } finally {
    await connected(empty.url, (db) =>
      sql`alter role ${sql.id(ROLE)} in database ${nameOf(empty)} reset all; drop role ${sql.id(ROLE)}`.execute(db),
    );
  }
});
