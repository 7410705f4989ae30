import { type Example, rowsOf } from './example.js';

const project = rowsOf('project', { name: '示例项目', level: '市' });
const grant = rowsOf('funding');

export const PROJECT_EXAMPLES: readonly Example[] = [
  {
    code: 'PROJ_APPLIED',
    told: ['申报科技项目数', '项', 'FLOW', 'UP', 0],
    rows: [
      project(2023, { appliedDate: '2023-01-01' }),
      project(2023, { appliedDate: '2023-12-31' }),
      project(2024, { appliedDate: '2024-01-01', department: '农村科' }),
      project(2024, { appliedDate: '2024-06', department: '高新科' }),
      // Of the year no month is known; the list of 2025 has it too.
      project(2025, { appliedDate: '2024', department: '高新科' }),
      project(2024, { approvedDate: '2024-03-01' }),
      project(2025, { appliedDate: '2025-01-01' }),
    ],
    // (3 − 2) ÷ 2 = 50 %.
    parts: { 2023: [2], 2024: [3] },
    text: '3项，比上年增加1项（增长50%）',
    behind: 3,
    by: { department: { 农村科: 1, 高新科: 2, 未填: 0 } },
    through: { 1: 1, 5: 1, 6: 2, 12: 2 },
  },
  {
    code: 'PROJ_JOINT',
    told: ['联合申报科技项目数', '项', 'FLOW', 'UP', 0],
    rows: [
      project(2023, { appliedDate: '2023-06-01', partners: ['甲大学'] }),
      project(2024, { appliedDate: '2024-06-01', partners: ['甲大学', '乙协会'] }),
      project(2024, { appliedDate: '2024-06-01' }),
      project(2024, { approvedDate: '2024-06-01', partners: ['甲大学'] }),
    ],
    parts: { 2023: [1], 2024: [1] },
    text: '1项，与上年持平',
    behind: 1,
  },
  {
    code: 'PROJ_APPROVED',
    told: ['立项科技项目数', '项', 'FLOW', 'UP', 0],
    rows: [
      project(2022, { appliedDate: '2022-05-01', approvedDate: '2023-01-05', status: '实施' }),
      project(2023, { approvedDate: '2023-05-01' }),
      project(2023, { approvedDate: '2023-05-01' }),
      project(2023, { appliedDate: '2023-10-01', approvedDate: '2024-02-05', status: '立项' }),
      project(2024, { appliedDate: '2024-02-01', status: '申报' }),
      project(2024, { appliedDate: '2024-02-01', approvedDate: '2024-04-01', status: '未立项' }),
    ],
    // (1 − 3) ÷ 3 = −66.666… %; the ledger of 2022 has none that was approved in it.
    parts: { 2022: [0], 2023: [3], 2024: [1] },
    text: '1项，比上年减少2项（下降66.7%）',
    behind: 1,
  },
  {
    code: 'PROJ_APPROVAL_RATE',
    told: ['当年申报项目立项率', '%', 'RATIO', 'UP', 2],
    rows: [
      project(2023, { appliedDate: '2023-03-01', approvedDate: '2023-06-01' }),
      project(2023, { appliedDate: '2023-03-01' }),
      // Approved in the year after, but of the applications of 2023.
      project(2023, { appliedDate: '2023-12-01', approvedDate: '2024-02-01' }),
      project(2024, { appliedDate: '2024-03-01', approvedDate: '2024-06-01' }),
      project(2024, { appliedDate: '2024-03-01', approvedDate: '2024-06-01', status: '未立项' }),
      project(2024, { approvedDate: '2024-06-01' }),
      // Not decided yet.
      project(2024, { appliedDate: '2024-11-01', status: '评审中' }),
    ],
    // 1 ÷ 2 = 50 %; 2 ÷ 3 = 66.666… %; the difference is −16.666… points.
    parts: { 2023: [2, 3], 2024: [1, 2] },
    text: '50%（另有1项在评审中），比上年下降16.7个百分点',
    behind: 2,
  },
  {
    code: 'PROJ_SIGNED',
    told: ['签约项目数', '项', 'FLOW', 'UP', 0],
    rows: [
      project(2023, { signedDate: '2023-12-31' }),
      project(2023, { appliedDate: '2023-09-01', signedDate: '2024-01-01', type: '农业' }),
      project(2024, { signedDate: '2024-07-01', type: '工业' }),
      project(2024, { appliedDate: '2024-07-01', approvedDate: '2024-08-01' }),
      project(2024, { signedDate: '2025-07-01' }),
    ],
    parts: { 2023: [1], 2024: [2] },
    text: '2项，比上年增加1项（增长100%）',
    behind: 2,
    by: { type: { 农业: 1, 工业: 1, 未填: 0 } },
  },
  {
    code: 'PROJ_ACTIVE',
    told: ['在研项目数', '项', 'STOCK', 'NEUTRAL', 0],
    rows: [
      // Signed in 2023 and accepted on the last day of 2024: in progress at the end of 2023 only.
      project(2023, { signedDate: '2023-12-31', acceptedDate: '2024-12-31', acceptanceResult: '通过' }),
      project(2023, { signedDate: '2023-03-01', acceptedDate: '2025-01-01', acceptanceResult: '结题' }),
      // An acceptance that failed or was put off leaves it in progress; its end does not.
      project(2023, { signedDate: '2023-03-01', acceptedDate: '2024-05-01', acceptanceResult: '未通过' }),
      project(2023, { signedDate: '2023-03-01', acceptedDate: '2024-05-01', acceptanceResult: '延期' }),
      project(2023, { signedDate: '2023-03-01', acceptanceResult: '未通过', endedDate: '2024-06-01' }),
      project(2023, { signedDate: '2023-03-01', endedDate: '2023-06-01' }),
      project(2024, { signedDate: '2024-12-31' }),
      project(2024, { approvedDate: '2024-03-01' }),
      project(2025, { signedDate: '2025-01-01' }),
    ],
    // End of 2023: the first five; of 2024: the second, third and fourth and the one signed on its last day.
    parts: { 2023: [5], 2024: [4] },
    text: '截至2024年末4项，比上年末减少1项（下降20%）',
    behind: 4,
    through: { 5: 5, 6: 4, 11: 4, 12: 4 },
  },
  {
    code: 'PROJ_ACCEPTED',
    told: ['验收项目数', '项', 'FLOW', 'UP', 0],
    rows: [
      project(2022, { acceptedDate: '2023-06-01', acceptanceResult: '通过' }),
      project(2022, { acceptedDate: '2024-06-01', acceptanceResult: '通过' }),
      project(2022, { acceptedDate: '2024-06-01', acceptanceResult: '结题' }),
      // The date alone says that it was accepted.
      project(2022, { acceptedDate: '2024-06-01' }),
      project(2022, { acceptedDate: '2024-06-01', acceptanceResult: '未通过' }),
      project(2022, { acceptedDate: '2024-06-01', acceptanceResult: '待定' }),
      project(2022, { acceptedDate: '2024-06-01', acceptanceResult: '延期' }),
      project(2024, { acceptanceResult: '通过' }),
    ],
    parts: { 2022: [0], 2023: [1], 2024: [3] },
    text: '3项，比上年增加2项（增长200%）',
    behind: 3,
    by: { acceptanceResult: { 通过: 1, 结题: 1, 未填: 1 } },
  },
  {
    code: 'PROJ_ACCEPT_RATE',
    told: ['到期项目验收率', '%', 'RATIO', 'UP', 2],
    rows: [
      project(2022, { endDate: '2023-12-31', acceptedDate: '2023-11-01', acceptanceResult: '通过' }),
      project(2022, { endDate: '2024-01-31', acceptedDate: '2023-12-01', acceptanceResult: '通过' }),
      project(2022, { endDate: '2024-06-30', acceptedDate: '2024-06-30', acceptanceResult: '通过' }),
      project(2022, { endDate: '2024-12-31', acceptedDate: '2024-12-01', acceptanceResult: '未通过' }),
      project(2022, { endDate: '2024-12-31' }),
      // Six months after its end is in time, seven are not.
      project(2022, { endDate: '2024-03-31', acceptedDate: '2024-09-30' }),
      project(2022, { endDate: '2024-03-31', acceptedDate: '2024-10-01' }),
      // Due some day of the year, it may be as late as that allows.
      project(2022, { endDate: '2024', acceptedDate: '2025-06-30' }),
      project(2022, { endDate: '2025-12-31', acceptedDate: '2024-12-01', acceptanceResult: '通过' }),
      // It was never approved, or was ended.
      project(2022, { endDate: '2024-12-31', status: '未立项' }),
      project(2022, { endDate: '2024-12-31', status: '终止' }),
      project(2022, { endDate: '2024-12-31', endedDate: '2024-05-01' }),
      project(2024, { acceptedDate: '2024-12-01' }),
    ],
    // Of the seven that were to end in 2024 four passed in time.
    parts: { 2023: [1, 1], 2024: [4, 7] },
    text: '57.1%，比上年下降42.9个百分点',
    behind: 7,
  },
  {
    code: 'PROJ_OVERDUE',
    told: ['逾期未验收项目数', '项', 'STOCK', 'DOWN', 0],
    rows: [
      project(2021, { endDate: '2023-12-31' }),
      project(2021, { endDate: '2023-06-30', acceptedDate: '2024-03-01' }),
      // Not passed is not accepted.
      project(2021, { endDate: '2024-06-30', acceptedDate: '2024-09-01', acceptanceResult: '未通过' }),
      // Its last day is no delay yet.
      project(2021, { endDate: '2024-12-31' }),
      project(2021, { endDate: '2024-06-30', endedDate: '2024-05-01' }),
      project(2024, { status: '实施' }),
      // Stopped long after its end: until then it was overdue.
      project(2021, { endDate: '2023-03-31', status: '终止', endedDate: '2025-02-01' }),
      // Over, nobody knows since when.
      project(2024, { endDate: '2024-03-31', status: '终止' }),
      project(2024, { endDate: '2024-03-31', acceptanceResult: '通过' }),
    ],
    // End of 2023: the second and the seventh; of 2024: the first, the third and the seventh.
    parts: { 2023: [2], 2024: [3] },
    text: '截至2024年末3项（另有部分数据未填列或未公开），比上年末增加1项（增长50%）',
    behind: 3,
    through: { 1: 3, 3: 2, 6: 2, 7: 3 },
  },
  {
    code: 'FUND_PER_PROJECT',
    told: ['项目平均资助额', '万元/项', 'RATIO', 'NEUTRAL', 2],
    rows: [
      project(2023, { approvedDate: '2023-05-01', grant: 300_000 }),
      project(2024, { approvedDate: '2024-05-01', grant: 500_000, level: '自治区' }),
      project(2024, { approvedDate: '2024-06-01', grant: 210_000 }),
      // It got nothing, or was not approved, or not in the year.
      project(2024, { approvedDate: '2024-06-01', grant: 0 }),
      project(2024, { approvedDate: '2024-06-01', grant: 900_000, status: '未立项' }),
      project(2023, { appliedDate: '2023-11-01', approvedDate: '2025-01-01', grant: 900_000 }),
      // What it got is not stated.
      project(2024, { approvedDate: '2024-06-01' }),
      // Money under its number: 30 + 5 − 6 = 29, of two years; what is passed on is the same money.
      project(2024, { no: '示项001', approvedDate: '2024-06-01' }),
      grant(2024, { projectNo: '示项001', flow: '下达', amount: 300_000 }),
      grant(2025, { projectNo: '示项001', flow: '追加', amount: 50_000 }),
      grant(2025, { projectNo: '示项001', flow: '核减', amount: 60_000 }),
      grant(2024, { projectNo: '示项001', flow: '分配', amount: 300_000 }),
      // Its own ledger states it, so that the money listed is not added.
      project(2024, { no: '示项002', approvedDate: '2024-06-01', grant: 400_000 }),
      grant(2024, { projectNo: '示项002', flow: '下达', amount: 400_000 }),
      // Some of its money is masked.
      project(2024, { no: '示项003', approvedDate: '2024-06-01' }),
      grant(2024, { projectNo: '示项003', flow: '下达', amount: 100_000 }),
      grant(2024, { projectNo: '示项003', flow: '下达' }, { amount: 'masked' }),
    ],
    // (50 + 21 + 29 + 40) ÷ 4 = 35.
    parts: { 2023: [30, 1], 2024: [140, 4] },
    text: '35万元/项（另有部分数据未填列或未公开），比上年增加5万元/项',
    behind: 4,
    by: { level: { 自治区: 50, 市: 30 } },
  },
];
