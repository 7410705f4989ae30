import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CHECK_CODES } from '../../src/checks/rules.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { type Desk, funds, openDesk, toldIn, totals } from './desk.js';

let desk: Desk;
let server: TestServer;
let report: string;
beforeAll(async () => {
  desk = await openDesk();
  server = await startTestServer(desk.database.db);
  await desk.report(
    '资金.csv',
    funds([2022, '市', '下达', '80'], [2023, '市', '下达', '1000'], [2023, '市', '拨付', '1001']),
  );
  const run = await desk.report(
    '2023年科技指标.csv',
    totals(['市级科技专项资金', '亿元', '0.09', '', '', '', ''], ['全社会经费', '万元', '110', '100', '20', '', '']),
  );
  report = run.id;
});
afterAll(async () => {
  await server.stop();
  await desk.close();
});

interface Answer {
  checks: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: { rule: { code: string }; indicator: { code: string } | null; year: number; text: string }[];
  };
}
const ask = (args = '') =>
  server.ask<Answer>(
    `{ checks${args} { totalCount pageInfo { hasNextPage endCursor } nodes { rule { code } indicator { code } year text } } }`,
  );
const found = async (args = '') =>
  (await ask(args)).checks.nodes.map(({ rule, indicator }) => `${rule.code} ${indicator?.code ?? '—'}`);

const ALL = [
  'DISBURSED_OVER_ALLOCATED FUND_DISBURSE_RATE',
  'OBSERVATION_MISMATCH FUND_CITY',
  'GROWTH_INCONSISTENT —',
  'JUMP FUND_UPPER_TOTAL',
  'JUMP FUND_CITY',
  'JUMP FUND_TOTAL',
];

test('the query tells the same contradictions that the imports told', async () => {
  expect((await found()).toSorted()).toEqual(ALL.toSorted());
});

test('each has both figures, their difference, words, and the way to the cells and rows behind them', async () => {
  const { checks } = await server.ask<{ checks: { nodes: unknown[] } }>(`{
    checks(rules: [OBSERVATION_MISMATCH, DISBURSED_OVER_ALLOCATED]) { nodes {
      rule { name tolerance remedy } division { code name } year period name unit difference text
      left { ...side } right { ...side }
    } }
  }
  fragment side on CheckSide { name value address row { workbook sheet row } rows { totalCount nodes { ledger row cells { heading text } } } }`);
  expect(checks.nodes).toMatchObject([
    {
      rule: { name: '拨付大于下达' },
      division: { code: '990103', name: '示例区' },
      year: 2023,
      period: '2023年',
      unit: '万元',
      difference: 1,
      text: '示例区2023年拨付科技专项资金1001万元，多于下达的1000万元，多1万元。',
      left: { value: 1001, row: null, rows: { totalCount: 1, nodes: [{ ledger: 'funding', row: 4 }] } },
      right: { value: 1000, row: null, rows: { totalCount: 1, nodes: [{ ledger: 'funding', row: 3 }] } },
    },
    {
      unit: '亿元',
      difference: -0.01,
      text: '《2023年科技指标.csv》“2023年科技指标”!C2：示例区2023年“市级科技专项资金”填的是0.09亿元，按台账各行计算是0.1亿元，相差0.01亿元。',
      left: {
        name: '报表填写的本期数',
        value: 0.09,
        address: 'C2',
        row: { workbook: '2023年科技指标.csv', sheet: '2023年科技指标', row: 2 },
        rows: { totalCount: 1, nodes: [{ ledger: 'observation', row: 2 }] },
      },
      right: {
        name: '按台账各行计算的数',
        value: 0.1,
        address: null,
        row: null,
        rows: { totalCount: 1, nodes: [{ row: 3 }] },
      },
    },
  ]);
});

test('it is narrowed by division with all under it, years, indicators and rules', async () => {
  expect(await found('(divisions: ["990103"])')).toHaveLength(ALL.length);
  expect(await found('(to: 2022)')).toEqual([]);
  expect(await found('(from: 2023, to: 2023)')).toHaveLength(ALL.length);
  expect(await found('(indicators: ["FUND_CITY"])')).toEqual(['OBSERVATION_MISMATCH FUND_CITY', 'JUMP FUND_CITY']);
  expect(await found('(rules: [GROWTH_INCONSISTENT])')).toEqual(['GROWTH_INCONSISTENT —']);
  expect(await found('(rules: [])')).toEqual([]);
});

test('the factor of a jump is an argument', async () => {
  expect(await found('(rules: [JUMP], jumpFactor: 13)')).toEqual([]);
  const { checks } = await ask('(rules: [JUMP], indicators: ["FUND_CITY"], jumpFactor: 12.4)');
  expect(checks.nodes[0]?.text).toContain('超过上年的12.4倍');
});

test('pages follow one another without a gap', async () => {
  const whole = await found();
  const paged: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { checks }: Answer = await ask(`(first: 2${after === null ? '' : `, after: "${after}"`})`);
    expect(checks.totalCount).toBe(whole.length);
    paged.push(...checks.nodes.map(({ rule, indicator }) => `${rule.code} ${indicator?.code ?? '—'}`));
    ({ endCursor: after, hasNextPage: more } = checks.pageInfo);
  }
  expect(paged).toEqual(whole);
});

test('the rules are told, each with what it compares, how exactly and what to do', async () => {
  const { checkRules } = await server.ask<{ checkRules: Record<string, string>[] }>(
    '{ checkRules { code name left right tolerance remedy } }',
  );
  expect(checkRules.map(({ code }) => code)).toEqual(CHECK_CODES);
  for (const rule of checkRules) for (const words of Object.values(rule)) expect(words).not.toBe('');
});

test.each([
  ['(divisions: ["000000"])', '没有行政区划：000000'],
  ['(indicators: ["NONE"])', '没有指标：NONE'],
  ['(from: 2023, to: 2020)', '参数 to 应为不早于 from'],
  ['(from: 1)', '参数 from 应为1900'],
  ['(jumpFactor: 1)', '参数 jumpFactor 应为 1.1'],
  ['(jumpFactor: -1e300)', '参数 jumpFactor 应为 1.1'],
  ['(first: 501)', '参数 first 应为0 至 500'],
  ['(after: "WzFd")', '参数 after 或 before 不是本查询给出的游标'],
])('%s is refused with what to do', async (args, message) => {
  await expect(ask(args)).rejects.toThrow(message);
});

test('an undone import contradicts nothing any more', async () => {
  await desk.undo(report);
  expect(await found('(rules: [OBSERVATION_MISMATCH, GROWTH_INCONSISTENT])')).toEqual([]);
  expect(await found()).toHaveLength(ALL.length - 2);
});

test('importing again tells what still does not hold, in the file’s own cells, and no more what was put right', async () => {
  const text = totals(
    ['市级科技专项资金', '亿元', '0.09', '', '', '', ''],
    ['全社会经费', '万元', '110', '100', '20', '', ''],
  );
  const first = toldIn(await desk.report('2023年科技指标.csv', text));
  expect(toldIn(await desk.report('2023年科技指标.csv', text))).toEqual(first);
  expect(first.map(({ address }) => address)).toEqual(['C2', 'E3']);
  const right = toldIn(
    await desk.report('2023年科技指标.csv', text.replace('0.09', '0.10').replace('100,20', '100,10')),
  );
  expect(right).toEqual([]);
});
