import { expect, test } from '@jest/globals';
import { budgetYear, yearAhead } from '../../../import/text/budget-year.js';
import { readLaidOut } from '../write-workbook.js';

const HEADINGS = ['资金级次', '资金名称', '执行单位', '下达金额（万元）', '下达文号', '下达日期'];
const row = (item: string, date: string) => ['自治区级', item, '示例甲有限公司', 100, '内财科〔2023〕900号', date];

async function years(rows: (string | number)[][], name = 'Sheet1'): Promise<number[]> {
  const [sheet] = await readLaidOut('资金.xlsx', [{ name, rows }]);
  expect(sheet!.issues.filter(({ code }) => code === 'YEAR_MISMATCH')).toEqual([]);
  return sheet!.drafts.map(({ year }) => year);
}

test('money handed down before its budget is of the year of the budget, where the title says so', async () => {
  const rows = [HEADINGS, row('引导资金', '2023-12-05'), row('重大专项', '2023-12-06')];
  expect(await years([['提前下达2024年科技专项资金安排表'], ...rows])).toEqual([2024, 2024]);
  expect(await years([['2024年科技专项资金预算下达表'], ...rows])).toEqual([2024, 2024]);
  expect(await years([['科技专项资金下达表'], ...rows], '提前下达2024年')).toEqual([2024, 2024]);
  // A ledger of a year is not about its budget: the date tells.
  expect(await years([['2024年科技专项资金下达表'], ...rows])).toEqual([2023, 2023]);
  expect(await years([['2022—2024年科技专项资金预算下达表'], ...rows])).toEqual([2023, 2023]);
});

test('a row that says so is of its budget, beside others that are of their date', async () => {
  const rows = [row('提前下达2024年中央引导地方科技发展资金', '2023-12-05'), row('重大专项', '2023-12-06')];
  expect(await years([['科技专项资金台账'], HEADINGS, ...rows])).toEqual([2024, 2023]);
});

test('a column of the budget tells it of each row', async () => {
  const rows = [HEADINGS, row('引导资金', '2023-12-05')].map((cells, at) => [...cells, at === 0 ? '预算年度' : 2024]);
  expect(await years([['2023年科技专项资金预算下达表'], ...rows])).toEqual([2024]);
});

test.each([
  ['关于提前下达2024年中央引导地方科技发展资金的通知', 2024],
  ['提前下达自治区2025年科技专项资金', 2025],
  ['２０２４年自治区科技专项资金预算', 2024],
  ['2023年度预算执行情况', 2023],
  ['2023年科技专项资金', null],
  ['截至2023年12月预算', null],
  ['预算单位2023年名单', null],
])('%s is about the budget of %s', (title, year) => {
  expect(budgetYear(title)).toBe(year);
});

test('words of a row tell the year of a budget only where it was handed down before', () => {
  expect(yearAhead('2023年科技项目预算')).toBeNull();
});

test('beside what was spent 预算数 is the budget, which is no money handed down', async () => {
  const headings = ['资金名称', '执行单位', '预算数（万元）', '执行数（万元）'];
  const [sheet] = await readLaidOut('资金.xlsx', [
    { name: '市级', rows: [['2023年科技专项资金情况表'], headings, ['创新券', '示例甲有限公司', 100, 80]] },
  ]);
  expect(
    sheet!.drafts.map(({ values }) => [values['budget'], values['executed'], values['amount'] ?? null, values['flow']]),
  ).toEqual([['1000000', '800000', null, '预算执行']]);
  expect(sheet!.limits).toMatchObject({ flow: ['预算执行'], amount: [] });
  const [alone] = await readLaidOut('资金.xlsx', [
    { name: '市级', rows: [['2023年科技专项资金情况表'], headings.slice(0, 3), ['创新券', '示例甲有限公司', 100]] },
  ]);
  expect(
    alone!.drafts.map(({ values }) => [values['budget'] ?? null, values['amount'] ?? null, values['flow']]),
  ).toEqual([[null, '1000000', '下达']]);
});

test('a ledger with both has what was handed down and what of the budget was spent', async () => {
  const headings = ['资金级次', '资金名称', '执行单位', '下达金额（万元）', '全年预算数（万元）', '全年执行数（万元）'];
  const [sheet] = await readLaidOut('资金.xlsx', [
    { name: 'Sheet1', rows: [['2023年科技专项资金台账'], headings, ['市级', '创新券', '示例甲有限公司', 90, 100, 80]] },
  ]);
  expect(
    sheet!.drafts.map(({ values }) => [values['amount'], values['budget'], values['executed'], values['flow']]),
  ).toEqual([['900000', '1000000', '800000', '下达']]);
});
