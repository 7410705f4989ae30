import type { LedgerId } from '../../src/entities/ledgers/index.js';
import { rowsOf } from './examples/example.js';
import type { TinyRow } from './insert-rows.js';

/** A figure worked out by hand: indicator, year, value, and what its text holds. */
type Worked = readonly [indicator: string, year: number, value: number | null, text?: string];

/** A row of the table of rules: what the rule is, a small ledger, and the figures that it must give. */
export interface Rule {
  readonly rule: string;
  readonly rows: readonly TinyRow[];
  readonly worked: readonly Worked[];
  /** The figures of 2024 by the members of a dimension. */
  readonly by?: readonly [indicator: string, dimension: string, members: Readonly<Record<string, number | null>>];
}

const of = (ledger: LedgerId, common: TinyRow['fields'] = {}) => rowsOf(ledger, common);
const fund = of('funding', { level: '市' });
const project = of('project');
const hnte = of('qualification', { type: '高新技术企业' });
const sme = of('qualification', { type: '科技型中小企业' });
const srdi = of('qualification', { type: '专精特新中小企业' });
const rd = of('enterprise-year');
const contract = of('tech-contract');
const loan = of('financing', { enterprise: '甲' });
const agreement = of('commissioner-contract', { contractType: '责任状' });
const event = of('activity', { kind: '培训' });
const base = of('base');

/** Every row of the table of rules. */
export const RULES: readonly Rule[] = [
  {
    rule: 'FUND_* are net: 下达 + 追加 − 核减 − 退回, whatever sign is written; 分配 and 拨付 are the same money',
    rows: [
      fund(2024, { flow: '下达', amount: 1_000_000 }),
      fund(2024, { flow: '追加', amount: 200_000 }),
      fund(2024, { flow: '核减', amount: 100_000 }),
      fund(2024, { flow: '退回', amount: -50_000 }),
      fund(2024, { flow: '分配', amount: 900_000 }),
      // The year of the budget, which the import tells: its date lies before.
      fund(2025, { flow: '下达', amount: 300_000, date: '2024-12-05' }),
    ],
    // 100 + 20 − 10 − 5.
    worked: [
      ['FUND_TOTAL', 2024, 105],
      ['FUND_CITY', 2024, 105],
      ['FUND_UPPER_TOTAL', 2024, 105],
      ['FUND_TOTAL', 2025, 30],
    ],
  },
  {
    rule: "FUND_PER_PROJECT is a project's own grant, or the money under its number, each once",
    rows: [
      project(2024, { no: '甲1', approvedDate: '2024-05-01', grant: 500_000 }),
      project(2024, { no: '乙1', approvedDate: '2024-05-01' }),
      fund(2024, { flow: '下达', projectNo: '甲1', amount: 500_000 }),
      fund(2024, { flow: '下达', projectNo: '乙1', amount: 300_000 }),
    ],
    // (50 + 30) ÷ 2.
    worked: [['FUND_PER_PROJECT', 2024, 40]],
  },
  {
    rule: 'FUND_DISBURSE_RATE is 资金拨付率; 预算执行率 has 预算数 and 执行数 of the rows with both',
    rows: [
      fund(2024, { flow: '下达', amount: 1_000_000 }),
      fund(2024, { flow: '拨付', amount: 800_000 }),
      fund(2024, { flow: '预算执行', budget: 1_000_000, executed: 900_000 }),
      fund(2024, { flow: '预算执行', budget: 700_000 }),
    ],
    worked: [
      ['FUND_DISBURSE_RATE', 2024, 80],
      ['FUND_EXECUTION_RATE', 2024, 90],
    ],
  },
  {
    rule: 'PROJ_APPLIED takes the year of a list of applications where no day is stated',
    rows: [project(2024, { appliedDate: '2024' }), project(2024, { approvedDate: '2024-05-01' })],
    worked: [['PROJ_APPLIED', 2024, 1]],
  },
  {
    rule: 'PROJ_APPROVAL_RATE leaves out what is under review, and tells how many',
    rows: [
      project(2024, { appliedDate: '2024-03-01', approvedDate: '2025-02-01', status: '立项' }),
      project(2024, { appliedDate: '2024-03-01', status: '未立项' }),
      project(2024, { appliedDate: '2024-03-01', status: '评审中' }),
    ],
    worked: [['PROJ_APPROVAL_RATE', 2024, 50, '另有1项在评审中']],
  },
  {
    rule: 'PROJ_ACCEPT_RATE: due and not ended, accepted within six months; PROJ_OVERDUE beside it',
    rows: [
      project(2022, { endDate: '2024-06-30', acceptedDate: '2024-12-31', acceptanceResult: '通过' }),
      project(2022, { endDate: '2024-06-30', acceptedDate: '2025-01-01', acceptanceResult: '通过' }),
      project(2022, { endDate: '2024-06-30' }),
      project(2022, { endDate: '2024-06-30', endedDate: '2024-05-01', status: '终止' }),
    ],
    // One of three; at the end of 2024 the second and the third.
    worked: [
      ['PROJ_ACCEPT_RATE', 2024, 33.33],
      ['PROJ_OVERDUE', 2024, 2],
    ],
  },
  {
    rule: 'HNTE_RECOMMENDED needs a day or a result: a list of certificates gives none',
    rows: [{ ...hnte(2024, { enterprise: '甲', issuedDate: '2024-11-01' }), limits: { appliedDate: [], result: [] } }],
    worked: [
      ['HNTE_RECOMMENDED', 2024, null],
      ['HNTE_NEW', 2024, 1],
    ],
  },
  {
    rule: 'HNTE_NEW: an earlier certificate tells a renewal too',
    rows: [
      hnte(2021, { enterprise: '甲', issuedDate: '2021-11-01' }),
      hnte(2024, { enterprise: '甲', issuedDate: '2024-11-01' }),
      hnte(2024, { enterprise: '乙', issuedDate: '2024-11-01' }),
      hnte(2024, { enterprise: '丙', issuedDate: '2024-11-01', renewal: true }),
    ],
    worked: [
      ['HNTE_NEW', 2024, 1],
      ['HNTE_RENEWED', 2024, 2],
    ],
  },
  {
    rule: 'HNTE_PASS_RATE is passed ÷ decided, and tells the pending',
    rows: ['通过', '未通过', '待定'].map((result, at) =>
      hnte(2024, { enterprise: '甲乙丙'[at]!, appliedDate: '2024-05-01', result }),
    ),
    worked: [['HNTE_PASS_RATE', 2024, 50, '另有1家待定']],
  },
  {
    rule: 'stocks are those of 31 December, and say so',
    rows: [
      hnte(2021, { enterprise: '甲', issuedDate: '2021-12-01', validUntil: '2024-12-01' }),
      hnte(2024, { enterprise: '乙', issuedDate: '2024-12-31' }),
    ],
    worked: [
      ['HNTE_STOCK', 2023, 1, '截至2023年末1家'],
      ['HNTE_STOCK', 2024, 1, '截至2024年末1家'],
    ],
  },
  {
    rule: 'TSME_COUNT counts enterprises that are not revoked, each once',
    rows: [
      sme(2024, { enterprise: '甲', issuedDate: '2024-05-01', registrationNo: '1' }),
      sme(2024, { enterprise: '甲', issuedDate: '2024-08-01', registrationNo: '2' }),
      sme(2024, { enterprise: '乙', issuedDate: '2024-05-01', revokedDate: '2024-10-01' }),
    ],
    worked: [['TSME_COUNT', 2024, 1]],
  },
  {
    rule: 'SRDI_COUNT: three years from the award where no end is stated; the types apart by dimension',
    rows: [
      srdi(2022, { enterprise: '甲', issuedDate: '2022-06-01', validUntil: '2025-05-31' }),
      srdi(2024, {
        enterprise: '乙',
        type: '专精特新“小巨人”企业',
        issuedDate: '2024-06-01',
        validUntil: '2027-05-31',
      }),
      srdi(2024, { enterprise: '丙', type: '创新型中小企业', issuedDate: '2024-06-01' }),
    ],
    worked: [
      ['SRDI_COUNT', 2024, 2],
      ['SRDI_COUNT', 2025, 1],
    ],
    by: ['SRDI_COUNT', 'type', { 专精特新中小企业: 1, '专精特新“小巨人”企业': 1 }],
  },
  {
    rule: 'POOL_COUNT counts enterprises; memberships by pool',
    rows: ['高企培育库', '科技企业库'].map((pool) =>
      of('pool')(2024, { enterprise: '甲', pool, joinedDate: '2024-03-01' }),
    ),
    worked: [['POOL_COUNT', 2024, 1]],
    by: ['POOL_COUNT', 'pool', { 高企培育库: 1, 科技企业库: 1 }],
  },
  {
    rule: 'a ratio of two figures of a row has only the rows with both',
    rows: [
      rd(2024, { enterprise: '甲', rdExpense: 20_000, revenue: 1_000_000 }),
      rd(2024, { enterprise: '乙', revenue: 9_000_000 }),
      rd(2024, { enterprise: '丙', rdExpense: 70_000 }),
    ],
    worked: [['RD_INTENSITY_ASD', 2024, 2, '另有部分数据未填列或未公开']],
  },
  {
    rule: 'RD_ACTIVE_SHARE has a masked figure on neither side',
    rows: [
      rd(2024, { enterprise: '甲', rdExpense: 1 }),
      rd(2024, { enterprise: '乙', rdExpense: 0 }),
      rd(2024, { enterprise: '丙' }, { rdExpense: 'masked' }),
    ],
    worked: [['RD_ACTIVE_SHARE', 2024, 50, '另有部分数据未填列或未公开']],
  },
  {
    rule: 'RD_EXP_ASD names the basis that it used',
    rows: [rd(2024, { enterprise: '甲', rdExpenditure: 500_000, rdBasis: 'R&D经费' })],
    worked: [['RD_EXP_ASD', 2024, 50, 'R&D经费口径']],
  },
  {
    rule: 'TECH_CONTRACT_VALUE is what is sold; bought and 技术交易额 apart',
    rows: [
      contract(2024, {
        direction: '输出',
        amount: 2_000_000,
        technologyAmount: 1_500_000,
        registeredDate: '2024-03-01',
      }),
      contract(2024, { direction: '吸纳', amount: 700_000, technologyAmount: 600_000, registeredDate: '2024-03-01' }),
    ],
    worked: [
      ['TECH_SOLD_VALUE', 2024, 200],
      ['TECH_BOUGHT_VALUE', 2024, 70],
    ],
  },
  {
    rule: 'LOAN_DEMAND has one need once, the largest; LOAN_SATISFACTION what was granted up to it',
    rows: [
      loan(2024, { demand: 5_000_000, granted: 4_000_000, purpose: '扩建', bank: '甲银行' }),
      loan(2024, { demand: 3_000_000, granted: 3_000_000, purpose: '扩建', bank: '乙银行' }),
    ],
    worked: [
      ['LOAN_DEMAND', 2024, 500],
      ['LOAN_SATISFACTION', 2024, 100],
    ],
  },
  {
    rule: 'COMM_CONTRACTED signed in the year; COMM_IN_SERVICE in service at its end',
    rows: [
      agreement(2023, { commissioner: '张三', startDate: '2023-01-01', endDate: '2024-12-31' }),
      agreement(2024, { commissioner: '李四', startDate: '2024-03-01', endDate: '2024-10-31' }),
    ],
    worked: [
      ['COMM_CONTRACTED', 2024, 1],
      ['COMM_IN_SERVICE', 2024, 1],
    ],
  },
  {
    rule: 'TRAIN_* and SCIPOP_*: all events count, people where the bureau held them; all roles by dimension',
    rows: [
      event(2024, { role: '主办', people: 100 }),
      event(2024, { role: '组织参加', people: 40 }),
      event(2024, { kind: '科普', role: '联合主办', people: 60 }),
      event(2024, { kind: '科普', role: '组织参加', people: 30 }),
    ],
    worked: [
      ['TRAIN_SESSIONS', 2024, 2],
      ['TRAIN_PERSON_TIMES', 2024, 100],
      ['SCIPOP_EVENTS', 2024, 2],
      ['SCIPOP_PERSON_TIMES', 2024, 60],
    ],
    by: ['TRAIN_PERSON_TIMES', 'role', { 主办: 100, 组织参加: 40 }],
  },
  {
    rule: 'BASE_APPLIED and BASE_BUILT: 申报, 认定 and 撤销 each with its day, history is not rewritten',
    rows: [base(2022, { status: '撤销', appliedDate: '2021-05-01', date: '2022-05-01', revokedDate: '2024-03-01' })],
    worked: [
      ['BASE_APPLIED', 2021, 1],
      ['BASE_BUILT', 2023, 1],
      ['BASE_BUILT', 2024, 0],
    ],
  },
  {
    rule: 'PLANT_VARIETIES is a flow of the year',
    rows: [of('planting')(2023, { crop: '沙棘' }), of('planting')(2024, { crop: '杏' })],
    worked: [['PLANT_VARIETIES', 2024, 1]],
  },
  {
    rule: 'TARGET_COMPLETION is the share of targets that are met',
    rows: [
      of('target')(2024, { indicator: '科技专项资金合计', low: 100, unit: '万元', text: '100万元' }),
      of('target')(2024, { indicator: '科技培训场次', low: 3, text: '3场次' }),
      fund(2024, { flow: '下达', amount: 1_070_000 }),
      event(2024, { date: '2024-03-01' }),
    ],
    worked: [
      ['TARGET_COMPLETION', 2024, 50],
      ['FUND_TOTAL', 2024, 107, '完成年度目标的107%'],
    ],
  },
];
