import type { Condition, FlowRows, IndicatorDefinition } from '../define/definition.js';

const count = { unit: '项', kind: 'FLOW', direction: 'UP', theme: 'PROJECT', decimals: 0 } as const;
const ratio = { unit: '%', kind: 'RATIO', direction: 'UP', theme: 'PROJECT', decimals: 2, factor: 100 } as const;
/** Words of an acceptance that has not been passed, or not yet; a date alone says that it has. */
const NOT_PASSED = ['未通过', '待定', '延期'];
const passed: Condition = { field: 'acceptanceResult', notIn: NOT_PASSED };
/** A ledger may give the day of the decision for rejected projects too. */
const approved: Condition = { field: 'status', notIn: ['未立项'] };

/** Of such a project it is certain that it was approved, though its row does not say when. */
const GRANTED: Condition = { field: 'status', in: ['立项', '签约', '实施', '中期', '调整', '验收', '存档', '延期'] };

function projects(rows: Omit<FlowRows, 'ledger'>) {
  return { kind: 'flow', rows: [{ ledger: 'project', ...rows }], value: { count: 'rows' } } as const;
}

/** Projects approved in the year. */
export const APPROVED_PROJECTS = projects({ at: 'approvedDate', where: [approved], happened: [GRANTED] });

export const PROJECT_INDICATORS: readonly IndicatorDefinition[] = [
  {
    ...count,
    code: 'PROJ_APPLIED',
    name: '申报科技项目数',
    aliases: [
      '申报科技计划项目',
      '申报各级科技项目',
      '组织申报科技项目',
      '组织申报科技计划项目',
      '科技项目申报',
      '科技计划项目申报',
    ],
    englishName: 'Projects applied for',
    numerator: '申请时间在当年的项目数',
    measure: projects({ at: 'appliedDate' }),
  },
  {
    ...count,
    code: 'PROJ_APPROVED',
    name: '立项科技项目数',
    aliases: [
      '科技计划项目立项',
      '科技项目立项',
      '立项科技计划项目',
      '获批科技项目',
      '获批立项科技项目',
      '新立项科技项目',
      '新增科技项目',
      '实施科技项目立项',
    ],
    englishName: 'Projects approved',
    numerator: '审批时间在当年且获立项的项目数',
    measure: APPROVED_PROJECTS,
  },
  {
    ...ratio,
    code: 'PROJ_APPROVAL_RATE',
    name: '当年申报项目立项率',
    aliases: ['立项率', '项目立项率', '科技项目立项率', '申报项目立项率'],
    englishName: 'Project approval rate',
    numerator: '当年申请的项目中已审批立项的项目数',
    denominator: '当年申请的项目数',
    measure: projects({ at: 'appliedDate', where: [{ field: 'approvedDate', known: true }, approved] }),
    per: projects({ at: 'appliedDate' }),
  },
  {
    ...count,
    code: 'PROJ_SIGNED',
    name: '签约项目数',
    aliases: ['签订项目任务书', '项目签约', '签约科技项目', '签订科技项目合同'],
    englishName: 'Projects contracted',
    numerator: '签约时间在当年的项目数',
    measure: projects({ at: 'signedDate' }),
  },
  {
    ...count,
    code: 'PROJ_ACTIVE',
    name: '在研项目数',
    aliases: ['在研科技项目', '在研科技计划项目', '在实施科技项目'],
    englishName: 'Projects in progress',
    kind: 'STOCK',
    direction: 'NEUTRAL',
    numerator: '年末（本年度为当月末）前签约、尚未通过验收也未终止的项目数',
    measure: {
      kind: 'stock',
      rows: [
        { ledger: 'project', where: [passed], from: 'signedDate', until: ['acceptedDate', 'endedDate'] },
        {
          ledger: 'project',
          where: [{ field: 'acceptanceResult', in: NOT_PASSED }],
          from: 'signedDate',
          until: ['endedDate'],
        },
      ],
      value: { count: 'rows' },
    },
  },
  {
    ...count,
    code: 'PROJ_ACCEPTED',
    name: '验收项目数',
    aliases: [
      '项目验收',
      '科技项目验收',
      '验收科技项目',
      '完成项目验收',
      '科技计划项目验收',
      '验收科技计划项目',
      '结题验收项目',
    ],
    englishName: 'Projects accepted',
    numerator: '验收时间在当年且通过验收的项目数',
    measure: projects({ at: 'acceptedDate', where: [passed] }),
  },
  {
    ...ratio,
    code: 'PROJ_ACCEPT_RATE',
    name: '到期项目验收率',
    aliases: ['按期验收率', '项目验收率', '项目按期验收率', '科技项目验收率', '到期项目结题率'],
    englishName: 'On-time acceptance rate',
    numerator: '计划当年结束的项目中已通过验收的项目数',
    denominator: '计划当年结束的项目数',
    measure: projects({ at: 'endDate', where: [{ field: 'acceptedDate', known: true }, passed] }),
    per: projects({ at: 'endDate' }),
  },
];
