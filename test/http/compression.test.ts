import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
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

interface Sent {
  readonly encoding: string | undefined;
  readonly vary: string | undefined;
  readonly bytes: Buffer;
}

/** Unlike fetch it accepts only what it is told and unpacks nothing. */
function get(path: string, encoding?: string, body?: string): Promise<Sent> {
  const headers = {
    ...(encoding === undefined ? {} : { 'accept-encoding': encoding }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(
      `${server.url}${path}`,
      { method: body === undefined ? 'GET' : 'POST', headers },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const { 'content-encoding': sent, vary } = response.headers;
          resolve({ encoding: sent, vary, bytes: Buffer.concat(parts) });
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

const QUERY = JSON.stringify({ query: '{ indicators { code name numerator } }' });

test.each([
  ['/graphql', QUERY],
  ['/odata/indicator_year?$top=500', undefined],
  ['/odata/$metadata', undefined],
  ['/exports/indicator_year.csv', undefined],
  ['/exports/indicator_year.json', undefined],
  ['/exports', undefined],
  ['/connect', undefined],
])('%s is sent packed to a client that takes it, and plain to one that does not', async (path, body) => {
  const plain = await get(path, undefined, body);
  expect(plain.encoding).toBeUndefined();
  for (const [accepted, encoding, unpack] of [
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
  ] as const) {
    const packed = await get(path, accepted, body);
    expect([packed.encoding, packed.vary]).toEqual([encoding, expect.stringMatching(/accept-encoding/iu)]);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(unpack(packed.bytes).equals(plain.bytes)).toBe(true);
  }
  expect((await get(path, 'identity', body)).encoding).toBeUndefined();
});

test.each(['/exports/funding.xlsx', '/connect/superset.zip', '/odata/', '/healthz'])(
  '%s is sent as it is: it is packed already or too short',
  async (path) => {
    const { encoding, bytes } = await get(`${path}${path === '/odata/' ? 'target/$count' : ''}`, 'gzip, br');
    expect([encoding, bytes.length > 0]).toEqual([undefined, true]);
  },
);

test('a packed request is not unpacked, whatever it would grow to', async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: QUERY,
  });
  // The body is plain: a server that unpacks would fail.
  expect(response.status).toBe(200);
});
