import { expect, test } from '@jest/globals';
import { yearIn } from '../../../import/text/caption.js';
import { headingOf } from '../../../import/recognize/heading.js';
import { conceptsOf, likeness } from '../../../import/recognize/words.js';

test.each([
  [['金额（万元）'], { name: '金额', unit: '万元' }],
  [['*材 质\r\n'], { name: '材质', unit: null }],
  [['研发费用 (元)'], { name: '研发费用', unit: '元' }],
  [['技术合同成交额_万元_全市'], { name: '技术合同成交额', unit: '万元' }],
  [['技术合同登记额(亿)'], { name: '技术合同登记额', unit: '亿' }],
  [['解决技术难题(个）'], { name: '解决技术难题', unit: '个' }],
  [['推广新技术（个'], { name: '推广新技术', unit: '个' }],
  [['合同总额，万元'], { name: '合同总额', unit: '万元' }],
  [['1.项目名称'], { name: '项目名称', unit: null }],
  [['（一）项目名称（必填）'], { name: '项目名称', remark: '' }],
  [['县（区、旗）'], { name: '县', remark: '区、旗' }],
  [['经费（万元）', '总经费'], { name: '总经费', parents: ['经费'], unit: '万元' }],
  [['研发费用（万元）', '2022年'], { name: '研发费用', year: 2022, parents: [], unit: '万元' }],
  [['2022年', '研发费用'], { name: '研发费用', year: 2022 }],
  [['2023年度目标'], { name: '目标', year: 2023 }],
  [['2021'], { name: '', year: 2021 }],
  [['其中：自筹'], { name: '自筹' }],
])('%j is taken apart', (levels, expected) => {
  const { unit, ...rest } = headingOf(levels);
  expect({ ...rest, unit: unit?.name ?? null }).toMatchObject(expected);
});

test('headings of the same words are alike, and others are not', () => {
  const like = (a: string, b: string): number => likeness(conceptsOf(a), conceptsOf(b));
  expect(like('获批日期', '批准时间')).toBe(1);
  expect(like('主持机构', '牵头单位')).toBe(1);
  expect(like('提交日', '申请时间')).toBe(1);
  expect(like('项目编号', '项目名称')).toBeLessThan(0.5);
  expect(like('验收时间', '申请时间')).toBeLessThan(0.5);
  expect(like('研发人员', '研发费用')).toBeLessThan(0.6);
});

test.each([
  ['2022年', 2022],
  ['示例区2022年科技计划项目台账', 2022],
  ['01科技计划项目台账2020.xlsx', 2020],
  ['二〇二二年度工作台账', 2022],
  ['2021-2024年汇总', null],
  ['2022年总结及2023年计划', null],
  ['截至2023年底高新技术企业名单', null],
  ['2023年及以前', null],
  ['20230105导出', null],
  ['项目台账', null],
])('the year in “%s” is %s', (text, year) => {
  expect(yearIn(text)).toBe(year);
});
