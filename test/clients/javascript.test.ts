import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Diary } from '../indicators/diary.js';
import { type District, openDistrict } from './district.js';
import { run } from './program.js';

/** Clients of GraphQL in JavaScript, in a package of their own. */
const CLIENTS = join(import.meta.dirname, 'javascript');
const SCHEMA = join(import.meta.dirname, '../../schema.graphql');
const DOCUMENT = readFileSync(join(import.meta.dirname, '../../docs/bi.md'), 'utf8');
const DIVISION = { code: '990299', name: '试点区' };

let district: District;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-relay-'));
  district = await openDistrict();
  const diary = new Diary(district.db, DIVISION);
  const ledger = (amount: string) => [
    '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期',
    `2025,市,下达,专项资金,甲有限公司,${amount},示科〔2025〕1号,2025/3/5`,
  ];
  await diary.import('2026-03-02', '资金.csv', ledger('10'));
  await diary.import('2026-03-05', '更正.csv', ledger('15'));
  diary.close();
});
afterAll(async () => {
  await district.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a client of the package prints; none warns. */
async function printed<T>(client: string, ...args: readonly string[]): Promise<T> {
  const node = { command: process.execPath, packages: ['(npm ci --prefix test/clients/javascript)'] };
  const { out, err } = await run(node, [join(CLIENTS, client), ...args]);
  expect(err).toBe('');
  return JSON.parse(out) as T;
}

interface Answers {
  readonly totals: (number | null)[][];
  readonly now: { value: number; evidence: string[] };
  readonly past: { value: number; evidence: string[] };
  readonly methods?: string[];
}

describe.each(['apollo.js', 'urql.js', 'graphql-request.js'])('%s', (client) => {
  test('has the figures, and beside each figure the row that it rests on, of now and of a day', async () => {
    const graphql = `${district.server}/graphql`;
    const { totals, now, past, methods } = await printed<Answers>(client, graphql, DIVISION.code, '2026-03-03');
    expect(totals).toEqual([await district.figures('FUND_TOTAL'), await district.figures('HNTE_STOCK')]);
    expect([now, past]).toEqual([
      { value: 15, evidence: ['15'] },
      { value: 10, evidence: ['10'] },
    ]);
    if (methods !== undefined) expect(new Set(methods)).toEqual(new Set(['GET']));
  });
});

test('relay-compiler compiles connections and refetched fragments, and the store puts the pages together', async () => {
  interface Row {
    readonly id: string;
    readonly amount: number;
    readonly place: string;
  }
  const { rows, last, again, types, warnings } = await printed<{
    rows: Row[];
    last: string[];
    again: string;
    types: string[];
    warnings: string[];
  }>('relay.js', `${district.server}/graphql`, SCHEMA, folder);
  expect(warnings).toEqual([]);
  const stored = await district.rows(
    'select amount from reporting.funding order by amount desc nulls last, division, id',
  );
  expect(rows.map(({ amount }) => amount)).toEqual(stored.map(([amount]) => (amount === null ? null : Number(amount))));
  expect(last).toEqual(rows.map(({ id }) => id));
  expect(new Set(rows.map(({ place }) => place)).size).toBe(rows.length);
  expect(again).toBe(rows[0]!.id);
  expect(types).toEqual(expect.arrayContaining(['Enterprise', 'Funding', 'LedgerRow']));
});

test('what docs/bi.md says to paste is what the clients do', () => {
  const lines = (text: string) => text.split('\n').map((line) => line.trim());
  const section = /^## 程序中使用 GraphQL$(.*?)^## /msu.exec(DOCUMENT)![1]!;
  const pasted = Array.from(section.matchAll(/^```js\n(.*?)^```/gmsu), ([, code]) => lines(code!.trim()));
  expect(pasted).toHaveLength(4);
  const programs = new Set(
    readdirSync(CLIENTS)
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => lines(readFileSync(join(CLIENTS, name), 'utf8'))),
  );
  expect(pasted.flat().filter((line) => !programs.has(line))).toEqual([]);
});

test('odata2ts generates a client of OData from its metadata', async () => {
  const options = '-s metadata.xml -o client -m service -e js -name taizhang';
  expect(readFileSync(join(CLIENTS, 'odata2ts.js'), 'utf8')).toContain(options);
  expect(DOCUMENT).toContain(options);
  const made = mkdtempSync(join(tmpdir(), 'taizhang-odata2ts-'));
  try {
    const { totals, count } = await printed<{ totals: Record<string, number[]>; count: number }>(
      'odata2ts.js',
      `${district.server}/odata`,
      made,
    );
    for (const [indicator, values] of Object.entries(totals)) expect(values).toEqual(await district.figures(indicator));
    const [[stored] = []] = await district.rows("select count(*) from reporting.funding where level = '市'");
    expect(String(count)).toBe(stored);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
});

test('the schema keeps the rules of graphql-eslint and of Relay', async () => {
  expect(await printed('lint.js', SCHEMA)).toEqual([]);
});
