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

test('all audits of GraphQL over HTTP hold', async () => {
  const results = await auditServer({ url: `${server.url}/graphql` });
  expect(results.length).toBeGreaterThan(60);
  expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
});

const NAME = { data: { __typename: 'Query' } };
const SENT_BY_GET = `?query=${encodeURIComponent('{ __typename }')}`;

/** What the server answers to a request: its status and body. */
async function send(search: string, init: RequestInit = {}): Promise<[number, unknown]> {
  const response = await fetch(`${server.url}/graphql${search}`, init);
  return [response.status, await response.json()];
}

const post = (body: unknown, type = 'application/json') =>
  send('', { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });

test('a short query is answered by GET without special headers, from a program and from a page of this server', async () => {
  expect(await send(SENT_BY_GET)).toEqual([200, NAME]);
  expect(await send(SENT_BY_GET, { headers: { 'sec-fetch-site': 'same-origin' } })).toEqual([200, NAME]);
});

test('a page of another site reaches nothing, and a GET changes nothing', async () => {
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'http://example.org' }])
    expect(await send(SENT_BY_GET, { headers })).toMatchObject([403, {}]);
  const mutation = 'mutation { removeIndicator(code: "OWN") }';
  const [status] = await send(`?query=${encodeURIComponent(mutation)}`);
  expect(status).toBe(405);
  // What forms can send without asking the server first.
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
    expect((await post({ query: '{ __typename }' }, type))[0]).toBeGreaterThanOrEqual(400);
});

test('a batch of up to ten is answered in order, with the faults of each', async () => {
  const ask = { query: '{ __typename }' };
  expect(await post([ask, ask])).toEqual([200, [NAME, NAME]]);
  const [status, answers] = await post([ask, { query: '{ nothing }' }]);
  expect(status).toBe(200);
  expect(answers).toMatchObject([NAME, { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
  for (const body of [[], Array.from({ length: 11 }, () => ask), [ask, 1], [[ask]]])
    expect(await post(body)).toMatchObject([400, { errors: [{ extensions: { code: 'BAD_BODY' } }] }]);
  expect(await post([{ ...ask, key: 1 }])).toMatchObject([
    400,
    { errors: [{ extensions: { code: 'UNKNOWN_PARAMETER' } }] },
  ]);
});

test('the queries of a batch cost together what one may', async () => {
  const search = 'fundings(filter: { item: { containsAnyCase: "科技" } }) { totalCount }';
  const costly = { query: `{ ${Array.from('abcdefgh', (alias) => `${alias}: ${search}`).join(' ')} }` };
  expect(await post(costly)).toMatchObject([200, { data: {} }]);
  const [, answers] = await post(Array.from({ length: 10 }, () => costly));
  const codes = (answers as { errors?: { extensions: { code: string } }[] }[]).map(
    ({ errors }) => errors?.[0]?.extensions.code,
  );
  expect(codes).toContain('QUERY_TOO_COSTLY');
});
