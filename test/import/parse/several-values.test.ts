import { expect, test } from '@jest/globals';
import type { LaidCell } from '../write-workbook.js';
import { readLaidOut } from '../write-workbook.js';

/** The value of a field and the issues of its cell in a ledger of science popularisation. */
async function valueOf(heading: string, column: string, cell: LaidCell) {
  const rows = [
    ['2022年科普活动台账'],
    ['序号', '活动名称', '时间', '地点', heading],
    [1, '进校园', '2022-05-01', '示例学校', cell],
    [2, '进社区', '2022-06-01', '示例社区', null],
  ];
  const [sheet] = await readLaidOut('台账.xlsx', [{ name: 'Sheet1', rows }]);
  const { drafts, issues } = sheet!;
  return [
    drafts.find(({ row }) => row === 3)?.values[column] ?? null,
    issues.flatMap(({ code, row }) => (row === 3 ? [code] : [])),
  ];
}

test('several values of a field that has one are named and none is taken', async () => {
  expect(await valueOf('场所类型', 'venue_type', '农村、企业、社区、学校')).toEqual(['学校', ['VALUE_SEVERAL']]);
  expect(await valueOf('活动形式', 'mode', '线上、线下')).toEqual(['线上线下结合', []]);
});

test('several organisations are several', async () => {
  expect(await valueOf('合作单位', 'partners', '院校、协会、企业')).toEqual([['院校', '协会', '企业'], []]);
});
