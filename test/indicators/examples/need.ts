import { type Example, rowsOf } from './example.js';

const need = rowsOf('enterprise-need', { enterprise: '甲公司' });
const issue = rowsOf('issue');

export const NEED_EXAMPLES: readonly Example[] = [
  {
    code: 'ENT_NEEDS',
    told: ['企业诉求数', '条', 'FLOW', 'NEUTRAL', 0],
    rows: [
      need(2023, { content: '一', raisedDate: '2023-05-01' }),
      // One enterprise may ask for several things.
      need(2024, {
        content: '二',
        kind: '资金',
        raisedDate: '2024-02-01',
        status: '已办结',
        resolvedDate: '2025-01-03',
      }),
      need(2024, { content: '三', kind: '人才', raisedDate: '2024-07-01', status: '办理中' }),
      need(2024, { content: '四', kind: '资金' }),
    ],
    parts: { 2023: [1], 2024: [3] },
    text: '3条，比上年增加2条（增长200%）',
    behind: 3,
    by: { kind: { 资金: 2, 人才: 1, 未填: 0 } },
    through: { 1: null, 2: 1, 7: 2 },
  },
  {
    code: 'ENT_NEEDS_RESOLVED',
    told: ['办结企业诉求数', '条', 'FLOW', 'UP', 0],
    rows: [
      need(2023, { content: '一', raisedDate: '2023-05-01', status: '已办结', resolvedDate: '2023-06-01' }),
      need(2023, { content: '二', raisedDate: '2023-12-01', status: '已办结', resolvedDate: '2024-01-05' }),
      need(2024, { content: '三', raisedDate: '2024-02-01', resolvedDate: '2024-03-01' }),
      // Resolved some day or other, not yet, and not at all.
      need(2024, { content: '四', raisedDate: '2024-02-01', status: '已办结' }),
      need(2024, { content: '五', raisedDate: '2024-02-01', status: '办理中', resolvedDate: '2024-12-31' }),
      need(2024, { content: '六', raisedDate: '2024-02-01', status: '不予办理', resolvedDate: '2024-03-31' }),
    ],
    parts: { 2023: [1], 2024: [2] },
    text: '2条（另有部分数据未填列或未公开），比上年增加1条（增长100%）',
    behind: 2,
  },
  {
    code: 'ENT_NEEDS_RATE',
    told: ['企业诉求办结率', '%', 'RATIO', 'UP', 2],
    rows: [
      need(2023, { content: '一', status: '已办结' }),
      need(2023, { content: '二', status: '未办结' }),
      need(2024, { content: '三', status: '已办结', raisedDate: '2024-12-01', resolvedDate: '2025-01-01' }),
      need(2024, { content: '四', status: '已办结', raisedDate: '2024-05-01' }),
      need(2024, { content: '五', status: '不予办理', raisedDate: '2024-05-01' }),
      need(2024, { content: '六', status: '办理中' }),
      need(2024, { content: '七' }),
    ],
    // Two of the four whose state is told; one of two the year before.
    parts: { 2023: [1, 2], 2024: [2, 4] },
    text: '50%，与上年持平',
    behind: 4,
    through: { 4: null, 5: 50 },
  },
  {
    code: 'ISSUES_OPEN',
    told: ['未解决问题数', '条', 'FLOW', 'DOWN', 0],
    rows: [
      issue(2023, { text: '一', status: '存在', category: '企业创新' }),
      issue(2023, { text: '二', status: '已解决' }),
      issue(2024, { text: '三', status: '整改中', category: '企业创新' }),
      issue(2024, { text: '四', status: '存在', category: '成果转化' }),
      issue(2024, { text: '五', status: '已解决', category: '成果转化' }),
      issue(2024, { text: '六' }),
      // Solved in the year, and in the year after.
      issue(2024, { text: '七', status: '已解决', category: '成果转化', closedDate: '2024-12-31' }),
      issue(2024, { text: '八', status: '已解决', category: '企业创新', closedDate: '2025-01-05' }),
    ],
    // Of the second and the fifth nobody knows whether they were solved by the end of their year.
    parts: { 2023: [1], 2024: [3] },
    text: '3条（另有部分数据未填列或未公开），比上年增加2条（增长200%）',
    behind: 3,
    by: { category: { 企业创新: 2, 成果转化: 1, 未填: 0 }, status: { 存在: 1, 整改中: 1, 已解决: 1 } },
  },
];
