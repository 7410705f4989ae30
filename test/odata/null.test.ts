import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DATASETS } from '../../src/reporting/datasets.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase('fixtures');
  server = await startTestServer(database.db);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

async function count(dataset: string, filter: string): Promise<number> {
  const response = await fetch(`${server.url}/odata/${dataset}/$count?$filter=${encodeURIComponent(filter)}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${filter}: ${text}`);
  return Number(text);
}

test.each(DATASETS.map((dataset) => [dataset.name, dataset] as const))(
  '%s: null equals what is not stated in every property, as OData has it',
  async (name, { columns }) => {
    const all = await count(name, 'true');
    for (const { name: column } of columns.filter(({ type }) => type !== 'list')) {
      const unstated = await count(name, `${column} eq null`);
      const stated = await count(name, `${column} ne null`);
      const found = [
        unstated + stated,
        await count(name, `null eq ${column}`),
        await count(name, `${column} in (null)`),
        await count(name, `not (${column} eq null)`),
        await count(name, `${column} gt null or null le ${column}`),
      ];
      expect([column, ...found]).toEqual([column, all, unstated, unstated, stated, 0]);
    }
  },
);
