import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db, undefined, undefined, { PUBLIC_URL: 'https://tz.example.cn/kj/' });
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

/** Asks for the OData service document under a Host, as a proxy on this computer does. */
const ask = (headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const asked = request(`${server.url}/odata/`, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    asked.on('error', reject).end();
  });

test('links begin with the public address, whatever name a proxy hands on', async () => {
  const own = new URL(server.url).host;
  for (const host of ['tz.example.cn', own]) {
    const { status, text } = await ask({ host, 'x-forwarded-host': 'evil.example' });
    expect([status, (JSON.parse(text) as Record<string, unknown>)['@odata.context']]).toEqual([
      200,
      'https://tz.example.cn/kj/odata/$metadata',
    ]);
  }
});

test('pages under the public address may ask, those of other sites may not', async () => {
  const host = 'tz.example.cn';
  expect((await ask({ host, origin: 'https://tz.example.cn' })).status).toBe(200);
  expect((await ask({ host, origin: 'http://tz.example.cn' })).status).toBe(403);
  expect((await ask({ host, origin: 'https://evil.example' })).status).toBe(403);
  expect((await ask({ host: 'evil.example' })).status).toBe(403);
});
