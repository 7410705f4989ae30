import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { RunReport } from '../../import/report/run-report.js';
import { laidOut } from '../import/write-workbook.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { type Desk, openDesk, toldIn, totals } from './desk.js';

let desk: Desk;
let server: TestServer;
beforeAll(async () => {
  desk = await openDesk();
  server = await startTestServer(desk.database.db);
});
beforeEach(() => desk.clear());
afterAll(async () => {
  await server.stop();
  await desk.close();
});

interface Answer {
  checks: { totalCount: number; nodes: { rule: { code: string }; year: number | null; text: string }[] };
}
const found = async (args = '(rules: [TOTAL_MISMATCH, ROW_TOTAL_MISMATCH])') => {
  const { checks } = await server.ask<Answer>(
    `{ checks${args} { totalCount nodes { rule { code remedy } year text } } }`,
  );
  expect(checks.totalCount).toBe(checks.nodes.length);
  return checks.nodes.map(({ text }) => text);
};

/** A funding ledger whose second row and whose 区级 do not add up, unless they are put right. */
const ledger = (year = 2023, { row = 7, district = 34 } = {}) =>
  laidOut({
    name: '资金',
    merges: ['C2:E2'],
    rows: [
      [`${year}年科技资金台账`, null, '单位：万元'],
      ['项目', '单位', '资金来源', null, null, '总额'],
      [null, null, '自治区', '市级', '区级', null],
      ['甲项目', '示例一有限公司', 10, 20, 30, 60],
      ['乙项目', '示例二有限公司', 1, 2, 3, row],
      ['合计', null, 11, 22, district, null],
    ],
  });
const TOTAL = '《资金.xlsx》“资金”!E6：“资金来源/区级”的合计是34，按各行相加是33。';
const ROW = '《资金.xlsx》“资金”!F5：本行“总额”是7，按各列相加是6。';

/** A funding ledger in CSV with a year and a district a row. */
const listed = (total: string, ...rows: readonly (readonly [year: number, division: string, amount: string])[]) =>
  [
    '年度,旗县区,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达日期',
    ...rows.map(
      ([year, division, amount], index) =>
        `${year},${division},市,下达,专项${index},示例甲有限公司,${amount},${year}-03-0${index + 1}`,
    ),
    `合计,,,,,,${total},`,
  ].join('\n');

/** An import that names no division. */
const NOWHERE: object = { division: undefined };

const messages = (run: RunReport) => toldIn(run).map(({ code, address }) => `${code} ${address}`);

test('a total that its sheet does not make is told with its cell, both figures, and what they are of', async () => {
  expect(messages(await desk.report('资金.xlsx', await ledger()))).toEqual([
    'ROW_TOTAL_MISMATCH F5',
    'TOTAL_MISMATCH E6',
  ]);
  const { checks } = await server.ask<{ checks: { nodes: unknown[] } }>(`{ checks { nodes {
    rule { code name remedy } division { code } year period name unit difference text indicator { code }
    left { name value address row { id } cell { ledger workbook sheet row address heading text } }
    right { name value cell { row } rows { totalCount } }
  } } }`);
  expect(checks.nodes).toEqual([
    {
      rule: { code: 'TOTAL_MISMATCH', name: '合计与各行不符', remedy: '请核对合计和各行的数；系统以各行为准。' },
      division: { code: '990103' },
      year: 2023,
      period: '2023年',
      name: '资金来源/区级',
      unit: '万元',
      difference: 1,
      text: TOTAL,
      indicator: null,
      left: {
        name: '表中填写的合计',
        value: 34,
        address: 'E6',
        row: null,
        cell: {
          ledger: 'funding',
          workbook: '资金.xlsx',
          sheet: '资金',
          row: 6,
          address: 'E6',
          heading: '资金来源/区级',
          text: '34',
        },
      },
      right: { name: '表中各行相加的数', value: 33, cell: null, rows: { totalCount: 0 } },
    },
    expect.objectContaining({ year: 2023, unit: '万元', difference: 1, text: ROW }),
  ]);
});

test('a preview tells it as an issue, the query does not', async () => {
  const run = await desk.report('资金.xlsx', await ledger(), { dryRun: true });
  expect(messages(run)).toHaveLength(2);
  expect(await found()).toEqual([]);
});

test('the same file imported again does not double it, and it is gone when both are undone', async () => {
  const file = await ledger();
  const first = await desk.report('资金.xlsx', file);
  const second = await desk.report('副本.xlsx', file);
  expect(await found()).toEqual([TOTAL, ROW].map((text) => text.replace('资金.xlsx', '副本.xlsx')));
  await desk.undo(second.id);
  expect(await found()).toEqual([TOTAL, ROW]);
  await desk.undo(first.id);
  expect(await found()).toEqual([]);
});

test('what a later file of that name puts right is gone, and back when that one is undone', async () => {
  await desk.report('资金.xlsx', await ledger());
  const better = await desk.report('资金.xlsx', await ledger(2023, { district: 33 }));
  expect(await found()).toEqual([ROW]);
  await desk.report('资金.xlsx', await ledger(2023, { district: 33, row: 6 }), { dryRun: true });
  expect(await found()).toEqual([ROW]);
  await desk.undo(better.id);
  expect(await found()).toEqual([TOTAL, ROW]);
});

test('a file of that name about another year or for another district takes nothing away', async () => {
  await desk.report('资金.xlsx', await ledger(2022));
  await desk.report('资金.xlsx', await ledger(2023, { district: 33 }));
  await desk.report('资金.xlsx', await ledger(2022, { district: 33, row: 6 }), {
    division: { code: '990104', name: '样例区' },
  });
  expect(await found()).toEqual([TOTAL, ROW, ROW]);
  await desk.report('列表.csv', listed('41', [2023, '示例区', '15'], [2023, '示例区', '25']), NOWHERE);
  await desk.report('列表.csv', listed('51', [2023, '样例区', '22'], [2023, '样例区', '28']), NOWHERE);
  expect((await found()).filter((text) => text.startsWith('《列表.csv》'))).toHaveLength(2);
});

test('it is narrowed by year, division and rule, and is no indicator’s', async () => {
  await desk.report('资金.xlsx', await ledger());
  await desk.report('资金.xlsx', await ledger(2022, { row: 6 }), { division: { code: '990104', name: '样例区' } });
  expect(await found('(rules: [TOTAL_MISMATCH])')).toEqual([TOTAL, TOTAL]);
  expect(await found('(rules: [ROW_TOTAL_MISMATCH])')).toEqual([ROW]);
  expect(await found('(from: 2023, rules: [TOTAL_MISMATCH])')).toEqual([TOTAL]);
  expect(await found('(to: 2021)')).toEqual([]);
  expect(await found('(divisions: ["990104"], rules: [TOTAL_MISMATCH, ROW_TOTAL_MISMATCH])')).toEqual([TOTAL]);
  expect(await found('(indicators: ["FUND_TOTAL"], rules: [TOTAL_MISMATCH])')).toEqual([]);
});

test('a total over several years is of none, and found by each of them', async () => {
  await desk.report('资金.csv', listed('31', [2022, '示例区', '10'], [2023, '示例区', '20']));
  const args = (year: number) => `(from: ${year}, to: ${year}, rules: [TOTAL_MISMATCH])`;
  const { checks } = await server.ask<{ checks: { nodes: unknown[] } }>(
    `{ checks(rules: [TOTAL_MISMATCH]) { nodes { division { code } year period } } }`,
  );
  expect(checks.nodes).toEqual([{ division: { code: '990103' }, year: null, period: '2022—2023年' }]);
  expect(await found(args(2022))).toHaveLength(1);
  expect(await found(args(2023))).toHaveLength(1);
  expect(await found(args(2024))).toEqual([]);
});

test('a total over several districts is of the one that the import was for, if any, and found by each of them', async () => {
  const text = listed('31', [2023, '150102', '10'], [2023, '150103', '20']);
  const divisions = async () => {
    const { checks } = await server.ask<{ checks: { nodes: { division: { code: string } | null }[] } }>(
      `{ checks(divisions: ["150103"], rules: [TOTAL_MISMATCH]) { nodes { division { code } } } }`,
    );
    return checks.nodes.map(({ division }) => division?.code ?? null);
  };
  const { id } = await desk.report('资金.csv', text, { division: { code: '150100' } });
  expect(await divisions()).toEqual(['150100']);
  await desk.undo(id);
  await desk.report('资金.csv', text, NOWHERE);
  expect(await divisions()).toEqual([null]);
});

test('a total line of a report of figures counts too', async () => {
  await desk.report(
    '2023年科技指标.csv',
    totals(
      ['甲类', '万元', '10', '', '', '', ''],
      ['乙类', '万元', '20', '', '', '', ''],
      ['合计', '万元', '31', '', '', '', ''],
    ),
  );
  expect(await found()).toEqual(['《2023年科技指标.csv》“2023年科技指标”!C4：“本期”的合计是31，按各行相加是30。']);
});

test('pages go on behind a total of no year', async () => {
  await desk.report('甲.csv', listed('31', [2022, '示例区', '10'], [2023, '示例区', '20']));
  await desk.report('乙.csv', listed('41', [2022, '示例区', '15'], [2023, '示例区', '25']));
  const page = (after: string) =>
    server.ask<{ checks: { nodes: { text: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }>(
      `{ checks(first: 1, rules: [TOTAL_MISMATCH]${after}) { nodes { text } pageInfo { endCursor hasNextPage } } }`,
    );
  const first = (await page('')).checks;
  const second = (await page(`, after: "${first.pageInfo.endCursor}"`)).checks;
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  expect([...first.nodes, ...second.nodes].map(({ text }) => text).toSorted()).toEqual((await found()).toSorted());
  expect(new Set(await found()).size).toBe(2);
});
