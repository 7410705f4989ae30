import { type Example, rowsOf } from './example.js';

const fund = rowsOf('funding', { flow: '下达' });

/** Money in the rows is in yuan, in the figures in 万元, in the parts of a percentage in yuan. */
export const FUNDING_EXAMPLES: readonly Example[] = [
  {
    code: 'FUND_UPPER_TOTAL',
    told: ['争取上级科技专项资金总额', '万元', 'FLOW', 'UP', 2],
    rows: [
      fund(2023, { level: '国家', amount: 400_000, date: '2023-03-01', source: '中央财政' }),
      fund(2023, { level: '市', amount: 600_000, date: '2023-08-01', source: '市财政' }),
      fund(2024, { level: '国家', amount: 300_000, date: '2024-01-31', source: '中央财政' }),
      fund(2024, { level: '自治区', amount: 605_000, date: '2024-06-30' }),
      fund(2024, { level: '市', amount: 389_900, date: '2024-07-01', source: '市财政' }),
      // Not from above; passed on; paid out; no level.
      fund(2024, { level: '本级', amount: 500_000, date: '2024-02-01' }),
      fund(2024, { level: '自治区', flow: '分配', amount: 605_000, date: '2024-09-01' }),
      fund(2024, { level: '市', flow: '拨付', amount: 200_000, date: '2024-09-01' }),
      fund(2024, { amount: 70_000, date: '2024-02-01' }),
    ],
    // 40 + 60 = 100; 30 + 60.5 + 38.99 = 129.49; (129.49 − 100) ÷ 100 = 29.49 %.
    parts: { 2022: null, 2023: [100], 2024: [129.49] },
    text: '129.49万元，同比增长29.5%',
    behind: 3,
    by: { level: { 国家: 30, 自治区: 60.5, 市: 38.99 }, source: { 中央财政: 30, 市财政: 38.99, 未填: 60.5 } },
    through: { 1: 30, 6: 90.5, 7: 129.49, 12: 129.49 },
  },
  {
    code: 'FUND_NATIONAL',
    told: ['国家级科技专项资金', '万元', 'FLOW', 'UP', 2],
    rows: [
      fund(2023, { level: '国家', amount: 1_000_000 }),
      fund(2024, { level: '国家', amount: 1_500_000, date: '2024-03-01' }),
      fund(2024, { level: '国家', flow: '核减', amount: 300_000, date: '2024-09-01' }),
      fund(2024, { level: '自治区', amount: 900_000, date: '2024-03-01' }),
    ],
    // 150 − 30 = 120.
    parts: { 2023: [100], 2024: [120] },
    text: '120万元，同比增长20%',
    behind: 2,
    by: { flow: { 下达: 150, 核减: -30 } },
    through: { 8: 150, 9: 120 },
  },
  {
    code: 'FUND_REGION',
    told: ['自治区（省）级科技专项资金', '万元', 'FLOW', 'UP', 2],
    rows: [
      fund(2023, { level: '自治区', amount: 800_000 }),
      fund(2024, { level: '自治区', amount: 250_000, purpose: '科普' }),
      fund(2024, { level: '自治区', amount: 350_000, purpose: '科技研发' }),
      fund(2024, { level: '国家', amount: 900_000 }),
      fund(2024, { level: '市', amount: 900_000 }),
      fund(2024, { level: '自治区', flow: '退回', amount: 100_000 }),
      fund(2024, { level: '自治区', flow: '追加', amount: 50_000 }),
      fund(2024, { level: '自治区', flow: '核减', amount: -20_000 }),
    ],
    // 25 + 35 − 10 + 5 − 2 = 53; (53 − 80) ÷ 80 = −33.75 %.
    parts: { 2023: [80], 2024: [53] },
    text: '53万元，同比下降33.8%',
    behind: 5,
    by: { purpose: { 科普: 25, 科技研发: 35, 未填: -7 } },
  },
  {
    code: 'FUND_CITY',
    told: ['市级科技专项资金', '万元', 'FLOW', 'UP', 2],
    rows: [
      fund(2023, { level: '市' }, { amount: 'masked' }),
      fund(2024, { level: '市', amount: 123_450 }),
      fund(2024, { level: '市' }, { amount: 'masked' }),
      fund(2024, { level: '自治区', amount: 900_000 }),
    ],
    // Of 2023 nothing is known, so there is no base; 12.345 is given as 12.35.
    parts: { 2023: [null], 2024: [12.345] },
    text: '12.35万元（另有部分数据未填列或未公开）',
    behind: 2,
  },
  {
    code: 'FUND_LOCAL',
    told: ['本级科技专项资金', '万元', 'FLOW', 'UP', 2],
    rows: [
      fund(2023, { level: '本级', amount: 0 }),
      fund(2024, { level: '本级', amount: 1_000_000 }, { amount: 'approximate' }),
      fund(2024, { level: '本级', amount: 500_000 }),
      fund(2024, { level: '市', amount: 900_000 }),
    ],
    // 0 is a known nothing: 150 is a net gain and no rate.
    parts: { 2022: null, 2023: [0], 2024: [150] },
    text: '150万元（含约数），上年为0，增加150万元',
    behind: 2,
  },
  {
    code: 'FUND_TOTAL',
    told: ['科技专项资金合计', '万元', 'FLOW', 'UP', 2],
    rows: [
      fund(2023, { level: '市', amount: 2_000_000 }),
      fund(2024, { level: '国家', amount: 1_000_000 }),
      fund(2024, { level: '本级', amount: 900_000 }),
      fund(2024, { amount: 100_000 }),
      fund(2024, { level: '市', flow: '分配', amount: 900_000 }),
      fund(2024, { level: '市', flow: '支出', amount: 900_000 }),
    ],
    // 100 + 90 + 10 of an unknown level.
    parts: { 2023: [200], 2024: [200] },
    text: '200万元，与上年持平',
    behind: 3,
    by: { level: { 国家: 100, 本级: 90, 未填: 10, 市: 0 } },
  },
  {
    code: 'FUND_DISBURSE_RATE',
    told: ['资金拨付率', '%', 'RATIO', 'UP', 2],
    rows: [
      fund(2023, { level: '市', amount: 900_000 }),
      fund(2024, { level: '市', amount: 1_000_000 }),
      fund(2024, { level: '市', flow: '拨付', amount: 400_000 }),
      fund(2024, { level: '市', flow: '拨付', amount: 405_000 }),
      fund(2024, { level: '市', flow: '分配', amount: 900_000 }),
      fund(2024, { level: '市', flow: '支出', amount: 900_000 }),
    ],
    // Of 2023 the ledger says nothing of what was paid out; parts of a percentage stay in yuan.
    parts: { 2023: null, 2024: [805_000, 1_000_000] },
    text: '80.5%',
    behind: 3,
  },
  {
    code: 'FUND_EXECUTION_RATE',
    told: ['预算执行率', '%', 'RATIO', 'UP', 2],
    rows: [
      fund(2023, { flow: '预算执行', budget: 1_000_000, executed: 800_000 }),
      fund(2024, { flow: '预算执行', level: '市', budget: 1_000_000, executed: 950_000, date: '2024-03-01' }),
      fund(2024, {
        flow: '下达',
        level: '本级',
        amount: 600_000,
        budget: 500_000,
        executed: 400_000,
        date: '2024-08-01',
      }),
      // What was spent of it is not stated, nor is the budget.
      fund(2024, { flow: '预算执行', level: '市', budget: 9_000_000 }),
      fund(2024, { flow: '下达', level: '市', amount: 700_000, executed: 700_000 }),
    ],
    // (95 + 40) ÷ (100 + 50) = 90 %; 80 % the year before.
    parts: { 2023: [800_000, 1_000_000], 2024: [1_350_000, 1_500_000] },
    text: '90%（另有部分数据未填列或未公开），比上年提高10个百分点',
    behind: 4,
    by: { level: { 市: 95, 本级: 80, 未填: null } },
  },
];
