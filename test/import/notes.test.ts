import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-notes-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what the reader notes far down a sheet becomes an issue of the run', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('特色产业种植台账');
  sheet.addRow(['年度', '品种', '类别', '种植地点', '面积（亩）', '备注']);
  for (let row = 0; row < 3000; row += 1) sheet.addRow([2022, `品种${row}`, '果树', '石桥村', 5, '']);
  sheet.addRow([2022, '末行', '果树', '石桥村', 5, 20209901030349140]);
  const path = join(folder, '种植.xlsx');
  await workbook.xlsx.writeFile(path);
  const runId = await importWorkbook(database.db, { path, fileName: '种植.xlsx', division: { code: '150103' } });
  const { issues } = await runReport(database.db, runId);
  expect(issues.nodes.find((issue) => issue.code === 'PRECISION_LOST')).toMatchObject({
    sheet: '特色产业种植台账',
    severity: 'WARNING',
  });
});
