import { expect, test } from '@jest/globals';
import { observationPeriod } from '../../../import/parse/derive/observation.js';
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
])('the words %j around figures under %s tell the period %s', (texts, heading, period) => {
  const values: Record<string, StoredValue> = {};
  observationPeriod({ texts, title: null, unit: null, headingOf: () => heading })({ values, flags: {}, year: 2023 });
  expect(values['period']).toBe(period);
});
