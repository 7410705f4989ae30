import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-superseded-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a project on three sheets is one row: the newest stands, with what only older sheets say of it', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheets: [string, string[], string[]][] = [
    [
      '2020年',
      ['项目编号', '项目名称', '承担单位', '申请时间', '项目状态', '总经费（万元）'],
      ['X1', '甲项目', '示例甲有限公司', '2020-03-01', '申报', '300余'],
    ],
    [
      '2021年',
      ['项目编号', '项目名称', '承担单位', '申请时间', '项目状态', '项目负责人'],
      ['X1', '甲项目', '示例甲有限公司', '2020-03-01', '立项', '王某某'],
    ],
    [
      '2022年',
      ['项目编号', '项目名称', '承担单位', '申请时间', '项目状态'],
      ['X1', '甲项目', '示例甲有限公司', '2020-03-01', '实施'],
    ],
  ];
  for (const [name, headings, row] of sheets) workbook.addWorksheet(name).addRows([headings, row]);
  const path = join(folder, '科技计划项目台账.xlsx');
  await workbook.xlsx.writeFile(path);
  const load = async () =>
    runReport(
      database.db,
      await importWorkbook(database.db, { path, fileName: '科技计划项目台账.xlsx', division: { code: '150103' } }),
    );
  expect((await load()).counts).toMatchObject({ created: 1, skipped: 2, rejected: 0 });
  const stored = async () =>
    (await sql`select status, leader, total_budget::float8 as budget, flags from project`.execute(database.db)).rows;
  const expected = [{ status: '实施', leader: '王某某', budget: 3_000_000, flags: { total_budget: 'approximate' } }];
  expect(await stored()).toEqual(expected);
  expect((await load()).counts).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  expect(await stored()).toEqual(expected);
});

test('a date that a title tells to the year does not replace the day that another ledger states', async () => {
  const load = async (fileName: string, rows: readonly (readonly string[])[]) => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Sheet1').addRows(rows.map((row) => [...row]));
    const path = join(folder, fileName);
    await workbook.xlsx.writeFile(path);
    return runReport(database.db, await importWorkbook(database.db, { path, fileName, division: { code: '150104' } }));
  };
  const stored = async () =>
    (
      await sql`select approved_date::text as day, approved_date_precision as precision from project where division = '150104' order by name`.execute(
        database.db,
      )
    ).rows;
  await load('台账.xlsx', [
    ['项目编号', '项目名称', '承担单位', '立项时间'],
    ['X1', '甲项目', '示例甲有限公司', '2021-12-28'],
  ]);
  await load('名单.xlsx', [
    ['2022年度科技计划项目立项名单'],
    ['项目编号', '项目名称', '承担单位'],
    ['X1', '甲项目', '示例甲有限公司'],
    ['X2', '乙项目', '示例乙有限公司'],
  ]);
  expect(await stored()).toEqual([
    { day: '2022-01-01', precision: 'year' },
    { day: '2021-12-28', precision: 'day' },
  ]);
});
