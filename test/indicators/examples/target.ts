import { type Example, rowsOf } from './example.js';

const target = rowsOf('target');
const training = rowsOf('activity', { kind: '培训' });

export const TARGET_EXAMPLES: readonly Example[] = [
  {
    code: 'TARGET_COMPLETION',
    told: ['年度目标达标率', '%', 'RATIO', 'UP', 2],
    rows: [
      target(2023, { indicator: '科技专项资金合计', low: 100, unit: '万元', text: '100万元' }),
      rowsOf('funding', { flow: '下达' })(2023, { amount: 800_000 }),
      // Met by March: 120 of 100万元, stated in 元.
      target(2024, { indicator: '科技专项资金合计', low: 1_000_000, unit: '元', text: '100万元' }),
      rowsOf('funding', { flow: '下达' })(2024, { amount: 1_200_000, date: '2024-03-01' }),
      // Not met: recommended, none certified.
      target(2024, { indicator: '新认定高新技术企业数', low: 1, high: 2, text: '1－2家' }),
      rowsOf('qualification', { type: '高新技术企业' })(2024, { enterprise: '甲' }),
      // Met in September.
      target(2024, { indicator: 'TRAIN_SESSIONS', low: 3, text: '3场次', department: '办公室' }),
      training(2024, { date: '2024-03-01' }),
      training(2024, { date: '2024-07-01' }),
      training(2024, { date: '2024-09-01' }),
      // An upper bound that is kept to.
      target(2024, { indicator: '专项工作参与人次', high: 30, text: '不超过30人次' }),
      rowsOf('activity', { kind: '志愿服务' })(2024, { people: 24, date: '2024-05-04' }),
      // Cannot be told: no figure; no such indicator; growth of a figure.
      target(2024, { indicator: '贷款需求满足率', low: 50, unit: '%', text: '≥50%' }),
      target(2024, { indicator: '绿化面积', low: 5, unit: '亩', text: '5亩' }),
      target(2024, { indicator: '科技专项资金合计', low: 10, unit: '%', text: '10%' }),
      // Words; and itself.
      target(2024, { indicator: '特派员服务次数', text: '增强服务' }),
      target(2024, { indicator: '年度目标达标率', low: 60, unit: '%', text: '≥60%' }),
    ],
    // 3 met of the 4 that can be told.
    parts: { 2022: null, 2023: [0, 1], 2024: [3, 4] },
    text: '75%（另有部分数据未填列或未公开），比上年提高75个百分点，达到年度目标',
    behind: 7,
    by: { department: { 办公室: 100, 未填: 66.67 } },
    // By June the money came and the upper bound holds; by August two trainings of three.
    through: { 2: 25, 6: 50, 8: 50, 9: 75 },
  },
];
