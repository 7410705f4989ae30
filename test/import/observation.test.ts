import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { answer, type Point } from '../../src/indicators/answer/answer.js';
import type { Question } from '../../src/indicators/answer/question.js';
import { rowsBehind } from '../../src/indicators/answer/rows.js';
import { coverageOf } from '../../src/indicators/answer/coverage.js';
import { Diary } from '../indicators/diary.js';
import { insertDivisions } from '../indicators/insert-rows.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { clearImports, stateOf } from './state.js';

const CITY = { code: '990400' };
const EAST = { code: '990401' };
const WEST = { code: '990402' };

const folder = mkdtempSync(join(tmpdir(), 'taizhang-observation-'));
let database: TestDatabase;
let diary: Diary;
beforeAll(async () => {
  database = await createTestDatabase();
  await insertDivisions(database.db, [
    { code: CITY.code, parent: null, level: 'city' },
    { code: EAST.code, parent: CITY.code },
    { code: WEST.code, parent: CITY.code },
  ]);
});
beforeEach(async () => {
  await clearImports(database.db);
  diary = new Diary(database.db, EAST);
});
afterEach(() => diary.close());
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const REPORT = '指标名称,计量单位,本期,上年同期';
const FUNDS = '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达日期';

async function points(code: string, from: number, to: number, more: Partial<Question> = {}): Promise<readonly Point[]> {
  const question = { indicators: [code], from, to, divisions: [EAST.code], ...more };
  return (await answer(database.db, question, '2026-06-30'))[0]!.points;
}

const told = async (code: string, year: number, more?: Partial<Question>) => {
  const [point] = await points(code, year, year, more);
  return [point!.value, ...point!.flags];
};

const issuesOf = async (run: string) => (await runReport(database.db, run)).issues.nodes;

test('the period of a reported total is kept though it looks like a date, and tells two totals of a year apart', async () => {
  await diary.import('2026-01-01', '2023年科技指标汇总表.csv', [
    '指标名称,计量单位,期间,本期,上年同期,同比增长（%）',
    '规上企业研发投入,万元,1—6月,120.5,100,20.5',
    '规上企业研发投入,万元,1—12月,260,200,30',
  ]);
  const { rows } =
    await sql`select year, period, value::float8, previous::float8 from observation order by value`.execute(
      database.db,
    );
  expect(rows).toEqual([
    { year: 2023, period: '1—6月', value: 120.5, previous: 100 },
    { year: 2023, period: '1—12月', value: 260, previous: 200 },
  ]);
  const values = async (year: number, throughMonth: number | null) => told('RD_EXP_ASD', year, { throughMonth });
  expect(await values(2023, null)).toEqual([260, 'REPORTED']);
  expect(await values(2023, 12)).toEqual([260, 'REPORTED']);
  expect(await values(2023, 6)).toEqual([120.5, 'REPORTED']);
  expect(await values(2023, 7)).toEqual([null, 'UNDATED', 'REPORTED']);
  expect(await values(2022, 6)).toEqual([100, 'REPORTED']);
});

test('a total that a report states is the figure where no ledger has its rows, with its growth, unit and cell', async () => {
  const run = await diary.import('2026-01-01', '科技主要指标统计表.csv', [
    '指标,单位,2022年,2023年',
    '高企数量,家,20,25',
    '科技型中小企业数,家,30,45',
    '技术合同成交额,亿元,1.2,1.35',
  ]);
  const [, stock] = await points('HNTE_STOCK', 2022, 2023);
  expect(stock).toMatchObject({ value: 25, previous: 20, rate: 25, flags: ['REPORTED'] });
  expect(stock!.text).toBe('截至2023年末25家（填报数），比上年末增长25%');
  expect(await told('TSME_COUNT', 2023)).toEqual([45, 'REPORTED']);
  expect(await told('TECH_CONTRACT_VALUE', 2023)).toEqual([13500, 'REPORTED']);
  const indicator = (
    await answer(database.db, { indicators: ['HNTE_STOCK'], from: 2023, to: 2023, divisions: [EAST.code] })
  )[0]!.indicator;
  const figure = { indicator, division: EAST.code, year: 2023, by: null, member: null, throughMonth: null, asOf: null };
  const [page] = await rowsBehind(database.db, [{ figure, count: 5, beyond: null, backward: false }]);
  expect(page!.rows.map(({ ledger, row, runId }) => [ledger, row, runId])).toEqual([['observation', 2, run]]);
  const { effects } = await runReport(database.db, run);
  expect(effects.find((each) => each.indicator === 'HNTE_STOCK' && each.year === 2023)).toMatchObject({
    before: null,
    after: 25,
    flagsAfter: ['REPORTED'],
  });
});

test('rows of a ledger decide where there are any, and the report says that its total is no figure', async () => {
  await diary.import('2026-01-01', '报表.csv', ['2023年科技指标统计表', REPORT, '科技专项资金合计,万元,100,80']);
  expect(await told('FUND_TOTAL', 2023)).toEqual([100, 'REPORTED']);
  const before = await stateOf(database.db);
  const run = await diary.import('2026-01-02', '资金.csv', [FUNDS, '2023,市,下达,专项,甲公司,90,2023-03-05']);
  expect(await told('FUND_TOTAL', 2023)).toEqual([90]);
  expect((await issuesOf(run)).map(({ code }) => code)).toContain('OBSERVATION_MISMATCH');
  const [, point] = await points('FUND_TOTAL', 2022, 2023);
  expect(point).toMatchObject({ previous: 80, rate: 12.5 });
  expect(await told('FUND_TOTAL', 2023, { asOf: '2026-01-01' })).toEqual([100, 'REPORTED']);
  const across = await diary.import('2026-01-03', '历年科技统计表.csv', [
    '年份,高企数量,科技专项资金合计（万元）',
    '2023,3,99',
  ]);
  const contradicted = (await issuesOf(across)).find(({ code }) => code === 'OBSERVATION_MISMATCH');
  expect(contradicted).toMatchObject({ address: 'C2', text: '99' });
  await diary.undo('2026-01-03', across);
  const again = await diary.import('2026-01-03', '报表二.csv', [
    '2023年科技指标统计表',
    REPORT,
    '科技专项资金合计,万元,95,',
    '绿化面积,亩,3,',
  ]);
  const messages = (await issuesOf(again))
    .filter(({ code }) => code === 'TOTALS_NOT_COUNTED')
    .map(({ message }) => message);
  expect(messages).toEqual([
    '“科技专项资金合计”等1个汇总数没有用作指标数值：这些年度有逐笔台账，指标按台账计算，两者不一致的另有提示。已保存，可供查询和核对。',
    '“绿化面积”等1个汇总数没有用作指标数值：指标目录中没有这样的名称，或单位、期间与指标不符。已保存，可供查询和核对。',
  ]);
  await diary.undo('2026-01-04', again);
  await diary.undo('2026-01-05', run);
  expect(await stateOf(database.db)).toBe(before);
});

test('a preview says what figures the totals of a workbook will become, and changes none', async () => {
  const path = join(folder, '2023年科技指标统计表.csv');
  writeFileSync(path, [REPORT, '高企数量,家,25,20', '技术合同成交额,亿元,1.2,*'].join('\n'));
  const request = { path, fileName: '2023年科技指标统计表.csv', division: EAST };
  const before = await stateOf(database.db);
  const preview = await runReport(database.db, await importWorkbook(database.db, { ...request, dryRun: true }));
  expect(await stateOf(database.db)).toBe(before);
  const run = await runReport(database.db, await importWorkbook(database.db, request));
  expect(preview.effects.length).toBeGreaterThan(0);
  expect(run.effects).toEqual(preview.effects);
  expect(run.issues.nodes.map(({ code }) => code)).toEqual(preview.issues.nodes.map(({ code }) => code));
});

test('totals that differ are none of them, those that agree are the most exact one, and a masked one is unknown', async () => {
  const column = '指标名称,计量单位,数据来源,本期';
  await diary.import('2026-01-01', '甲.csv', [
    '2023年科技指标统计表',
    column,
    '有效高新技术企业数,家,统计局,25',
    '技术合同成交额,亿元,统计局,1.2',
    '新认定高新技术企业数,家,统计局,*',
  ]);
  await diary.import('2026-01-02', '乙.csv', [
    '2023年科技指标统计表',
    column,
    '高企数量,家,科技局,26',
    '技术合同成交额,万元,科技局,12035',
    '贷款需求满足率,%,科技局,85.5',
  ]);
  expect(await told('HNTE_STOCK', 2023)).toEqual([null, 'PARTIAL', 'REPORTED', 'DISPUTED']);
  expect((await points('HNTE_STOCK', 2023, 2023))[0]!.text).toBe('各报表所填数不一致');
  expect(await told('TECH_CONTRACT_VALUE', 2023)).toEqual([12035, 'REPORTED']);
  expect(await told('HNTE_NEW', 2023)).toEqual([null, 'PARTIAL', 'REPORTED']);
  expect(await told('LOAN_SATISFACTION', 2023)).toEqual([85.5, 'REPORTED']);
});

test('a parent adds what divisions under it state, unless it states the total of all itself; ratios are not added', async () => {
  const lines = (stock: number, share: number) => [
    '2023年科技指标统计表',
    REPORT,
    `高企数量,家,${stock},`,
    `贷款需求满足率,%,${share},`,
  ];
  await diary.import('2026-01-01', '报表.csv', lines(25, 80));
  await diary.import('2026-01-02', '报表.csv', lines(15, 90), WEST);
  const city = { divisions: [CITY.code] };
  expect(await told('HNTE_STOCK', 2023, city)).toEqual([40, 'REPORTED']);
  expect(await told('LOAN_SATISFACTION', 2023, city)).toEqual([null, 'PARTIAL']);
  await diary.import('2026-01-03', '报表.csv', lines(60, 85), CITY);
  expect(await told('HNTE_STOCK', 2023, city)).toEqual([60, 'REPORTED']);
  expect(await told('LOAN_SATISFACTION', 2023, city)).toEqual([85, 'REPORTED']);
  const question = { indicators: ['HNTE_STOCK'], from: 2023, to: 2023, divisions: [CITY.code] };
  expect(await coverageOf(database.db, question, await answer(database.db, question))).toEqual([
    { reported: 2, expected: 2, missing: [] },
  ]);
});

test('months of which only sums are stated are not told one by one', async () => {
  await diary.import('2026-01-01', '报表.csv', [
    '2023年1-6月科技指标统计表',
    REPORT,
    '技术合同成交额,万元,60,',
    '科技培训场次,场次,3,',
  ]);
  expect(await told('TRAIN_SESSIONS', 2023)).toEqual([null, 'PARTIAL', 'REPORTED']);
  expect(await told('TRAIN_SESSIONS', 2023, { throughMonth: 6 })).toEqual([3, 'REPORTED']);
  const series = await answer(database.db, {
    indicators: ['TRAIN_SESSIONS'],
    from: 2023,
    to: 2023,
    divisions: [EAST.code],
    by: 'month',
  });
  expect(series.map(({ points: [point] }) => point!.value)).toEqual(Array.from({ length: 12 }, () => null));
});
