import { type Example, rowsOf } from './example.js';

const region = rowsOf('region-year');
const contract = rowsOf('tech-contract');
const patent = rowsOf('patent', { kind: '发明' });
const incubator = rowsOf('incubator', { kind: '孵化器' });

export const INNOVATION_EXAMPLES: readonly Example[] = [
  {
    code: 'RD_INTENSITY',
    told: ['R&D经费投入强度', '%', 'RATIO', 'UP', 2],
    rows: [
      region(2023, { gdp: 20_000_000_000, rdExpenditure: 160_000_000 }),
      region(2024, { gdp: 25_000_000_000, rdExpenditure: 225_000_000, population: 30 }),
      // Only one of both: the year has none.
      region(2025, { gdp: 26_000_000_000 }),
    ],
    // 1.6 ÷ 200 亿元 = 0.8 %; 2.25 ÷ 250 = 0.9 %.
    parts: { 2023: [160_000_000, 20_000_000_000], 2024: [225_000_000, 25_000_000_000], 2025: [null] },
    text: '0.9%，比上年提高0.1个百分点',
    behind: 1,
  },
  {
    code: 'FISCAL_SCIENCE_SHARE',
    told: ['财政科技支出占比', '%', 'RATIO', 'UP', 2],
    rows: [
      region(2023, { budgetExpenditure: 2_000_000_000, scienceExpenditure: 30_000_000 }),
      region(2024, { budgetExpenditure: 2_500_000_000, scienceExpenditure: 35_000_000, gdp: 1 }),
    ],
    // 0.3 ÷ 20 亿元 = 1.5 %; 0.35 ÷ 25 = 1.4 %.
    parts: { 2023: [30_000_000, 2_000_000_000], 2024: [35_000_000, 2_500_000_000] },
    text: '1.4%，比上年下降0.1个百分点',
    behind: 1,
  },
  {
    code: 'TECH_CONTRACT_GDP_SHARE',
    told: ['技术合同成交额占GDP比重', '%', 'RATIO', 'UP', 2],
    rows: [
      // No gross domestic product of 2022, no contracts of 2025: neither year has a figure.
      contract(2022, { amount: 90_000_000, registeredDate: '2022-03-01' }),
      region(2023, { gdp: 20_000_000_000 }),
      contract(2023, { amount: 100_000_000, registeredDate: '2023-03-01' }),
      region(2024, { gdp: 25_000_000_000 }),
      contract(2024, { amount: 100_000_000, technologyAmount: 80_000_000, registeredDate: '2024-03-01' }),
      contract(2024, { amount: 50_000_000, registeredDate: '2024-12-31' }),
      region(2025, { gdp: 26_000_000_000 }),
    ],
    // 1 ÷ 200 亿元 = 0.5 %; 1.5 ÷ 250 = 0.6 %.
    parts: {
      2022: null,
      2023: [100_000_000, 20_000_000_000],
      2024: [150_000_000, 25_000_000_000],
      2025: null,
    },
    text: '0.6%，比上年提高0.1个百分点',
    behind: 3,
  },
  {
    code: 'PATENTS_GRANTED',
    told: ['专利授权量', '件', 'FLOW', 'UP', 0],
    rows: [
      patent(2023, { grantedDate: '2023-12-31' }),
      patent(2024, { appliedDate: '2022-03-01', grantedDate: '2024-01-01', status: '有效' }),
      patent(2024, { kind: '实用新型', grantedDate: '2024-06-30', status: '失效', lapsedDate: '2024-12-01' }),
      patent(2024, { kind: '外观设计', grantedDate: '2024-12-31' }),
      // Applied for and not granted.
      patent(2024, { appliedDate: '2024-05-01', status: '审查中' }),
      patent(2024, { appliedDate: '2024-05-01', grantedDate: '2024-05-01', status: '未获授权' }),
      patent(2025, { appliedDate: '2024-05-01', grantedDate: '2025-01-01' }),
    ],
    parts: { 2023: [1], 2024: [3] },
    text: '3件，比上年增加2件（增长200%）',
    behind: 3,
    by: { kind: { 发明: 1, 实用新型: 1, 外观设计: 1 } },
    through: { 1: 1, 6: 2, 12: 3 },
  },
  {
    code: 'INVENTION_PATENTS_GRANTED',
    told: ['发明专利授权量', '件', 'FLOW', 'UP', 0],
    rows: [
      patent(2023, { grantedDate: '2023-02-01' }),
      patent(2023, { grantedDate: '2023-03-01' }),
      patent(2024, { grantedDate: '2024-04-01' }),
      patent(2024, { kind: '实用新型', grantedDate: '2024-04-01' }),
    ],
    parts: { 2023: [2], 2024: [1] },
    text: '1件，比上年减少1件（下降50%）',
    behind: 1,
    through: { 3: 0, 4: 1 },
  },
  {
    code: 'INVENTION_PATENTS',
    told: ['发明专利拥有量', '件', 'STOCK', 'UP', 0],
    rows: [
      patent(2020, { grantedDate: '2020-05-01' }),
      // Lapsed in the year, the year after, and nobody knows when.
      patent(2020, { grantedDate: '2020-05-01', status: '失效', lapsedDate: '2024-06-30' }),
      patent(2021, { grantedDate: '2021-05-01', status: '失效', lapsedDate: '2025-01-01' }),
      patent(2021, { grantedDate: '2021-05-01', status: '失效' }),
      patent(2024, { grantedDate: '2024-12-31', status: '有效' }),
      patent(2025, { grantedDate: '2025-01-01', status: '有效' }),
      patent(2024, { kind: '实用新型', grantedDate: '2024-03-01', status: '有效' }),
      patent(2024, { appliedDate: '2024-03-01', status: '审查中' }),
    ],
    // End of 2023: the first three; of 2024: the first, the third and the fifth. The fourth may stand in any year.
    parts: { 2020: [2], 2023: [3], 2024: [3] },
    text: '截至2024年末3件（另有部分数据未填列或未公开），与上年末持平',
    behind: 3,
    through: { 5: 3, 6: 2, 12: 3 },
  },
  {
    code: 'INVENTION_PATENTS_PER_10K',
    told: ['每万人口发明专利拥有量', '件', 'RATIO', 'UP', 2],
    rows: [
      patent(2021, { grantedDate: '2021-05-01' }),
      patent(2021, { grantedDate: '2021-06-01' }),
      patent(2024, { grantedDate: '2024-03-01' }),
      patent(2024, { kind: '外观设计', grantedDate: '2024-03-01' }),
      region(2023, { population: 1.6 }),
      region(2024, { population: 2 }),
    ],
    // Two of 1.6 万人 and three of 2: 1.25 and 1.5; nobody knows how many lived there in 2022.
    parts: { 2022: null, 2023: [2, 1.6], 2024: [3, 2] },
    text: '1.5件，比上年增加0.25件',
    behind: 4,
  },
  {
    code: 'INCUBATING_FIRMS',
    told: ['在孵企业数', '家', 'FLOW', 'UP', 0],
    rows: [
      incubator(2023, { name: '甲孵化器', incubating: 40, level: '国家' }),
      incubator(2024, { name: '甲孵化器', incubating: 42, level: '国家' }),
      incubator(2024, { name: '乙空间', kind: '众创空间', incubating: 8, level: '市' }),
      incubator(2024, { name: '丙空间', kind: '众创空间', graduated: 1, level: '市' }),
    ],
    parts: { 2023: [40], 2024: [50] },
    text: '2024年末50家（另有部分数据未填列或未公开），比上年末增长25%',
    behind: 3,
    by: { kind: { 孵化器: 42, 众创空间: 8 }, level: { 国家: 42, 市: 8 } },
  },
  {
    code: 'INCUBATION_GRADUATES',
    told: ['毕业企业数', '家', 'FLOW', 'UP', 0],
    rows: [
      incubator(2023, { name: '甲孵化器', graduated: 4 }),
      incubator(2024, { name: '甲孵化器', graduated: 5, incubating: 40 }),
      incubator(2024, { name: '乙孵化器', graduated: 0, incubating: 10 }),
    ],
    parts: { 2023: [4], 2024: [5] },
    text: '5家，比上年增加1家（增长25%）',
    behind: 2,
  },
];
