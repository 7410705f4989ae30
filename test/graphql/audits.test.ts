import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

/** GET is answered only to clients that show they are no form or image of another site's page. */
const GET_FROM_ANYWHERE = ['5A70', 'D6D5', '6A70'];

test('of the audits of GraphQL over HTTP all hold, but that any GET is answered, which is a MAY', async () => {
  const results = await auditServer({ url: `${server.url}/graphql` });
  expect(results.length).toBeGreaterThan(60);
  const failed = results.filter(({ status }) => status !== 'ok');
  expect(failed.map(({ id }) => id)).toEqual(GET_FROM_ANYWHERE);
  expect(failed.every(({ name }) => name.startsWith('MAY '))).toBe(true);
});

test('a GET with the header that tells it apart is answered', async () => {
  const url = `${server.url}/graphql?query=${encodeURIComponent('{ __typename }')}`;
  const response = await fetch(url, { headers: { 'apollo-require-preflight': 'true' } });
  expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
});
