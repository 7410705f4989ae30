import { expect, test } from '@jest/globals';
import { type LaidCell, readLaidOut } from '../write-workbook.js';

async function read(headings: readonly LaidCell[], ...rows: readonly (readonly LaidCell[])[]) {
  const laid = { name: '规上企业', rows: [['2023年规上企业研发投入情况表（单位：万元）'], headings, ...rows] };
  const [sheet] = await readLaidOut('台账.xlsx', [laid]);
  return sheet!.drafts.map(({ values }) => [values['rd_expense'], values['rd_expenditure'], values['rd_basis']]);
}

test('R&D by the accounts and by the statistics are two figures, and the row says which counts', async () => {
  const found = await read(
    ['企业名称', '营业收入', '研发费用', 'R&D经费内部支出'],
    ['示例甲有限公司', 1000, 30, 25],
    ['示例乙有限公司', 2000, null, 40],
    ['示例丙有限公司', 3000, null, null],
  );
  expect(found).toEqual([
    ['300000', '250000', '研发费用'],
    [null, '400000', 'R&D经费'],
    [null, null, '研发费用'],
  ]);
});

test('a sheet with one of them says it by its heading', async () => {
  expect(await read(['企业名称', '营业收入', 'R&D经费支出'], ['示例甲有限公司', 1000, 25])).toEqual([
    [undefined, '250000', 'R&D经费'],
  ]);
  expect(await read(['企业名称', '营业收入', '研发经费支出'], ['示例甲有限公司', 1000, 25])).toEqual([
    ['250000', undefined, '研发费用'],
  ]);
});

test('a column of the basis decides over the heading of the figure', async () => {
  const found = await read(
    ['企业名称', '营业收入', '研发投入', '研发投入口径'],
    ['示例甲有限公司', 1000, 25, '统计口径（R&D经费）'],
    ['示例乙有限公司', 2000, 40, '财务口径'],
  );
  expect(found).toEqual([
    [null, '250000', 'R&D经费'],
    ['400000', undefined, '研发费用'],
  ]);
});
