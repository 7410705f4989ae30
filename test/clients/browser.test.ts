import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { type ServerProcess, startProcess } from '../server/process.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { failure } from './program.js';

const CHROMIUM = '/usr/bin/chromium';

/** Two sites of other people on this computer, of which the server allows the first. */
let sites: Server[];
let database: TestDatabase;
let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  sites = await Promise.all([site(), site()]);
  database = await createTestDatabase('samples');
  server = await startProcess({ DATABASE_URL: database.url, ALLOWED_ORIGINS: originOf(sites[0]!) });
  browser = await chromium.launch({ executablePath: CHROMIUM }).catch((error: Error) => {
    throw failure('chromium did not start', ['chromium'], error.message);
  });
});
afterAll(async () => {
  await browser.close();
  await server.end('SIGTERM');
  await database.close();
  for (const each of sites) each.close();
});

function site(): Promise<Server> {
  const made = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><meta charset="utf-8"><title>别的网站</title>');
  });
  return new Promise((resolve) => made.listen(0, '127.0.0.1', () => resolve(made)));
}

const originOf = (of: Server) => `http://127.0.0.1:${(of.address() as AddressInfo).port}`;

/** What a page of a site reads from each door: the answer, or the browser's refusal. */
async function readBy(of: Server): Promise<Record<string, unknown>> {
  const page = await browser.newPage();
  await page.goto(originOf(of));
  const read = await page.evaluate<Record<string, unknown>>(`(async (server) => {
    const settle = (asked) => asked.catch((error) => error.name);
    const form = new FormData();
    form.set('file', new File(['年度,资金级次,资金流向,金额（万元）\\n2024,市,下达,1\\n'], '资金.csv'));
    const query = '{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2024, to: 2024) { points { value } } }';
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
    return {
      graphql: await settle(fetch(server + '/graphql', json).then((answer) => answer.json())),
      odata: await settle(fetch(server + '/odata/funding/$count').then((answer) => answer.text())),
      exports: await settle(fetch(server + '/exports/funding.csv').then(async (answer) =>
        [answer.headers.get('content-disposition'), (await answer.text()).split('\\n').length])),
      uploads: await settle(fetch(server + '/imports?division=990103&dryRun=true', { method: 'POST', body: form })
        .then(async (answer) => [answer.status, (await answer.json()).url])),
    };
  })(${JSON.stringify(server.url)})`);
  await page.close();
  return read;
}

test('a page of an allowed site reads every door and uploads a workbook', async () => {
  const read = await readBy(sites[0]!);
  expect(read).toEqual({
    graphql: { data: { yearOverYear: [{ points: [{ value: expect.any(Number) }] }] } },
    odata: expect.stringMatching(/^\d+$/u),
    exports: [expect.stringContaining('funding.csv'), Number(read['odata']) + 2],
    uploads: [202, expect.stringContaining('/imports/')],
  });
});

test('a page of any other site reads nothing', async () => {
  expect(await readBy(sites[1]!)).toEqual({
    graphql: 'TypeError',
    odata: 'TypeError',
    exports: 'TypeError',
    uploads: 'TypeError',
  });
});
