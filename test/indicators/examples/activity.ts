import { type Example, rowsOf } from './example.js';

const event = rowsOf('activity');
const training = rowsOf('activity', { kind: '培训' });

export const ACTIVITY_EXAMPLES: readonly Example[] = [
  {
    code: 'TRAIN_SESSIONS',
    told: ['科技培训场次', '场次', 'FLOW', 'UP', 0],
    rows: [
      training(2023, { date: '2023-03-01' }),
      training(2023, { date: '2023-03-01' }),
      training(2023, { date: '2023-12-31' }),
      training(2023, { date: '2023-12-31' }),
      training(2024, { date: '2024-03-11', mode: '线上', role: '组织参加' }),
      training(2024, { date: '2024-10', mode: '线下', role: '主办' }),
      // In the year, no more is known.
      training(2024, { date: '2024', mode: '线下', role: '主办' }),
      event(2024, { kind: '论坛', date: '2024-09-22', mode: '线上', role: '组织参加' }),
      event(2024, { kind: '座谈会', date: '2024-09-27' }),
      event(2024, { kind: '政策宣讲', date: '2024-09-27' }),
      training(2025, { date: '2025-01-01' }),
    ],
    parts: { 2023: [4], 2024: [4] },
    text: '4场次，与上年持平',
    behind: 4,
    by: { kind: { 培训: 3, 论坛: 1 }, role: { 组织参加: 2, 主办: 2, 未填: 0 }, mode: { 线上: 2, 线下: 2, 未填: 0 } },
    // One of them is of no known month and may be of these.
    through: { 2: null, 3: 1, 9: 2, 12: 3 },
  },
  {
    code: 'TRAIN_PERSON_TIMES',
    told: ['培训人次', '人次', 'FLOW', 'UP', 0],
    rows: [
      training(2023, { people: 400 }),
      training(2024, { people: 300, role: '主办' }, { people: 'approximate' }),
      event(2024, { kind: '论坛', people: 120, role: '联合主办' }),
      // Held by others: told by the role alone.
      training(2024, { people: 60, role: '组织参加' }),
      training(2024, {}),
      event(2024, { kind: '科普', people: 900 }),
    ],
    // 300余 + 120.
    parts: { 2023: [400], 2024: [420] },
    text: '420人次（含约数，另有部分数据未填列或未公开），同比增长5%',
    behind: 3,
    by: { role: { 主办: 300, 联合主办: 120, 组织参加: 60, 未填: null }, kind: { 培训: 300, 论坛: 120 } },
  },
  {
    code: 'TRAIN_ONLINE_SHARE',
    told: ['线上培训占比', '%', 'RATIO', 'NEUTRAL', 2],
    rows: [
      training(2023, { mode: '线下' }),
      training(2024, { mode: '线上' }),
      training(2024, { mode: '线上线下结合' }),
      training(2024, { mode: '线下' }),
      training(2024, {}),
      event(2024, { kind: '科普', mode: '线上' }),
    ],
    // 2 of the 3 whose form is known.
    parts: { 2023: [0, 1], 2024: [2, 3] },
    text: '66.7%，比上年提高66.7个百分点',
    behind: 3,
  },
  {
    code: 'SCIPOP_EVENTS',
    told: ['科普活动次数', '次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '科普', date: '2023-05-21' }),
      event(2024, { kind: '科普', date: '2024-05-21', venueType: '农村' }),
      event(2024, { kind: '科普', date: '2024-09-21', venueType: '学校' }),
      event(2024, { kind: '政策宣讲', date: '2024-09-20', venueType: '农村' }),
      training(2024, { date: '2024-09-20', venueType: '农村' }),
    ],
    parts: { 2023: [1], 2024: [2] },
    text: '2次，比上年增加1次（增长100%）',
    behind: 2,
    by: { venueType: { 农村: 1, 学校: 1, 未填: 0 } },
  },
  {
    code: 'SCIPOP_PERSON_TIMES',
    told: ['科普活动参加人次', '人次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '科普', people: 200 }),
      event(2024, { kind: '科普', people: 150, date: '2024-05-20' }),
      event(2024, { kind: '科普', people: 100, date: '2024-09-20' }),
      event(2024, { kind: '科普', people: 1000, role: '组织参加', date: '2024-09-20' }),
      training(2024, { people: 80, date: '2024-09-20' }),
    ],
    parts: { 2023: [200], 2024: [250] },
    text: '250人次，同比增长25%',
    behind: 2,
    through: { 4: 0, 5: 150, 9: 250 },
  },
  {
    code: 'SCIPOP_MATERIALS',
    told: ['发放科普资料数量', '份', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '科普', materials: 20_000 }),
      event(2024, { kind: '科普', materials: 10_000 }),
      event(2024, { kind: '科普', materials: 5_000 }, { materials: 'atLeast' }),
      event(2024, { kind: '科普' }, { materials: 'masked' }),
      training(2024, { materials: 9_000 }),
    ],
    parts: { 2023: [20_000], 2024: [15_000] },
    text: '15000份（含约数，另有部分数据未填列或未公开），同比下降25%',
    behind: 3,
  },
  {
    code: 'ROADSHOW_EVENTS',
    told: ['路演及成果对接活动次数', '次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '路演' }),
      event(2024, { kind: '路演', date: '2024-08-12', role: '组织参加' }),
      event(2024, { kind: '对接会', date: '2024-08-29', role: '组织参加' }),
      event(2024, { kind: '银企对接', date: '2024-08-29' }),
      event(2024, { kind: '产学研', date: '2024-08-29' }),
    ],
    parts: { 2023: [1], 2024: [2] },
    text: '2次，比上年增加1次（增长100%）',
    behind: 2,
    through: { 7: 0, 8: 2 },
  },
  {
    code: 'BANK_EVENTS',
    told: ['银企对接场次', '场次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '银企对接' }),
      event(2023, { kind: '银企对接' }),
      event(2024, { kind: '银企对接' }),
      event(2024, { kind: '对接会' }),
    ],
    parts: { 2023: [2], 2024: [1] },
    text: '1场次，比上年减少1场次（下降50%）',
    behind: 1,
  },
  {
    code: 'IUR_EVENTS',
    told: ['产学研活动次数', '次', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '对接会' }),
      event(2024, { kind: '产学研', partners: ['甲大学', '乙协会', '丙公司'] }),
      event(2024, { kind: '座谈会', partners: ['甲大学'] }),
    ],
    // The ledger of 2023 has activities, none of them of this kind: a known nothing.
    parts: { 2022: null, 2023: [0], 2024: [1] },
    text: '1次，上年为0，增加1次',
    behind: 1,
  },
  {
    code: 'IUR_PARTNERS',
    told: ['产学研合作单位数', '家', 'FLOW', 'UP', 0],
    rows: [
      event(2023, { kind: '产学研', partners: ['甲大学', '乙协会'] }),
      event(2024, { kind: '产学研', date: '2024-03', partners: ['甲大学', '乙协会', '丙公司'] }),
      event(2024, { kind: '产学研', date: '2024-09-01', partners: ['甲大学', '丁大学'] }),
      // With whom is not said.
      event(2024, { kind: '产学研', date: '2024-10-01' }),
      event(2024, { kind: '路演', date: '2024-10-01', partners: ['戊公司'] }),
    ],
    // 甲 乙 丙 丁, though 甲 twice.
    parts: { 2023: [2], 2024: [4] },
    text: '4家（另有部分数据未填列或未公开），比上年增加2家（增长100%）',
    behind: 2,
    through: { 2: 0, 3: 3, 9: 4 },
  },
  {
    code: 'EXPERT_SESSIONS',
    told: ['专家咨询（论证）次数', '次', 'FLOW', 'NEUTRAL', 0],
    rows: [
      event(2023, { kind: '专家咨询' }),
      event(2024, { kind: '专家咨询' }),
      event(2024, { kind: '座谈会' }),
      event(2024, { kind: '其他' }),
    ],
    parts: { 2023: [1], 2024: [1] },
    text: '1次，与上年持平',
    behind: 1,
  },
  {
    code: 'DUTY_PERSON_TIMES',
    told: ['专项工作参与人次', '人次', 'FLOW', 'NEUTRAL', 0],
    rows: [
      event(2023, { kind: '专项工作', people: 100 }),
      event(2024, { kind: '志愿服务', people: 24, date: '2024-05-04' }),
      event(2024, { kind: '专项工作', people: 36, date: '2024-06-04' }),
      event(2024, { kind: '调研', people: 90 }),
    ],
    parts: { 2023: [100], 2024: [60] },
    text: '60人次，同比下降40%',
    behind: 2,
    by: { kind: { 志愿服务: 24, 专项工作: 36 } },
  },
  {
    code: 'ACT_TOTAL',
    told: ['科技活动总场次', '场次', 'FLOW', 'UP', 0],
    rows: [
      training(2023, { date: '2023-05-01' }),
      training(2024, { date: '2024-05-01' }),
      event(2024, { kind: '座谈会', date: '2024-06-01' }),
      // Of no kind that is named.
      event(2024, { date: '2024-07-01' }),
    ],
    parts: { 2023: [1], 2024: [3] },
    text: '3场次，比上年增加2场次（增长200%）',
    behind: 3,
    by: { kind: { 培训: 1, 座谈会: 1, 未填: 1 } },
    through: { 4: 0, 5: 1, 12: 3 },
  },
];
