import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { Diary } from './diary.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
  const diary = new Diary(database.db);
  const ledger = (...rows: readonly string[]) => [
    '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期',
    ...rows.map((row) => row.split(' ').join(',')),
  ];
  const funds = (county: string, rows: readonly string[]) =>
    diary.import('2026-03-02', `${county}资金.csv`, ledger(...rows), { code: county });
  await funds('150103', [
    '2021 市 下达 专项 甲有限公司 100 示1号 2021-02-10',
    '2022 市 下达 专项 甲有限公司 60 示2号 2022-01-10',
    '2022 自治区 下达 专项 乙有限公司 60 示3号 2022-05-10',
    '2023 市 下达 专项 甲有限公司 144 示4号 2023-01-20',
    '2024 市 下达 专项 甲有限公司 30 示5号 2024-01-20',
    '2024 自治区 下达 专项 乙有限公司 90 示6号 2024-02-20',
    '2024 国家 下达 专项 丙有限公司 * 示7号 2024-03-20',
  ]);
  await funds('150104', [
    '2021 市 下达 专项 丁有限公司 100 示8号 2021-02-10',
    '2022 市 下达 专项 丁有限公司 40 示9号 2022-01-10',
    '2023 市 下达 专项 丁有限公司 16 示10号 2023-12-20',
    '2024 市 下达 专项 丁有限公司 20 示11号 2024-01-20',
  ]);
  diary.close();
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

interface Series {
  readonly indicator: { code: string };
  readonly division: { code: string };
  readonly member: string | null;
  readonly points: Record<string, unknown>[];
}

const ask = async (args: string, fields: string): Promise<Series[]> =>
  (
    await server.ask<{ yearOverYear: Series[] }>(
      `{ yearOverYear(${args}) { indicator { code } division { code } member points { ${fields} } } }`,
    )
  ).yearOverYear;

/** One field of all points of the only series. */
async function told(args: string, field: string): Promise<unknown[]> {
  const [series, ...others] = await ask(args, `told: ${field}`);
  expect(others).toEqual([]);
  return series!.points.map((point) => point['told']);
}

const FUNDS = 'indicators: ["FUND_TOTAL"], from: 2021, to: 2024, divisions: ["150103"]';

describe('windows over the years', () => {
  test('the index sets the base year to 100', async () => {
    // 100, 120, 144; of 2024 one amount is masked.
    expect(await told(FUNDS, 'index(base: 2021)')).toEqual([100, 120, 144, null]);
    expect(await told(FUNDS, 'index(base: 2022)')).toEqual([null, 100, 120, null]);
    expect(await told(FUNDS, 'index(base: 2020)')).toEqual([null, null, null, null]);
  });

  test('compound growth is that of a year over several', async () => {
    expect(await told(FUNDS, 'compoundGrowth(years: 2)')).toEqual([null, null, 20, null]);
    expect(await told(FUNDS, 'compoundGrowth(years: 1)')).toEqual([null, 20, 20, null]);
  });

  test('rolling sums and averages are of whole years', async () => {
    expect(await told(FUNDS, 'rolling(years: 2)')).toEqual([null, 220, 264, null]);
    expect(await told(FUNDS, 'rolling(years: 3, of: AVERAGE)')).toEqual([null, null, 121.33, null]);
    const ratio = 'indicators: ["PROJ_APPROVAL_RATE"], from: 2021, to: 2022, divisions: ["150103"]';
    expect(await told(ratio, 'rolling(years: 1)')).toEqual([null, null]);
  });

  test.each(['rolling(years: 0)', 'compoundGrowth(years: 21)', 'index(base: 1950)'])('%s is refused', async (field) => {
    await expect(told(FUNDS, field)).rejects.toThrow(/1 至 20 年/u);
  });
});

describe('shares and scores', () => {
  test('a division has its share of the one above', async () => {
    expect(await told(FUNDS, 'share(of: PARENT)')).toEqual([50, 75, 90, null]);
    expect(await told(FUNDS, 'share')).toEqual([100, 100, 100, null]);
  });

  test('a member has its share of the whole, and of the same member above', async () => {
    const args = 'indicators: ["FUND_TOTAL"], from: 2022, to: 2022, divisions: ["150103"], by: "level"';
    const series = await ask(args, 'value whole: share(of: WHOLE) parent: share(of: PARENT)');
    expect(series.map(({ member, points }) => [member, points])).toEqual([
      ['国家', [{ value: 0, whole: 0, parent: null }]],
      ['市', [{ value: 60, whole: 50, parent: 60 }]],
      ['自治区', [{ value: 60, whole: 50, parent: 100 }]],
    ]);
  });

  test('a score is the distance from the mean of the siblings', async () => {
    // 144 and 16: the mean is 80, the deviation 64.
    expect(
      await told('indicators: ["FUND_TOTAL"], from: 2023, to: 2023, divisions: ["150104"]', 'standardScore'),
    ).toEqual([-1]);
    // Equal figures.
    expect(
      await told('indicators: ["FUND_TOTAL"], from: 2021, to: 2021, divisions: ["150104"]', 'standardScore'),
    ).toEqual([null]);
  });
});

describe('parts of the year', () => {
  const FIELDS = '{ number value previous change rate }';

  test('months stand beside the month before, also across the turn of the year', async () => {
    const args = 'indicators: ["FUND_TOTAL"], from: 2022, to: 2024, divisions: ["150104"]';
    const [, , months] = (await told(args, `months ${FIELDS}`)) as Record<string, unknown>[][];
    expect(months!.slice(0, 2)).toEqual([
      { number: 1, value: 20, previous: 16, change: 4, rate: 25 },
      { number: 2, value: 0, previous: 20, change: -20, rate: -100 },
    ]);
    expect(months).toHaveLength(12);
  });

  test('quarters are the sums of their months', async () => {
    const args = 'indicators: ["FUND_TOTAL"], from: 2021, to: 2022, divisions: ["150103"]';
    const [, quarters] = (await told(args, `quarters ${FIELDS}`)) as Record<string, unknown>[][];
    expect(quarters).toEqual([
      { number: 1, value: 60, previous: 0, change: 60, rate: null },
      { number: 2, value: 60, previous: 60, change: 0, rate: 0 },
      { number: 3, value: 0, previous: 60, change: -60, rate: -100 },
      { number: 4, value: 0, previous: 0, change: 0, rate: null },
    ]);
  });

  test('stocks, ratios and members have none', async () => {
    for (const args of [
      'indicators: ["HNTE_STOCK", "PROJ_APPROVAL_RATE"], from: 2022, to: 2022, divisions: ["150103"]',
      'indicators: ["FUND_TOTAL"], from: 2021, to: 2021, divisions: ["150103"], by: "level"',
    ])
      for (const { points } of await ask(args, 'months { number } quarters { number }'))
        expect(points).toEqual([{ months: null, quarters: null }]);
  });
});

describe('which series are told', () => {
  test('a theme stands for its indicators', async () => {
    const { indicators } = await server.ask<{ indicators: { code: string }[] }>(
      '{ indicators(theme: FUNDING) { code } }',
    );
    const series = await ask('theme: FUNDING, from: 2022, to: 2022, divisions: ["150103"]', 'year');
    expect(series.map(({ indicator }) => indicator.code)).toEqual(indicators.map(({ code }) => code));
    const split = await ask('theme: FUNDING, by: "level", from: 2022, to: 2022, divisions: ["150103"]', 'year');
    expect(new Set(split.map(({ indicator }) => indicator.code)).has('FUND_TOTAL')).toBe(true);
    await expect(ask('theme: FUNDING, indicators: ["FUND_TOTAL"], from: 2022, to: 2022', 'year')).rejects.toThrow(
      '只能给一个',
    );
    await expect(ask('from: 2022, to: 2022', 'year')).rejects.toThrow();
  });

  test('series are ordered by the last year, and the first of them chosen', async () => {
    const args = 'indicators: ["FUND_TOTAL"], from: 2022, to: 2023, under: "150100"';
    const codes = async (more: string) => (await ask(`${args}, ${more}`, 'year')).map(({ division }) => division.code);
    expect(await codes('orderBy: VALUE')).toEqual(['150103', '150104']);
    expect(await codes('orderBy: RATE, direction: ASC')).toEqual(['150104', '150103']);
    expect(await codes('orderBy: CHANGE, top: 1')).toEqual(['150103']);
    expect(await codes('met: false')).toEqual([]);
    await expect(codes('top: 0')).rejects.toThrow('top');
  });
});
