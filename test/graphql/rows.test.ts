import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
  for (const fileName of ['01科技计划项目台账2022.xlsx', '02科技专项资金台账.xlsx']) {
    const path = join(import.meta.dirname, '../fixtures/district', fileName);
    await importWorkbook(database.db, { path, fileName, division: { code: '990103', name: '示例区' } });
  }
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

interface Page {
  rows: { totalCount: number; nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

async function pageThrough(
  connection: string,
  orderBy: string,
  first: number,
): Promise<{ ids: string[]; total: number }> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const cursor: string = after === null ? '' : `, after: "${after}"`;
    const { rows }: Page = await server.ask<Page>(
      `{ rows: ${connection}(first: ${first}, orderBy: ${orderBy}${cursor}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
    );
    ids.push(...rows.nodes.map(({ id }) => id));
    if (!rows.pageInfo.hasNextPage) return { ids, total: rows.totalCount };
    after = rows.pageInfo.endCursor;
  }
}

test.each([
  ['projects', '[{ field: acceptedDate, direction: DESC }]'],
  ['projects', '[{ field: acceptedDate }, { field: level, direction: DESC }, { field: totalBudget }]'],
  ['fundings', '[{ field: amount, direction: DESC }]'],
  ['fundings', '[{ field: year }, { field: organisation }]'],
])('small pages of %s ordered by %s give every row once, empty values last', async (connection, orderBy) => {
  const { ids, total } = await pageThrough(connection, orderBy, 4);
  expect(ids).toHaveLength(total);
  expect(new Set(ids).size).toBe(total);
  const whole = await pageThrough(connection, orderBy, 500);
  expect(ids).toEqual(whole.ids);
});

test('filters of every kind choose the rows, together and in alternatives', async () => {
  const count = async (connection: string, filter: string) =>
    (await server.ask<{ rows: { totalCount: number } }>(`{ rows: ${connection}(filter: ${filter}) { totalCount } }`))
      .rows.totalCount;
  expect(await count('fundings', '{ flow: { eq: "分配" } }')).toBe(7);
  expect(await count('fundings', '{ year: { in: [2020, 2021] }, level: { ne: "市" }, flow: { eq: "下达" } }')).toBe(16);
  expect(await count('fundings', '{ amount: { isNull: true } }')).toBe(1);
  expect(
    await count(
      'fundings',
      '{ or: [{ documentNo: { contains: "2022〕3-1" } }, { item: { startsWith: "市级科技" } }] }',
    ),
  ).toBe(2);
  expect(await count('fundings', '{ not: { flow: { eq: "下达" } } }')).toBe(7);
  expect(await count('projects', '{ acceptedDate: { gte: "2023-05-01", lt: "2023-08-28" } }')).toBe(2);
});

test('a cursor of another query is refused with its code', async () => {
  const body = JSON.stringify({ query: '{ projects(after: "bm9uZQ") { totalCount } }' });
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'INVALID_CURSOR' } }] });
});
