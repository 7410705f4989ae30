import { expect, test } from '@jest/globals';
import { observationPeriod, observationSubject } from '../../../import/parse/derive/observation.js';
import type { StoredValue } from '../../../import/parse/draft.js';

test.each([
  [['2023年科技指标统计表'], '本期', undefined],
  [['2023年1—9月主要指标'], '本期', '1-9月'],
  [['9月月报'], '本期', '9月'],
  [['9月月报'], '本年累计', '1-9月'],
  [['12月'], '1-12月累计', '1-12月'],
  [['高企统计（截至2023年6月底）'], '数量', '1-6月'],
  [['高企统计（截至2023年12月31日）'], '数量', '1-12月'],
  [['上半年完成情况'], '完成数', '上半年'],
  // The day of the form is no part of the year.
  [['2022年科技主要指标统计表', '填报日期：2023年1月15日'], '数量', undefined],
  [['2022年科技主要指标统计表', '填表时间：2023年1月'], '数量', undefined],
  [['2022年科技主要指标统计表', '2023年1月15日'], '数量', undefined],
])('the words %j around figures under %s tell the period %s', (texts, heading, period) => {
  const values: Record<string, StoredValue> = {};
  observationPeriod({ texts, title: null, unit: null, headingOf: () => heading })({ values, flags: {}, year: 2023 });
  expect(values['period']).toBe(period);
});

test.each([
  ['规模以上工业企业研发活动主要指标', '其中：研发费用', '规上企业研发费用'],
  ['规模以上工业企业研发活动主要指标', '有研发活动企业占比', '规上企业有研发活动企业占比'],
  ['规模以上工业企业研发活动主要指标', '营业收入', '营业收入'],
  ['全社会研发活动主要指标', '研发费用', '研发费用'],
])('under the title %s the figure %s is %s', (title, indicator, told) => {
  const values: Record<string, StoredValue> = { indicator };
  observationSubject({ texts: [title], title, unit: null, headingOf: () => null })({ values, flags: {}, year: 2023 });
  expect(values['indicator']).toBe(told);
});
