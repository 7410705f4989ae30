import { expect, test } from '@jest/globals';
import { readLaidOut } from '../write-workbook.js';

test.each([
  ['初步打造1个', '1', null, '等于'],
  ['全年举办培训20期', '20', null, '等于'],
  ['组织科技培训不少于20期', '20', null, '不少于'],
  ['组织培训20期，其中线上5期', null, null, '文字'],
  ['新建2个', '2', null, '等于'],
  ['力争突破50项', '50', null, '不少于'],
  ['计划新培育1－2家', '1', '2', '区间'],
  ['低于5%', null, '5', '不超过'],
  ['能耗控制在5%以内', null, '5', '不超过'],
  ['研发强度大于2.5%', '2.5', null, '不少于'],
  ['至少5家', '5', null, '不少于'],
  ['引进不少于3名', '3', null, '不少于'],
  // Growth and rank are no values of the indicator.
  ['增长10%', null, null, '文字'],
  ['比上年提高5个百分点', null, null, '文字'],
  ['进入前3名', null, null, '文字'],
  ['推动更多企业加速成长', null, null, '文字'],
])('the target %s', async (text, low, high, comparator) => {
  const [sheet] = await readLaidOut('目标.xlsx', [
    {
      name: 'Sheet1',
      rows: [['2023年度目标任务表'], ['序号', '指标名称', '目标值'], [1, '建成示范基地数', text], [2, '甲', '3家']],
    },
  ]);
  const { values } = sheet!.drafts[0]!;
  expect([values['low'], values['high'], values['comparator']]).toEqual([low, high, comparator]);
});
