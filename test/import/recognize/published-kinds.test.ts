import { expect, test } from '@jest/globals';
import type { Draft } from '../../../import/parse/draft.js';
import { type LaidCell, type LaidSheet, readLaidOut } from '../write-workbook.js';

async function read(rows: readonly (readonly LaidCell[])[], merges: readonly string[] = [], name = 'Sheet1') {
  const laid: LaidSheet = { name, rows, merges };
  const [sheet] = await readLaidOut('台账.xlsx', [laid]);
  const { drafts, issues, reading } = sheet!;
  return {
    ledger: reading.recognition?.ledger.id ?? null,
    told: (...names: string[]) => drafts.map(({ values }: Draft) => names.map((each) => values[each] ?? null)),
    years: drafts.map(({ year }) => year),
    codes: issues.filter(({ code }) => code.startsWith('ROW_')).map(({ code, row }) => `${code} ${row}`),
    held: issues.filter(() => reading.recognition === null).map(({ code }) => code),
  };
}

const [A, B] = ['示例甲有限公司', '示例乙有限公司'];

test('money that an enterprise raises itself is no allocation, and its rows do not hide what the column is', async () => {
  const funds = await read([
    ['2023年科技项目资金台账', null, null, null, null],
    ['项目名称', '承担单位', '经费来源', '金额（万元）', '下达时间'],
    ['甲项目', A, '自治区级', 100, '2023-03-01'],
    ['甲项目', A, '企业自筹', 50, '/'],
    ['乙项目', B, '市级', 40, '2023-04-01'],
  ]);
  expect(funds.told('level', 'amount')).toEqual([
    ['自治区', '1000000'],
    ['市', '400000'],
  ]);
  expect(funds.codes).toEqual(['ROW_NOT_COUNTED 4']);
  const granted = await read([
    ['2023年科技专项资金下达台账'],
    ['资金名称', '承担单位', '资金来源', '下达金额（万元）', '下达日期'],
    ['专项一', A, '自治区财政资金', 30, '2023-03-01'],
    ['专项一', A, '单位自筹资金', 20, '2023-03-01'],
  ]);
  expect(granted.told('amount')).toEqual([['300000']]);
});

test('an enterprise that the sheet says is not above scale is not among those that are', async () => {
  const rows = (heading: string) => [
    ['2022年企业研发投入情况表', null, null, null],
    ['企业名称', heading, '营业收入（万元）', '研发费用（万元）'],
    [A, '是', 1000, 20],
    [B, '否', 100, 15],
  ];
  for (const heading of ['是否规上', '是否规上企业']) {
    const { told, codes } = await read(rows(heading));
    expect(told('rd_expense')).toEqual([['200000']]);
    expect(codes).toEqual(['ROW_NOT_COUNTED 4']);
  }
});

test('several crops in a cell are several, a crop of no area in a year is none, and a plan is not grown yet', async () => {
  const tried = await read([
    ['特色产业种植台账', null, null, null],
    ['年度', '种植地点', '品种', '面积（亩）'],
    ['2022年', '示例村', '赤芍、防风', 30],
    ['2022年', '样本村', '黄芪', 12],
    ['2023年（计划）', '样本村', '苍术', 12],
  ]);
  expect(tried.told('crop', 'area')).toEqual([
    ['赤芍', null],
    ['防风', null],
    ['黄芪', '12'],
  ]);
  expect(tried.codes).toEqual(['ROW_VOIDED 5']);
  const years = await read([
    ['特色种植面积变化', null, null],
    ['品种', '2022年面积（亩）', '2023年面积（亩）'],
    ['板蓝根', 200, 0],
    ['百合', 20, 35],
  ]);
  expect(years.told('crop').map(([crop], at) => `${years.years[at]} ${String(crop)}`)).toEqual([
    '2022 板蓝根',
    '2022 百合',
    '2023 百合',
  ]);
});

test('values of systems with their codes are read, and the state of a row under a bilingual heading', async () => {
  const events = await read([
    ['活动编码(Code)', '活动名称(Title)', '活动类型(Type)', '开始时间(Start)', '参加人次(People)', '状态(Status)'],
    ['HD1', '成果登记辅导', '01-培训', '2023/3/5 8:00', 70, '2-已完成'],
    ['HD2', '科学知识进校园', '02-科普', '2023/3/6 8:00', 30, '9-已取消'],
  ]);
  expect(events.told('kind', 'people')).toEqual([['培训', '70']]);
  expect(events.codes).toEqual(['ROW_CANCELLED 3']);
});

test('materials in several columns add up, without the boards that stand beside them', async () => {
  const two = await read(
    [
      ['2023年科普活动台账', null, null, null, null, null],
      ['时间', '活动名称', '地点', '发放资料', null, null],
      [null, null, null, '书籍（本）', '宣传册（册）', '展板（块）'],
      ['1月18日', '科技下乡', '示例镇', 50, 300, 6],
      ['3月15日', '防灾减灾', '示例街道', '—', 200, 4],
    ],
    ['A1:F1', 'D2:F2', 'A2:A3', 'B2:B3', 'C2:C3'],
  );
  expect(two.told('materials')).toEqual([['350'], ['200']]);
  const one = await read([
    ['2023年科普活动台账'],
    ['时间', '活动名称', '地点', '宣传册', '折页'],
    ['1月18日', '科技下乡', '示例镇', 50, 300],
  ]);
  expect(one.told('materials')).toEqual([['350']]);
});

test('a line that names the period alone dates the rows, and this year stands beside the last under one heading', async () => {
  const spent = await read(
    [
      ['规上企业研发投入情况表', null, null, null, null],
      ['2022年1—12月', null, null, null, null],
      ['企业名称', '营业收入（万元）', '研发费用（万元）', null, null],
      [null, null, '1—12月累计', '上年同期', '增长（%）'],
      [A, 1000, 20, 15, 33.3],
      [B, 800, 16, 12, 33.3],
    ],
    ['A1:E1', 'A2:E2', 'C3:E3', 'A3:A4', 'B3:B4'],
  );
  expect(spent.told('rd_expense')).toEqual([['200000'], ['160000']]);
  expect(spent.years).toEqual([2022, 2022]);
  const indicators = await read([
    ['科技工作主要指标月报', null, null, null],
    ['报告期：2023年1—12月', null, null, null],
    ['指标名称', '计量单位', '本年累计', '上年同期'],
    ['技术合同成交额', '万元', 4600, 4000],
    ['技术合同登记项数', '项', 31, 25],
  ]);
  expect(indicators.years).toEqual([2023, 2023]);
});

test('an empty column within one table parts nothing, since its title is merged over it', async () => {
  const rows = [
    ['特色产业种植台账', null, null, null, null],
    ['年度', '种植品种', null, '种植规模', '备注'],
    ['2022', '山杏', null, 120, null],
    ['2022', '野菊', null, 30, null],
  ];
  expect((await read(rows, ['A1:E1'])).told('crop')).toEqual([['山杏'], ['野菊']]);
  expect((await read(rows)).held).toEqual(['TABLES_SIDE_BY_SIDE']);
});

test('what an event was about is its title where nothing else is', async () => {
  const diary = await read([
    ['2023年科技活动记载', null, null],
    ['日期', '事项', '参加人数'],
    ['2月15日', '举办科研诚信培训班', 60],
    ['3月9日', '举办银企对接会', 35],
  ]);
  expect(diary.told('kind', 'title')).toEqual([
    ['培训', '举办科研诚信培训班'],
    ['银企对接', '举办银企对接会'],
  ]);
});

test('a group row that names a step with its day tells it of the rows below', async () => {
  const bases = await read([
    ['农业科技示范基地名单', null, null],
    ['序号', '基地名称', '建设单位'],
    ['第一批（2021.3认定，1个）', null, null],
    [1, '示例蔬菜示范基地', A],
    ['第二批（2022年6月认定，1个）', null, null],
    [1, '示例肉羊示范基地', B],
    ['其他', null, null],
    [1, '示例果树示范基地', B],
  ]);
  expect(bases.told('date', 'date_precision', 'status')).toEqual([
    ['2021-03-01', 'month', '认定'],
    ['2022-06-01', 'month', '认定'],
    [null, null, null],
  ]);
  const projects = await read([
    ['科技计划项目清单', null, null, null],
    ['序号', '项目编号', '项目名称', '承担单位'],
    ['一、2021年立项项目', null, null, null],
    [1, 'KJ21-1', '示例甲技术研究', A],
    ['二、2022年立项项目', null, null, null],
    [1, 'KJ22-1', '示例乙技术研究', B],
  ]);
  expect(projects.told('approved_date', 'approved_date_precision')).toEqual([
    ['2021-01-01', 'year'],
    ['2022-01-01', 'year'],
  ]);
});
