import { expect, test } from '@jest/globals';
import { answer } from '../../src/indicators/answer/answer.js';
import { defineIndicator } from '../../src/indicators/compute/own/define.js';
import type { TinyRow } from './insert-rows.js';
import {
  activity,
  ask,
  certificate,
  database,
  division,
  money,
  project,
  SCIPOP,
  TODAY,
  told,
  UNDATED,
} from './small-divisions.js';

test('a sheet of science popularisation says nothing of trainings', async () => {
  const code = await division([
    activity(2023, { kind: '培训' }),
    activity(2024, { kind: '科普' }, SCIPOP),
    activity(2024, { kind: '科普' }, SCIPOP),
  ]);
  expect(told(await ask(code, 'TRAIN_SESSIONS', 2023, 2024))).toEqual({ 2023: [1], 2024: [null] });
  expect(told(await ask(code, 'SCIPOP_EVENTS', 2023, 2024))).toEqual({ 2023: [0, 'NONE_RECORDED'], 2024: [2] });
});

test('a ledger of all kinds in which none was recorded tells a zero, and says so', async () => {
  const code = await division([activity(2023, { kind: '培训' }), activity(2024, { kind: '科普' })]);
  const points = await ask(code, 'TRAIN_SESSIONS', 2023, 2024);
  expect(told(points)).toEqual({ 2023: [1], 2024: [0, 'NONE_RECORDED'] });
  expect(points[1]!.text).toBe('0场次（台账无登记），比上年减少1场次');
});

test('a sheet of one kind beside one of all kinds covers all', async () => {
  const code = await division([activity(2024, { kind: '科普' }, SCIPOP), activity(2024, { kind: '路演' })]);
  expect(told(await ask(code, 'TRAIN_SESSIONS', 2024))).toEqual({ 2024: [0, 'NONE_RECORDED'] });
});

test('a member of which no sheet of the year can say anything has no figure', async () => {
  const money = (year: number, level: string, limits?: TinyRow['limits']): TinyRow => ({
    ledger: 'funding',
    year,
    fields: { level, flow: '下达', amount: 1_000_000, date: `${year}-05-01` },
    ...(limits === undefined ? {} : { limits }),
  });
  const code = await division([money(2023, '自治区'), money(2023, '市'), money(2024, '市', { level: ['市'] })]);
  expect(told(await ask(code, 'FUND_REGION', 2023, 2024))).toEqual({ 2023: [100], 2024: [null] });
  const series = await answer(
    database.db,
    { indicators: ['FUND_TOTAL'], from: 2023, to: 2024, divisions: [code], by: 'level' },
    TODAY,
  );
  expect(Object.fromEntries(series.map(({ member, points }) => [member, points.map(({ value }) => value)]))).toEqual({
    市: [100, 100],
    自治区: [100, null],
  });
});

test('rows that nothing places make the figure null, or PARTIAL where others are placed', async () => {
  const code = await division([
    project(2022, { status: '立项' }, UNDATED),
    project(2023, { status: '立项' }, UNDATED),
    project(2023, { approvedDate: '2023-05-01' }),
    // Under a heading for the date a blank says that it is not approved yet.
    project(2024, { appliedDate: '2024-05-01' }),
    // Approved, nobody says when.
    project(2025, { status: '实施' }),
  ]);
  expect(told(await ask(code, 'PROJ_APPROVED', 2022, 2025))).toEqual({
    2022: [null, 'PARTIAL'],
    2023: [1, 'PARTIAL'],
    2024: [0, 'NONE_RECORDED'],
    2025: [null, 'PARTIAL'],
  });
});

test('a blank figure is unknown', async () => {
  const code = await division([
    activity(2023, { kind: '培训', people: 30 }),
    activity(2023, { kind: '培训' }),
    activity(2024, { kind: '培训' }),
    activity(2025, { kind: '培训', people: 0 }),
  ]);
  const points = await ask(code, 'TRAIN_PERSON_TIMES', 2023, 2025);
  expect(told(points)).toEqual({ 2023: [30, 'PARTIAL'], 2024: [null, 'PARTIAL'], 2025: [0] });
  expect(points[1]).toMatchObject({ rate: null, reason: 'NO_DATA', text: '数据未填列或未公开' });
});

test('a stock stands until something ends it, and says where no ledger is as new', async () => {
  const code = await division([certificate(2021, '甲'), certificate(2022, '乙')]);
  const points = await ask(code, 'HNTE_STOCK', 2020, 2025);
  expect(told(points)).toEqual({
    2020: [null],
    2021: [1],
    2022: [2],
    2023: [2, 'CARRIED'],
    2024: [1, 'CARRIED'],
    2025: [0, 'CARRIED'],
  });
  // What ended is known, what began since is not: no fall is claimed.
  expect(points[4]).toMatchObject({
    previous: 2,
    change: null,
    rate: null,
    reason: 'COVERAGE',
    text: '截至2024年末1家（按以前年度台账推算）',
  });
});

test('a last day belongs to what it ends', async () => {
  const code = await division([
    certificate(2023, '甲', { type: '专精特新中小企业', validUntil: '2024-12-31' }),
    certificate(2023, '乙', { type: '专精特新中小企业', validUntil: '2024-12-30' }),
    certificate(2023, '丙', { type: '专精特新中小企业', validUntil: '2024-03-31' }),
  ]);
  expect(told(await ask(code, 'SRDI_COUNT', 2023, 2025))).toEqual({
    2023: [3],
    2024: [1, 'CARRIED'],
    2025: [0, 'CARRIED'],
  });
  expect(told(await ask(code, 'SRDI_COUNT', 2024, 2024, { throughMonth: 3 }))).toEqual({ 2024: [3, 'CARRIED'] });
  expect(told(await ask(code, 'SRDI_COUNT', 2024, 2024, { throughMonth: 4 }))).toEqual({ 2024: [2, 'CARRIED'] });
});

test('a list of certificates says nothing of applications', async () => {
  const limits = { appliedDate: [], result: [] };
  const code = await division([{ ...certificate(2023, '甲'), limits }]);
  expect(told(await ask(code, 'HNTE_NEW', 2023))).toEqual({ 2023: [1] });
  expect(told(await ask(code, 'HNTE_RECOMMENDED', 2023))).toEqual({ 2023: [null, 'PARTIAL'] });
});

test('a condition on an unknown figure leaves the row out on both sides', async () => {
  const research = (year: number, fields: TinyRow['fields'], flags?: TinyRow['flags']): TinyRow => ({
    ledger: 'enterprise-year',
    year,
    fields,
    ...(flags === undefined ? {} : { flags }),
  });
  const code = await division([
    research(2023, { enterprise: '甲', rdExpense: 5, revenue: 100 }),
    research(2023, { enterprise: '乙', rdExpense: 10, revenue: 200 }),
    research(2023, { enterprise: '丙', rdExpense: 0, revenue: 100 }),
    research(2023, { enterprise: '丁', revenue: 1000 }, { rdExpense: 'masked' }),
  ]);
  expect(told(await ask(code, 'RD_ACTIVE_SHARE', 2023))).toEqual({ 2023: [66.67, 'PARTIAL'] });
  expect(told(await ask(code, 'RD_INTENSITY_ASD', 2023))).toEqual({ 2023: [3.75, 'PARTIAL'] });
});

test('what is known to have begun in a year stands from the end of it on', async () => {
  const code = await division([
    { ledger: 'base', year: 2024, fields: { name: '甲', status: '认定', date: '2024' } },
    { ledger: 'base', year: 2024, fields: { name: '乙', status: '认定', date: '2024-03' } },
  ]);
  expect(told(await ask(code, 'BASE_BUILT', 2024, 2024, { throughMonth: 3 }))).toEqual({ 2024: [1] });
  expect(told(await ask(code, 'BASE_BUILT', 2024, 2024))).toEqual({ 2024: [2] });
});

test('a zero of a stock is recorded where what stood has ended', async () => {
  const member = (year: number, fields: TinyRow['fields']): TinyRow => ({ ledger: 'pool', year, fields });
  const code = await division([
    member(2022, { enterprise: '甲', joinedDate: '2023-02-01', leftDate: '2024-05-01' }),
    member(2024, { enterprise: '乙', joinedDate: '2025-01-01' }),
  ]);
  expect(told(await ask(code, 'POOL_COUNT', 2022, 2024))).toEqual({ 2022: [0, 'NONE_RECORDED'], 2023: [1], 2024: [0] });
});

test('months of which only undated rows may be are not told', async () => {
  const code = await division([
    activity(2024, { kind: '培训', date: '2024' }),
    activity(2024, { kind: '培训', date: '2024-06-01' }),
  ]);
  expect(told(await ask(code, 'TRAIN_SESSIONS', 2024, 2024, { throughMonth: 3 }))).toEqual({ 2024: [null, 'UNDATED'] });
  expect(told(await ask(code, 'TRAIN_SESSIONS', 2024, 2024, { throughMonth: 6 }))).toEqual({ 2024: [1, 'UNDATED'] });
});

test('a row that may count is left out of the months from its own on', async () => {
  const loan = (month: number, fields: TinyRow['fields']): TinyRow => ({
    ledger: 'financing',
    year: 2024,
    fields: { enterprise: '甲', date: `2024-0${month}-01`, ...fields },
  });
  const code = await division([loan(2, { demand: 100, granted: 50 }), loan(5, { demand: 100 })]);
  expect(told(await ask(code, 'LOAN_SATISFACTION', 2024, 2024, { throughMonth: 4 }))).toEqual({ 2024: [50] });
  expect(told(await ask(code, 'LOAN_SATISFACTION', 2024, 2024, { throughMonth: 5 }))).toEqual({
    2024: [50, 'PARTIAL'],
  });
});

test('an event of which no partner is named leaves the number of partners unknown', async () => {
  const code = await division([
    activity(2023, { kind: '产学研', partners: ['示例大学'] }),
    activity(2023, { kind: '产学研' }),
    activity(2024, { kind: '产学研' }),
  ]);
  expect(told(await ask(code, 'IUR_PARTNERS', 2023, 2024))).toEqual({ 2023: [1, 'PARTIAL'], 2024: [null, 'PARTIAL'] });
});

test('a ratio is not told of a member that the sheets of one part cannot say', async () => {
  const money = (level: string, limits?: TinyRow['limits']): TinyRow => ({
    ledger: 'funding',
    year: 2024,
    fields: { level, flow: '下达', amount: 1_000_000, date: '2024-05-01' },
    ...(limits === undefined ? {} : { limits }),
  });
  const approved = (level: string) => project(2024, { level, approvedDate: '2024-05-01' });
  const code = await division([money('市', { level: ['市'] }), approved('市'), approved('自治区')]);
  const own = {
    code: 'OWN_PER_PROJECT',
    name: '项目平均下达资金',
    englishName: 'Funds per project',
    aliases: [],
    unit: '万元/项',
    decimals: 2,
    direction: 'NEUTRAL',
    theme: 'FUNDING',
    numerator: null,
    denominator: null,
    formula: { ratio: { numerator: { indicator: 'FUND_TOTAL' }, denominator: { indicator: 'PROJ_APPROVED' } } },
  } as const;
  await defineIndicator(database.db, own, { replace: false, valuesOf: () => [] });
  const question = { indicators: [own.code], from: 2024, to: 2024, divisions: [code], by: 'level' };
  const series = await answer(database.db, question, TODAY);
  expect(series.map(({ member, points }) => [member, points[0]!.value])).toEqual([['市', 100]]);
});

test('a sheet without a column for a dimension says all its rows to be of no member', async () => {
  const code = await division([
    activity(2023, { kind: '科普' }, { role: [] }),
    activity(2024, { kind: '培训' }, { role: [] }),
  ]);
  const question = { indicators: ['TRAIN_SESSIONS'], from: 2023, to: 2024, divisions: [code], by: 'role' };
  const [series] = await answer(database.db, question, TODAY);
  expect([series!.member, told(series!.points)]).toEqual(['未填', { 2023: [0, 'NONE_RECORDED'], 2024: [1] }]);
});

test('a change is the difference of the figures as they are told', async () => {
  const code = await division([money(2023, 100.004), money(2024, 200.006)]);
  const [point] = await ask(code, 'FUND_TOTAL', 2024);
  expect(point).toMatchObject({ value: 200.01, previous: 100, change: 100.01 });
});
