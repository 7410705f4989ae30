import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/runs/undo.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
let run: string;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-own-'));
const load = () => {
  const fileName = '02科技专项资金台账.xlsx';
  const path = join(import.meta.dirname, '../fixtures/district', fileName);
  return importWorkbook(database.db, { path, fileName, division: { code: '990103', name: '示例区' } });
};
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
  run = await load();
});
afterAll(async () => {
  await server.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

let defined = 0;
const define = (fields: string, unit = '万元', replace = false) =>
  server.ask(
    `mutation { defineIndicator(replace: ${replace}, definition: { englishName: "Own ${(defined += 1)}", unit: "${unit}", decimals: 2, direction: UP, theme: FUNDING, ${fields} }) { code } }`,
  );
const values = async (code: string) => {
  const { yearOverYear } = await server.ask<{ yearOverYear: { points: { value: number | null }[] }[] }>(
    `{ yearOverYear(indicators: ["${code}"], from: 2019, to: 2024) { points { value } } }`,
  );
  return yearOverYear.flatMap(({ points }) => points.map(({ value }) => value));
};

test('an own sum has the figures of what they are made of, and follow an undo', async () => {
  await define('code: "OWN_UP", name: "上级资金", sum: [{ indicator: "FUND_CITY" }, { indicator: "FUND_REGION" }]');
  const [city, region, both] = [await values('FUND_CITY'), await values('FUND_REGION'), await values('OWN_UP')];
  expect(both.some((value) => value !== null)).toBe(true);
  for (const [index, value] of both.entries())
    if (value !== null) expect(value).toBeCloseTo((city[index] ?? 0) + (region[index] ?? 0), 2);
  await database.db.transaction().execute((tx) => undoRun(tx, run));
  expect((await values('OWN_UP')).every((value) => value === null)).toBe(true);
  run = await load();
  expect(await values('OWN_UP')).toEqual(both);
});

test.each([
  ['code: "UP", name: "甲", sum: [{ indicator: "FUND_CITY" }]', 'OWN_'],
  ['code: "OWN_A", name: "市级科技专项资金", sum: [{ indicator: "FUND_CITY" }]', '已用于指标 FUND_CITY'],
  ['code: "OWN_A", name: "甲", sum: [{ indicator: "NONE" }]', '没有指标：NONE'],
  ['code: "OWN_A", name: "甲", sum: [{ rows: [{ ledger: "none" }] }]', '没有台账 none'],
  ['code: "OWN_A", name: "甲", sum: [{ rows: [{ ledger: "funding" }], sum: "none" }]', '没有字段 none'],
  ['code: "OWN_A", name: "甲", sum: [{ rows: [{ ledger: "funding" }] }]', '不是金额'],
])('a definition that cannot be is refused: %s', async (fields, message) => {
  await expect(define(fields)).rejects.toThrow(message);
});

interface Told {
  readonly points: readonly {
    readonly value: number | null;
    readonly target: { readonly text: string } | null;
    readonly rows: { readonly totalCount: number };
  }[];
  readonly member: string | null;
}
const told = async (code: string, question = '') => {
  const { yearOverYear } = await server.ask<{ yearOverYear: Told[] }>(
    `{ yearOverYear(indicators: ["${code}"], from: 2021, to: 2022${question}) { member points { value target { text } rows { totalCount } } } }`,
  );
  return yearOverYear;
};

test('an own ratio is the ratio of sums, by month and by dimension too, and leads to its rows', async () => {
  const cities = '{ indicator: "FUND_TOTAL", where: [{ field: "level", in: ["市"] }] }';
  await define(
    `code: "OWN_SHARE", name: "市级占比", ratio: { numerator: ${cities}, denominator: { indicator: "FUND_TOTAL" } }`,
    '%',
  );
  for (const question of ['', ', throughMonth: 6', ', by: "flow"']) {
    const [share, city, all] = [
      await told('OWN_SHARE', question),
      await told('FUND_CITY', question),
      await told('FUND_TOTAL', question),
    ];
    expect(share.length).toBeGreaterThan(0);
    for (const [at, series] of share.entries())
      for (const [year, { value, rows }] of series.points.entries()) {
        const [top, bottom] = [city[at]?.points[year]?.value ?? 0, all[at]?.points[year]?.value ?? 0];
        if (value !== null) expect(value).toBeCloseTo((top / bottom) * 100, 2);
        expect(rows.totalCount).toBe(all[at]?.points[year]?.rows.totalCount);
      }
    expect(share[0]?.points[0]?.value).toEqual(expect.any(Number));
  }
});

test('rows are counted, and different values once, as the definition says', async () => {
  await define(
    'code: "OWN_ROWS", name: "下达笔数", sum: [{ rows: [{ ledger: "funding", where: [{ field: "flow", in: ["下达"] }], at: "date" }] }]',
    '笔',
  );
  await define(
    'code: "OWN_LEVELS", name: "资金级次数", sum: [{ rows: [{ ledger: "funding", where: [{ field: "flow", in: ["下达"] }], at: "date" }], distinct: ["level"] }]',
    '个',
  );
  const { rows } = await sql<{ rows: number; levels: number }>`
    select count(*)::int as rows, count(distinct level)::int as levels from funding
    where flow = '下达' and extract(year from date) = 2021`.execute(database.db);
  expect(rows[0]!.rows).toBeGreaterThan(rows[0]!.levels);
  expect((await told('OWN_ROWS'))[0]!.points[0]).toMatchObject({
    value: rows[0]!.rows,
    rows: { totalCount: rows[0]!.rows },
  });
  expect((await told('OWN_LEVELS'))[0]!.points[0]!.value).toBe(rows[0]!.levels);
});

test('what rests on a definition follows its change, and no definition rests on itself', async () => {
  await define('code: "OWN_BASE", name: "基数", sum: [{ indicator: "FUND_CITY" }]');
  await define('code: "OWN_ON", name: "基于基数", sum: [{ indicator: "OWN_BASE" }]');
  expect(await values('OWN_ON')).toEqual(await values('FUND_CITY'));
  await define('code: "OWN_BASE", name: "基数", sum: [{ indicator: "FUND_REGION" }]', '万元', true);
  expect(await values('OWN_ON')).toEqual(await values('FUND_REGION'));
  await expect(define('code: "OWN_BASE", name: "基数", sum: [{ indicator: "OWN_ON" }]', '万元', true)).rejects.toThrow(
    'OWN_',
  );
  await expect(server.ask('mutation { removeIndicator(code: "OWN_BASE") }')).rejects.toThrow('OWN_ON');
  expect(await values('OWN_ON')).toEqual(await values('FUND_REGION'));
});

test('a target that names an own indicator is led to it, and definitions are shown as they were given', async () => {
  await define('code: "OWN_AIM", name: "示例口径资金", sum: [{ indicator: "FUND_CITY" }, { indicator: "FUND_LOCAL" }]');
  const path = join(folder, '年度目标任务.csv');
  writeFileSync(path, '年度,指标名称,目标值\n2022,示例口径资金,≥100万元');
  await importWorkbook(database.db, { path, fileName: '年度目标任务.csv', division: { code: '990103' } });
  expect((await told('OWN_AIM'))[0]!.points[1]!.target).toEqual({ text: '≥100万元' });
  const { indicatorDefinitions } = await server.ask<{ indicatorDefinitions: unknown[] }>(
    '{ indicatorDefinitions(codes: ["OWN_AIM", "FUND_CITY"]) { code name sum { indicator rows { ledger where { field in } } sum } } }',
  );
  expect(indicatorDefinitions).toMatchObject([
    { code: 'FUND_CITY', sum: [{ rows: [{ ledger: 'funding' }], sum: 'amount' }] },
    { code: 'OWN_AIM', name: '示例口径资金', sum: [{ indicator: 'FUND_CITY' }, { indicator: 'FUND_LOCAL' }] },
  ]);
});

test('a removed indicator is gone with its figures', async () => {
  await define('code: "OWN_GONE", name: "将删除", sum: [{ indicator: "FUND_CITY" }]');
  await server.ask('mutation { removeIndicator(code: "OWN_GONE") }');
  const { rows } = await sql`select from figures.part where indicator = 'OWN_GONE'`.execute(database.db);
  expect(rows).toEqual([]);
  await expect(values('OWN_GONE')).rejects.toThrow('没有指标');
});
