import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/load/undo.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
let run: string;
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
});

let defined = 0;
const define = (fields: string) =>
  server.ask(
    `mutation { defineIndicator(definition: { englishName: "Own ${(defined += 1)}", unit: "万元", decimals: 2, direction: UP, theme: FUNDING, ${fields} }) { code } }`,
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
  ['code: "OWN_A", name: "市级科技资金", sum: [{ indicator: "FUND_CITY" }]', '已用于指标 FUND_CITY'],
  ['code: "OWN_A", name: "甲", sum: [{ indicator: "NONE" }]', '没有指标：NONE'],
  ['code: "OWN_A", name: "甲", sum: [{ rows: [{ ledger: "none" }] }]', '没有台账 none'],
  ['code: "OWN_A", name: "甲", sum: [{ rows: [{ ledger: "funding" }], sum: "none" }]', '没有字段 none'],
  ['code: "OWN_A", name: "甲", sum: [{ rows: [{ ledger: "funding" }] }]', '不是金额'],
])('a definition that cannot be is refused: %s', async (fields, message) => {
  await expect(define(fields)).rejects.toThrow(message);
});

test('a removed indicator is gone with its figures', async () => {
  await define('code: "OWN_GONE", name: "将删除", sum: [{ indicator: "FUND_CITY" }]');
  await server.ask('mutation { removeIndicator(code: "OWN_GONE") }');
  const { rows } = await sql`select from figures.part where indicator = 'OWN_GONE'`.execute(database.db);
  expect(rows).toEqual([]);
  await expect(values('OWN_GONE')).rejects.toThrow('没有指标');
});
