import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-observation-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the period of a reported total is kept though it looks like a date, and tells two totals of a year apart', async () => {
  const path = join(folder, '2023年科技指标汇总表.csv');
  writeFileSync(
    path,
    '指标名称,计量单位,期间,本期,上年同期,同比增长（%）\n规上企业研发投入,万元,1—6月,120.5,100,20.5\n规上企业研发投入,万元,1—12月,260,200,30\n',
  );
  await importWorkbook(database.db, { path, fileName: '2023年科技指标汇总表.csv', division: { code: '150103' } });
  const { rows } =
    await sql`select year, period, value::float8, previous::float8 from observation order by value`.execute(
      database.db,
    );
  expect(rows).toEqual([
    { year: 2023, period: '1—6月', value: 120.5, previous: 100 },
    { year: 2023, period: '1—12月', value: 260, previous: 200 },
  ]);
});
