import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { answer } from '../../src/indicators/answer/answer.js';
import { coverageOf } from '../../src/indicators/answer/coverage.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { insertDivisions, insertRows, type TinyRow } from './insert-rows.js';
import {
  ask,
  certificate,
  city,
  database,
  division,
  money,
  nextCode,
  nextHundred,
  project,
  TODAY,
  told,
  UNDATED,
} from './small-divisions.js';

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
  const top = nextHundred();
  await insertDivisions(database.db, [{ code: top, parent: null, level: 'province' }]);
  const [one, other] = [nextCode(), nextCode()];
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

/** Funds of a document for an organisation, in 万元. */
const grant = (year: number, organisation: string | null, amount: number): TinyRow => {
  const { ledger, fields } = money(year, amount);
  return {
    ledger,
    year,
    fields: { ...fields, documentNo: '市财教7号', ...(organisation === null ? {} : { organisation }) },
  };
};

/** Puts rows into a city's own ledger. */
async function list(code: string, rows: readonly TinyRow[]): Promise<void> {
  await insertRows(database.db, code, rows);
  await database.db.transaction().execute((tx) => refreshFigures(tx, [code]));
}

test('money of one document, organisation and amount that a city and its districts list counts once', async () => {
  const above = await city();
  const own = [grant(2023, '甲', 100), grant(2023, '乙', 60), grant(2024, '甲', 100)];
  await division([grant(2023, '甲', 100), grant(2024, '甲', 100), grant(2024, '丙', 5)], above);
  await list(above, own);
  expect(told(await ask(above, 'FUND_TOTAL', 2023, 2024))).toEqual({ 2023: [160], 2024: [105] });
  expect(told(await ask(above, 'FUND_TOTAL', 2023, 2023, { throughMonth: 6 }))).toEqual({ 2023: [160] });
});

test('money that a city and its district list otherwise counts in both, with a flag', async () => {
  const above = await city();
  const below = await division([grant(2023, '甲', 60), grant(2024, null, 60), grant(2025, '甲', 60)], above);
  const own = [grant(2023, '甲', 61), grant(2024, '甲', 60), grant(2025, '甲', 60), grant(2025, '甲', 60)];
  await list(above, own);
  const points = await ask(above, 'FUND_TOTAL', 2023, 2025);
  expect(told(points)).toEqual({ 2023: [121, 'OVERLAPPING'], 2024: [120, 'OVERLAPPING'], 2025: [180, 'OVERLAPPING'] });
  expect(points[0]!.text).toBe('121万元（上下级台账可能重复登记）');
  expect(told(await ask(below, 'FUND_TOTAL', 2023))).toEqual({ 2023: [60] });
  expect(told(await ask(above, 'FUND_REGION', 2023))).toEqual({ 2023: [0, 'NONE_RECORDED'] });
});

test('money counted once is in the comparison of the divisions of both years by whoever of them lists it', async () => {
  const above = await city();
  await division([grant(2024, '甲', 40)], above);
  await list(above, [grant(2023, '甲', 30), grant(2024, '甲', 40), grant(2024, '乙', 20)]);
  const [point] = await ask(above, 'FUND_TOTAL', 2024);
  expect(point).toMatchObject({ value: 60, likeForLike: { value: 60, previous: 30, divisions: 1 } });
});

test('a ratio over two ledgers is that of the divisions that have both, whatever the city and others have of one', async () => {
  const above = await city();
  const contract = (year: number, amount: number): TinyRow => ({
    ledger: 'tech-contract',
    year,
    fields: { amount: amount * 100_000_000, registeredDate: `${year}-05-01` },
  });
  const region = (year: number, gdp: number): TinyRow => ({
    ledger: 'region-year',
    year,
    fields: { gdp: gdp * 100_000_000 },
  });
  const both = await division([contract(2023, 1), region(2023, 200), region(2024, 220)], above);
  await division([contract(2023, 9), contract(2024, 9)], above);
  await division([region(2023, 300)], above);
  await list(above, [region(2023, 800), region(2024, 850)]);
  const shares = { 2023: [0.5], 2024: [null] };
  expect(told(await ask(both, 'TECH_CONTRACT_GDP_SHARE', 2023, 2024))).toEqual(shares);
  const points = await ask(above, 'TECH_CONTRACT_GDP_SHARE', 2023, 2024);
  expect(told(points)).toEqual(shares);
  expect(points[1]).toMatchObject({ reason: 'NO_DATA', text: '暂无数据' });
});
