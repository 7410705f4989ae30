import { expect, test } from '@jest/globals';
import type { ReadSheet } from '../read-folder.js';
import { type LaidSheet, readLaidOut } from '../write-workbook.js';

async function read(rows: LaidSheet['rows'], { name = 'Sheet1', file = '台账.xlsx' } = {}): Promise<ReadSheet> {
  const [only] = await readLaidOut(file, [{ name, rows }]);
  return only!;
}

/** The year of each row and its value in some columns. */
const told = ({ drafts }: ReadSheet, ...names: string[]) =>
  drafts.map(({ year, values }) => [year, ...names.map((name) => values[name] ?? null)]);
const APPROVED = ['approved_date', 'approved_date_end', 'approved_date_precision'];
const year = (at: number) => [`${at}-01-01`, `${at}-12-31`, 'year'];
const contradictions = ({ issues }: ReadSheet) => issues.filter(({ code }) => code === 'NUMBER_CONTRADICTS');

const PROJECTS = ['序号', '项目名称', '承担单位', '资助经费（万元）'];
const project = (name: string, ...more: (string | number | null)[]) => [1, name, `${name}有限公司`, 10, ...more];

test('a list of approved projects tells the year of approval, wherever it names the step and the year', async () => {
  const rows = [PROJECTS, project('甲')];
  for (const sheet of [
    await read([['2022年度科技计划项目立项名单'], ...rows]),
    await read([['科技计划项目立项名单'], ...rows], { name: '2022年' }),
    await read(rows, { name: '2022年立项' }),
    await read([['科技计划项目'], ...rows], { file: '2022年度立项项目.xlsx' }),
  ]) {
    expect(told(sheet, ...APPROVED)).toEqual([[2022, ...year(2022)]]);
    expect(sheet.limits).toMatchObject({ approvedDate: ['2022'], appliedDate: [], acceptedDate: [] });
  }
});

test('a list of projects that shall be approved tells no approval', async () => {
  for (const title of ['2022年度拟立项科技计划项目公示', '2022年度科技计划项目申报立项情况']) {
    const sheet = await read([[title], PROJECTS, project('甲')]);
    expect(told(sheet, 'approved_date')).toEqual([[2022, null]]);
    expect(sheet.limits).toMatchObject({ approvedDate: [] });
  }
});

test('a project that is said to be 拟立项 is applied for', async () => {
  const sheet = await read([['科技计划项目'], [...PROJECTS, '项目状态', '年度'], project('甲', '拟立项', 2022)]);
  expect(told(sheet, 'status')).toEqual([[2022, '申报']]);
});

test('a date that is stated is left alone, and a blank one under a heading stays blank', async () => {
  const sheet = await read([
    ['2022年度科技计划项目立项名单'],
    [...PROJECTS, '立项时间'],
    project('甲', '2021-12-28'),
    project('乙', null),
  ]);
  expect(told(sheet, 'approved_date')).toEqual([
    [2022, '2021-12-28'],
    [2022, null],
  ]);
  expect(sheet.limits).not.toHaveProperty('approvedDate');
});

test('a row that another column says not to be approved is not', async () => {
  const sheet = await read([
    ['2022年度科技计划项目立项情况'],
    [...PROJECTS, '项目状态'],
    project('甲', '在研'),
    project('乙', '未立项'),
  ]);
  expect(told(sheet, 'approved_date')).toEqual([
    [2022, '2022-01-01'],
    [2022, null],
  ]);
});

test('a column for the year of a step tells it row by row', async () => {
  const sheet = await read([['科技计划项目'], [...PROJECTS, '立项年度'], project('甲', 2021), project('乙', 2022)]);
  expect(told(sheet, ...APPROVED)).toEqual([
    [2021, ...year(2021)],
    [2022, ...year(2022)],
  ]);
  expect(sheet.limits).not.toHaveProperty('approvedDate');
  expect(sheet.limits).toMatchObject({ appliedDate: [] });
});

test('the number of the document of approval tells its year, and is no number of a project', async () => {
  const sheet = await read([
    ['2021-2023年度科技计划项目汇总表'],
    [...PROJECTS, '立项文号'],
    project('甲', '区科发〔2021〕8号'),
    project('乙', '区科发〔2023〕10号'),
    project('丙', '区科发〔2023〕10号'),
  ]);
  expect(told(sheet, ...APPROVED)).toEqual([[2021, ...year(2021)], ...[1, 2].map(() => [2023, ...year(2023)])]);
  expect(new Set(sheet.drafts.map(({ keys }) => keys[0])).size).toBe(3);
});

test('a number that contradicts a date is named, and the date holds', async () => {
  const sheet = await read([
    ['科技计划项目汇总表'],
    [...PROJECTS, '立项文号', '立项时间'],
    project('甲', '区科发〔2021〕8号', '2022-03-01'),
    project('乙', '区科发〔2022〕9号', '2022-04-01'),
  ]);
  expect(told(sheet, 'approved_date')).toEqual([
    [2022, '2022-03-01'],
    [2022, '2022-04-01'],
  ]);
  expect(contradictions(sheet)).toMatchObject([
    { row: 3, heading: '立项文号', params: { number: 2021, other: '立项时间', value: 2022, year: 2022 } },
  ]);
});

test('certificates and registrations tell the year of their issue, before the title', async () => {
  const heading = ['序号', '企业名称', '证书编号'];
  const certificates = await read([
    ['2022年高新技术企业认定名单'],
    heading,
    [1, '甲有限公司', 'GR202215000001'],
    [2, '乙有限公司', 'GR202015000002'],
    [3, '丙有限公司', 'GR202315000003'],
    [4, '丁有限公司', null],
  ]);
  expect(told(certificates, 'issued_date', 'issued_date_precision', 'valid_until')).toEqual([
    [2022, '2022-01-01', 'year', '2024-12-31'],
    [2020, '2020-01-01', 'year', '2022-12-31'],
    [2023, '2023-01-01', 'year', '2025-12-31'],
    [2022, '2022-01-01', 'year', '2024-12-31'],
  ]);
  expect(contradictions(certificates)).toMatchObject([{ row: 5, params: { number: 2023, value: 2022, year: 2023 } }]);
  const registrations = await read([
    ['科技型中小企业名单'],
    ['序号', '企业名称', '入库登记编号'],
    [1, '甲有限公司', '202215010308001235'],
  ]);
  expect(told(registrations, 'type', 'issued_date')).toEqual([[2022, '科技型中小企业', '2022-01-01']]);
});

test('a list of enterprises that says nothing of a certificate tells none', async () => {
  const heading = ['序号', '企业名称'];
  for (const title of ['2022年高新技术企业名单', '2022年拟认定高新技术企业公示名单']) {
    const sheet = await read([[title], heading, [1, '甲有限公司']]);
    expect(told(sheet, 'type', 'issued_date')).toEqual([[2022, '高新技术企业', null]]);
    expect(sheet.limits).toMatchObject({ issuedDate: [] });
  }
});

test('the number of a document gives money its year where nothing else does', async () => {
  const heading = ['序号', '资金名称', '执行单位', '下达金额（万元）', '下达文号'];
  const rows = [heading, [1, '示例资金', '甲有限公司', 10, '财教〔2021〕8号']];
  expect(told(await read([['科技专项资金'], ...rows]), 'date')).toEqual([[2021, null]]);
  expect(told(await read([['2022年科技专项资金'], ...rows]), 'date')).toEqual([[2022, null]]);
});

test('a column of decisions tells which were approved, in the year of the title', async () => {
  for (const [heading, yes, no] of [
    ['评审结论', '立项', '不立项'],
    ['是否立项', '是', '否'],
  ] as const) {
    const sheet = await read([
      ['2022年度区科技计划申报项目评审结果汇总表'],
      [...PROJECTS, heading],
      project('甲', yes),
      project('乙', no),
    ]);
    expect(told(sheet, 'status', 'approved_date', 'applied_date')).toEqual([
      [2022, '立项', '2022-01-01', '2022-01-01'],
      [2022, '未立项', null, '2022-01-01'],
    ]);
    expect(sheet.limits).not.toHaveProperty('approvedDate');
    expect(sheet.limits).toMatchObject({ appliedDate: ['2022'] });
  }
});

test('what is only announced is not registered or paid, and the sheet says so', async () => {
  const announced = ({ issues }: ReadSheet) => issues.some(({ code }) => code === 'ONLY_ANNOUNCED');
  const registered = (title: string) => read([[title], ['序号', '企业名称'], [1, '甲有限公司']]);
  const shall = await registered('2022年第一批拟入库科技型中小企业名单公示');
  expect([told(shall, 'result'), announced(shall)]).toEqual([[[2022, '待定']], true]);
  const has = await registered('2022年第一批入库科技型中小企业名单');
  expect([told(has, 'result'), announced(has)]).toEqual([[[2022, null]], false]);
  const paid = (title: string) =>
    read([
      [title],
      ['序号', '项目名称', '承担单位', '金额（万元）'],
      [1, '甲项目', '甲有限公司', 10],
      [2, '乙项目', '乙有限公司', 20],
    ]);
  const planned = await paid('2022年拟下达市级科技专项资金安排表');
  expect([told(planned, 'flow'), announced(planned)]).toEqual([[1, 2].map(() => [2022, '拟下达']), true]);
  expect(told(await paid('2022年下达市级科技专项资金明细表'), 'flow')).toEqual([1, 2].map(() => [2022, '下达']));
});

test.each([
  ['专精特新中小企业', '2025-07-31'],
  ['专精特新“小巨人”企业', '2025-07-31'],
  ['创新型中小企业', '2025-07-31'],
  ['科技型中小企业', '2023-03-31'],
  ['瞪羚企业', null],
])('a certificate of a %s without a last day stands as long as its type is valid for', async (type, last) => {
  const sheet = await read([
    ['企业资质台账'],
    ['序号', '企业名称', '资质类型', '发证日期'],
    [1, '甲有限公司', type, '2022-08-01'],
  ]);
  expect(told(sheet, 'issued_date', 'valid_until')).toEqual([[2022, '2022-08-01', last]]);
});
