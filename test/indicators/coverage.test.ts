import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { answer, type Point } from '../../src/indicators/answer/answer.js';
import { coverageOf } from '../../src/indicators/answer/coverage.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { insertDivisions, insertRows, type TinyRow } from './insert-rows.js';

const TODAY = '2025-06-30';
let database: TestDatabase;
let next = 990_500;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A new division with these rows, under a city if there is one. */
async function division(rows: readonly TinyRow[], parent: string | null = null): Promise<string> {
  const code = String((next += 1));
  await insertDivisions(database.db, [{ code, parent }]);
  await insertRows(database.db, code, rows);
  await refreshFigures(database.db, [code]);
  return code;
}

async function city(): Promise<string> {
  const code = String((next = (Math.floor(next / 100) + 1) * 100));
  await insertDivisions(database.db, [{ code, parent: null, level: 'city' }]);
  return code;
}

async function ask(code: string, indicator: string, from: number, to = from, more: object = {}): Promise<Point[]> {
  const question = { indicators: [indicator], from, to, divisions: [code], ...more };
  const [series] = await answer(database.db, question, TODAY);
  return [...(series?.points ?? [])];
}

const told = (points: readonly Point[]) =>
  Object.fromEntries(points.map(({ year, value, flags }) => [year, [value, ...flags]]));

const activity = (year: number, fields: TinyRow['fields'], limits?: TinyRow['limits']): TinyRow => ({
  ledger: 'activity',
  year,
  fields: { title: '甲', date: `${year}-03-01`, ...fields },
  ...(limits === undefined ? {} : { limits }),
});
const SCIPOP = { kind: ['科普'] };

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
  expect(points[1]!.text).toBe('0场次（台账中未登记），同比下降100%');
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

const project = (year: number, fields: TinyRow['fields'], limits?: TinyRow['limits']): TinyRow => ({
  ledger: 'project',
  year,
  fields: { name: '甲', ...fields },
  ...(limits === undefined ? {} : { limits }),
});
const UNDATED = { approvedDate: [] };

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
  expect(points[1]).toMatchObject({ rate: null, reason: 'NO_DATA', text: '数值未公开或不详' });
});

const certificate = (year: number, enterprise: string, more: TinyRow['fields'] = {}): TinyRow => ({
  ledger: 'qualification',
  year,
  fields: { type: '高新技术企业', enterprise, issuedDate: `${year}-11-12`, validUntil: `${year + 3}-11-11`, ...more },
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
    text: '1家（按以前年度台账推算）',
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

const money = (year: number, amount: number, month = 5): TinyRow => ({
  ledger: 'funding',
  year,
  fields: { level: '市', flow: '下达', amount: amount * 10_000, date: `${year}-0${month}-01` },
});

test('a city of which one district has not reported claims no fall', async () => {
  const above = await city();
  const late = await division([money(2022, 50), money(2023, 300)], above);
  await division([money(2022, 50), money(2023, 100), money(2024, 110)], above);
  const points = await ask(above, 'FUND_TOTAL', 2022, 2025);
  expect(told(points)).toEqual({ 2022: [100], 2023: [400], 2024: [110, 'INCOMPLETE'], 2025: [null] });
  expect(points[1]).toMatchObject({ rate: 300, likeForLike: null });
  expect(points[2]).toMatchObject({
    previous: 400,
    change: null,
    rate: null,
    reason: 'COVERAGE',
    likeForLike: { value: 110, previous: 100, change: 10, rate: 10, divisions: 1 },
    text: '110万元（2个区县中1个已报），同口径增长10%',
  });
  const question = { indicators: ['FUND_TOTAL'], from: 2022, to: 2025, divisions: [above] };
  const coverages = await coverageOf(database.db, question, await answer(database.db, question, TODAY));
  expect(
    coverages.map(({ reported, expected, missing }) => [reported, expected, ...missing.map(({ code }) => code)]),
  ).toEqual([
    [2, 2],
    [2, 2],
    [1, 2, late],
    [0, 2, expect.any(String), expect.any(String)],
  ]);
});

test('equal months of a city are compared over the districts of both years too', async () => {
  const above = await city();
  await division([money(2023, 300)], above);
  await division([money(2023, 100, 2), money(2023, 50, 9), money(2024, 110, 2)], above);
  const [point] = await ask(above, 'FUND_TOTAL', 2024, 2024, { throughMonth: 3 });
  expect(point).toMatchObject({
    value: 110,
    reason: 'COVERAGE',
    flags: ['INCOMPLETE'],
    likeForLike: { value: 110, previous: 100, change: 10, rate: 10, divisions: 1 },
    text: '1—3月110万元（2个区县中1个已报），同口径增长10%',
  });
});

test('a district that reports for the first time is no growth of its city', async () => {
  const above = await city();
  await division([money(2023, 100), money(2024, 120)], above);
  await division([money(2024, 500), money(2025, 500)], above);
  const points = await ask(above, 'FUND_TOTAL', 2023, 2025);
  expect(told(points)).toEqual({ 2023: [100], 2024: [620], 2025: [500, 'INCOMPLETE'] });
  expect(points[1]).toMatchObject({ rate: null, reason: 'COVERAGE', likeForLike: { rate: 20, divisions: 1 } });
});

test('a province compares the districts of both years, not its cities', async () => {
  const top = String((next = (Math.floor(next / 100) + 1) * 100));
  await insertDivisions(database.db, [{ code: top, parent: null, level: 'province' }]);
  const [one, other] = [String((next += 1)), String((next += 1))];
  await insertDivisions(database.db, [
    { code: one, parent: top, level: 'city' },
    { code: other, parent: top, level: 'city' },
  ]);
  await division([money(2023, 100), money(2024, 110)], one);
  await division([money(2023, 300)], one);
  await division([money(2023, 50), money(2024, 70)], other);
  const [point] = await ask(top, 'FUND_TOTAL', 2024);
  expect(point).toMatchObject({
    value: 180,
    reason: 'COVERAGE',
    flags: ['INCOMPLETE'],
    reported: { reported: 2, expected: 3 },
    likeForLike: { value: 180, previous: 150, rate: 20, divisions: 2 },
  });
});

test('one credit code in two districts is one enterprise in their city', async () => {
  const above = await city();
  const [one, other] = ['91990103TWKF9G5XPX', '91990103MXEFW7ACMY'];
  const first = await division([certificate(2023, '甲'), certificate(2023, '丙')], above);
  const second = await division([certificate(2024, '甲'), certificate(2024, '乙')], above);
  for (const [code, name, credit] of [
    [first, '甲', one],
    [second, '甲', one],
    [second, '乙', other],
  ])
    await sql`update enterprise set credit_code = ${credit} where division = ${code} and name = ${name}`.execute(
      database.db,
    );
  await database.db.transaction().execute((tx) => refreshFigures(tx, [second]));
  expect(told(await ask(first, 'HNTE_STOCK', 2024))).toEqual({ 2024: [2, 'CARRIED'] });
  expect(told(await ask(second, 'HNTE_STOCK', 2024))).toEqual({ 2024: [2] });
  expect(told(await ask(above, 'HNTE_STOCK', 2023, 2024))).toEqual({ 2023: [2], 2024: [3, 'CARRIED'] });
  const members = await answer(
    database.db,
    { indicators: ['HNTE_STOCK'], from: 2024, to: 2024, divisions: [above], by: 'type' },
    TODAY,
  );
  expect(members.map(({ member, points }) => [member, points[0]!.value])).toEqual([['高新技术企业', 3]]);
});

test('one enterprise in several districts counts once in the comparison of the districts of both years too', async () => {
  const above = await city();
  const first = await division([certificate(2022, '甲'), certificate(2022, '丙')], above);
  const second = await division([certificate(2022, '甲'), certificate(2023, '乙')], above);
  const late = await division([certificate(2024, '甲'), certificate(2024, '丁')], above);
  for (const code of [first, second, late])
    await sql`update enterprise set credit_code = '91990103TWKF9G5XPX' where division = ${code} and name = '甲'`.execute(
      database.db,
    );
  await database.db.transaction().execute((tx) => refreshFigures(tx, [first, second, late]));
  const points = await ask(above, 'HNTE_STOCK', 2023, 2024);
  expect(told(points)).toEqual({ 2023: [3, 'CARRIED'], 2024: [4, 'CARRIED'] });
  expect(points[1]).toMatchObject({
    previous: 3,
    reason: 'COVERAGE',
    likeForLike: { value: 3, previous: 3, change: 0, divisions: 2 },
  });
});

test('a district of whose rows none can be placed has not reported', async () => {
  const above = await city();
  await division([project(2023, { approvedDate: '2023-05-01' }), project(2024, { approvedDate: '2024-05-01' })], above);
  const late = await division([project(2023, { approvedDate: '2023-06-01' }), project(2024, {}, UNDATED)], above);
  const points = await ask(above, 'PROJ_APPROVED', 2023, 2024);
  expect(told(points)).toEqual({ 2023: [2], 2024: [1, 'PARTIAL', 'INCOMPLETE'] });
  expect(points[1]).toMatchObject({
    reason: 'COVERAGE',
    likeForLike: { value: 1, previous: 1, divisions: 1 },
  });
  expect(told(await ask(late, 'PROJ_APPROVED', 2024))).toEqual({ 2024: [null, 'PARTIAL', 'INCOMPLETE'] });
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
  const question = { indicators: ['FUND_PER_PROJECT'], from: 2024, to: 2024, divisions: [code], by: 'level' };
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
