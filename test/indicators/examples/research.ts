import { type Example, rowsOf } from './example.js';

const listed = rowsOf('enterprise-year');

export const RESEARCH_EXAMPLES: readonly Example[] = [
  {
    code: 'RD_EXP_ASD',
    told: ['规上企业研发投入', '万元', 'FLOW', 'UP', 2],
    rows: [
      listed(2023, { enterprise: '甲', industry: '制造业', rdExpense: 1_610_700 }),
      listed(2024, { enterprise: '甲', industry: '制造业', rdExpense: 1_000_000 }),
      listed(2024, { enterprise: '乙', industry: '采矿业', rdExpense: 743_300 }),
      listed(2024, { enterprise: '丙', industry: '采矿业' }, { rdExpense: 'unknown' }),
      listed(2024, { enterprise: '丁', industry: '采矿业', rdExpense: 0 }),
      // By the statistics, and by both: the accounts count.
      listed(2024, { enterprise: '戊', rdExpenditure: 500_000, rdBasis: 'R&D经费' }),
      listed(2024, { enterprise: '己', rdExpense: 250_000, rdExpenditure: 900_000, rdBasis: '研发费用' }),
      listed(2025, { enterprise: '甲', industry: '制造业', rdExpense: 9_000_000 }),
    ],
    // 100 + 74.33 + 0 + 50 + 25 = 249.33; (249.33 − 161.07) ÷ 161.07 = 54.796… %.
    parts: { 2023: [161.07], 2024: [249.33] },
    text: '249.33万元（研发费用、R&D经费两种口径合计，另有部分数据未填列或未公开），口径与上年不同，不作比较',
    behind: 6,
    by: {
      industry: { 制造业: 100, 采矿业: 74.33, 未填: 75 },
      rdBasis: { 未填: 174.33, 研发费用: 25, 'R&D经费': 50 },
    },
  },
  {
    code: 'RD_INTENSITY_ASD',
    told: ['规上企业研发投入强度', '%', 'RATIO', 'UP', 2],
    rows: [
      listed(2023, { enterprise: '甲', revenue: 10_000_000, rdExpense: 86_000 }),
      // 10 % of little and 0.5 % of much: the ratio of the sums, not the mean of 5.25 %.
      listed(2024, { enterprise: '甲', industry: '软件业', revenue: 1_000_000, rdExpense: 100_000 }),
      listed(2024, { enterprise: '乙', industry: '制造业', revenue: 19_000_000, rdExpense: 95_000 }),
      listed(2024, { enterprise: '丙', industry: '采矿业', rdExpenditure: 50_000, rdBasis: 'R&D经费' }),
    ],
    // (10 + 9.5) ÷ (100 + 1900) = 0.975 %, given as 0.98; 8.6 ÷ 1000 = 0.86 %; 0.115 points, given as 0.12.
    parts: { 2023: [86_000, 10_000_000], 2024: [195_000, 20_000_000] },
    text: '0.98%（另有部分数据未填列或未公开），比上年提高0.12个百分点',
    behind: 3,
    by: { industry: { 软件业: 10, 制造业: 0.5, 未填: null, 采矿业: null } },
  },
  {
    code: 'RD_ACTIVE_SHARE',
    told: ['有研发活动规上企业占比', '%', 'RATIO', 'UP', 2],
    rows: [
      listed(2023, { enterprise: '甲', rdExpense: 1 }),
      listed(2023, { enterprise: '乙', rdExpense: 0 }),
      listed(2024, { enterprise: '甲', rdExpense: 100 }),
      listed(2024, { enterprise: '乙', rdExpense: 200 }),
      listed(2024, { enterprise: '丙', rdExpense: 0 }),
      listed(2024, { enterprise: '丁' }),
      listed(2024, { enterprise: '戊', rdExpenditure: 300, rdBasis: 'R&D经费' }),
    ],
    parts: { 2023: [1, 2], 2024: [3, 4] },
    text: '75%（研发费用、R&D经费两种口径合计，另有部分数据未填列或未公开），口径与上年不同，不作比较',
    behind: 4,
  },
];
