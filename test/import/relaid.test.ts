import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { answer } from '../../src/indicators/answer/answer.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { type LaidCell, type LaidSheet, laidOut } from './write-workbook.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-relaid-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(code: string, rows: LaidSheet['rows']): Promise<RunReport> {
  const path = join(folder, `${code}.xlsx`);
  writeFileSync(path, await laidOut({ name: '表', rows }));
  return runReport(database.db, await importWorkbook(database.db, { path, fileName: '统计.xlsx', division: { code } }));
}

async function valueOf(indicator: string, year: number, code: string) {
  const question = { indicators: [indicator], from: year, to: year, divisions: [code], throughMonth: null };
  const [series] = await answer(database.db, question);
  return series!.points[0]!.value;
}

const BY_TOWNSHIP = (total: LaidCell) => [
  ['2023年各乡镇（街道）科技指标统计表'],
  ['序号', '乡镇（街道）', '有效高新技术企业数（家）', '技术合同成交额（万元）', '备注'],
  [1, '示例镇', 4, 900.5, null],
  [2, '示例乡', '1家', '—', null],
  [null, '乡镇小计', 5, 900.5, null],
  [3, '示例街道', 7, 2800, null],
  [null, '合计', total, 3700.5, null],
];

test('of a table by township the totals are read, with the cells that they stand in', async () => {
  const { sheets, issues } = await load('150103', BY_TOWNSHIP(12));
  expect(sheets.map(({ ledger }) => ledger)).toEqual(['observation']);
  expect(issues.nodes.map(({ code }) => code)).toContain('SUMS_READ');
  expect(await valueOf('HNTE_STOCK', 2023, '150103')).toBe(12);
  expect(await valueOf('TECH_CONTRACT_VALUE', 2023, '150103')).toBe(3700.5);
  const rows = await database.db
    .selectFrom('observation')
    .select(['row_number', 'cells'])
    .where('division', '=', '150103')
    .orderBy('indicator')
    .execute();
  expect(rows).toEqual([
    { row_number: 7, cells: { D2: '技术合同成交额', D: '3700.5' } },
    { row_number: 7, cells: { C2: '有效高新技术企业数', C: '12' } },
  ]);
});

test('a total that is not the sum of its rows is not read', async () => {
  const { sheets } = await load('150104', BY_TOWNSHIP(13));
  expect(sheets.map(({ ledger }) => ledger)).toEqual([null]);
});

test('years over the figures of a kind of contract are each of their year', async () => {
  await load('150105', [
    ['技术合同交易情况统计表'],
    ['单位：项、亿元'],
    ['合同类别', '2022年', null, '2023年', null],
    [null, '登记项数', '成交额', '登记项数', '成交额'],
    ['技术开发', 6, 0.18, 8, 0.26],
    ['技术服务', 9, 0.25, 11, 0.36],
    ['合  计', 15, 0.43, 19, 0.62],
    ['其中：输出技术', 14, 0.31, 17, 0.45],
  ]);
  expect(await valueOf('TECH_CONTRACTS', 2022, '150105')).toBe(15);
  expect(await valueOf('TECH_CONTRACT_VALUE', 2023, '150105')).toBe(6200);
});

test('of months across the sum of the year is read', async () => {
  const months = Array.from({ length: 12 }, (_, at) => `${at + 1}月`);
  const ones = months.map(() => 1);
  const { sheets } = await load('150121', [
    ['2023年技术合同登记分月统计表'],
    ['指标', '单位', ...months, '合计'],
    ['登记技术合同数', '项', ...ones, 12],
    ['技术合同成交额', '万元', ...ones, 12],
  ]);
  expect(sheets.map(({ ledger }) => ledger)).toEqual(['observation']);
  expect(await valueOf('TECH_CONTRACTS', 2023, '150121')).toBe(12);
  expect(await valueOf('TECH_CONTRACT_VALUE', 2023, '150121')).toBe(12);
});

test('regional statistics among indicators are those of the region, beside the other totals', async () => {
  const { sheets } = await load('150122', [
    ['科技创新主要数据'],
    ['指标', '单位', '2022年', '2023年'],
    ['地区生产总值', '亿元', 220, 240],
    ['全社会R&D经费', '万元', 26400, 30000],
    ['有效高新技术企业数', '家', 20, 24],
  ]);
  expect(sheets.map(({ name, ledger }) => [name, ledger])).toEqual([
    ['表', 'observation'],
    ['表（区域统计）', 'region-year'],
  ]);
  expect(await valueOf('RD_INTENSITY', 2022, '150122')).toBe(1.2);
  expect(await valueOf('RD_INTENSITY', 2023, '150122')).toBe(1.25);
  expect(await valueOf('HNTE_STOCK', 2023, '150122')).toBe(24);
});

test('levels of money across and years down are the funds of those levels', async () => {
  await load('150123', [
    ['历年争取科技项目资金情况'],
    ['计量单位：万元'],
    ['年份', '国家', '自治区', '盟市', '旗县（区）配套', '总额'],
    [2022, 100, 310, 120, 70, 600],
    [2023, '—', 280, 140, 80, 500],
  ]);
  expect(await valueOf('FUND_REGION', 2022, '150123')).toBe(310);
  expect(await valueOf('FUND_LOCAL', 2023, '150123')).toBe(80);
  expect(await valueOf('FUND_TOTAL', 2023, '150123')).toBe(500);
});

test('indicators of several years in rows of their own are asked nothing', async () => {
  const { sheets, issues } = await load('150121', [
    ['主要指标情况表'],
    ['年度', '指标名称', '计量单位', '数值'],
    [2022, '地区生产总值', '亿元', 271.9],
    [2022, '一般公共预算支出', '亿元', 18.69],
    [2023, '地区生产总值', '亿元', 286.4],
    [2023, '一般公共预算支出', '亿元', 19.12],
  ]);
  expect(sheets.map(({ ledger, counts }) => [ledger, counts.created])).toEqual([['observation', 4]]);
  expect(issues.nodes.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
});
