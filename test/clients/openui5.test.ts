import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { type ColumnType, type Dataset, datasetOf, DATASETS } from '../../src/reporting/datasets.js';
import { type District, openDistrict } from './district.js';
import { failure } from './program.js';

/** OpenUI5's V4 ODataModel in Chromium, a strict client of OData 4.0. What openui5-page.js reads. */
interface Read {
  readonly described: Readonly<
    Record<
      string,
      { title: string; key: string[]; columns: [name: string, type: string, nullable: boolean, title: string][] }
    >
  >;
  readonly months: Record<string, unknown>[];
  readonly titles: { title: string }[];
  readonly funds: { year: number; total: string }[];
  readonly target: Record<string, unknown>;
  readonly refused: { success: boolean; message: string };
}

const CHROMIUM = '/usr/bin/chromium';
const UI5 = join(dirname(createRequire(import.meta.url).resolve('@openui5/sap.ui.core/package.json')), 'src');

const PAGE = `<!doctype html><meta charset="utf-8">
  <script src="ui5loader.js"></script><script src="ui5loader-autoconfig.js" data-sap-ui-async="true"></script>`;

let district: District;
let read: Read;
/** What the model asked for within its batches: `GET funding?$count=true`. */
const requests: string[] = [];
beforeAll(async () => {
  district = await openDistrict();
  const browser = await chromium.launch({ executablePath: CHROMIUM }).catch((error: Error) => {
    throw failure('chromium did not start', ['chromium'], error.message);
  });
  try {
    const page = await browser.newPage();
    page.on('request', (request) => {
      if (new URL(request.url()).pathname !== '/odata/$batch') return;
      const lines = (request.postData() ?? '').matchAll(/^[A-Z]+ \S+(?= HTTP)/gmu);
      requests.push(...Array.from(lines, ([line]) => decodeURIComponent(line)));
    });
    // The page stands beside the service, at an address that only this browser knows.
    await page.route(`${district.server}/ui5/**`, (route) => {
      const path = new URL(route.request().url()).pathname.slice('/ui5/'.length);
      return path === ''
        ? route.fulfill({ contentType: 'text/html', body: PAGE })
        : route.fulfill({ path: join(UI5, path) });
    });
    await page.goto(`${district.server}/ui5/`);
    await page.addScriptTag({ path: join(import.meta.dirname, 'openui5-page.js') });
    read = await page.evaluate<Read>(`readService(${JSON.stringify(DATASETS.map(({ name }) => name))})`);
  } finally {
    await browser.close();
  }
});
afterAll(() => district.close());

const TYPES: Readonly<Record<Exclude<ColumnType, 'flags'>, string>> = {
  text: 'Edm.String',
  integer: 'Edm.Int32',
  decimal: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  uuid: 'Edm.Guid',
  list: 'Collection(Edm.String)',
};

test.each(DATASETS.map((dataset): [string, Dataset] => [dataset.name, dataset]))(
  'the metadata tells key, types and Chinese descriptions of %s',
  (name, { zh, key, columns }) => {
    expect(read.described[name]).toEqual({
      title: zh,
      key,
      columns: columns.map(({ name: column, type, nullable, zh: title }) => [
        column,
        type === 'flags' ? `Taizhang.${name}_flags` : TYPES[type],
        nullable,
        title,
      ]),
    });
  },
);

/** A value as the model has it: figures are texts, exact. */
const valueOf = (text: string | null, type: ColumnType) => {
  if (text === null) return null;
  if (type === 'integer') return Number(text);
  if (type === 'decimal') return text.includes('.') ? text.replace(/\.?0+$/u, '') : text;
  return type === 'boolean' ? text === 't' : text;
};

test('a set larger than a page is paged through: every row once, every value right', async () => {
  const { name, columns, key } = datasetOf('indicator_month')!;
  const rows = await district.rows(`select * from ${name} order by ${key.join()}`);
  expect(rows.length).toBeGreaterThan(20_000);
  expect(requests.filter((request) => request.startsWith(`GET ${name}?`)).length).toBe(Math.ceil(rows.length / 5000));
  expect(read.months).toEqual(
    rows.map((row) =>
      Object.fromEntries(columns.map((column, index) => [column.name, valueOf(row[index]!, column.type)])),
    ),
  );
});

test('filters, orders and selects on the server', async () => {
  const rows = await district.rows(`select title from activity where strpos(title, '科技') > 0`);
  expect(rows.length).toBeGreaterThan(10);
  expect(read.titles.map(({ title }) => title).toSorted()).toEqual(rows.map(([title]) => title).toSorted());
  expect(requests.filter((request) => request.startsWith('GET activity?')).length).toBe(Math.ceil(rows.length / 10));
});

test('sums by $apply to the figures that GraphQL tells', async () => {
  expect(read.funds.map(({ total }) => Number(total) / 10_000)).toEqual(await district.figures('FUND_UPPER_TOTAL'));
});

test('reads one row by its key', async () => {
  const [row] = await district.rows(`select name, text, low from target where year = 2024 and seq = 1`);
  expect([read.target['name'], read.target['text'], read.target['low']]).toEqual(row);
});

test('is told in Chinese that nothing can be written', () => {
  expect(read.refused).toEqual({ success: false, message: '数据只读，不能 POST，请用 GET。' });
  expect(requests.filter((request) => !request.startsWith('GET '))).toEqual(['POST target']);
});
