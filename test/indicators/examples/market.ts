import { type Example, rowsOf } from './example.js';

const contract = rowsOf('tech-contract', { type: '技术服务' });
const demand = rowsOf('financing', { enterprise: '甲' });

export const MARKET_EXAMPLES: readonly Example[] = [
  {
    code: 'TECH_CONTRACTS',
    told: ['技术合同登记项数', '项', 'FLOW', 'UP', 0],
    rows: [
      contract(2023, { registeredDate: '2023-12-31' }),
      contract(2023, { registeredDate: '2023-12-31' }),
      contract(2023, { registeredDate: '2023-01-01' }),
      contract(2023, { registeredDate: '2023-01-01' }),
      // Signed the year before.
      contract(2024, { signedDate: '2023-12-20', registeredDate: '2024-01-01', type: '技术开发' }),
      contract(2024, { registeredDate: '2024-09-30' }),
      contract(2024, {}),
      contract(2025, { signedDate: '2024-12-20', registeredDate: '2025-01-02' }),
    ],
    parts: { 2023: [4], 2024: [3] },
    text: '3项，比上年减少1项（下降25%）',
    behind: 3,
    by: { type: { 技术开发: 1, 技术服务: 2 } },
    through: { 1: 1, 8: 1, 9: 2, 12: 2 },
  },
  {
    code: 'TECH_CONTRACT_VALUE',
    told: ['技术合同成交额', '万元', 'FLOW', 'UP', 2],
    rows: [
      contract(2023, { amount: 5_337_000, registeredDate: '2023-03-01' }),
      // The whole amount counts, not its technological part.
      contract(2024, { amount: 8_000_000, technologyAmount: 5_000_000, registeredDate: '2024-03-01' }),
      contract(2024, { amount: 235_700, registeredDate: '2024-04-01' }),
      contract(2024, { technologyAmount: 900_000, registeredDate: '2024-04-01' }),
      contract(2025, { amount: 900_000, registeredDate: '2025-01-01' }),
    ],
    // 800 + 23.57 = 823.57; (823.57 − 533.7) ÷ 533.7 = 54.313… %.
    parts: { 2023: [533.7], 2024: [823.57] },
    text: '823.57万元（另有部分数据未填列或未公开），同比增长54.3%',
    behind: 3,
    through: { 2: 0, 3: 800 },
  },
  {
    code: 'TECH_SOLD_VALUE',
    told: ['输出技术合同成交额', '万元', 'FLOW', 'UP', 2],
    rows: [
      contract(2023, { amount: 2_000_000, direction: '输出', registeredDate: '2023-03-01' }),
      contract(2024, { amount: 2_000_000, direction: '输出', registeredDate: '2024-03-01' }),
      contract(2024, { amount: 500_000, direction: '输出并吸纳', registeredDate: '2024-06-01' }),
      contract(2024, { amount: 7_000_000, direction: '吸纳', registeredDate: '2024-06-01' }),
      contract(2024, { amount: 9_000_000, registeredDate: '2024-06-01' }),
    ],
    parts: { 2023: [200], 2024: [250] },
    text: '250万元，同比增长25%',
    behind: 2,
    through: { 2: 0, 3: 200, 6: 250 },
  },
  {
    code: 'TECH_BOUGHT_VALUE',
    told: ['吸纳技术合同成交额', '万元', 'FLOW', 'UP', 2],
    rows: [
      contract(2023, { amount: 2_000_000, direction: '吸纳', registeredDate: '2023-03-01' }),
      contract(2024, { amount: 2_000_000, direction: '吸纳', registeredDate: '2024-03-01' }),
      contract(2024, { amount: 500_000, direction: '输出并吸纳', registeredDate: '2024-06-01' }),
      contract(2024, { amount: 7_000_000, direction: '输出', registeredDate: '2024-06-01' }),
      contract(2024, { amount: 9_000_000, registeredDate: '2024-06-01' }),
    ],
    parts: { 2023: [200], 2024: [250] },
    text: '250万元，同比增长25%',
    behind: 2,
    through: { 2: 0, 3: 200, 6: 250 },
  },
  {
    code: 'TECH_TRADE_VALUE',
    told: ['技术交易额', '万元', 'FLOW', 'UP', 2],
    rows: [
      contract(2023, { amount: 5_000_000, technologyAmount: 4_000_000, registeredDate: '2023-03-01' }),
      contract(2024, { amount: 8_000_000, technologyAmount: 5_000_000, registeredDate: '2024-03-01' }),
      contract(2024, { amount: 1_000_000, technologyAmount: 0, registeredDate: '2024-04-01' }),
    ],
    parts: { 2023: [400], 2024: [500] },
    text: '500万元，同比增长25%',
    behind: 2,
    through: { 2: 0, 3: 500 },
  },
  {
    code: 'LOAN_DEMAND',
    told: ['企业贷款需求额', '万元', 'FLOW', 'NEUTRAL', 2],
    rows: [
      demand(2023, { demand: 10_000_000, bank: '甲银行' }),
      // One need told to two banks, and a smaller sum of it told again; the enterprise's need for something else is another.
      demand(2024, { demand: 3_000_000, purpose: '扩建', bank: '甲银行', date: '2024-05-01' }),
      demand(2024, { demand: 5_000_000, purpose: '扩建', bank: '乙银行', date: '2024-08-01' }),
      demand(2024, { demand: 4_000_000, purpose: '扩建', bank: '甲银行', date: '2024-09-01' }),
      demand(2024, { demand: 1_000_000, bank: '甲银行', date: '2024-06-01' }),
      demand(2024, { enterprise: '乙', demand: 2_000_000, purpose: '扩建', bank: '乙银行', date: '2024-08-01' }),
      demand(2024, { credit: 9_000_000, purpose: '周转', bank: '乙银行', date: '2024-08-01' }),
    ],
    // 500 + 100 + 200; at 甲银行 400 + 100, at 乙银行 500 + 200.
    parts: { 2023: [1000], 2024: [800] },
    text: '800万元（另有部分数据未填列或未公开），同比下降20%',
    behind: 6,
    by: { bank: { 甲银行: 500, 乙银行: 700 }, purpose: { 扩建: 700, 未填: 100, 周转: null } },
    through: { 4: 0, 5: 300, 6: 400, 8: 800, 12: 800 },
  },
  {
    code: 'LOAN_CREDIT',
    told: ['科技贷款授信额', '万元', 'FLOW', 'UP', 2],
    rows: [
      demand(2023, { credit: 2_000_000 }),
      demand(2024, { demand: 9_000_000, credit: 3_000_000, bank: '甲银行', date: '2024-05-01' }),
      demand(2024, { credit: 1_000_000, granted: 1_000_000, bank: '乙银行', date: '2024-06-01' }),
    ],
    parts: { 2023: [200], 2024: [400] },
    text: '400万元，同比增长100%',
    behind: 2,
    by: { bank: { 甲银行: 300, 乙银行: 100, 未填: 0 } },
    through: { 5: 300 },
  },
  {
    code: 'LOAN_GRANTED',
    told: ['科技贷款放款额', '万元', 'FLOW', 'UP', 2],
    rows: [
      demand(2023, { granted: 2_000_000 }),
      demand(2024, { demand: 9_000_000, credit: 3_000_000, granted: 1_500_000 }),
      demand(2024, { demand: 1_000_000 }),
    ],
    parts: { 2023: [200], 2024: [150] },
    text: '150万元（另有部分数据未填列或未公开），同比下降25%',
    behind: 2,
  },
  {
    code: 'LOAN_SATISFACTION',
    told: ['贷款需求满足率', '%', 'RATIO', 'UP', 2],
    rows: [
      demand(2023, { demand: 1_000_000, granted: 200_000 }),
      // Of 500 two banks granted 150 together; of 100 it was more than needed; of 200 nobody says what was. What
      // the same need is put at where nobody says what was granted, is on neither side.
      demand(2024, { demand: 5_000_000, granted: 500_000, purpose: '扩建', bank: '甲银行' }),
      demand(2024, { demand: 5_000_000, granted: 1_000_000, credit: 2_000_000, purpose: '扩建', bank: '乙银行' }),
      demand(2024, { enterprise: '乙', demand: 1_000_000, granted: 1_200_000 }),
      demand(2024, { enterprise: '乙', demand: 3_000_000 }),
      demand(2024, { enterprise: '丙', demand: 2_000_000, credit: 2_000_000 }),
    ],
    // (150 + 100) ÷ (500 + 100) = 41.67 %; what was only promised is not granted.
    parts: { 2023: [200_000, 1_000_000], 2024: [2_500_000, 6_000_000] },
    text: '41.7%（另有部分数据未填列或未公开），比上年提高21.7个百分点',
    behind: 5,
  },
];
