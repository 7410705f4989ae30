import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook, type ImportRequest } from '../../import/import.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { answer } from '../../src/indicators/answer/answer.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { LEDGERS_BELOW, OTHER_WORDS_BELOW } from './recognize/layouts/several-tables.js';
import { type LaidSheet, laidOut } from './write-workbook.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-tables-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(sheet: LaidSheet, code: string, settled: ImportRequest['settled'] = {}): Promise<RunReport> {
  const path = join(folder, `${code}.xlsx`);
  writeFileSync(path, await laidOut(sheet));
  const division = { code };
  return runReport(database.db, await importWorkbook(database.db, { path, fileName: '台账.xlsx', division, settled }));
}

async function valueOf(indicator: string, code: string) {
  const question = { indicators: [indicator], from: 2023, to: 2023, divisions: [code], throughMonth: null };
  const [series] = await answer(database.db, question);
  const { value, flags } = series!.points[0]!;
  return [value, flags];
}

test('tables of three ledgers on one sheet are each loaded and named', async () => {
  const { sheets, counts } = await load(LEDGERS_BELOW, '150103');
  expect(sheets.map(({ name, ledger, counts: { created } }) => [name, ledger, created])).toEqual([
    ['台账', 'commissioner-contract', 2],
    ['台账（第2张表）', 'commissioner-service', 1],
    ['台账（第3张表）', 'activity', 1],
  ]);
  expect(counts.rejected).toBe(0);
  expect(await valueOf('SCIPOP_EVENTS', '150103')).toEqual([1, []]);
  expect(await load(LEDGERS_BELOW, '150103')).toMatchObject({ counts: { created: 0, updated: 0, unchanged: 4 } });
});

test('one that cannot be read is told row by row, leaves figures partial, and is read as a person decides', async () => {
  const asked = await load(OTHER_WORDS_BELOW, '150104');
  expect(asked.sheets.map(({ name, ledger }) => [name, ledger])).toEqual([
    ['2023', 'financing'],
    ['2023（第2张表）', null],
  ]);
  expect(asked.counts).toMatchObject({ created: 2, rejected: 2 });
  const unread = asked.issues.nodes.filter(({ code }) => code === 'TABLE_FOLLOWS');
  expect(unread.map(({ sheet, row }) => [sheet, row])).toEqual([
    ['2023（第2张表）', 7],
    ['2023（第2张表）', 8],
  ]);
  const columns = { 用款方: 'enterprise', 批贷数: 'granted:元', 批贷日: 'date', 放贷行: 'bank', 摘要: 'purpose' };
  const decided = await load(OTHER_WORDS_BELOW, '150104', { '2023（第2张表）': { ledger: 'financing', columns } });
  expect(decided.issues.nodes.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  expect(await valueOf('LOAN_GRANTED', '150104')).toEqual([300, ['PARTIAL']]);
});

test('a decision about a table that is not there imports nothing', async () => {
  const refused = await load(LEDGERS_BELOW, '150105', { '台账（第9张表）': { ledger: 'activity' } });
  expect(refused).toMatchObject({ state: 'FAILED', counts: { created: 0 } });
  expect(refused.issues.nodes.map(({ code }) => code)).toEqual(['DECISION_SHEET_ABSENT']);
});

test('of a sheet with very many tables the last are told and not read', async () => {
  const one = [
    ['项目名称', '承担单位', '立项时间'],
    ['项目', '示例有限公司', '2023-05-01'],
  ];
  const other = [
    ['立项时间', '项目名称', '承担单位'],
    ['2023-05-01', '项目二', '示例有限公司'],
  ];
  const rows = [
    ['科技计划项目立项台账'],
    ...Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? one : other)).flat(),
  ];
  const { sheets, counts } = await load({ name: '表', rows }, '150121');
  expect(sheets).toHaveLength(20);
  expect(counts.rejected).toBe(20);
});
