import { type Example, rowsOf } from './example.js';

const contract = rowsOf('commissioner-contract', { contractType: '责任状' });
const service = rowsOf('commissioner-service', { commissioner: '张三' });
const base = rowsOf('base', { kind: '农业科技示范基地' });
const planting = rowsOf('planting');

export const RURAL_EXAMPLES: readonly Example[] = [
  {
    code: 'COMM_CONTRACTED',
    told: ['签订服务协议（责任状）的科技特派员数', '名', 'FLOW', 'UP', 0],
    rows: [
      contract(2023, { commissioner: '张三', employer: '甲所' }),
      contract(2024, { commissioner: '张三', employer: '甲所', signedDate: '2024-03-01', kind: '自然人' }),
      // The same person by a second paper; another of that name elsewhere.
      contract(2024, { commissioner: '张三', employer: '甲所', contractType: '服务协议', signedDate: '2024-06-01' }),
      contract(2024, { commissioner: '张三', employer: '乙校', signedDate: '2024-06-01', kind: '自然人' }),
      contract(2024, { commissioner: '李四', employer: '乙校', signedDate: '2024-09-01', kind: '法人' }),
      contract(2024, { commissioner: '王五', employer: '乙校', contractType: '未签订' }),
      contract(2024, { commissioner: '赵六', employer: '乙校', contractType: null }),
    ],
    // (3 − 1) ÷ 1 = 200 %.
    parts: { 2023: [1], 2024: [3] },
    text: '3名，比上年增加2名（增长200%）',
    behind: 4,
    by: { contractType: { 责任状: 3, 服务协议: 1 } },
    through: { 2: 0, 3: 1, 6: 2, 9: 3 },
  },
  {
    code: 'COMM_IN_SERVICE',
    told: ['在服务期科技特派员数', '名', 'STOCK', 'UP', 0],
    rows: [
      contract(2023, { commissioner: '张三', employer: '甲所', startDate: '2023-01-01', endDate: '2024-12-31' }),
      // The same person again; one who signed and has no other beginning; ended; not signed; without an end.
      contract(2024, { commissioner: '张三', employer: '甲所', startDate: '2024-06-01', endDate: '2025-05-31' }),
      contract(2024, { commissioner: '李四', employer: '乙校', signedDate: '2024-03-01', endDate: '2025-02-28' }),
      contract(2024, { commissioner: '王五', employer: '乙校', startDate: '2023-11-01', endDate: '2024-10-31' }),
      contract(2024, { commissioner: '赵六', contractType: '未签订', startDate: '2024-01-01', endDate: '2025-12-31' }),
      contract(2024, { commissioner: '孙七', employer: '丙站', startDate: '2024-01-01' }),
    ],
    // End of 2023: 张三 and 王五; of 2024: 张三 and 李四.
    parts: { 2023: [2], 2024: [2] },
    text: '截至2024年末2名，与上年末持平',
    behind: 3,
    through: { 2: 2, 3: 3, 10: 3, 11: 2 },
  },
  {
    code: 'COMM_SERVICES',
    told: ['特派员服务次数', '次', 'FLOW', 'UP', 0],
    rows: [
      service(2023, { date: '2023-12-31' }),
      service(2023, { date: '2023-12-31' }),
      service(2024, { date: '2024-01-01', mode: '一对一' }),
      service(2024, { date: '2024-01-01', mode: '一对一' }),
      service(2024, { commissioner: '李四', mode: '组团式' }),
      service(2025, { date: '2025-01-01', mode: '组团式' }),
    ],
    // Two services on one day are two.
    parts: { 2023: [2], 2024: [3] },
    text: '3次，比上年增加1次（增长50%）',
    behind: 3,
    by: { mode: { 一对一: 2, 组团式: 1, 未填: 0 } },
    through: { 1: 2, 12: 2 },
  },
  {
    code: 'COMM_DAYS',
    told: ['科技特派员服务天数', '天', 'FLOW', 'UP', 0],
    rows: [
      service(2023, { days: 20 }),
      service(2024, { days: 20, date: '2024-03-01' }),
      service(2024, { days: 5, date: '2024-06-01' }),
    ],
    parts: { 2023: [20], 2024: [25] },
    text: '25天，同比增长25%',
    behind: 2,
    through: { 5: 20, 6: 25 },
  },
  {
    code: 'COMM_TRAININGS',
    told: ['科技特派员举办培训场次', '场次', 'FLOW', 'UP', 0],
    rows: [
      service(2023, { trainingSessions: 1 }),
      service(2024, { trainingSessions: 2 }),
      service(2024, { trainingSessions: 0 }),
      service(2024, {}),
    ],
    parts: { 2023: [1], 2024: [2] },
    text: '2场次（另有部分数据未填列或未公开），比上年增加1场次（增长100%）',
    behind: 3,
  },
  {
    code: 'COMM_FARMERS',
    told: ['科技特派员培训农民人次', '人次', 'FLOW', 'UP', 0],
    rows: [
      service(2023, { farmersTrained: 40 }),
      service(2024, { farmersTrained: 30 }),
      service(2024, { farmersTrained: 20 }),
    ],
    parts: { 2023: [40], 2024: [50] },
    text: '50人次，同比增长25%',
    behind: 2,
  },
  {
    code: 'COMM_INCOME',
    told: ['科技特派员带动增收', '万元', 'FLOW', 'UP', 2],
    rows: [
      service(2023, { income: 100_000 }),
      service(2024, { income: 125_500, mode: '一对一' }),
      service(2024, { income: 0 }),
    ],
    parts: { 2023: [10], 2024: [12.55] },
    text: '12.55万元，同比增长25.5%',
    behind: 2,
    by: { mode: { 一对一: 12.55, 未填: 0 } },
  },
  {
    code: 'BASE_APPLIED',
    told: ['示范基地申报（推荐）数', '个', 'FLOW', 'UP', 0],
    rows: [
      base(2023, { name: '一', status: '申报', date: '2023-05-01' }),
      base(2024, { name: '二', status: '推荐', date: '2024-05-01', level: '国家' }),
      base(2024, { name: '三', status: '申报', level: '市' }),
      base(2024, { name: '四', status: '认定', date: '2024-05-01', level: '市' }),
      base(2024, { name: '五', status: '拟建', date: '2024-05-01', level: '市' }),
      base(2024, { name: '六', status: '认定', appliedDate: '2024-03-01', date: '2024-06-01', level: '市' }),
      base(2024, { name: '七', status: '认定', appliedDate: '2022-03-01', date: '2024-06-01', level: '市' }),
    ],
    parts: { 2022: [1], 2023: [1], 2024: [3] },
    text: '3个，比上年增加2个（增长200%）',
    behind: 3,
    by: { level: { 国家: 1, 市: 2, 未填: 0 } },
    through: { 4: 1, 5: 2, 12: 2 },
  },
  {
    code: 'BASE_INTENT',
    told: ['商讨合作基地数', '个', 'FLOW', 'UP', 0],
    rows: [
      base(2023, { name: '一', status: '商讨', date: '2023-03-01' }),
      base(2024, { name: '二', status: '商讨', date: '2024-03-21', level: '市' }),
      base(2024, { name: '三', status: '申报', date: '2024-03-21' }),
    ],
    parts: { 2023: [1], 2024: [1] },
    text: '1个，与上年持平',
    behind: 1,
    through: { 2: 0, 3: 1 },
  },
  {
    code: 'COMM_SERVED',
    told: ['科技特派员服务农户户次', '户次', 'FLOW', 'UP', 0],
    rows: [
      service(2023, { households: 40 }),
      service(2024, { households: 30, mode: '一对一' }),
      service(2024, { households: 20, mode: '组团式' }),
    ],
    parts: { 2023: [40], 2024: [50] },
    text: '50户次，同比增长25%',
    behind: 2,
    by: { mode: { 一对一: 30, 组团式: 20, 未填: 0 } },
  },
  {
    code: 'BASE_BUILT',
    told: ['建成（认定）示范基地数', '个', 'STOCK', 'UP', 0],
    rows: [
      base(2020, { name: '一', status: '认定', date: '2020-05-01' }),
      base(2023, { name: '二', status: '建成', date: '2023-12-31' }),
      base(2024, { name: '三', status: '认定', date: '2024-12-31' }),
      // The list of 2024 does not say since when.
      base(2024, { name: '四', status: '建成' }),
      base(2024, { name: '五', status: '申报', date: '2024-05-01' }),
      base(2024, { name: '六', status: '撤销', date: '2024-05-01' }),
      // Revoked on a day that is known, so that it stood until then.
      base(2021, { name: '九', status: '撤销', date: '2021-05-01', revokedDate: '2023-03-01' }),
      base(2020, { name: '八', status: '认定', date: '2020-05-01', revokedDate: '2021-03-01' }),
      base(2025, { name: '七', status: '认定', date: '2025-01-01' }),
    ],
    // Of the sixth nobody knows since when it is revoked.
    parts: { 2019: null, 2020: [2], 2022: [2], 2023: [2], 2024: [4] },
    text: '截至2024年末4个（另有部分数据未填列或未公开），比上年末增加2个（增长100%）',
    behind: 4,
    by: { status: { 认定: 2, 建成: 2, 撤销: null } },
    through: { 11: 2 },
  },
  {
    code: 'PLANT_VARIETIES',
    told: ['特色产业培育品种数', '个', 'FLOW', 'UP', 0],
    rows: [
      planting(2023, { crop: '油松', kind: '林木' }),
      planting(2024, { crop: '油松', kind: '林木', place: '东村' }),
      planting(2024, { crop: '油松', kind: '林木', place: '西村' }),
      planting(2024, { crop: '杏树', kind: '果树', place: '西村' }),
      planting(2024, { crop: '柴胡', kind: '药材', place: '西村' }),
      planting(2025, { crop: '党参', kind: '药材' }),
    ],
    // 油松, 杏树, 柴胡, though 油松 grows at two places.
    parts: { 2023: [1], 2024: [3] },
    text: '3个，比上年增加2个（增长200%）',
    behind: 4,
    by: { kind: { 林木: 1, 果树: 1, 药材: 1 }, place: { 东村: 1, 西村: 3, 未填: 0 } },
  },
  {
    code: 'PLANT_AREA',
    told: ['特色产业种植面积', '亩', 'FLOW', 'UP', 0],
    rows: [
      planting(2023, { crop: '油松', area: 100 }),
      planting(2024, { crop: '油松', area: 100, place: '东村' }),
      planting(2024, { crop: '杏树', area: 50, place: '西村' }),
    ],
    parts: { 2023: [100], 2024: [150] },
    text: '150亩，同比增长50%',
    behind: 2,
    by: { place: { 东村: 100, 西村: 50, 未填: 0 } },
  },
];
