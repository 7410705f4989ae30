import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { importWorkbook } from '../../import/import.js';
import { openQueries } from '../../src/database/open.js';
import { PreparingClient } from '../../src/database/preparing-client.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { startProcess } from '../server/process.js';
import { type Pooler, startPooler } from './pgbouncer.js';

const CLIENTS = 8;
const ROUNDS = 30;

let database: TestDatabase;
let direct: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  direct = await startTestServer(database.db);
  for (const fileName of ['01科技计划项目台账2022.xlsx', '02科技专项资金台账.xlsx']) {
    const path = join(import.meta.dirname, '../fixtures/district', fileName);
    await importWorkbook(database.db, { path, fileName, division: { code: '990103', name: '示例区' } });
  }
});
afterAll(async () => {
  await direct.stop();
  await database.close();
});

/** What the clients ask: each something else, so that each has statements of its own. */
const QUESTIONS = Array.from({ length: CLIENTS }, (_, n) => {
  const figures = `yearOverYear(indicators: [${['FUND_CITY', 'FUND_TOTAL', 'PROJ_APPLIED', 'FUND_REGION']
    .slice(0, 1 + (n % 4))
    .map((code) => `"${code}"`)
    .join(', ')}], from: ${2019 + (n % 3)}, to: 2023, ${n % 2 === 0 ? 'by: "level", ' : ''}divisions: ["990103"])`;
  const rows = `fundings(first: ${5 + n}, filter: { year: { gte: ${2018 + n} } }, orderBy: [{ field: amount }])`;
  return `{ ${figures.replace(', by: "level"', '')} { indicator { code } member points { year value } } ${rows} { totalCount nodes { item amount } } }`;
});

/** Asks everything by several clients at once, again and again; every answer must be the one that is right. */
async function askTogether(url: string): Promise<void> {
  const expected = await Promise.all(QUESTIONS.map((query) => answer(direct.url, query)));
  await Promise.all(
    QUESTIONS.map(async (query, client) => {
      for (let round = 0; round < ROUNDS; round += 1) expect(await answer(url, query)).toEqual(expected[client]);
    }),
  );
}

async function answer(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

describe.each([
  ['that refuses unknown parameters', []],
  ['that ignores them', ['ignore_startup_parameters = statement_timeout']],
])('through PgBouncer in transaction mode %s', (_, settings) => {
  let pooler: Pooler;
  beforeAll(async () => {
    pooler = await startPooler(database.url, settings);
  });
  afterAll(() => pooler.stop());

  test.each([
    ['prepared statements', true],
    ['none prepared', false],
  ])('eight clients are answered what is right, with %s', async (_name, prepare) => {
    const queries = await openQueries(pooler.url, 30, prepare);
    const server = await startTestServer(database.db, undefined, queries);
    try {
      await askTogether(server.url);
    } finally {
      await server.stop();
      await queries.close();
    }
  });

  test('a statement that takes too long is stopped, and no limit is left to others', async () => {
    const queries = await openQueries(pooler.url, 1);
    const other = new pg.Client({ connectionString: pooler.url });
    await other.connect();
    try {
      for (const db of [queries.now, queries.past]) {
        await expect(sql`select pg_sleep(1.5)`.execute(db)).rejects.toMatchObject({ code: '57014' });
        const within = db.transaction().execute((tx) => sql`select pg_sleep(1.5)`.execute(tx));
        await expect(within).rejects.toMatchObject({ code: '57014' });
        expect((await sql<{ n: number }>`select ${2}::int as n`.execute(db)).rows).toEqual([{ n: 2 }]);
      }
      for (let n = 0; n < 10; n += 1)
        expect((await other.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
    } finally {
      await other.end();
      await queries.close();
    }
  });
});

test('a statement prepared by one client is never run for another', async () => {
  const pooler = await startPooler(database.url);
  const clients = Array.from(
    { length: CLIENTS },
    () => new PreparingClient({ connectionString: pooler.url, questions: { prepare: true } }),
  );
  try {
    await Promise.all(clients.map((client) => client.connect()));
    await Promise.all(
      clients.map(async (client, n) => {
        for (let round = 0; round < 100; round += 1) {
          const { rows } = await client.query(`select $1::int * 10 + ${n} as value`, [round]);
          expect(rows).toEqual([{ value: round * 10 + n }]);
        }
      }),
    );
  } finally {
    await Promise.all(clients.map((client) => client.end()));
    await pooler.stop();
  }
});

test('the server starts, imports and answers with PgBouncer between', async () => {
  const empty = await createTestDatabase();
  const pooler = await startPooler(empty.url);
  const server = await startProcess({ DATABASE_URL: pooler.url });
  try {
    const csv =
      '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达日期\n2022,市,下达,专项,甲有限公司,3.5,2022-03-01\n';
    const { status } = await server.upload('资金.csv', csv, 'division=990103:示例区');
    expect(status).toBe(202);
    const figure = '{ yearOverYear(indicators: ["FUND_CITY"], from: 2022, to: 2022) { points { value } } }';
    for (let tries = 0; tries < 100; tries += 1) {
      const { imports } = await server.ask<{ imports: { nodes: { state: string }[] } }>(
        '{ imports { nodes { state } } }',
      );
      if (imports.nodes[0]?.state === 'COMMITTED') break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await server.ask(figure)).toEqual({ yearOverYear: [{ points: [{ value: 3.5 }] }] });
  } finally {
    await server.end('SIGTERM');
    await pooler.stop();
    await empty.close();
  }
});
