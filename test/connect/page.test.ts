import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Access } from '../../src/connect/access.js';
import { FILES } from '../../src/connect/files.js';
import { accountStep, ADVICE, guides } from '../../src/connect/guides.js';
import { connectPage } from '../../src/connect/page.js';
import { DATASETS } from '../../src/reporting/datasets.js';
import { partsOf } from '../import/report/parts.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { readXml, textOf } from './read-xml.js';

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

const TOOLS = ['Excel', 'Power BI', 'Tableau', 'Superset', 'Metabase', 'FineBI', 'DataEase', 'Grafana'];

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });

/** Like fetch, which does not let the Host header be chosen. */
const getAs = (host: string, path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { headers: { host } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode!, text: Buffer.concat(parts).toString() }));
    });
    sent.on('error', reject);
    sent.end();
  });

test('the page lists every tool, and every link on it leads somewhere', async () => {
  const response = await get('/connect');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await response.text();
  for (const tool of TOOLS) expect(page).toContain(`>${tool}</h2>`);
  const links = [...page.matchAll(/href="([^"]+)"/gu)].map(([, link]) => link!);
  for (const link of links.filter((each) => each.startsWith('#'))) expect(page).toContain(`id="${link.slice(1)}"`);
  const files = links.filter((each) => each.startsWith('/connect/')).map((each) => each.slice('/connect/'.length));
  expect(new Set(files)).toEqual(new Set(FILES.keys()));
  for (const link of links.filter((each) => each.startsWith('/'))) {
    const { status } = await get(link);
    expect([link, status]).toEqual([link, 200]);
  }
});

test('programs get the same as JSON, with absolute addresses', async () => {
  const response = await get('/connect', { accept: 'application/json' });
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(response.headers.get('vary')).toBe('Accept, accept-encoding');
  const body = (await response.json()) as {
    database: object;
    odata: string;
    tools: { tool: string; steps: string[]; files: { url: string }[] }[];
    datasets: { name: string; title: string; odata: string; excel: string; tableau: string }[];
  };
  expect(body.database).toEqual({
    host: '127.0.0.1',
    port: 5432,
    database: 'taizhang',
    schema: 'reporting',
    account: 'analyst',
  });
  expect(body.tools.map(({ tool }) => tool)).toEqual(TOOLS);
  for (const { steps, files } of body.tools) {
    expect(steps.length).toBeGreaterThan(2);
    for (const { url } of files) expect((await fetch(url)).status).toBe(200);
  }
  expect(body.datasets.map(({ name, title }) => [name, title])).toEqual(DATASETS.map(({ name, zh }) => [name, zh]));
  const [{ odata, excel, tableau }] = body.datasets as [(typeof body.datasets)[number]];
  for (const url of [body.odata, odata, excel, tableau]) expect((await fetch(url)).status).toBe(200);
});

test.each([
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['*/*', 'text/html'],
  ['application/json, text/plain, */*', 'application/json'],
  ['text/html;q=0.5, application/json', 'application/json'],
])('to Accept: %s it answers %s', async (accept, type) => {
  expect((await get('/connect', { accept })).headers.get('content-type')).toContain(type);
});

test('the account that is named is in the links and in the files', async () => {
  const page = await (await get('/connect?account=zhang_san')).text();
  expect(page).toContain('value="zhang_san"');
  expect(page).toContain('href="/connect/superset.zip?account=zhang_san"');
  expect(await (await get('/connect/grafana/datasource.yaml?account=zhang_san')).text()).toContain('user: zhang_san');
});

test.each(['Zhang', 'a"b', "a'; drop role x; --", 'pg_x', ''])('the account %j is refused', async (account) => {
  for (const path of ['/connect', '/connect/superset.zip', '/connect/tableau/funding.tds']) {
    const response = await get(`${path}?account=${encodeURIComponent(account)}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        code: 'BAD_ACCOUNT',
        message: expect.stringContaining('账号名'),
        remedy: expect.stringContaining('bi-user'),
      },
    });
  }
});

test('behind a proxy the files lead to the address that people know', async () => {
  const behind = await startTestServer(database.db, undefined, undefined, { PUBLIC_URL: 'https://tz.example.cn' });
  try {
    const pbids = (await (await fetch(`${behind.url}/connect/power-bi/odata.pbids`)).json()) as object;
    expect(JSON.stringify(pbids)).toContain('{"url":"https://tz.example.cn/odata/"}');
    const listed = await fetch(`${behind.url}/connect`, { headers: { accept: 'application/json' } });
    expect(await listed.text()).toContain('"url":"https://tz.example.cn/connect/superset.zip"');
  } finally {
    await behind.stop();
  }
});

test('a file that there is not is not found', async () => {
  for (const path of ['x.tds', 'tableau/nothing.tds', 'tableau/../superset.zip/x', 'constructor', '%00'])
    expect((await get(`/connect/${path}`)).status).toBe(404);
});

test.each(['evil.example', 'evil.example:4000', '127.0.0.1:1', '"><script>alert(1)</script>', "x' or '1'='1"])(
  'a request whose Host is %j is refused, and the name is in no answer',
  async (host) => {
    for (const path of ['/connect', '/connect/power-bi/odata.pbids', '/connect/excel/odata/funding.odc']) {
      const { status, text } = await getAs(host, path);
      expect([path, status >= 400]).toEqual([path, true]);
      expect(text).not.toContain(host);
    }
  },
);

describe('whatever the database is called', () => {
  const hostile = `<b>&"'\`\n]]>;{}=x`;
  const access: Access = {
    database: { host: hostile, port: 5432, database: hostile },
    bundled: true,
    odata: `http://h/"<&'#(lf)/odata/`,
    account: 'analyst',
  };

  test('the page shows it and is not changed by it', () => {
    const page = connectPage(access, '');
    expect(page).not.toContain('<b>');
    expect(page).toContain('&#60;b&#62;&#38;&#34;&#39;');
  });

  test('every file is still whole', async () => {
    for (const [path, { make }] of FILES) {
      const made = await make(access);
      if (path.endsWith('.zip')) {
        for (const text of (await partsOf(made as Buffer)).values())
          expect(parseAllDocuments(String(text))).toMatchObject([{ errors: [] }]);
        continue;
      }
      const text = String(made);
      if (path.endsWith('.json') || path.endsWith('.pbids')) JSON.parse(text);
      else if (path.endsWith('.yaml')) expect(parseAllDocuments(text)).toMatchObject([{ errors: [] }]);
      else if (path.endsWith('.tds')) expect(readXml(text).getElementsByTagName('b').length).toBe(0);
      else if (path.startsWith('excel/odata'))
        expect(textOf(readXml(textOf(readXml(text), 'PowerQueryMashupData')), 'Formula')).toContain(
          `OData.Feed("http://h/""<&'#(#)(lf)/odata/`,
        );
      else if (path.startsWith('excel/')) expect(textOf(readXml(text), 'ConnectionString')).toContain('<b>&');
    }
  });
});

test('docs/bi.md says each step as the page does, and names every file', () => {
  const docs = readFileSync(join(import.meta.dirname, '../../docs/bi.md'), 'utf8');
  const access: Access = {
    database: { host: '127.0.0.1', port: 5432, database: 'taizhang' },
    bundled: true,
    odata: 'http://127.0.0.1:4000/odata/',
    account: 'analyst',
  };
  const plain = docs.replaceAll('`', '');
  for (const text of [accountStep(access), ...ADVICE]) expect(plain).toContain(text);
  for (const { tool, purpose, steps, files } of guides(access)) {
    expect(plain).toContain(`### ${tool}`);
    for (const text of [purpose, ...steps, ...files.map(({ path }) => `/connect/${path}`)])
      expect(plain).toContain(text);
  }
});
