import { expect, test } from '@jest/globals';
import { type LaidCell, readLaidOut } from '../write-workbook.js';

/** The ledger of a sheet and its rows: year, row number and some columns. */
async function read(rows: readonly (readonly LaidCell[])[], ...names: string[]) {
  // Headings of two levels are merged as people merge them.
  const merges = rows[1]?.[3] === '发放资料（份）' ? ['A2:A3', 'B2:B3', 'C2:C3', 'D2:F2'] : [];
  const [sheet] = await readLaidOut('台账.xlsx', [{ name: 'Sheet1', rows, merges }]);
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

test('copies with their names are counted, and 若干 is not known', async () => {
  const { rows } = await read(
    [
      ['2022年科普活动开展情况台账'],
      ['序号', '活动主题', '时间', '发放资料'],
      [1, '送科技下乡', '1月15日', '书籍200本、挂历100份'],
      [2, '防灾减灾日', '5月12日', '宣传册800册'],
      [3, '机器人体验', '7月9日', '若干'],
      [4, '科普展览', '9月9日', 50],
    ],
    'materials',
  );
  expect(rows.map(([, , materials]) => materials)).toEqual(['300', '800', null, '50']);
});

test('every kind of what adds up counts that stands under the heading of all, known by name or not', async () => {
  const { rows } = await read(
    [
      ['2023年科普活动情况表'],
      ['序号', '活动名称', '活动时间', '发放资料（份）', null, null],
      [null, null, null, '宣传册', '环保袋', '展板'],
      [1, '启动仪式', '9月15日', 500, 600, 20],
      [2, '科普展', '9月17日', 150, 400, 10],
    ],
    'materials',
  );
  expect(rows.map(([, , materials]) => materials)).toEqual(['1100', '550']);
});

test('a group row names the direction of the contracts below it', async () => {
  const { rows } = await read(
    [
      ['技术合同认定登记情况表'],
      ['序号', '合同登记编号', '合同名称', '卖方', '合同金额（元）', '登记日期'],
      ['一、输出技术'],
      [1, '2023990105000004', '换热器节能改造', '示例阀门有限公司', 500_000, '2023.2.17'],
      ['二、吸纳技术'],
      [1, '2023990105000018', '菌种转让', '示例大学', 300_000, '2023.6.1'],
    ],
    'direction',
  );
  expect(rows.map(([, , direction]) => direction)).toEqual(['输出', '吸纳']);
});

test('years alone over crops without a word of areas, and over anything but ticks, are not read', async () => {
  const { rows } = await read(
    [['特色产业产量统计表（吨）'], ['品种', '2022年', '2023年'], ['黄芪', 20, 30], ['防风', 5, 8]],
    'area',
  );
  expect(rows).toEqual([]);
  const assessed = await read(
    [
      ['科技特派员历年考核情况'],
      ['姓名', '工作单位', '2022年', '2023年'],
      ['示例一', '示例站', '优秀', '合格'],
      ['示例二', '示例所', '合格', '合格'],
    ],
    'contract_type',
  );
  expect(assessed.rows).toEqual([]);
});

test('a sign before an indicator is none of its name', async () => {
  const { ledger, rows } = await read(
    [['财政支出情况（单位：万元）'], ['年份', '一般公共预算支出', '#科学技术支出'], ['2023年', 200_000, 4000]],
    'science_expenditure',
  );
  expect([ledger, rows]).toEqual(['region-year', [[2023, 3, '40000000']]]);
});
