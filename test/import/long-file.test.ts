import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-long-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what few rows of a long file say of their amounts is kept, wherever they stand', async () => {
  const { db } = database;
  const amounts = Array.from({ length: 5_200 }, (_, index) => (index + 1) / 100);
  const written = amounts.map((amount, index) => (index === 4_500 ? '*' : index === 3_000 ? '约30' : String(amount)));
  const lines = written.map(
    (amount, index) => `自治区,科技专项${index + 1},示例${index % 40}有限公司,${amount},2023-${1 + (index % 12)}-15`,
  );
  const fileName = '2023年专项资金台账.csv';
  const path = join(folder, fileName);
  writeFileSync(path, ['资金级别,资金名称,单位名称,金额（万元）,下达时间', ...lines].join('\n'));
  const division = { code: '990103', name: '示例区' };
  const { counts } = await runReport(db, await importWorkbook(db, { path, fileName, division }));
  expect(counts.created).toBe(5_200);
  const { rows } = await sql<{ at: number; flags: unknown }>`
    select row_number as at, flags from funding where flags <> '{}' order by row_number`.execute(db);
  expect(rows).toEqual([
    { at: 3_002, flags: { amount: 'approximate' } },
    { at: 4_502, flags: { amount: 'masked' } },
  ]);
  const { rows: figures } = await sql<{ value: number; partial: boolean; approximate: boolean }>`
    select value::float, partial, approximate from reporting.indicator_year
    where indicator = 'FUND_TOTAL' and division = '990103' and dimension = '' and year = 2023`.execute(db);
  const known = amounts.reduce(
    (sum, amount, index) => sum + (index === 4_500 ? 0 : index === 3_000 ? 3_000 : amount * 100),
    0,
  );
  expect(figures).toEqual([{ value: known / 100, partial: true, approximate: true }]);
}, 60_000);
