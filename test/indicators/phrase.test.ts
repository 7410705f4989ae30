import { expect, test } from '@jest/globals';
import { type Aside, NO_ASIDE } from '../../src/indicators/answer/asides.js';
import type { Comparison } from '../../src/indicators/answer/compare.js';
import { achieved, type Completion } from '../../src/indicators/answer/completion.js';
import { type Period, phrase } from '../../src/indicators/answer/phrase.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';

const indicator = (code: string) => CATALOGUE.find((each) => each.code === code)!;

const YEAR: Period = { year: 2024, throughMonth: null, today: '2026-11-15' };
const JUNE: Period = { ...YEAR, throughMonth: 6 };
const NOW: Period = { ...YEAR, year: 2026 };

/** A figure beside the year before, as answers have it. */
function point(value: number | null, previous: number | null, more: Partial<Comparison> = {}): Comparison {
  const both = value !== null && previous !== null;
  const change = both ? Number((value - previous).toFixed(2)) : null;
  const grows = both && previous > 0 && more.reason === undefined;
  const rate = grows ? Number((((value - previous) / previous) * 100).toFixed(2)) : null;
  const reason = both && previous === 0 ? 'ZERO_BASE' : null;
  return { value, previous, change, rate, reason, flags: [], likeForLike: null, reported: null, ...more };
}

/** Each phrase that a report may hold, with the case that it is for. */
const PHRASES: readonly [code: string, at: Period, figure: Comparison, text: string][] = [
  // Growth of money and of large counts.
  ['FUND_TOTAL', YEAR, point(129.49, 100), '129.49万元，同比增长29.5%'],
  ['FUND_TOTAL', YEAR, point(90, 100), '90万元，同比下降10%'],
  ['FUND_TOTAL', JUNE, point(129.49, 100), '1—6月129.49万元，同比增长29.5%'],
  ['FUND_TOTAL', YEAR, point(100, 100), '100万元，与上年持平'],
  ['FUND_TOTAL', JUNE, point(100, 100), '1—6月100万元，与上年同期持平'],
  ['FUND_TOTAL', YEAR, point(100.01, 100), '100.01万元，与上年基本持平'],
  ['FUND_TOTAL', YEAR, point(100, 0), '100万元，上年为0，增加100万元'],
  ['FUND_TOTAL', JUNE, point(100, 0), '1—6月100万元，上年同期为0，增加100万元'],
  ['FUND_TOTAL', YEAR, point(5, -10, { rate: null, reason: 'NEGATIVE_BASE' }), '5万元，比上年增加15万元'],
  ['FUND_TOTAL', YEAR, point(100, null, { reason: 'NO_BASE' }), '100万元'],
  ['TRAIN_PERSON_TIMES', YEAR, point(420, 400), '420人次，同比增长5%'],
  ['TRAIN_SESSIONS', YEAR, point(21, 20), '21场次，同比增长5%'],
  // Small counts: the difference first.
  ['TRAIN_SESSIONS', YEAR, point(20, 19), '20场次，比上年增加1场次（增长5.3%）'],
  ['HNTE_NEW', YEAR, point(3, 4), '3家，比上年减少1家（下降25%）'],
  ['HNTE_NEW', JUNE, point(3, 4), '1—6月3家，比上年同期减少1家（下降25%）'],
  ['HNTE_NEW', YEAR, point(1, 0), '1家，上年为0，增加1家'],
  ['HNTE_NEW', YEAR, point(0, 1, { flags: ['NONE_RECORDED'] }), '0家（台账无登记），比上年减少1家'],
  ['HNTE_NEW', YEAR, point(0, 0, { flags: ['NONE_RECORDED'] }), '0家（台账无登记），上年也为0'],
  ['HNTE_NEW', JUNE, point(0, 0, { flags: ['NONE_RECORDED'] }), '1—6月0家（台账无登记），上年同期也为0'],
  ['PROJ_OVERDUE', YEAR, point(0, 0, { flags: ['NONE_RECORDED'] }), '截至2024年末0项（台账无登记），上年末也为0'],
  ['PROJ_OVERDUE', YEAR, point(0, 3), '截至2024年末0项，比上年末减少3项'],
  ['FUND_TOTAL', YEAR, point(0, 120), '0万元，比上年减少120万元'],
  // 6 ÷ 13 is 46.154 % and 4 ÷ 21 19.048 %: not rounded twice.
  ['HNTE_STOCK', YEAR, point(19, 13), '截至2024年末19家，比上年末增加6家（增长46.2%）'],
  ['TRAIN_SESSIONS', YEAR, point(25, 21), '25场次，同比增长19%'],
  // Stocks: at the end of what, beside the end of what.
  ['HNTE_STOCK', YEAR, point(120, 100), '截至2024年末120家，比上年末增长20%'],
  ['HNTE_STOCK', YEAR, point(12, 10), '截至2024年末12家，比上年末增加2家（增长20%）'],
  ['HNTE_STOCK', YEAR, point(12, 12), '截至2024年末12家，与上年末持平'],
  ['HNTE_STOCK', JUNE, point(120, 100), '截至2024年6月末120家，同比增长20%'],
  ['HNTE_STOCK', NOW, point(120, 100), '截至11月末120家，比上年末增长20%'],
  ['HNTE_STOCK', { ...NOW, throughMonth: 3 }, point(120, 100), '截至3月末120家，同比增长20%'],
  ['HNTE_STOCK', { ...NOW, today: '2026-12-31' }, point(12, 0), '截至2026年末12家，上年末为0，增加12家'],
  // Ratios: percentage points between what is printed of both years.
  ['FUND_DISBURSE_RATE', YEAR, point(45.67, 44.44), '45.7%，比上年提高1.3个百分点'],
  ['FUND_DISBURSE_RATE', JUNE, point(44.44, 45.67), '1—6月44.4%，比上年同期下降1.3个百分点'],
  ['FUND_DISBURSE_RATE', YEAR, point(45.67, 45.66), '45.7%，与上年基本持平'],
  ['FUND_DISBURSE_RATE', YEAR, point(45.67, 45.67), '45.7%，与上年持平'],
  ['FUND_DISBURSE_RATE', YEAR, point(45.67, 0), '45.7%，比上年提高45.7个百分点'],
  // Intensities are reported with two decimals.
  ['RD_INTENSITY_ASD', YEAR, point(2.68, 2.56), '2.68%，比上年提高0.12个百分点'],
  ['FUND_PER_PROJECT', YEAR, point(35.5, 30), '35.5万元/项，比上年增加5.5万元/项'],
  // What is known of it.
  ['FUND_TOTAL', YEAR, point(null, null, { reason: 'NO_DATA' }), '暂无数据'],
  ['FUND_TOTAL', YEAR, point(null, 5, { reason: 'NO_DATA', flags: ['PARTIAL'] }), '数据未填列或未公开'],
  [
    'FUND_TOTAL',
    JUNE,
    point(100, null, { reason: 'NO_BASE', flags: ['APPROXIMATE', 'PARTIAL', 'UNDATED'] }),
    '1—6月100万元（含约数，另有部分数据未填列或未公开，月份不明的未计入）',
  ],
  [
    'HNTE_STOCK',
    YEAR,
    point(1, 2, { change: null, rate: null, reason: 'COVERAGE', flags: ['CARRIED'] }),
    '截至2024年末1家（按以前年度台账推算）',
  ],
  [
    'FUND_TOTAL',
    YEAR,
    point(110, 200, {
      change: null,
      rate: null,
      reason: 'COVERAGE',
      flags: ['INCOMPLETE'],
      reported: { reported: 1, expected: 2 },
      likeForLike: { value: 110, previous: 100, change: 10, rate: 10, divisions: 1 },
    }),
    '110万元（2个区县中1个已报），同口径增长10%',
  ],
  [
    'HNTE_NEW',
    YEAR,
    point(3, 20, {
      change: null,
      rate: null,
      reason: 'COVERAGE',
      likeForLike: { value: 3, previous: 2, change: 1, rate: 50, divisions: 1 },
    }),
    '3家，同口径比上年增加1家（增长50%）',
  ],
];

const aside = (more: Partial<Aside>): Aside => ({ ...NO_ASIDE, ...more });

/** What is said beside figures: what is not decided yet, and what R&D rests on. */
const ASIDES: readonly [code: string, figure: Comparison, beside: Aside, text: string][] = [
  ['HNTE_PASS_RATE', point(100, 80), aside({ pending: 8 }), '100%（另有8家待定），比上年提高20个百分点'],
  ['PROJ_APPROVAL_RATE', point(50, 50), aside({ pending: 2 }), '50%（另有2项在评审中），与上年持平'],
  ['HNTE_PASS_RATE', point(null, 80, { reason: 'NO_DATA' }), aside({ pending: 8 }), '暂无结果（8家待定）'],
  ['RD_EXP_ASD', point(120, 100), aside({ bases: ['研发费用'] }), '120万元，同比增长20%'],
  ['RD_EXP_ASD', point(120, 100), aside({ bases: ['R&D经费'] }), '120万元（R&D经费口径），同比增长20%'],
  [
    'RD_EXP_ASD',
    point(120, 100, { change: null, rate: null, reason: 'BASIS' }),
    aside({ bases: ['研发费用', 'R&D经费'] }),
    '120万元（研发费用、R&D经费两种口径合计），口径与上年不同，不作比较',
  ],
  [
    'RD_INTENSITY_ASD',
    point(1.2, 1, { change: null, rate: null, reason: 'BASIS' }),
    aside({ bases: ['研发费用'] }),
    '1.2%，口径与上年不同，不作比较',
  ],
];

test.each(ASIDES.map(([code, figure, beside, text]) => ({ code, figure, beside, text })))(
  '$text',
  ({ code, figure, beside, text }) => {
    expect(phrase(indicator(code), figure, YEAR, 'city', beside)).toBe(text);
  },
);

test.each(PHRASES.map(([code, at, figure, text]) => ({ code, at, figure, text })))(
  '$text',
  ({ code, at, figure, text }) => {
    expect(phrase(indicator(code), figure, at, 'city')).toBe(text);
  },
);

const target = (rate: number | null, more: Partial<Completion> = {}): Completion => ({
  low: 100,
  high: null,
  text: '100',
  rate,
  met: (rate ?? 0) >= 100,
  timeProgress: 50,
  ...more,
});

const ACHIEVED: readonly [code: string, reached: Completion, text: string][] = [
  ['FUND_TOTAL', target(107, { timeProgress: 100 }), '完成年度目标的107%'],
  ['FUND_TOTAL', target(0), '年度目标完成率为0，落后序时进度50个百分点'],
  ['FUND_TOTAL', target(63.04), '完成年度目标的63%，超序时进度13个百分点'],
  ['FUND_TOTAL', target(42.5), '完成年度目标的42.5%，落后序时进度7.5个百分点'],
  ['FUND_TOTAL', target(50.03), '完成年度目标的50%，与序时进度持平'],
  // Certificates come at the end of the year.
  ['HNTE_NEW', target(20), '完成年度目标的20%'],
  ['HNTE_STOCK', target(120), '完成年度目标的120%'],
  ['FUND_DISBURSE_RATE', target(99), '未达到年度目标'],
  ['FUND_DISBURSE_RATE', target(101), '达到年度目标'],
  ['FUND_TOTAL', target(null, { low: null, high: 100, met: true }), '控制在年度目标以内'],
  ['FUND_TOTAL', target(null, { low: null, high: 100, met: false }), '超出年度目标'],
  ['FUND_TOTAL', target(null, { met: null }), ''],
];

test.each(ACHIEVED.map(([code, reached, text]) => ({ code, reached, text })))('$text', ({ code, reached, text }) => {
  expect(achieved(indicator(code), reached)).toBe(text);
});
