import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import type { Mapping } from '../../import/recognize/recognition.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-settle-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Nothing here tells what it is a ledger of. */
const TABLE = (amount: string) =>
  `名称,单位,时间,数额（万元）\n甲事项,示例甲有限公司,2022-03-01,${amount}\n乙事项,示例乙有限公司,2022-05-01,20\n`;

async function load(
  fileName: string,
  text: string,
  division: string,
  settled?: Record<string, Mapping>,
): Promise<RunReport> {
  const path = join(folder, fileName);
  writeFileSync(path, text);
  const runId = await importWorkbook(database.db, {
    path,
    fileName,
    division: { code: division },
    ...(settled === undefined ? {} : { settled }),
  });
  return runReport(database.db, runId);
}

test('a sheet that could be several ledgers is held, settled by a person, and known the next time in that division', async () => {
  const asked = await load('明细.csv', TABLE('10'), '150103');
  expect(asked).toMatchObject({ state: 'FAILED', counts: { created: 0 }, sheets: [{ ledger: null }] });

  const settled = {
    ledger: 'funding',
    columns: { 名称: 'item', 单位: 'organisation', 时间: 'date', '数额(万元)': 'amount' },
  };
  const answered = await load('明细.csv', TABLE('10'), '150103', { 明细: settled });
  expect(answered).toMatchObject({ state: 'COMMITTED', sheets: [{ ledger: 'funding' }] });

  const next = await load('另一份.csv', TABLE('30'), '150103');
  expect(next.sheets).toMatchObject([{ ledger: 'funding' }]);
  const elsewhere = await load('明细.csv', TABLE('10'), '150104');
  expect(elsewhere.sheets).toMatchObject([{ ledger: null }]);
});
