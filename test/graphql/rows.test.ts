import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { sql } from 'kysely';
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
  ['enterprises', '[{ field: creditCode, direction: DESC }, { field: name }]'],
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
  expect(await count('fundings', '{ flow: { notIn: ["下达"] } }')).toBe(7);
  expect(await count('fundings', '{ year: { notIn: [2020, 2021] } }')).toBe(
    63 - (await count('fundings', '{ year: { in: [2020, 2021] } }')),
  );
  const { fundings } = await server.ask<{ fundings: { nodes: { amount: number; date: string }[] } }>(
    '{ fundings(first: 2, filter: { date: { isNull: false } }) { nodes { amount date } } }',
  );
  const [one, other] = fundings.nodes as [{ amount: number; date: string }, { amount: number; date: string }];
  expect(await count('fundings', `{ amount: { in: [${one.amount}, ${other.amount}] } }`)).toBeGreaterThanOrEqual(2);
  expect(await count('fundings', `{ amount: { notIn: [${one.amount}] } }`)).toBe(
    63 - (await count('fundings', `{ amount: { eq: ${one.amount} } }`)),
  );
  expect(await count('fundings', `{ date: { in: ["${one.date}", "${other.date}"] } }`)).toBeGreaterThanOrEqual(2);
  expect(await count('fundings', '{ organisation: { endsWith: "公司" } }')).toBe(
    await count('fundings', '{ organisation: { containsAnyCase: "公司" } }'),
  );
  expect(await count('projects', '{ no: { containsAnyCase: "ｋＪ" } }')).toBe(
    await count('projects', '{ or: [{ no: { contains: "KJ" } }, { no: { contains: "kj" } }] }'),
  );
  expect(await count('projects', '{ acceptedDate: { gte: "2023-05-01", lt: "2023-08-28" } }')).toBe(2);
  expect(await count('fundings', '{ year: { isNull: true } }')).toBe(0);
  const all = await count('enterprises', '{}');
  const coded = await count('enterprises', '{ creditCode: { isNull: false } }');
  expect(await count('enterprises', '{ not: { creditCode: { isNull: false } } }')).toBe(all - coded);
  expect(
    await count(
      'enterprises',
      '{ and: [{ division: { eq: "990103" } }, { or: [{ creditCode: { isNull: true } }, { creditCode: { startsWith: "9" } }] }] }',
    ),
  ).toBe(all);
  expect(await count('enterprises', '{ registrationNo: { isNull: false } }')).toBeLessThan(all);
});

const otherOrder = Buffer.from(JSON.stringify(['year,,', '2022', '990103', 'x'])).toString('base64url');
const byHand = Buffer.from(JSON.stringify(['appliedDate,,', 'x', '990103', 'x'])).toString('base64url');
const byDate = 'orderBy: [{ field: appliedDate }]';

test.each([
  ['that is none', 'after: "bm9uZQ"'],
  ['of another order', `${byDate}, after: "${otherOrder}"`],
  ['with values that do not fit', `${byDate}, after: "${byHand}"`],
])('a cursor %s is refused with its code', async (_, args) => {
  const body = JSON.stringify({ query: `{ projects(${args}) { totalCount } }` });
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'INVALID_CURSOR' } }] });
});

test('rows that are added while one pages change neither what was read nor what follows', async () => {
  const page = (after: string | null) =>
    server.ask<Page>(
      `{ rows: fundings(first: 5, orderBy: [{ field: amount, direction: DESC }]${after === null ? '' : `, after: "${after}"`}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
    );
  const before = (await pageThrough('fundings', '[{ field: amount, direction: DESC }]', 500)).ids;
  const first = await page(null);
  // The greatest amount of all, which comes to stand before the page that was read.
  await sql`
    insert into funding (division, id, key, year, created_by, run_id, sheet, row_number, amount)
    select division, gen_random_uuid(), 'added', year, created_by, run_id, sheet, 9999, 1e12 from funding limit 1`.execute(
    database.db,
  );
  const second = await page(first.rows.pageInfo.endCursor);
  expect([...first.rows.nodes, ...second.rows.nodes].map(({ id }) => id)).toEqual(before.slice(0, 10));
  expect(second.rows.totalCount).toBe(before.length + 1);
});
