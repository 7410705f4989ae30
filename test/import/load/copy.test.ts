import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { ColumnValue } from '../../../import/load/binary-rows.js';
import { CopyChannel, type CopyPiece, RowCopies } from '../../../import/load/copy.js';
import type { Database } from '../../../import/load/stage.js';
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
    const pieces: CopyPiece[] = [];
    const copies = new RowCopies<Row>(
      'copied',
      () => columns,
      (piece) => pieces.push(piece),
    );
    for (const row of rows) copies.add(row);
    copies.flush();
    const channel = new CopyChannel(tx);
    for (const piece of pieces) await channel.write(piece);
    await channel.end();
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

test('days of all centuries are those of the calendar', async () => {
  const days = ['0001-01-01', '1582-10-15', '1900-02-28', '1900-03-01', '1999-12-31', '2000-01-01', '2000-02-29'];
  days.push('2000-03-01', '2023-12-31', '2024-02-29', '2024-03-01', '2100-02-28', '2100-03-01', '9999-12-31');
  expect(await copied(days.map((d) => ({ d })))).toEqual(days.map((d) => ({ ...nothing, d })));
});

/** Pieces of rows that hold a number. */
function numbers(table: string, texts: readonly string[]): CopyPiece[] {
  const pieces: CopyPiece[] = [];
  const columns = [
    { name: 'n', type: 'int' as const, value: Number },
    { name: 'of', type: 'json' as const, value: (text: string) => ({ letters: ['A'], texts: [text] }) },
  ];
  const copies = new RowCopies<string>(
    table,
    () => columns,
    (piece) => pieces.push(piece),
  );
  for (const text of texts) copies.add(text);
  copies.flush();
  return pieces;
}

test('pieces of several tables arrive in their order, each whole', async () => {
  const counts = await database.db.transaction().execute(async (tx) => {
    const tables = ['first', 'second'];
    for (const table of tables)
      await sql`create temp table ${sql.table(table)} (seq serial, n int, of json) on commit drop`.execute(tx);
    const channel = new CopyChannel(tx);
    const texts = Array.from({ length: 30_000 }, (_, index) => String(index));
    const [first, second] = tables.map((table) => numbers(table, texts));
    for (const at of first!.keys()) {
      await channel.write(first![at]!);
      if (at % 2 === 0) await channel.write(second![at]!);
    }
    for (const at of second!.keys()) if (at % 2 === 1) await channel.write(second![at]!);
    await channel.end();
    await channel.end();
    const found = tables.map((table) =>
      sql<{ rows: number; ascending: boolean; different: number }>`
        select count(*)::int as rows, bool_and(n > before or before is null) as ascending, count(distinct n)::int as different
        from (select n, lag(n) over (order by seq) as before from ${sql.table(table)}) each`.execute(tx),
    );
    return [(await found[0]!).rows[0], (await found[1]!).rows[0]];
  });
  expect(counts[0]).toEqual({ rows: 30_000, ascending: true, different: 30_000 });
  expect(counts[1]).toEqual({ rows: 30_000, ascending: false, different: 30_000 });
});

test('what the table refuses is told to whoever sends or ends next, and the connection serves on', async () => {
  const refused = database.db.transaction().execute(async (tx) => {
    await sql`create temp table refusing (n int check (n < 5000), of json) on commit drop`.execute(tx);
    const channel = new CopyChannel(tx);
    const texts = Array.from({ length: 60_000 }, (_, index) => String(index));
    for (const piece of numbers('refusing', texts)) await channel.write(piece);
    await channel.end();
  });
  await expect(refused).rejects.toThrow(/check constraint/u);
  expect(await copied([{ t: '甲' }])).toEqual([{ ...nothing, t: '甲' }]);
});

test('a copy that cannot even begin, or whose connection is lost, is told and leaves nothing to wait for', async () => {
  const told: unknown[] = [];
  const failing = (prepare: (tx: Database) => Promise<unknown>, piece: CopyPiece, lose: boolean) =>
    database.db.transaction().execute(async (tx) => {
      await prepare(tx);
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      const channel = new CopyChannel(tx);
      try {
        await channel.write(piece);
        if (lose) await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(database.db);
        await channel.end();
      } catch (error) {
        told.push(error);
        await channel.abandon();
        throw error;
      }
    });
  await expect(failing(async () => undefined, numbers('missing', ['1'])[0]!, false)).rejects.toThrow(/does not exist/u);
  const make = (tx: Database) => sql`create temp table lost (n int, of json) on commit drop`.execute(tx);
  // Whether the rollback still finds the connection, whose failure would then be told instead, is a matter of time.
  await expect(failing(make, numbers('lost', ['1'])[0]!, true)).rejects.toThrow();
  expect(told).toEqual([
    expect.objectContaining({ message: expect.stringMatching(/does not exist/u) }),
    expect.objectContaining({ message: expect.stringMatching(/terminat|ECONNRESET|EPIPE/u) }),
  ]);
  expect(await copied([{ t: '甲' }])).toEqual([{ ...nothing, t: '甲' }]);
});

test('a copy that is open is broken off, so that its transaction can be rolled back', async () => {
  const broken = database.db.transaction().execute(async (tx) => {
    await sql`create temp table broken (n int, of json) on commit drop`.execute(tx);
    const channel = new CopyChannel(tx);
    for (const piece of numbers('broken', ['1', '2'])) await channel.write(piece);
    await channel.abandon();
    await channel.abandon();
    throw new Error('the program failed');
  });
  await expect(broken).rejects.toThrow('the program failed');
  expect(await copied([{ t: '甲' }])).toEqual([{ ...nothing, t: '甲' }]);
});
