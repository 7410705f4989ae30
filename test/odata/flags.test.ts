import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { DATASETS } from '../../src/reporting/datasets.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase('samples');
  server = await startTestServer(database.db);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

type Flags = Readonly<Record<string, string | null>>;

interface Row {
  readonly id: string;
  readonly flags: Flags | null;
}

async function ask<T = { value: Row[] }>(address: string): Promise<{ status: number; body: T }> {
  const response = await fetch(`${server.url}${address}`);
  return { status: response.status, body: (await response.json()) as T };
}

const LEDGERS = DATASETS.filter(({ columns }) => columns.some(({ type }) => type === 'flags'));

test('what is known of the figures of a row is an object with each of them, null where one is exact', async () => {
  let seen = 0;
  for (const { name, columns } of LEDGERS) {
    const { members } = columns.find(({ type }) => type === 'flags')!;
    const { body } = await ask(`/odata/${name}?$filter=flags ne null`);
    const { rows } = await sql<{ id: string; flags: object }>`
      select id, flags::jsonb as flags from ${sql.table(`reporting.${name}`)} where flags is not null order by division, id`.execute(
      database.db,
    );
    for (const { flags } of body.value) expect(Object.keys(flags!)).toEqual(members);
    expect(body.value.map(({ id, flags }) => ({ id, flags: told(flags!) }))).toEqual(
      rows.map(({ id, flags }) => ({ id, flags })),
    );
    seen += rows.length;
  }
  expect(seen).toBeGreaterThan(0);
});

const told = (flags: Flags) => Object.fromEntries(Object.entries(flags).filter(([, flag]) => flag !== null));

test('rows are chosen by what is known of one figure', async () => {
  const { body } = await ask("/odata/funding?$filter=flags/amount eq 'masked'&$select=id,flags,amount");
  expect(body.value.length).toBeGreaterThan(0);
  for (const row of body.value) expect(row).toMatchObject({ amount: null, flags: { amount: 'masked' } });
  const others = await ask("/odata/funding/$count?$filter=not (flags/amount eq 'masked')");
  const all = await ask('/odata/funding/$count');
  expect(Number(others.body) + body.value.length).toBe(Number(all.body));
});

test('the flags of one row are read by themselves', async () => {
  const [row] = (await ask("/odata/funding?$filter=flags/amount eq 'masked'&$top=1&$select=division,id,flags")).body
    .value as (Row & { division: string })[];
  const { body } = await ask<Flags>(`/odata/funding(division='${row!.division}',id=${row!.id})/flags`);
  expect(body).toEqual({ '@odata.context': expect.stringContaining('/flags'), ...row!.flags });
});

test.each([
  ["$filter=flags eq 'masked'", 400],
  ["$filter=flags/nothing eq 'masked'", 400],
  ["$filter=amount/flags eq 'masked'", 400],
  ["$filter=contains(flags,'a')", 400],
  ['$orderby=flags', 400],
  ['$apply=groupby((flags))', 400],
])('%s is refused with a word', async (query, status) => {
  const answer = await ask<{ error: { message: string } }>(`/odata/funding?${query}`);
  expect(answer.status).toBe(status);
  expect(answer.body.error.message).toMatch(/flags|ComplexType/u);
});

test('JSON has an object of those that are not exact', async () => {
  const { body } = await ask<Row[]>('/exports/funding.json');
  const flagged = body.filter(({ flags }) => flags !== null);
  expect(flagged.length).toBeGreaterThan(0);
  for (const { flags } of flagged) expect(flags).toEqual(expect.any(Object));
});

test('GraphQL lists them by field', async () => {
  const { fundings } = await server.ask<{ fundings: { nodes: { amount: number | null; flags: object[] }[] } }>(
    '{ fundings(first: 100) { nodes { amount flags { field flag } } } }',
  );
  const flagged = fundings.nodes.filter(({ flags }) => flags.length > 0);
  expect(flagged).toContainEqual({ amount: null, flags: [{ field: 'amount', flag: 'masked' }] });
  for (const { flags } of flagged) expect(flags).toEqual([{ field: 'amount', flag: expect.any(String) }]);
});
