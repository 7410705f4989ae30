import { expect, test } from '@jest/globals';
import { type LaidCell, readLaidOut } from '../write-workbook.js';

/** The ledger of a sheet and its rows: year, row number and some columns. */
async function read(rows: readonly (readonly LaidCell[])[], ...names: string[]) {
  const [sheet] = await readLaidOut('台账.xlsx', [{ name: 'Sheet1', rows }]);
  const { reading, drafts } = sheet!;
  return {
    ledger: reading.recognition?.ledger.id ?? null,
    rows: drafts.map(({ year, row, values }) => [year, row, ...names.map((name) => values[name] ?? null)]),
  };
}

test('ticks under years are agreements of those years, of the kind that the title names', async () => {
  const table = (title: string) => [
    [title],
    ['序号', '姓名', '工作单位', '签约年度', null, '备注'],
    [null, null, null, '2022年', '2023年', null],
    [1, '示例一', '示例站', '√', '√', null],
    [2, '示例二', '示例所', null, '√', null],
    [null, '合计', null, 1, 2, null],
  ];
  expect(await read(table('科技特派员历年签订责任状情况统计表'), 'commissioner', 'contract_type')).toEqual({
    ledger: 'commissioner-contract',
    rows: [
      [2022, 4, '示例一', '责任状'],
      [2023, 4, '示例一', '责任状'],
      [2023, 5, '示例二', '责任状'],
    ],
  });
  const { rows } = await read(table('科技特派员历年签约情况'), 'contract_type');
  expect(rows).toEqual([
    [2022, 4, '服务协议'],
    [2023, 4, '服务协议'],
    [2023, 5, '服务协议'],
  ]);
});

test('a year in the heading of another column is not the year of a list of commissioners', async () => {
  const { rows } = await read(
    [
      ['2024年科技特派员责任状签订名单'],
      ['序号', '姓名', '工作单位', '责任状签订时间', '2023年度考核结果'],
      [1, '示例一', '示例站', '3月1日', '优秀'],
      [2, '示例二', '示例所', '3月2日', '合格'],
    ],
    'commissioner',
  );
  expect(rows.map(([year]) => year)).toEqual([2024, 2024]);
});

test('years alone over a table of crops head the areas of those years, in the unit of the caption', async () => {
  const table = (unit: string) => [
    [`特色产业种植面积分年统计表（单位：${unit}）`],
    ['品种', '2022年', '2023年'],
    ['黄芪', 2, 3],
    ['防风', '—', 1],
    ['合计', 2, 4],
  ];
  expect(await read(table('亩'), 'crop', 'area')).toEqual({
    ledger: 'planting',
    rows: [
      [2022, 3, '黄芪', '2'],
      [2023, 3, '黄芪', '3'],
      [2023, 4, '防风', '1'],
    ],
  });
  const { rows } = await read(table('公顷'), 'area');
  expect(rows).toEqual([
    [2022, 3, '30'],
    [2023, 3, '45'],
    [2023, 4, '15'],
  ]);
});

test('a figure with its unit is stored in the unit of its column, of its row or of its indicator', async () => {
  const years = [
    ['历年科普工作主要数据'],
    ['年份', '发放科普资料（份）', '科普经费（万元）'],
    ['2022年', 3000, 10],
    ['2023年', '1.5万份', '0.1亿元'],
    ['说明：2022年未举办活动。', null, null],
  ];
  expect((await read(years, 'value', 'unit')).rows).toEqual([
    [2022, 3, '3000', '份'],
    [2022, 3, '10', '万元'],
    [2023, 4, '15000', '份'],
    [2023, 4, '1000', '万元'],
  ]);
  const indicators = [
    ['2023年主要指标'],
    ['指标名称', '单位', '数值'],
    ['技术合同成交额', '万元', '2.3亿元'],
    ['规上企业研发费用（亿元）', null, '12000万元'],
  ];
  expect((await read(indicators, 'value', 'unit')).rows).toEqual([
    [2023, 3, '23000', '万元'],
    [2023, 4, '1.2', '亿元'],
  ]);
});

test('the unit of a target is the one in the brackets of its indicator', async () => {
  const { rows } = await read(
    [['2024年目标任务完成情况表'], ['指标名称', '2024年目标', '2024年完成数'], ['技术合同成交额（亿元）', 2.5, 2.3]],
    'unit',
    'low',
    'actual',
  );
  expect(rows).toEqual([[2024, 3, '亿元', '2.5', '2.3']]);
});
