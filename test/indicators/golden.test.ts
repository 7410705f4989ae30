import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { type FilledRow, type FilledSheet, writeLedgers } from '../generated/ledger-workbook.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

// Figures that bureaus have published, with what their own numbers come to; the years are ours, far enough apart.

const fund = (year: number, level: string, item: string, amount: number): FilledRow => ({
  year,
  fields: { level, flow: '下达', item, organisation: '示例单位', amount },
});
const times = (count: number, row: (index: number) => FilledRow) =>
  Array.from({ length: count }, (_, index) => row(index));
/** Rows that together come to an amount, with two decimals. */
const split = (count: number, total: number, row: (amount: number, index: number) => FilledRow) => {
  const each = Math.floor((total * 100) / count) / 100;
  return times(count, (index) => row(index === 0 ? Number((total - each * (count - 1)).toFixed(2)) : each, index));
};
const contract = (year: number, amount: string, index = 0): FilledRow => ({
  year,
  fields: {
    registrationNo: `${year}99010000${String(index).padStart(4, '0')}`,
    name: '示例合同',
    seller: '示例有限公司',
    amount,
    registeredDate: `${year}-06-01`,
  },
});
const event = (kind: string, field: string, count: number): FilledRow => ({
  year: 2022,
  fields: { kind, title: `示例${kind}`, date: '2022-05-04', [field]: count },
});
const goal = (indicator: string, text: string): FilledRow => ({ year: 2022, fields: { indicator, text } });

/** As a real ledger has them: 137 rows, 7 names several times, one of them in 6 rows that are alike, 17770.08 in all. */
const repeated = [6, 3, 2, 2, 2, 2, 2].flatMap((count, name) =>
  times(count, () => fund(2014, '本级', `预留支出${name}`, 10.5)),
);
const single = split(137 - repeated.length, 17_770.08 - 10.5 * repeated.length, (amount, index) =>
  fund(2014, '本级', `项目${index}`, amount),
);

const SHEETS: readonly FilledSheet[] = [
  {
    ledger: 'funding',
    rows: [
      ...repeated,
      ...single,
      ...split(6, 2500, (amount, index) => fund(2022, '自治区', `重点专项${index}`, amount)),
      ...split(4, 180, (amount, index) => fund(2022, '国家', `引导地方${index}`, amount)),
      ...split(20, 575.38, (amount, index) => fund(2022, '自治区', `自治区项目${index}`, amount)),
      ...split(22, 320.02, (amount, index) => fund(2022, '市', `市项目${index}`, amount)),
      fund(2018, '市', '科普经费', 154.3),
      fund(2018, '本级', '其他', 36.7),
      fund(2020, '市', '科普经费', 138.39),
      fund(2020, '本级', '其他', 33.33),
      fund(2016, '自治区', '本级', 7.27),
      fund(2016, '市', '盟市', 25.11),
    ],
  },
  {
    ledger: 'tech-contract',
    rows: [
      contract(2001, '190.1亿元'),
      ...['8.1亿元', '16.8亿元', '184.6亿元'].map((amount, index) => contract(2002, amount, index)),
      contract(2004, '129.22亿元'),
      contract(2005, '147.81亿元'),
      contract(2006, '161.07亿元'),
      contract(2008, '28.49亿元'),
      contract(2009, '32.38亿元'),
      contract(2011, '12.6亿元'),
      contract(2012, '18.1亿元'),
      contract(2014, '3千元'),
      contract(2015, '9000元'),
      ...['8.1亿元', '16.8亿元', '184.7亿元'].map((amount, index) => contract(2017, amount, index)),
    ],
  },
  {
    ledger: 'enterprise-year',
    rows: [
      [2020, 860],
      [2021, 930],
      [2023, 900],
      [2024, 900],
    ].map(([year, rdExpense]) => ({
      year: year!,
      fields: { enterprise: '示例有限公司', revenue: 100_000, rdExpense: rdExpense! },
    })),
  },
  {
    ledger: 'activity',
    rows: [event('培训', 'people', 107), event('科普', 'materials', 11_021), event('志愿服务', 'people', 331)],
  },
  {
    ledger: 'target',
    rows: [goal('培训人次', '100人次'), goal('发放科普资料数量', '≥10000份'), goal('专项工作参与人次', '200人次')],
  },
];

let database: TestDatabase;
let server: TestServer;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-golden-'));
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
  const fileName = '综合台账.xlsx';
  const path = join(folder, fileName);
  await writeLedgers(path, SHEETS);
  const division = { code: '990103', name: '示例区' };
  const run = await runReport(database.db, await importWorkbook(database.db, { path, fileName, division }));
  const rows = SHEETS.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  const { created, rejected } = run.counts;
  if (run.state !== 'COMMITTED' || created !== rows || rejected !== 0)
    throw new Error(`${fileName} is ${run.state}: ${created} of ${rows} rows, ${rejected} rejected`);
});
afterAll(async () => {
  await server.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  yearOverYear: {
    member: string | null;
    points: {
      value: number | null;
      change: number | null;
      rate: number | null;
      text: string;
      target: { rate: number | null } | null;
      rows: { totalCount: number };
    }[];
  }[];
}

async function series(code: string, year: number, more = ''): Promise<Asked['yearOverYear']> {
  const { yearOverYear } = await server.ask<Asked>(
    `{ yearOverYear(indicators: ["${code}"], from: ${year}, to: ${year}${more}) { member points { value change rate text target { rate } rows(first: 0) { totalCount } } } }`,
  );
  return yearOverYear;
}
const point = async (code: string, year: number) => (await series(code, year))[0]!.points[0]!;

test('growth is that of the numbers at hand, within what a rounded base allows of the published one', async () => {
  for (const [year, value, change, rate, published] of [
    [2002, 209.5, 19.4, 10.21, 10.2],
    [2006, 161.07, 13.26, 8.97, 8.97],
    [2009, 32.38, 3.89, 13.65, 13.67],
    [2012, 18.1, 5.5, 43.65, 44.1],
  ] as const) {
    const found = await point('TECH_CONTRACT_VALUE', year);
    expect([year, found.value, found.change, found.rate]).toEqual([
      year,
      value * 1e4,
      expect.closeTo(change * 1e4, 2),
      rate,
    ]);
    expect(Math.abs(rate - published)).toBeLessThan(0.5);
  }
});

test('a growth fell back by the difference of two growths', async () => {
  const [before, now] = [await point('TECH_CONTRACT_VALUE', 2005), await point('TECH_CONTRACT_VALUE', 2006)];
  expect(before.rate).toBe(14.39);
  expect(now.rate! - before.rate!).toBeCloseTo(-5.42, 6);
});

test('threefold is a growth by two hundred per cent, in whatever units it was written', async () => {
  expect((await point('TECH_CONTRACT_VALUE', 2015)).text).toBe('0.9万元，同比增长200%');
});

test('items are added as they are, also where the published sum was rounded', async () => {
  expect((await point('TECH_CONTRACT_VALUE', 2017)).value).toBe(2_096_000);
  expect((await point('FUND_UPPER_TOTAL', 2016)).value).toBe(32.38);
});

test('a ratio changes in percentage points, or not at all', async () => {
  expect((await point('RD_INTENSITY_ASD', 2021)).text).toBe('0.93%，比上年提高0.07个百分点');
  expect((await point('RD_INTENSITY_ASD', 2024)).text).toBe('0.9%，与上年持平');
});

test('52 projects of four programmes come to 3575.40 by level', async () => {
  const total = await point('FUND_UPPER_TOTAL', 2022);
  expect([total.value, total.rows.totalCount]).toEqual([3575.4, 52]);
  const levels = await series('FUND_UPPER_TOTAL', 2022, ', by: "level"');
  expect(Object.fromEntries(levels.map(({ member, points }) => [member, points[0]!.value]))).toEqual({
    国家: 180,
    自治区: 3075.38,
    市: 320.02,
  });
});

test('a share of the total is an indicator of one’s own', async () => {
  await server.ask(`mutation { defineIndicator(definition: { code: "OWN_SHARE", name: "市级占比", englishName: "City share",
    unit: "%", decimals: 2, direction: UP, theme: FUNDING,
    ratio: { numerator: { indicator: "FUND_CITY" }, denominator: { indicator: "FUND_TOTAL" } } }) { code } }`);
  expect((await point('OWN_SHARE', 2018)).value).toBe(80.79);
  expect((await point('OWN_SHARE', 2020)).value).toBe(80.59);
});

test('completion is not capped', async () => {
  const rates = [
    (await point('TRAIN_PERSON_TIMES', 2022)).target?.rate,
    (await point('SCIPOP_MATERIALS', 2022)).target?.rate,
    (await point('DUTY_PERSON_TIMES', 2022)).target?.rate,
  ];
  expect(rates).toEqual([107, 110.21, 165.5]);
});

test('a ledger with repeated names keeps its control totals', async () => {
  const total = await point('FUND_LOCAL', 2014);
  expect([total.value, total.rows.totalCount]).toEqual([17_770.08, 137]);
});
