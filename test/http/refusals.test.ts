import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { type RawRequest, requestText, sendRaw } from './raw.js';
import { serveWhole, type WholeServer } from './serve.js';

let database: TestDatabase;
let server: WholeServer;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await serveWhole(database.url, {
    submit: () => Promise.reject(new Error('nothing is to be imported here')),
  });
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

const UUID = '0197f0c2-7d3a-7000-8000-000000000000';
/** An address of each route that answers GET; those of pages for people stand in PAGES too. */
const ADDRESSES = [
  '/healthz',
  '/readyz',
  '/exports',
  '/exports/target.csv',
  '/connect',
  '/connect/superset.zip',
  '/odata/',
  '/odata/target',
  '/odata/$metadata',
  '/ledgers/funding/template.xlsx',
  `/imports/${UUID}`,
  `/imports/${UUID}/annotated.xlsx`,
  '/graphql?query={__typename}',
];
const PAGES = ['/exports', '/connect'];

/** The answer in whichever form the door has; each must be Chinese and say what to do, and none a fault of the program. */
async function refusal(bytes: Buffer | string) {
  const answer = await sendRaw(server.url, bytes);
  const body = JSON.parse(answer!.body) as {
    error?: { code: string; message: string; remedy?: string };
    errors?: { message: string; extensions: { code: string; remedy?: string } }[];
  };
  const { code, message, remedy } = body.error ?? { ...body.errors![0]!, ...body.errors![0]!.extensions };
  expect(message).toMatch(body.error === undefined ? /[\u4e00-\u9fff]/u : /[\u4e00-\u9fff].*。$/u);
  if (!('odata-version' in answer!.headers)) expect(remedy).toMatch(/[\u4e00-\u9fff].*。$/u);
  expect(answer!.headers['content-type']).toMatch(/^application\/json/u);
  expect(server.lines).toEqual([]);
  return { status: answer!.status, code, message, allow: answer!.headers['allow'] };
}

const ask = (request: RawRequest) => refusal(requestText(server.url, request));
const get = (target: string, headers: Readonly<Record<string, string>> = {}) => ask({ target, headers });

describe('a parameter that a route does not take is refused with those that it takes', () => {
  test.each([
    ['/healthz?x=1', '没有参数 x，这里不接受参数。'],
    ['/healthz?', undefined],
    ['/readyz?verbose', '没有参数 verbose，这里不接受参数。'],
    ['/exports?division=150103', '没有参数 division，这里不接受参数。'],
    ['/exports/funding.csv?Year=2024', '没有参数 Year，可用的参数：division、year。'],
    ['/exports/dim_indicator.csv?year=2024', '没有参数 year，这里不接受参数。'],
    ['/connect?Account=abc', '没有参数 Account，可用的参数：account。'],
    ['/connect/superset.zip?user=abc', '没有参数 user，可用的参数：account。'],
    [`/imports/${UUID}?full=true`, '没有参数 full，这里不接受参数。'],
    [`/imports/${UUID}/annotated.xlsx?x`, '没有参数 x，这里不接受参数。'],
    ['/ledgers/funding/template.xlsx?year=2024', '没有参数 year，这里不接受参数。'],
  ])('%s', async (target, message) => {
    if (message === undefined)
      expect((await sendRaw(server.url, requestText(server.url, { target })))!.status).toBe(200);
    else expect(await get(target)).toMatchObject({ status: 400, code: 'UNKNOWN_PARAMETER', message });
  });

  test.each(['/odata/?x=1', '/odata/target?top=1', '/odata/target?$Top=1', '/odata/$metadata?format=json'])(
    '%s',
    async (target) => {
      expect(await get(target)).toMatchObject({ status: 400, code: 'UNKNOWN_OPTION' });
    },
  );

  test('GraphQL, whose POST takes none', async () => {
    expect(await get('/graphql?query={__typename}&variable={}')).toMatchObject({
      status: 400,
      message: '没有参数 variable，可用的参数：query、operationName、variables、extensions。',
    });
    const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"query":"{__typename}"}' };
    expect(await ask({ ...post, target: '/graphql?dryRun=true' })).toMatchObject({ status: 400 });
  });

  test.each([
    '/connect?account=a&account=b',
    '/exports/funding.csv?year=2024&year=2023',
    '/odata/target?$top=1&$top=2',
  ])('twice the same: %s', async (target) => {
    expect(await get(target)).toMatchObject({ status: 400 });
  });
});

describe('an address', () => {
  test.each(['/nope', '/imports', '/Imports', '/healthz/', '//', '/odatax', '/exports/a/b', '/connect/nope', '*'])(
    '%s that is none is told',
    async (target) => {
      const { status, code } = await get(target);
      expect([404, 405]).toContain(status);
      expect(['NOT_FOUND', 'METHOD_NOT_ALLOWED']).toContain(code);
    },
  );

  test.each([
    ['POST', '/healthz', 'GET, HEAD'],
    ['DELETE', '/exports/target.csv', 'GET, HEAD'],
    ['PUT', `/imports/${UUID}`, 'GET, HEAD'],
    ['GET', '/imports', 'POST'],
    ['POST', '/odata/target', 'GET, HEAD'],
    ['OPTIONS', '/odata/target', 'DELETE, GET, HEAD, PATCH, POST, PUT'],
    ['PUT', '/graphql', 'GET, HEAD, OPTIONS, POST'],
    ['TRACE', '/healthz', 'GET, HEAD'],
  ])('does not take %s %s', async (method, target, allow) => {
    expect(await ask({ method, target })).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED', allow });
  });

  test.each(['/exports/%ZZ', '/imports/%E5%8C', '/connect/%'])('%s with damaged percent signs', async (target) => {
    expect(await get(target)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test.each(['/exports/%00.csv', '/ledgers/%00/template.xlsx', '/connect/%00', '/odata/%00'])(
    '%s with U+0000',
    async (target) => {
      const { status } = await get(target);
      expect([400, 404]).toContain(status);
    },
  );

  test('with Chinese characters as they are', async () => {
    expect(await get('/imports?division=990103:示例区')).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
      message: expect.stringContaining('百分号编码'),
    });
  });

  test.each([16_400, 40_000])('of %i characters is too long', async (length) => {
    for (const path of ['/healthz?', '/odata/target?$filter=', '/exports/', '/graphql?query='])
      expect(await get(path + 'x'.repeat(length))).toMatchObject({ status: 414, code: 'ADDRESS_TOO_LONG' });
  });
});

test('an address that is longer than anything that is read is refused, too', async () => {
  const { status } = await get(`/healthz?${'x'.repeat(200_000)}`);
  expect([414, 431]).toContain(status);
});

describe('headers', () => {
  test.each([16_400, 40_000, 200_000])('of %i bytes are too long', async (length) => {
    expect(await get('/healthz', { Cookie: 'x'.repeat(length) })).toMatchObject({
      status: 431,
      code: 'HEADERS_TOO_LONG',
    });
  });

  test('with an expectation that is not met', async () => {
    expect(await get('/healthz', { Expect: 'a-miracle' })).toMatchObject({ status: 417 });
  });

  test.each([
    'hello\r\n\r\n',
    'GET\r\n\r\n',
    'GET /healthz\r\n\r\n',
    'GET /healthz HTTP/9.9\r\n\r\n',
    'get /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /healthz HTTP/1.1\r\nHost x\r\n\r\n',
    'GET /healthz HTTP/1.1\r\nContent-Length: x\r\n\r\n',
    'POST /imports HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  ])('that are no HTTP: %j', async (text) => {
    expect(await refusal(Buffer.from(text, 'latin1'))).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test('to open a tunnel', async () => {
    expect(await ask({ method: 'CONNECT', target: 'example.cn:443' })).toMatchObject({ status: 405 });
  });
});

describe('a request that is meant for another server, or made by a page of another site', () => {
  const own = () => new URL(server.url);
  const statusOf = async (target: string, headers: Readonly<Record<string, string>>, method = 'GET') =>
    (await sendRaw(server.url, requestText(server.url, { method, target, headers })))!.status;

  test.each(ADDRESSES)('does not reach %s', async (target) => {
    const { host, port } = own();
    expect(await get(target, { Host: `evil.example:${port}` })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await get(target, { Origin: 'http://evil.example' })).toMatchObject({ status: 403 });
    expect(await get(target, { Origin: 'null' })).toMatchObject({ status: 403 });
    expect(await get(`http://evil.example${target}`)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await get(target, { 'Sec-Fetch-Site': 'cross-site' })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await get(target, { 'Sec-Fetch-Site': 'same-site' })).toMatchObject({ status: 403 });
    for (const second of [host, `evil.example:${port}`]) {
      const twice = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nhost: ${second}\r\nConnection: close\r\n\r\n`;
      expect(await refusal(twice)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
    expect(await refusal(`GET ${target} HTTP/1.1\r\nConnection: close\r\n\r\n`)).toMatchObject({ status: 400 });
  });

  test('nor the mutations of GraphQL and uploads', async () => {
    for (const target of ['/graphql', '/imports'])
      for (const [name, value] of [
        ['Origin', 'http://evil.example'],
        ['Sec-Fetch-Site', 'cross-site'],
      ] as const)
        expect(await ask({ method: 'POST', target, headers: { [name]: value } })).toMatchObject({
          status: 403,
          code: 'FORBIDDEN',
        });
  });

  test('one that a program makes, or a page of this server, does', async () => {
    const { host, port } = own();
    expect(await statusOf('/healthz', {})).toBe(200);
    expect(await statusOf('/healthz', { 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
    expect(await statusOf('/healthz', { 'Sec-Fetch-Site': 'none' })).toBe(200);
    expect(await statusOf('/healthz', { Origin: server.url })).toBe(200);
    expect(await statusOf('/healthz', { Host: `LOCALHOST:${port}` })).toBe(200);
    expect(await statusOf(`http://${host}/healthz`, {})).toBe(200);
    expect(await statusOf(`http://${host}/odata/target?$top=0`, {})).toBe(200);
  });

  test('a link elsewhere may open a page, and nothing else, and not within a frame', async () => {
    const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    for (const target of ADDRESSES) expect(await statusOf(target, link)).toBe(PAGES.includes(target) ? 200 : 403);
    for (const target of PAGES) expect(await statusOf(target, { ...link, 'Sec-Fetch-Dest': 'iframe' })).toBe(403);
  });
});

describe('a body', () => {
  const post = (target: string, type: string, body: string) =>
    ask({ method: 'POST', target, body, headers: type === '' ? {} : { 'Content-Type': type } });

  test.each([
    ['/graphql', 'application/json', '{', 400],
    ['/graphql', 'application/json', '', 400],
    ['/graphql', 'application/json', '[]', 400],
    ['/graphql', 'application/json', `{"query":"${'x'.repeat(1_100_000)}"}`, 413],
    ['/graphql', 'text/xml', '<a/>', 415],
    ['/graphql', 'multipart/form-data; boundary=b', '--b--', 415],
    ['/odata/$batch', 'application/json', 'x'.repeat(1_100_000), 413],
    ['/odata/$batch', 'text/plain', 'x', 415],
    ['/odata/$batch', 'application/json', '{', 400],
  ])('of %s %s that is of no use: %.20s', async (target, type, body, status) => {
    expect(await post(target, type, body)).toMatchObject({ status });
  });
});

test('a request that does not arrive whole in time is ended', async () => {
  const slow = await serveWhole(
    database.url,
    { submit: () => Promise.reject(new Error('nothing is to be imported here')) },
    { times: { arrival: 300, check: 50 } },
  );
  try {
    const { host } = new URL(slow.url);
    const head = 'Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n';
    const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b';
    for (const text of [
      `POST /imports HTTP/1.1\r\nHost: ${host}\r\n${head}${part}`,
      `POST /imports HTTP/1.1\r\nHost: ${host}\r\n${head}`,
      `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
      `POST /odata/$batch HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
      `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `,
    ]) {
      const answer = await sendRaw(slow.url, text);
      expect([answer!.status, JSON.parse(answer!.body)]).toMatchObject([408, { error: { code: 'REQUEST_TIMEOUT' } }]);
    }
    expect(slow.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  } finally {
    await slow.stop();
  }
});
