import { expect, test } from '@jest/globals';
import { type ReadSheet } from '../read-folder.js';
import { type LaidSheet, readLaidOut } from '../write-workbook.js';
import * as laid from './layouts/regional.js';

/** The ledger of a sheet, the headings that are nobody's, and its rows: year and some columns. */
async function read(sheet: LaidSheet, ...names: string[]) {
  const [only] = await readLaidOut('台账.xlsx', [sheet]);
  const { reading, drafts } = only as ReadSheet;
  return {
    ledger: reading.recognition?.ledger.id ?? null,
    unknown: (reading.recognition?.columns ?? []).flatMap(({ role, heading }) => (role === 'unknown' ? [heading] : [])),
    rows: drafts.map(({ year, values }) => [year, ...names.map((name) => values[name] ?? null)]),
  };
}

test('statistics of divisions are read in yuan and 万人, whatever their headings are in', async () => {
  expect(await read(laid.DISTRICTS_OF_A_YEAR, 'gdp', 'rd_expenditure', 'population')).toEqual({
    ledger: 'region-year',
    unknown: [],
    rows: [[2023, '28640000000', '214800000', '25.6']],
  });
});

test('budgets are read in the unit of the caption, and a masked figure stays unknown', async () => {
  expect(await read(laid.FISCAL_YEARS, 'budget_expenditure', 'science_expenditure')).toEqual({
    ledger: 'region-year',
    unknown: [],
    rows: [
      [2022, '1869000000', '32840000'],
      [2023, '1912000000', null],
    ],
  });
});

test('statistics of two years side by side are two rows', async () => {
  expect(await read(laid.YEARS_BESIDE, 'gdp', 'population')).toEqual({
    ledger: 'region-year',
    unknown: [],
    rows: [
      [2022, '27190000000', '25.8'],
      [2023, '28640000000', '25.6'],
    ],
  });
});

test('patents of an export have their kinds and states in the words of the ledger', async () => {
  expect(await read(laid.PATENT_EXPORT, 'kind', 'holder', 'granted_date', 'status')).toEqual({
    ledger: 'patent',
    unknown: [],
    rows: [
      [2021, '实用新型', '示例一有限公司', '2021-11-05', '有效'],
      [2023, '发明', '示例二有限公司', '2023-02-14', '失效'],
      [2023, '发明', '示例二有限公司', null, '审查中'],
    ],
  });
});

test('a list of invention patents granted in a year says kind and year of all', async () => {
  expect(await read(laid.INVENTIONS_GRANTED, 'kind', 'granted_date', 'granted_date_precision')).toEqual({
    ledger: 'patent',
    unknown: [],
    rows: [
      [2023, '发明', '2023-01-01', 'year'],
      [2023, '发明', '2023-01-01', 'year'],
    ],
  });
});

test('yearly reports of incubators are read, those of the year and not all graduates', async () => {
  expect(await read(laid.INCUBATORS, 'name', 'kind', 'level', 'incubating', 'graduated', 'area')).toEqual({
    ledger: 'incubator',
    unknown: [],
    rows: [
      [2023, '示例科技企业孵化器', '孵化器', '国家', '62', '8', '21500'],
      [2023, '示例创业孵化园', '孵化器', '自治区', '30', null, '12800'],
    ],
  });
});

test('a list of incubators without figures of a year stays a ledger of bases', async () => {
  expect(await read(laid.INCUBATORS_LISTED, 'name', 'level')).toEqual({
    ledger: 'base',
    unknown: [],
    rows: [
      [2021, '示例科技企业孵化器', '国家'],
      [2022, '示例众创空间', '市'],
    ],
  });
});

test('what enterprises ask for is read with its kind, state and days', async () => {
  expect(await read(laid.NEEDS, 'enterprise', 'kind', 'content', 'status', 'raised_date', 'resolved_date')).toEqual({
    ledger: 'enterprise-need',
    unknown: [],
    rows: [
      [2023, '示例一有限公司', '资金', '缺少流动资金', '已办结', '2023-03-01', '2023-04-10'],
      [2023, '示例二有限公司', '用工', '招工难', '办理中', '2023-05-11', null],
      [2023, '示例二有限公司', '技术', '希望对接高校', '未办结', '2023-09-01', null],
    ],
  });
});

test('problems that the bureau reports of itself are not needs of enterprises', async () => {
  expect(await read(laid.OWN_PROBLEMS, 'text', 'status')).toEqual({
    ledger: 'issue',
    unknown: [],
    rows: [
      [2023, '科技企业后备不足', '整改中'],
      [2023, '企业诉求办理不及时', '已解决'],
    ],
  });
});

test('residents are in 万人 where only their number shows that they were counted in 人', async () => {
  expect(await read(laid.RESIDENTS, 'population', 'science_expenditure')).toEqual({
    ledger: 'region-year',
    unknown: [],
    rows: [
      [2022, '25.8', '32840000'],
      [2023, '25.6', '31260000'],
    ],
  });
});

test('whether a need is settled is what its own column says, beside what was done', async () => {
  expect(await read(laid.NEEDS_SETTLED, 'enterprise', 'kind', 'status', 'measure')).toEqual({
    ledger: 'enterprise-need',
    unknown: [],
    rows: [
      [2023, '示例一有限公司', '资金', '已办结', '已协调银行授信300万元'],
      [2023, '示例二有限公司', '用工', '未办结', '正在组织招聘会'],
    ],
  });
});

test('a number of residents that may be in 人 or 万人 is asked about, unless the heading or the caption says which', async () => {
  const sheet = (title: string, heading: string): LaidSheet => ({
    name: 'Sheet1',
    rows: [[title], ['年度', '地区生产总值（亿元）', heading], [2023, 18.6, 8600]],
  });
  expect((await read(sheet('区域统计数据', '常住人口'))).ledger).toBeNull();
  expect((await read(sheet('区域统计数据', '常住人口（人）'), 'population')).rows).toEqual([[2023, '0.86']]);
  expect((await read(sheet('区域统计数据', '常住人口（万人）'), 'population')).rows).toEqual([[2023, '8600']]);
});
