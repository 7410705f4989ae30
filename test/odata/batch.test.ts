import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ODataService, startOData } from './service.js';

let odata: ODataService;

beforeAll(async () => {
  odata = await startOData();
});

afterAll(() => odata.stop());

async function post(body: string, headers: Record<string, string>) {
  const response = await fetch(`${odata.root}$batch`, { method: 'POST', body, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const multipart = (parts: readonly string[], headers: Record<string, string> = {}) =>
  post([...parts.map((part) => `--b 1\r\n${part}`), '--b 1--\r\n'].join('\r\n'), {
    'content-type': 'multipart/mixed; boundary="b 1"',
    ...headers,
  });

const get = (url: string, headers = '') =>
  `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nGET ${url} HTTP/1.1\r\n${headers}\r\n`;

/** The HTTP answers within a multipart one: status, headers and body. */
function answersOf({ headers, text }: { headers: Headers; text: string }) {
  const boundary = /^multipart\/mixed; boundary=(.+)$/u.exec(headers.get('content-type') ?? '')![1]!;
  const parts = text.split(`--${boundary}`);
  expect([parts[0], parts.at(-1)]).toEqual(['', '--\r\n']);
  return parts.slice(1, -1).map((part) => {
    const [own, head, ...body] = part.split('\r\n\r\n');
    expect(own).toContain('Content-Type: application/http');
    const content = body.join('\r\n\r\n').replace(/\r\n$/u, '');
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(content)}`);
    return { own, head, status: Number(/^HTTP\/1\.1 (\d+) /u.exec(head!)![1]), content };
  });
}

describe('a multipart batch', () => {
  test('is answered part by part, in order, however the addresses are written', async () => {
    const reply = await multipart([
      get('target?$filter=year%20eq%202025&$select=name', 'Accept: application/json;odata.metadata=none\r\n'),
      get('/odata/target/$count'),
      get(`${odata.root}target(division='990001',year=2023,seq=1)/name/$value`),
    ]);
    expect([reply.status, reply.headers.get('odata-version')]).toEqual([200, '4.0']);
    const found = answersOf(reply);
    expect(found.map(({ status, content }) => [status, content])).toEqual([
      [200, '{"value":[{"name":"丙"}]}'],
      [200, '6'],
      [200, 'alpha'],
    ]);
    expect(found[0]!.head).toContain('OData-Version: 4.0');
  });

  test('a client’s names for its requests come back', async () => {
    const [found] = answersOf(await multipart([`Content-ID: q7\r\n${get('target?$top=0')}`]));
    expect(found!.own).toContain('Content-ID: q7');
  });

  test('ends after the first request that fails, unless told to go on', async () => {
    const parts = [get('target?$top=0'), get('nosuch'), get('target/$count')];
    const statuses = async (headers = {}) => answersOf(await multipart(parts, headers)).map(({ status }) => status);
    expect(await statuses()).toEqual([200, 404]);
    expect(await statuses({ prefer: 'odata.continue-on-error' })).toEqual([200, 404, 200]);
  });

  test('an address that is longer than one alone may be is refused', async () => {
    const list = Array.from({ length: 70_000 }, () => '1').join(',');
    const [found] = answersOf(await multipart([get(`target?$filter=year%20in%20(${list})`)]));
    expect([found!.status, found!.content]).toEqual([414, expect.stringContaining('"TOO_LONG"')]);
  });

  test('a change set and a write are refused, as they are alone', async () => {
    const set = 'Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\n--c--\r\n';
    expect(answersOf(await multipart([set])).map(({ status }) => status)).toEqual([405]);
    const write = get('target').replace('GET', 'DELETE');
    expect(answersOf(await multipart([write])).map(({ status }) => status)).toEqual([405]);
  });
});

describe('a JSON batch', () => {
  const json = (requests: unknown, headers = {}) =>
    post(JSON.stringify({ requests }), { 'content-type': 'application/json', ...headers });

  test('is answered with the names of its requests', async () => {
    const { status, text } = await json([
      { id: 'a', method: 'get', url: 'target?$top=1&$select=name' },
      { id: 'b', method: 'GET', url: '/odata/target/$count', headers: { Accept: 'text/plain' } },
      { id: 'c', method: 'PATCH', url: 'target(1)' },
      { id: 'd', method: 'GET', url: 'target' },
    ]);
    expect(status).toBe(200);
    const { responses } = JSON.parse(text) as { responses: { id: string; status: number; body: unknown }[] };
    expect(responses.map(({ id, status: each }) => [id, each])).toEqual([
      ['a', 200],
      ['b', 200],
      ['c', 405],
    ]);
    expect(responses[0]!.body).toMatchObject({ value: [{ name: 'alpha' }] });
    expect(responses[1]!.body).toBe('6');
  });

  test.each([
    ['[]', 400],
    ['{"requests":[]}', 400],
    ['{"requests":[{"id":"a"}]}', 400],
    ['{"requests":[null]}', 400],
    ['no json', 400],
    [`{"requests":[${Array(101).fill('{"id":"a","method":"GET","url":"target"}').join()}]}`, 400],
    [' '.repeat(2_000_000), 413],
  ])('refuses %.40s', async (body, expected) => {
    const { status, text } = await post(body, { 'content-type': 'application/json' });
    expect(status).toBe(expected);
    expect((JSON.parse(text) as { error: { message: string } }).error.message).toMatch(/[\u4e00-\u9fff]/u);
  });
});

test.each([
  ['text/plain', 'x', 415],
  ['multipart/mixed', 'x', 415],
  ['multipart/mixed; boundary=b', 'x', 400],
  ['multipart/mixed; boundary=b', '--b\r\n\r\nhello\r\n--b--', 400],
  ['multipart/mixed; boundary=b', `--b\r\n${'GET'}`, 400],
])('refuses a body of %s', async (type, body, expected) => {
  const { status, headers } = await post(body, { 'content-type': type });
  expect([status, headers.get('odata-version')]).toEqual([expected, '4.0']);
});

test('GET is not the way to send one', async () => {
  expect((await odata.get('$batch')).status).toBe(405);
});
