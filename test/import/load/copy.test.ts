import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { ColumnValue } from '../../../import/load/binary-rows.js';
import { RowCopy } from '../../../import/load/copy.js';
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
type Row = { readonly [K in keyof typeof TYPES]?: ColumnValue };

/** What PostgreSQL holds of rows that were copied to it, as its own texts. */
async function copied(rows: readonly Row[]): Promise<unknown[]> {
  return database.db.transaction().execute(async (tx) => {
    const columns = Object.entries(TYPES).map(([name, type]) => ({
      name,
      type,
      value: (row: Row) => row[name as keyof Row] ?? null,
    }));
    const definitions = columns.map(({ name, type }) => sql`${sql.ref(name)} ${sql.raw(type)}`);
    await sql`create temp table copied (seq serial, ${sql.join(definitions)}) on commit drop`.execute(tx);
    const copy = new RowCopy<Row>('copied', columns);
    for (const row of rows) copy.add(row);
    await copy.send(tx);
    const texts = columns.map(({ name }) => sql`${sql.ref(name)}::text as ${sql.ref(name)}`);
    return (await sql`select ${sql.join(texts)} from copied order by seq`.execute(tx)).rows;
  });
}

const nothing = { t: null, i: null, u: null, c: null, j: null, n: null, d: null, b: null, l: null };

test('every kind of value arrives as it was said, and what is not said as null', async () => {
  const uuid = '01a20c8c-c92d-7c14-9f73-71e73b1df7e9';
  const row = {
    t: '赵伟 𠮷\t"\\',
    i: -7,
    u: uuid,
    c: { letters: ['A', 'B', 'C'], texts: ['甲"\\\n\u0001', undefined, '𠮷'] },
    j: '{"A": "甲"}',
    n: '12.50',
    d: '2022-03-01',
    b: false,
    l: ['甲', 'a,b'],
  };
  const said = {
    t: row.t,
    i: '-7',
    u: uuid,
    c: JSON.stringify({ A: '甲"\\\n\u0001', C: '𠮷' }),
    j: '{"A": "甲"}',
    n: '12.50',
    d: '2022-03-01',
    b: 'false',
    l: '{甲,"a,b"}',
  };
  expect(await copied([row, {}, row])).toEqual([said, nothing, said]);
});

test('decimals keep every digit', async () => {
  const numbers = [
    '0',
    '0.00',
    '-0.5',
    '0.0001',
    '0.00001',
    '10000',
    '12345678901234567890.123456789',
    '-99999999.9',
    '007.10',
  ];
  const { rows } = await sql<{ text: string }>`
    select n::numeric::text as text from unnest(${numbers}::text[]) with ordinality t (n, o) order by o`.execute(
    database.db,
  );
  expect(await copied(numbers.map((n) => ({ n })))).toEqual(rows.map(({ text }) => ({ ...nothing, n: text })));
});

test('dates before 2000, empty texts, empty lists and rows without texts are values', async () => {
  expect(
    await copied([
      { d: '1999-12-31', t: '', l: [], c: { letters: ['A'], texts: [undefined] } },
      { d: '1949-10-01', b: true },
    ]),
  ).toEqual([
    { ...nothing, d: '1999-12-31', t: '', l: '{}', c: '{}' },
    { ...nothing, d: '1949-10-01', b: 'true' },
  ]);
});

test('more than fits at first is copied whole', async () => {
  const text = '示例'.repeat(200_000);
  expect(await copied([{ t: text }, { t: '甲' }, { t: text }])).toEqual(
    [text, '甲', text].map((t) => ({ ...nothing, t })),
  );
});

test('what is no decimal is a fault of the program, and what the table refuses ends the transaction', async () => {
  await expect(copied([{ n: '1e5' }])).rejects.toThrow('Not a decimal');
  await expect(copied([{ j: '{' }])).rejects.toThrow(/json/u);
  expect(await copied([{ t: '甲' }])).toEqual([{ ...nothing, t: '甲' }]);
});
