import { type Example, rowsOf } from './example.js';

const event = rowsOf('activity');
const training = rowsOf('activity', { kind: '培训' });

export const OUTREACH_EXAMPLES: readonly Example[] = [
  {
    code: 'ENT_VISITS',
    told: ['企业走访调研次数', '次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '调研', date: '2023-03-01' }),
      // Of three enterprises, in one visit.
      event(2024, { kind: '调研', date: '2024-03-01', enterprises: 3 }),
      event(2024, { kind: '调研', date: '2024-09-21' }),
      event(2024, { kind: '座谈会', date: '2024-09-21' }),
    ],
    parts: { 2023: [1], 2024: [2] },
    text: '2次，比上年增加1次（增长100%）',
    behind: 2,
    through: { 2: 0, 3: 1, 9: 2 },
  },
  {
    code: 'VOLUNTEER_EVENTS',
    told: ['志愿服务次数', '次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '志愿服务', date: '2023-03-05' }),
      event(2024, { kind: '志愿服务', date: '2024-03-05' }),
      event(2024, { kind: '专项工作', date: '2024-03-05' }),
    ],
    parts: { 2023: [1], 2024: [1] },
    text: '1次，与上年持平',
    behind: 1,
  },
  {
    code: 'SCIPOP_DAYS',
    told: ['科普活动天数', '天', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '科普', date: '2023-05-21', days: 4 }),
      event(2024, { kind: '科普', date: '2024-09-21', days: 8 }),
      event(2024, { kind: '科普', date: '2024-05-21', days: 1 }),
      training(2024, { date: '2024-05-21', days: 5 }),
    ],
    parts: { 2023: [4], 2024: [9] },
    text: '9天，比上年增加5天（增长125%）',
    behind: 2,
  },
  {
    code: 'SCIPOP_VOLUNTEERS',
    told: ['科普志愿者参与人次', '人次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '科普', volunteers: 40 }),
      event(2024, { kind: '科普', volunteers: 30 }),
      event(2024, { kind: '科普', volunteers: 20 }),
      event(2024, { kind: '志愿服务', volunteers: 90 }),
    ],
    parts: { 2023: [40], 2024: [50] },
    text: '50人次，同比增长25%',
    behind: 2,
  },
  {
    code: 'CONSULT_COUNT',
    told: ['科技咨询服务人次', '人次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '科普', consultations: 100 }),
      event(2024, { kind: '科普', consultations: 90 }),
      event(2024, { kind: '政策宣讲', consultations: 60 }),
    ],
    parts: { 2023: [100], 2024: [150] },
    text: '150人次，同比增长50%',
    behind: 2,
    by: { kind: { 科普: 90, 政策宣讲: 60 } },
  },
  {
    code: 'POLICY_INTERPRETED',
    told: ['传达解读政策文件数', '份', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '座谈会', policies: ['甲意见'] }),
      event(2024, { kind: '座谈会', policies: ['甲意见', '乙办法'] }),
      event(2024, { kind: '政策宣讲', policies: ['乙办法'] }),
      event(2024, { kind: '科普' }),
    ],
    // 甲意见 and 乙办法, though the second twice.
    parts: { 2023: [1], 2024: [2] },
    text: '2份，比上年增加1份（增长100%）',
    behind: 2,
  },
  {
    code: 'PUBLICITY',
    told: ['开展宣传次数', '次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '专项工作', channels: ['大喇叭'] }),
      event(2024, { kind: '专项工作', channels: ['大喇叭', '微信'] }),
      event(2024, { kind: '科普', channels: ['展板'] }),
      event(2024, { kind: '科普' }),
    ],
    parts: { 2023: [1], 2024: [2] },
    text: '2次，比上年增加1次（增长100%）',
    behind: 2,
  },
  {
    code: 'DUTY_SHIFTS',
    told: ['值守班次', '班次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '专项工作', shifts: 60 }),
      event(2024, { kind: '专项工作', shifts: 45 }),
      event(2024, { kind: '志愿服务', shifts: 30 }),
      training(2024, { shifts: 9 }),
    ],
    parts: { 2023: [60], 2024: [75] },
    text: '75班次，同比增长25%',
    behind: 2,
  },
];
