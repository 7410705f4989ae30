import { expect, test } from '@jest/globals';
import { type LaidCell, type LaidSheet, readLaidOut } from '../write-workbook.js';

const HEADINGS = ['序号', '年度', '资金名称', '资金级别', '下达金额（万元）', '下达日期'];

async function funds(...rows: readonly (readonly LaidCell[])[]) {
  const sheet: LaidSheet = { name: '资金', rows: [['2023年科技专项资金台账'], HEADINGS, ...rows] };
  const [only] = await readLaidOut('台账.xlsx', [sheet]);
  return only!;
}

test('〃 and 同上 are what stands above, in any column and over rows that are no records', async () => {
  const { drafts, issues } = await funds(
    [1, 2022, '专项一', '市级', 20, '2022年3月1日'],
    [2, '〃', '专项二', '〃', '同上', '〃'],
    ['小计', null, null, null, 40, null],
    [3, '同上', '〃', '"', 5, '2022年4月1日'],
  );
  expect(
    drafts.map(({ year, values }) => [year, values['item'], values['level'], values['amount'], values['date']]),
  ).toEqual([
    [2022, '专项一', '市', '200000', '2022-03-01'],
    [2022, '专项二', '市', '200000', '2022-03-01'],
    [2022, '专项二', '市', '50000', '2022-04-01'],
  ]);
  expect(issues.filter(({ code }) => code === 'TOTAL_MISMATCH' || code === 'VALUE_UNUSUAL')).toEqual([]);
});

test('a column of marks below one date is a column of dates', async () => {
  const rows = Array.from({ length: 9 }, (_, at): LaidCell[] => [at + 2, '〃', `专项${at + 2}`, '〃', 5, '〃']);
  const { drafts } = await funds([1, 2022, '专项一', '市级', 20, '2022年3月1日'], ...rows);
  expect(new Set(drafts.map(({ values }) => values['date']))).toEqual(new Set(['2022-03-01']));
});

test('a year column is read in whatever form the year has', async () => {
  const years: readonly [LaidCell, number][] = [
    [2021, 2021],
    ['2021年度', 2021],
    ['22年', 2022],
    ['22年度', 2022],
    ['二〇二二', 2022],
    ['二○二二年', 2022],
    ['2021-12-31T16:00:00Z', 2022],
    [{ number: 2022, format: 'yyyy-mm-dd' }, 2022],
    [{ number: 0, format: 'yyyy-mm-dd' }, 2023],
  ];
  const { drafts, issues } = await funds(...years.map(([cell], at) => [at + 1, cell, `专项${at}`, '市级', 20, null]));
  expect(drafts.map(({ year }) => year)).toEqual(years.map(([, year]) => year));
  expect(issues.filter(({ row }) => row !== undefined && row > 2).map(({ code, row }) => `${code} ${row}`)).toEqual([
    'DATE_UNUSUAL 10',
    'DATE_PLACEHOLDER 11',
  ]);
});

test('a term of years is no date: of a certificate it is the term', async () => {
  const rows: LaidSheet = {
    name: '高企',
    rows: [
      ['高新技术企业名单'],
      ['序号', '企业名称', '证书编号', '发证日期', '有效期'],
      [1, '示例甲科技有限公司', 'GR202215000111', '2022年11月1日', '三年'],
      [2, '示例乙科技有限公司', 'GR202215000112', '2022年11月1日', '10年'],
    ],
  };
  const [sheet] = await readLaidOut('台账.xlsx', [rows]);
  expect(sheet!.drafts.map(({ values }) => values['valid_until'] ?? null)).not.toContain('2010-01-01');
  expect(sheet!.issues.filter(({ code }) => code.startsWith('DATE_'))).toEqual([]);
});

test('a column of several figures a cell is known as one of figures', async () => {
  const rows: LaidSheet = {
    name: '科普',
    rows: [
      ['2023年科普活动台账'],
      ['活动名称', '活动时间', '地点', '发放资料'],
      ['科普进校园', '2023年3月5日', '第一小学', '500册、300份'],
      ['科普进社区', '2023年3月6日', '东风社区', '宣传册500册、展板20块'],
    ],
  };
  const [sheet] = await readLaidOut('台账.xlsx', [rows]);
  expect(sheet!.drafts.map(({ values }) => values['materials'])).toEqual(['800', '520']);
  expect(sheet!.issues.filter(({ code }) => code === 'FIGURE_SUMMED')).toHaveLength(2);
});

test('amounts that all are errors are named by their cells', async () => {
  const failed = (error: string): LaidCell => ({ error });
  const named = async (headings: string[], ...rows: LaidCell[][]) => {
    const [sheet] = await readLaidOut('台账.xlsx', [
      { name: '资金', rows: [['2023年科技专项资金台账（万元）'], headings, ...rows] },
    ]);
    const issues = sheet!.issues.filter(({ code }) => code !== 'FIELD_LIMITED');
    return [sheet!.rejected, ...issues.map(({ code, row, heading }) => `${code} ${row} ${heading}`)];
  };
  const one = ['资金名称', '资金级别', '下达金额', '下达日期'];
  expect(await named(one, ['专项一', '市级', failed('#REF!'), '2023-03-01'])).toEqual([1, 'CELL_ERROR 3 下达金额']);
  expect(await named(one, ['专项一', '市级', '#N/A', '2023-03-01'])).toEqual([1, 'CELL_ERROR 3 下达金额']);
  const levels = ['资金名称', '国家', '自治区', '下达日期'];
  expect(await named(levels, ['专项一', failed('#REF!'), failed('#N/A'), '2023-03-01'])).toEqual([
    1,
    'CELL_ERROR 3 国家',
    'CELL_ERROR 3 自治区',
  ]);
});

test('a year of two digits in a sheet name, a title or headings is a year, a span of years is none', async () => {
  const trainings = (name: string, title: string): LaidSheet => ({
    name,
    rows: [[title], ['培训名称', '培训地点', '培训时间'], ['高企申报培训', '政务中心', '3月5日']],
  });
  const years = async (sheet: LaidSheet) =>
    (await readLaidOut('台账.xlsx', [sheet]))[0]!.drafts.map(({ year }) => year);
  expect(await years(trainings('23年', '科技培训台账'))).toEqual([2023]);
  expect(await years(trainings('培训', '示例区23年度科技培训台账'))).toEqual([2023]);
  expect(await years(trainings('培训', '20年以上企业科技培训台账'))).toEqual([]);
  const beside: LaidSheet = {
    name: '研发',
    rows: [
      ['企业研发投入台账'],
      ['企业名称', '22年研发费用（万元）', '23年研发费用（万元）'],
      ['示例甲科技有限公司', 120, 150],
    ],
  };
  const [sheet] = await readLaidOut('台账.xlsx', [beside]);
  expect(sheet!.drafts.map(({ year, values }) => [year, values['rd_expense']])).toEqual([
    [2022, '1200000'],
    [2023, '1500000'],
  ]);
});
