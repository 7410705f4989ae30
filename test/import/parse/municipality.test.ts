import { expect, test } from '@jest/globals';
import { readLaidOut } from '../write-workbook.js';

const HEADINGS = ['资金名称', '执行单位', '下达金额（万元）', '下达日期'];
const ROW = ['创新券', '示例甲有限公司', 100, '2023-03-01'];

async function levels(code: string, rows: (string | number)[][]) {
  const [sheet] = await readLaidOut('资金.xlsx', [{ name: 'Sheet1', rows }], { division: { code, name: '示例区' } });
  return [sheet!.drafts.map(({ values }) => values['level']), sheet!.limits?.['level'] ?? null];
}

test('in a municipality the city level is provincial, row by row', async () => {
  const rows = [
    ['科技专项资金台账'],
    [...HEADINGS, '资金级次'],
    ...['市级', '区级', '中央'].map((level) => [...ROW, level]),
  ];
  expect(await levels('310104', rows)).toEqual([['自治区', '本级', '国家'], null]);
  expect(await levels('110105', rows)).toEqual([['自治区', '本级', '国家'], null]);
  expect(await levels('150103', rows)).toEqual([['市', '本级', '国家'], null]);
});

test('in a municipality a sheet of the city level is about the provincial one alone', async () => {
  const rows = [['市级科技专项资金台账'], HEADINGS, ROW];
  expect(await levels('500103', rows)).toEqual([['自治区'], ['自治区']]);
  expect(await levels('150103', rows)).toEqual([['市'], ['市']]);
});

test('in a municipality a column of the city level is the provincial one', async () => {
  const rows = [
    ['科技奖补资金下达表'],
    ['资金名称', '执行单位', '市级奖补资金（万元）', '区级配套（万元）', '下达日期'],
    ['创新券', '示例甲有限公司', 100, 20, '2023-03-01'],
  ];
  expect(await levels('120101', rows)).toEqual([
    ['自治区', '本级'],
    ['本级', '自治区'],
  ]);
});
