import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { copyLine, type CopyValue, RowCopy } from '../../../import/load/copy.js';
import type { Database } from '../../../src/database/sql.js';
import { createTestDatabase, type TestDatabase } from '../../test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const TYPES = {
  t: 'text',
  i: 'int',
  u: 'uuid',
  c: 'json',
  j: 'jsonb',
  n: 'numeric',
  d: 'date',
  b: 'boolean',
  l: 'text[]',
} as const;
type Row = { readonly [K in keyof typeof TYPES]?: CopyValue };

/** What PostgreSQL holds of rows that were copied to it, as its own texts. */
async function copied(rows: readonly Row[]): Promise<unknown[]> {
  return database.db.transaction().execute(async (tx) => {
    const names = Object.keys(TYPES) as (keyof Row)[];
    const definitions = names.map((name) => sql`${sql.ref(name)} ${sql.raw(TYPES[name])}`);
    await sql`create temp table copied (seq serial, ${sql.join(definitions)}) on commit drop`.execute(tx);
    const copy = new RowCopy(tx);
    for (const row of rows)
      await copy.write(`copy copied (${names.join()}) from stdin`, copyLine(names.map((name) => row[name] ?? null)));
    await copy.end();
    const texts = names.map((name) => sql`${sql.ref(name)}::text as ${sql.ref(name)}`);
    return (await sql`select ${sql.join(texts)} from copied order by seq`.execute(tx)).rows;
  });
}

const nothing = { t: null, i: null, u: null, c: null, j: null, n: null, d: null, b: null, l: null };

test('every kind of value arrives as it was said, and what is not said as null', async () => {
  const row = {
    t: '赵伟 𠮷\t"\\\n\r\b\\N',
    i: -7,
    u: '01a20c8c-c92d-7c14-9f73-71e73b1df7e9',
    c: JSON.stringify({ A: '甲"\\\n\u0001', C: '𠮷' }),
    j: '{"A": "甲"}',
    n: '12345678901234567890.12345678900',
    d: '0001-01-01',
    b: false,
    l: ['甲', 'a,b', '', 'NULL', '"\\{}\n'],
  };
  const said = { ...row, i: '-7', b: 'false', l: '{甲,"a,b","","NULL","\\"\\\\{}\n"}' };
  expect(await copied([row, {}, row])).toEqual([said, nothing, said]);
});

test('empty texts, empty lists and texts that look like marks of the format are values', async () => {
  const texts = ['', '\\N', '\\.', '\\', ' ', '\u0001'];
  expect(await copied([...texts.map((t) => ({ t })), { l: [], b: true }])).toEqual([
    ...texts.map((t) => ({ ...nothing, t })),
    { ...nothing, l: '{}', b: 'true' },
  ]);
});

test('more than a socket takes at once is copied whole', async () => {
  const text = '示例'.repeat(200_000);
  expect(await copied([{ t: text }, { t: '甲' }, { t: text }])).toEqual(
    [text, '甲', text].map((t) => ({ ...nothing, t })),
  );
});

test('rows of several tables in turn arrive in their order, each whole', async () => {
  await database.db.transaction().execute(async (tx) => {
    const copy = new RowCopy(tx);
    for (const table of ['first', 'second'])
      await sql`create temp table ${sql.table(table)} (seq serial, n int) on commit drop`.execute(tx);
    for (let n = 0; n < 3_000; n += 1) {
      const table = n % 1_000 < 500 ? 'first' : 'second';
      await copy.write(`copy ${table} (n) from stdin`, copyLine([n]));
    }
    await copy.end();
    await copy.end();
    const { rows } = await sql<{ rows: number; ascending: boolean }>`
      select count(*)::int as rows, bool_and(n > before or before is null) as ascending from (
        select n, lag(n) over (partition by t order by seq) as before
        from (select 1 as t, * from first union all select 2, * from second) both_tables
      ) each group by n % 1000 < 500`.execute(tx);
    expect(rows).toEqual([
      { rows: 1_500, ascending: true },
      { rows: 1_500, ascending: true },
    ]);
  });
});

/** Copies numbers within a transaction that ends as an import's does, and hands on what was thrown. */
function failing(
  statement: string,
  texts: readonly string[],
  prepare: (tx: Database) => Promise<unknown> = async () => undefined,
): Promise<unknown> {
  return database.db.transaction().execute(async (tx) => {
    await prepare(tx);
    const copy = new RowCopy(tx);
    try {
      for (const text of texts) await copy.write(statement, copyLine([text]));
      await copy.end();
    } catch (error) {
      await copy.abandon();
      throw error;
    }
  });
}

test('what the table refuses is told, and the connection serves on', async () => {
  const texts = Array.from({ length: 60_000 }, (_, index) => String(index));
  const make = (tx: Database) => sql`create temp table refusing (n int check (n < 5000)) on commit drop`.execute(tx);
  await expect(failing('copy refusing (n) from stdin', texts, make)).rejects.toThrow(/check constraint/u);
  await expect(failing('copy missing (n) from stdin', ['1'])).rejects.toThrow(/does not exist/u);
  await expect(copied([{ j: '{' }])).rejects.toThrow(/json/u);
  await expect(copied([{ n: '1e' }])).rejects.toThrow(/numeric/u);
  expect(await copied([{ t: '甲' }])).toEqual([{ ...nothing, t: '甲' }]);
});

test('a copy whose connection is lost is told and leaves nothing to wait for', async () => {
  const told: unknown[] = [];
  const lost = database.db.transaction().execute(async (tx) => {
    await sql`create temp table lost (n int) on commit drop`.execute(tx);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    const copy = new RowCopy(tx);
    try {
      await copy.write('copy lost (n) from stdin', copyLine([1]));
      await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(database.db);
      await copy.end();
    } catch (error) {
      told.push(error);
      await copy.abandon();
      throw error;
    }
  });
  // Whether the rollback still finds the connection, whose failure would then be told instead, is a matter of time.
  await expect(lost).rejects.toThrow();
  expect(told).toEqual([expect.objectContaining({ message: expect.stringMatching(/terminat|ECONNRESET|EPIPE/u) })]);
  expect(await copied([{ t: '甲' }])).toEqual([{ ...nothing, t: '甲' }]);
});

test('a copy that is open is broken off, so that its transaction can be rolled back', async () => {
  const broken = database.db.transaction().execute(async (tx) => {
    await sql`create temp table broken (n int) on commit drop`.execute(tx);
    const copy = new RowCopy(tx);
    await copy.write('copy broken (n) from stdin', copyLine([1]));
    await copy.abandon();
    await copy.abandon();
    throw new Error('the program failed');
  });
  await expect(broken).rejects.toThrow('the program failed');
  expect(await copied([{ t: '甲' }])).toEqual([{ ...nothing, t: '甲' }]);
});
