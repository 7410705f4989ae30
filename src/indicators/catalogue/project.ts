import type { Aggregate, Condition, FlowRows, IndicatorDefinition } from '../define/definition.js';

const count = { unit: '项', kind: 'FLOW', direction: 'UP', theme: 'PROJECT', decimals: 0 } as const;
const ratio = { unit: '%', kind: 'RATIO', direction: 'UP', theme: 'PROJECT', decimals: 2, factor: 100 } as const;
/** Words of an acceptance that has not been passed, or not yet; a date alone says that it has. */
const NOT_PASSED = ['未通过', '待定', '延期'];
const passed: Condition = { field: 'acceptanceResult', notIn: NOT_PASSED };
/** A ledger may give the day of the decision for rejected projects too. */
const approved: Condition = { field: 'status', notIn: ['未立项'] };
/** What is still under review has no result yet. */
const decided = { field: 'status', notIn: ['评审中'] } as const satisfies Condition;

/** Of such a project it is certain that it was approved, though its row does not say when. */
const GRANTED: Condition = { field: 'status', in: ['立项', '签约', '实施', '中期', '调整', '验收', '存档', '延期'] };

/** Projects whose end is a date for their acceptance. */
const DUE: readonly Condition[] = [
  { field: 'status', notIn: ['未立项', '终止'] },
  { field: 'endedDate', known: false },
];
/** Such a project is over, whether or not its row says since when. */
const STOPPED: Condition = { field: 'status', in: ['终止'] };
const OVER: readonly Condition[] = [
  { field: 'status', in: ['终止', '验收', '存档'] },
  { field: 'acceptanceResult', in: ['通过'] },
];
/** How long after its end a project may be accepted. */
const GRACE_MONTHS = 6;

function projects(rows: Omit<FlowRows, 'ledger'>) {
  return { kind: 'flow', rows: [{ ledger: 'project', ...rows }], value: { count: 'rows' } } as const;
}

function granted(value: Aggregate) {
  const where = [approved, { field: 'grant', above: 0 }] as const;
  return { kind: 'flow', rows: [{ ledger: 'project', at: 'approvedDate', where }], value } as const;
}

/** Projects approved in the year. */
const APPROVED_PROJECTS = projects({ at: 'approvedDate', where: [approved], happened: [GRANTED] });

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
    notes: '按申请时间所在年度，不按立项年度；立项名单不说明申报数。',
    measure: projects({ at: 'appliedDate' }),
  },
  {
    ...count,
    code: 'PROJ_JOINT',
    extra: true,
    name: '联合申报科技项目数',
    aliases: ['校企联合申报项目', '联合申报项目', '产学研联合申报项目', '联合申报科技计划项目'],
    englishName: 'Projects applied for jointly',
    numerator: '申请时间在当年、有合作单位的项目数',
    notes: '按台账的合作单位；没有填写合作单位的项目不计。',
    measure: projects({ at: 'appliedDate', where: [{ field: 'partners', known: true }] }),
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
    notes: '拟立项、公示、未立项的不计；下达资金而没有立项信息的不计。',
    measure: APPROVED_PROJECTS,
  },
  {
    ...ratio,
    code: 'PROJ_APPROVAL_RATE',
    name: '当年申报项目立项率',
    aliases: ['立项率', '项目立项率', '科技项目立项率', '申报项目立项率'],
    englishName: 'Project approval rate',
    numerator: '当年申请的项目中已审批立项的项目数',
    denominator: '当年申请的项目数（状态为评审中的不计）',
    notes:
      '按申报批次计：当年申报、次年立项的计入当年；评审中的有几项在文字中说明；状态仍为申报的在分母中，年度未完时偏低。',
    pending: { of: 'PROJ_APPLIED', unit: '项', words: '在评审中' },
    measure: projects({ at: 'appliedDate', where: [decided, { field: 'approvedDate', known: true }, approved] }),
    per: projects({ at: 'appliedDate', where: [decided] }),
  },
  {
    ...count,
    code: 'PROJ_SIGNED',
    name: '签约项目数',
    aliases: ['签订项目任务书', '项目签约', '签约科技项目', '签订科技项目合同'],
    englishName: 'Projects contracted',
    numerator: '签约时间在当年的项目数',
    notes: '以签约时间为准，不以立项时间代替。',
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
    notes: '自签约起至通过验收或终止；没有签约时间的不计；已验收、终止而没有时间的不能归入，数值标为不全（PARTIAL）。',
    measure: {
      kind: 'stock',
      rows: [
        { ledger: 'project', where: [passed], from: 'signedDate', until: ['acceptedDate', 'endedDate'], ended: OVER },
        {
          ledger: 'project',
          where: [{ field: 'acceptanceResult', in: NOT_PASSED }],
          from: 'signedDate',
          until: ['endedDate'],
          ended: [STOPPED],
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
    notes: '验收未通过、待定、延期的不计；没有验收时间的不计。',
    measure: projects({ at: 'acceptedDate', where: [passed] }),
  },
  {
    ...ratio,
    code: 'PROJ_ACCEPT_RATE',
    name: '到期项目验收率',
    aliases: ['按期验收率', '项目验收率', '项目按期验收率', '科技项目验收率', '到期项目结题率'],
    englishName: 'On-time acceptance rate',
    numerator: '计划当年结束的项目中，在结束时间后六个月内通过验收的项目数',
    denominator: '计划当年结束的项目数（未立项、终止的不计）',
    notes: '到期后六个月内通过验收的为按期；次年上半年才能算定。',
    measure: projects({
      at: 'endDate',
      where: [...DUE, passed, { field: 'acceptedDate', withinMonths: GRACE_MONTHS, of: 'endDate' }],
    }),
    per: projects({ at: 'endDate', where: DUE }),
  },
  {
    ...count,
    code: 'PROJ_OVERDUE',
    extra: true,
    late: true,
    name: '逾期未验收项目数',
    aliases: ['逾期项目', '超期未验收项目', '逾期未结题项目', '应验收未验收项目'],
    englishName: 'Projects overdue for acceptance',
    kind: 'STOCK',
    direction: 'DOWN',
    numerator: '年末（本年度为当月末）计划结束时间已过、未通过验收也未终止的项目数',
    notes:
      '结束时间当日不算逾期；各项目逾期几个月见 rows 的 monthsLate；没有结束时间的不计；后来验收、终止的，此前年度仍计入；已验收、终止而没有时间的不能归入，数值标为不全（PARTIAL）。',
    measure: {
      kind: 'stock',
      rows: [
        {
          ledger: 'project',
          where: [approved, passed],
          from: 'endDate',
          until: ['acceptedDate', 'endedDate'],
          ended: OVER,
        },
        {
          ledger: 'project',
          where: [approved, { field: 'acceptanceResult', in: NOT_PASSED }],
          from: 'endDate',
          until: ['endedDate'],
          ended: [STOPPED],
        },
      ],
      value: { count: 'rows' },
    },
  },
  {
    code: 'FUND_PER_PROJECT',
    extra: true,
    name: '项目平均资助额',
    aliases: ['项均支持强度', '项目平均支持强度', '项均资助额', '项目平均支持额度'],
    englishName: 'Average grant of a project',
    unit: '万元/项',
    kind: 'RATIO',
    direction: 'NEUTRAL',
    theme: 'FUNDING',
    decimals: 2,
    numerator:
      '当年审批立项的项目的财政经费（项目台账没有填的，资金台账中同一项目编号下达、追加减核减、退回的金额）之和',
    denominator: '当年审批立项、有财政经费的项目数',
    notes:
      '每个项目只用一处的金额，不重复计；资金按项目编号对应，与下达年度无关；两处都没有金额的项目不在分子、分母中，数值标为不全（PARTIAL）。',
    measure: granted({ sum: 'grant' }),
    per: granted({ count: 'rows' }),
  },
];
