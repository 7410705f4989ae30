import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { BEFORE_FIRST_RELEASE } from '../../migrations/before-first-release.js';
import { MIGRATIONS } from '../../migrations/index.js';
import { migrate } from '../../src/database/migrate.js';
import { unreadiness } from '../../src/database/readiness.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase('samples');
});
afterEach(() => database.close());

const OLD = [...BEFORE_FIRST_RELEASE.names];

async function pretendApplied(names: readonly string[]): Promise<void> {
  await sql`delete from migration`.execute(database.db);
  await sql`insert into migration (name) select unnest(${[...names]}::text[])`.execute(database.db);
}

async function applied(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration order by id`.execute(database.db);
  return rows.map(({ name }) => name);
}

async function projects(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from project`.execute(database.db);
  return rows[0]!.n;
}

test('a database of the last schema before the first release is taken over with all its rows', async () => {
  const before = await projects();
  expect(before).toBeGreaterThan(0);
  await database.orm.migrator.down({ to: BEFORE_FIRST_RELEASE.squashed });
  await pretendApplied(OLD);
  expect(await unreadiness(database.db)).toMatchObject({ code: 'NOT_MIGRATED' });
  expect(await migrate(database.orm)).toEqual(MIGRATIONS.slice(1).map(({ name }) => name));
  expect(await applied()).toEqual(MIGRATIONS.map(({ name }) => name));
  expect(await unreadiness(database.db)).toBeNull();
  expect(await projects()).toBe(before);
  expect(await migrate(database.orm)).toEqual([]);
});

test.each([
  ['the one before', OLD.slice(0, -1), '0018-removed-rows'],
  ['the first', OLD.slice(0, 1), '0001-ledgers'],
])('a database of an older schema (%s) is refused unchanged, with a word on what to do', async (_, names, last) => {
  await pretendApplied(names);
  await expect(migrate(database.orm)).rejects.toThrow(
    new RegExp(`结构停在 ${last}.*0019-given-divisions.*最后一版程序启动一次.*重新导入`, 'u'),
  );
  expect(await applied()).toEqual(names);
});

test('a database of a newer program is refused, with a word on what to do', async () => {
  await sql`insert into migration (name) values ('9999-later')`.execute(database.db);
  await expect(migrate(database.orm)).rejects.toThrow('9999-later），请升级');
});
