import { expect, test } from '@jest/globals';
import type { LaidCell } from '../write-workbook.js';
import { readLaidOut } from '../write-workbook.js';

async function read(title: string, headings: readonly string[], ...rows: (readonly LaidCell[])[]) {
  const [sheet] = await readLaidOut('台账.xlsx', [{ name: 'Sheet1', rows: [[title], headings, ...rows] }]);
  const { drafts, limits } = sheet!;
  return {
    told: (...names: string[]) =>
      drafts.map(({ year, values }) => [year, ...names.map((name) => values[name] ?? null)]),
    limits,
  };
}

const BASES = ['序号', '基地名称', '依托单位', '级别'];
const base = (name: string, ...more: LaidCell[]) => [1, name, `${name}有限公司`, '市级', ...more];

test.each([
  ['认定时间', '认定'],
  ['批准时间', '认定'],
  ['授牌日期', '认定'],
  ['建成时间', '建成'],
])('a heading %s says that the bases were %s', async (heading, status) => {
  const { told, limits } = await read('科技示范基地', [...BASES, heading], base('甲', '2021年9月'), base('乙', null));
  expect(told('status', 'date').slice(0, 1)).toEqual([[2021, status, '2021-09-01']]);
  expect(limits).toMatchObject({ status: [status], appliedDate: [] });
});

test('two dates are two events, and one without the second is only applied for', async () => {
  const { told, limits } = await read(
    '科技示范基地',
    [...BASES, '申报时间', '认定时间'],
    base('甲', '2021年3月', '2021年9月'),
    base('乙', '2022年3月', null),
    base('丙', '2022年4月', '待批复'),
  );
  expect(told('status', 'applied_date', 'date')).toEqual([
    [2021, '认定', '2021-03-01', '2021-09-01'],
    [2022, '申报', '2022-03-01', '2022-03-01'],
    [2022, '申报', '2022-04-01', '2022-04-01'],
  ]);
  expect(limits).not.toHaveProperty('status');
  expect(limits).not.toHaveProperty('appliedDate');
});

test('a column of statuses holds, whatever the headings of dates say', async () => {
  const { told, limits } = await read(
    '2022年科技示范基地',
    [...BASES, '状态', '认定时间'],
    base('甲', '推荐', null),
    base('乙', '认定', '2022年9月'),
    base('丙', '撤销', '2020年9月'),
  );
  expect(told('status')).toEqual([['推荐'], ['认定'], ['撤销']].map(([status]) => [expect.any(Number), status]));
  expect(limits).not.toHaveProperty('appliedDate');
});

test('a title tells the step and the year of bases without a date, a directory that they are recognised', async () => {
  const row = base('甲');
  const of = async (title: string) => (await read(title, BASES, row)).told('status', 'date', 'applied_date');
  expect(await of('2022年认定科技示范基地名单')).toEqual([[2022, '认定', '2022-01-01', null]]);
  expect(await of('2022年科技示范基地申报汇总表')).toEqual([[2022, '申报', '2022-01-01', '2022-01-01']]);
  expect(await of('2022年科技示范基地名录')).toEqual([[2022, '认定', null, null]]);
  expect(await of('2022年拟认定科技示范基地公示')).toEqual([[2022, null, null, null]]);
  expect(await of('2022年科技示范基地情况')).toEqual([[2022, null, null, null]]);
});

test('a number of the document of recognition tells its year, a remark when it was taken back', async () => {
  const { told } = await read(
    '科技示范基地名录',
    [...BASES, '认定文号', '备注'],
    base('甲', '区科发〔2021〕8号', '2023年3月考核不合格，撤销示范基地资格'),
  );
  expect(told('status', 'date', 'revoked_date')).toEqual([[2021, '认定', '2021-01-01', '2023-03-01']]);
});
