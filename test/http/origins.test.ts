import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

const ALLOWED = 'https://kj.example.cn';
const PATHS = ['/graphql', '/odata/indicator_year', '/exports/funding.csv', '/exports/funding.xlsx', '/imports'];

let database: TestDatabase;
let server: TestServer;
let strict: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db, undefined, undefined, {
    ALLOWED_ORIGINS: `${ALLOWED}, http://127.0.0.1:5173`,
  });
  strict = await startTestServer(database.db);
});
afterAll(async () => {
  await server.stop();
  await strict.stop();
  await database.close();
});

/** What a browser sends with a request of a page at an origin. */
const from = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' });
const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };

/** What a browser looks at before a page of another origin may read an answer. */
function permission({ headers }: Response): Record<string, string | null> {
  return { origin: headers.get('access-control-allow-origin'), vary: headers.get('vary') };
}

const PERMITTED = { origin: ALLOWED, vary: expect.stringMatching(/\borigin\b/iu) };

test.each(PATHS)('a page of an allowed origin may ask %s, whatever the answer is', async (path) => {
  const asked = await fetch(server.url + path, { method: 'OPTIONS', headers: { ...from(ALLOWED), ...preflight } });
  expect([asked.status, permission(asked)]).toEqual([204, PERMITTED]);
  expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
  expect(asked.headers.get('access-control-allow-headers')).toBe('content-type');
  const answer = await fetch(server.url + path, { headers: from(ALLOWED) });
  await answer.arrayBuffer();
  expect(permission(answer)).toEqual(PERMITTED);
  const refused = await fetch(`${server.url}${path}?nothing=1`, { headers: from(ALLOWED) });
  await refused.arrayBuffer();
  expect(permission(refused)).toEqual(PERMITTED);
});

test('GraphQL answers a page of an allowed origin', async () => {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { ...from(ALLOWED), 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect([answer.status, await answer.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
});

test.each(PATHS)('a page of another origin reaches nothing at %s, nor any page without the setting', async (path) => {
  for (const [url, origin] of [
    [server.url, 'https://evil.example'],
    [server.url, `${ALLOWED}.evil.example`],
    [server.url, 'null'],
    [strict.url, ALLOWED],
  ] as const) {
    for (const [method, more] of [
      ['GET', {}],
      ['OPTIONS', preflight],
    ] as const) {
      const answer = await fetch(url + path, { method, headers: { ...from(origin), ...more } });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
      expect(await answer.text()).toContain('FORBIDDEN');
    }
  }
});

test('an image or a script of another site is not sent, also where its origin is allowed', async () => {
  const answer = await fetch(`${server.url}/exports/funding.csv`, {
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  });
  expect(answer.status).toBe(403);
});
