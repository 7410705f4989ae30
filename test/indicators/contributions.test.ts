import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestServer } from '../test-server.js';
import { openLedgers } from './contribution-ledgers.js';

let server: TestServer;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ server, close } = await openLedgers());
});
afterAll(() => close());

interface Told {
  change: number | null;
  reason: string | null;
  text: string;
  likeForLike: boolean;
  increase: number | null;
  decrease: number | null;
  items:
    | {
        name: string;
        value: number | null;
        previous: number | null;
        contribution: number | null;
        share: number | null;
        kind: string;
        numerator: number | null;
        denominator: number | null;
      }[]
    | null;
  others: { count: number; contribution: number } | null;
  unattributed: { contribution: number; share: number } | null;
  rounding: number | null;
}

/** The contributions to the change of 2024. */
async function ask(indicator: string, division: string, args: string, more = ''): Promise<Told> {
  const { yearOverYear } = await server.ask<{ yearOverYear: { points: { contributions: Told }[] }[] }>(
    `{ yearOverYear(indicators: ["${indicator}"], from: 2024, to: 2024, divisions: ["${division}"]${more}) { points { contributions(${args}) {
      change reason text likeForLike increase decrease items { name value previous contribution share kind numerator denominator } others { count contribution } unattributed { contribution share } rounding } } } }`,
  );
  return yearOverYear[0]!.points[0]!.contributions;
}
/** Name, kind, the year before, the year, contribution and share of each item. */
const listed = ({ items }: Told) =>
  items!.map(({ name, kind, previous, value, contribution, share }) => [
    name,
    kind,
    previous,
    value,
    contribution,
    share,
  ]);

describe('money', () => {
  test('is split by the members of a dimension, with what is new and what each makes of the change', async () => {
    const told = await ask('FUND_TOTAL', '990101', 'dimension: "level"');
    // 163.3 − 600 = −436.7; 496.7 ÷ 436.7 = 113.739 %.
    expect(listed(told)).toEqual([
      ['自治区', 'SHRUNK', 500, 3.3, -496.7, 113.74],
      ['市', 'GROWN', 100, 130, 30, -6.87],
      ['本级', 'NEW', 0, 30, 30, -6.87],
    ]);
    expect(told).toMatchObject({
      change: -436.7,
      increase: 60,
      decrease: -496.7,
      others: null,
      unattributed: null,
      rounding: 0,
    });
    expect(told.text).toBe(
      '减少436.7万元，主要是自治区减少496.7万元（占113.7%，其中“重大专项（甲公司）”上年500万元、本年没有），同时市增加30万元',
    );
  });

  test('is split by rows, of which those beyond the first are told together', async () => {
    const told = await ask('FUND_TOTAL', '990101', 'by: ROW, first: 2');
    expect(listed(told)).toEqual([
      ['重大专项（甲公司）', 'GONE', 500, 0, -500, 114.5],
      ['科普专项（乙公司）', 'NEW', 0, 130, 130, -29.77],
    ]);
    expect(told).toMatchObject({ others: { count: 3, contribution: -66.7 }, increase: 163.3, decrease: -600 });
    expect(told.text).toBe(
      '减少436.7万元，主要是重大专项（甲公司）上年500万元、本年没有（占114.5%），同时科普专项（乙公司）新增130万元，其余3个合计减少66.7万元',
    );
  });

  test('is split by enterprises', async () => {
    expect(listed(await ask('FUND_TOTAL', '990101', 'by: ENTERPRISE'))).toEqual([
      ['甲公司', 'SHRUNK', 500, 3.3, -496.7, 113.74],
      ['丙公司', 'NEW', 0, 30, 30, -6.87],
      ['乙公司', 'GROWN', 100, 130, 30, -6.87],
    ]);
  });

  test('is split by calendar months, and in equal periods', async () => {
    const months = await ask('FUND_TOTAL', '990101', 'dimension: "month", first: 2');
    expect(listed(months)).toEqual([
      ['3月', 'SHRUNK', 600, 160, -440, 100.76],
      ['9月', 'NEW', 0, 3.3, 3.3, -0.76],
    ]);
    // January to June: 160 − 600.
    const half = await ask('FUND_TOTAL', '990101', 'by: ENTERPRISE, first: 1', ', throughMonth: 6');
    expect(half).toMatchObject({ change: -440, others: { count: 2, contribution: 60 } });
    expect(listed(half)).toEqual([['甲公司', 'GONE', 500, 0, -500, 113.64]]);
  });

  test('is split within a member and within a month', async () => {
    expect(listed(await ask('FUND_TOTAL', '990101', 'by: ROW', ', by: "level"'))).toEqual([
      ['科普专项（乙公司）', 'NEW', 0, 130, 130, 433.33],
      ['科普专项（乙公司）', 'GONE', 100, 0, -100, -333.33],
    ]);
    expect(await ask('FUND_TOTAL', '990101', 'by: ENTERPRISE', ', by: "month", throughMonth: 3')).toMatchObject({
      change: 0,
    });
  });

  test('says what rounding leaves', async () => {
    const told = await ask('FUND_TOTAL', '990103', 'by: ENTERPRISE');
    // 0.0130 − 0: 0.01; each of three 0.0043 is 0.00.
    expect(told).toMatchObject({ change: 0.01, rounding: 0.01, increase: 0.01 });
    expect(told.items!.map(({ contribution, share }) => [contribution, share])).toEqual([
      [0, 33.33],
      [0, 33.34],
      [0, 33.33],
    ]);
  });
});

test('a ratio is moved by its numerator and its denominator', async () => {
  // 4 ÷ 10 = 40 %, 9 ÷ 15 = 60 %: by their means 50 % and 12.5, 本级 (5 − 0.5 × 6) ÷ 12.5 and 市 (0 + 0.5 × 1) ÷ 12.5.
  const told = await ask('PROJ_APPROVAL_RATE', '990102', 'dimension: "level"');
  expect(listed(told)).toEqual([
    ['本级', 'GROWN', 25, 60, 16, 80],
    ['市', 'GROWN', 50, 60, 4, 20],
  ]);
  expect(told.items!.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
    [40, -24],
    [0, 4],
  ]);
  expect(told.text).toBe('比上年提高20个百分点，主要是本级拉高16个百分点（占80%）、市拉高4个百分点（占20%）');
});

test('of what stands it is told what came and what ended', async () => {
  const told = await ask('BASE_BUILT', '990102', 'by: ROW');
  expect(listed(told)).toEqual([
    ['北基地', 'NEW', 0, 1, 1, 100],
    ['南基地', 'NEW', 0, 1, 1, 100],
    ['东基地', 'GONE', 1, 0, -1, -100],
    ['西基地', 'UNCHANGED', 1, 1, 0, 0],
  ]);
  expect(told).toMatchObject({ change: 1, increase: 2, decrease: -1, unattributed: null });
  expect(told.text).toBe('增加1个，新增2个（北基地、南基地），减少1个（东基地）');
  expect(listed(await ask('BASE_BUILT', '990102', 'dimension: "kind"'))).toEqual([
    ['蔬菜', 'NEW', 0, 1, 1, 100],
    ['林果', 'UNCHANGED', 2, 2, 0, 0],
  ]);
});

test('what is counted once counts in each of its members, and that is told', async () => {
  const told = await ask('POLICY_INTERPRETED', '990102', 'dimension: "kind"');
  expect(listed(told)).toEqual([
    ['培训', 'GROWN', 1, 2, 1, 100],
    ['政策宣讲', 'NEW', 0, 1, 1, 100],
  ]);
  expect(told.unattributed).toEqual({ contribution: -1, share: -100 });
  expect(listed(await ask('POLICY_INTERPRETED', '990102', 'by: ROW'))).toEqual([
    ['示例办法', 'NEW', 0, 1, 1, 100],
    ['示例意见', 'UNCHANGED', 1, 1, 0, 0],
  ]);
});

test('an enterprise of two divisions counts once above them', async () => {
  const told = await ask('HNTE_RECOMMENDED', '990300', 'by: DIVISION');
  expect(listed(told).map(([name, , previous, value]) => [name, previous, value])).toEqual([
    ['区划990301', 1, 2],
    ['区划990302', 1, 1],
  ]);
  expect(told).toMatchObject({ change: 0, unattributed: { contribution: -1, share: null } });
  expect(listed(await ask('HNTE_RECOMMENDED', '990300', 'by: ENTERPRISE'))).toEqual([
    ['丙公司', 'GONE', 1, 0, -1, null],
    ['乙公司', 'NEW', 0, 1, 1, null],
    ['甲公司', 'UNCHANGED', 1, 1, 0, null],
  ]);
});

test.each([
  [
    'by: DIVISION',
    [
      ['区划990201', 10, 25],
      ['区划990200本级', 1, 6],
    ],
  ],
  [
    'by: ENTERPRISE',
    [
      ['甲公司', 10, 25],
      ['市研究院', 1, 6],
    ],
  ],
  ['dimension: "level"', [['市', 11, 31]]],
])('where the divisions of two years differ those of both are compared, %s', async (args, items) => {
  const told = await ask('FUND_TOTAL', '990200', args);
  expect(listed(told).map(([name, , previous, value]) => [name, previous, value])).toEqual(items);
  expect(told).toMatchObject({ change: 20, likeForLike: true, unattributed: null });
  expect(told.text).toMatch(/^同口径增加20万元，主要是/u);
});

test('a figure is compared with that of another division of its level', async () => {
  const told = await ask('FUND_TOTAL', '990101', 'dimension: "level", to: DIVISION, division: "990103"');
  // 163.3 − 0.0129.
  expect(listed(told)).toEqual([
    ['市', 'GROWN', 0.01, 130, 129.99, 79.61],
    ['本级', 'NEW', 0, 30, 30, 18.37],
    ['自治区', 'NEW', 0, 3.3, 3.3, 2.02],
  ]);
  expect(told).toMatchObject({ change: 163.29, unattributed: null, rounding: 0 });
  expect(told.text).toBe(
    '比区划990103多163.29万元，主要是市多129.99万元（占79.6%）、本级多30万元（区划990103没有）（占18.4%）',
  );
  const ratio = await ask('PROJ_APPROVAL_RATE', '990102', 'by: ROW, to: DIVISION, division: "990101"');
  expect(ratio).toMatchObject({ change: null, reason: 'NO_BASE' });
});

test('a target is missed by the divisions that miss theirs', async () => {
  const told = await ask('FUND_TOTAL', '990200', 'by: DIVISION, to: TARGET');
  // 71 of 100: 25 of 40, 40 of 30, and 6 of the 30 that no division was given.
  expect(listed(told)).toEqual([
    ['区划990201', 'SHRUNK', 40, 25, -15, 51.72],
    ['区划990202', 'GROWN', 30, 40, 10, -34.48],
  ]);
  expect(told).toMatchObject({ change: -29, unattributed: { contribution: -24, share: 82.76 } });
  expect(told.text).toBe(
    '比年度目标少29万元，主要是区划990201少15万元（占51.7%），同时区划990202多10万元，另有少的24万元不能归入各项',
  );
});

test('what is not known of a member is told apart', async () => {
  const told = await ask('FUND_TOTAL', '990401', 'dimension: "purpose"');
  expect(listed(told)).toEqual([
    ['研发', 'GROWN', 30, 45, 15, -300],
    ['科普', 'UNKNOWN', 20, null, null, null],
  ]);
  expect(told.unattributed).toEqual({ contribution: -20, share: 400 });
  expect(told.text).toBe('减少5万元，同时研发增加15万元，另有减少的20万元不能归入各项（科普的数值不明）');
});

test('where there is no change there is nothing to split, for the same reason', async () => {
  expect(await ask('FUND_TOTAL', '990202', 'by: ROW')).toMatchObject({
    change: null,
    reason: 'NO_BASE',
    items: null,
    text: '',
  });
  expect(await ask('RD_INTENSITY_ASD', '990101', 'by: ROW')).toMatchObject({
    change: null,
    reason: 'NO_DATA',
    items: null,
  });
});

test('a row is found by its key', async () => {
  const { yearOverYear } = await server.ask<{
    yearOverYear: { points: { contributions: { items: { key: string }[] } }[] }[];
  }>(
    '{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2024, to: 2024, divisions: ["990101"]) { points { contributions(by: ROW, first: 1) { items { key } } } } }',
  );
  const { key } = yearOverYear[0]!.points[0]!.contributions.items[0]!;
  expect(await server.ask(`{ node(id: "${key}") { ... on LedgerRow { ledger division year row } } }`)).toEqual({
    node: { ledger: 'funding', division: '990101', year: 2023, row: 1 },
  });
});

test.each([
  ['', '指标 FUND_TOTAL 不能按“”分组'],
  ['dimension: "colour"', '指标 FUND_TOTAL 不能按“colour”分组，可用维度：level、flow、purpose、source、month'],
  ['by: ROW, dimension: "level"', '只能给一个'],
  ['by: ENTERPRISE', '指标 TRAIN_SESSIONS 不能按“ENTERPRISE”分组', 'TRAIN_SESSIONS'],
  ['by: ROW, to: DIVISION', '须给 division'],
  ['by: ROW, to: DIVISION, division: "990200"', '不是同一级区划'],
  ['by: ROW, to: DIVISION, division: "123456"', '没有行政区划：123456'],
  ['by: ROW, to: TARGET', '与目标的差只能按 DIVISION 分解'],
  ['by: ROW, first: 501', '参数 first 应为0 至 500'],
])('a split that cannot be made is refused: %s', async (args, words, indicator = 'FUND_TOTAL') => {
  await expect(ask(indicator, '990101', args === '' ? 'first: 1' : args)).rejects.toThrow(words);
});
