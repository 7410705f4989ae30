import type { FlowRows, IndicatorDefinition } from '../define/definition.js';

const raised: FlowRows = { ledger: 'enterprise-need', month: 'raisedDate' };
const RESOLVED = { field: 'status', in: ['已办结'] } as const;

export const NEED_INDICATORS: readonly IndicatorDefinition[] = [
  {
    code: 'ENT_NEEDS',
    name: '企业诉求数',
    aliases: ['收集企业诉求', '征集企业诉求', '企业诉求', '收集企业需求', '征集企业需求', '受理企业诉求'],
    englishName: 'Needs raised by enterprises',
    unit: '条',
    kind: 'FLOW',
    direction: 'NEUTRAL',
    theme: 'ENTERPRISE',
    decimals: 0,
    numerator: '当年提出的企业诉求条数',
    notes: '按提出时间；融资需求金额另见企业贷款需求额；本部门自查的问题在存在问题清单中，不计。',
    measure: { kind: 'flow', rows: [raised], value: { count: 'rows' } },
  },
  {
    code: 'ENT_NEEDS_RESOLVED',
    name: '办结企业诉求数',
    aliases: ['解决企业诉求', '办结企业诉求', '解决企业需求', '帮助企业解决诉求', '企业诉求办结'],
    englishName: 'Needs of enterprises resolved',
    unit: '条',
    kind: 'FLOW',
    direction: 'UP',
    theme: 'ENTERPRISE',
    decimals: 0,
    numerator: '办结时间在当年的企业诉求条数',
    notes: '按办结时间，含以前年度提出的；已办结而没有办结时间的不能归入，数值标为不全（PARTIAL）。',
    measure: {
      kind: 'flow',
      rows: [
        {
          ledger: 'enterprise-need',
          where: [{ field: 'status', notIn: ['未办结', '办理中', '不予办理'] }],
          at: 'resolvedDate',
          happened: [RESOLVED],
        },
      ],
      value: { count: 'rows' },
    },
  },
  {
    code: 'ENT_NEEDS_RATE',
    name: '企业诉求办结率',
    aliases: ['企业诉求解决率', '诉求办结率', '企业需求办结率', '企业需求解决率', '诉求解决率'],
    englishName: 'Needs of enterprises resolved to raised',
    unit: '%',
    kind: 'RATIO',
    direction: 'UP',
    theme: 'ENTERPRISE',
    decimals: 2,
    factor: 100,
    numerator: '当年提出的企业诉求中已办结的条数',
    denominator: '当年提出、填了办理状态的企业诉求条数',
    notes: '按提出年度；次年才办结的也计入提出的年度；没有填办理状态的不在分子、分母中。',
    measure: { kind: 'flow', rows: [{ ...raised, where: [RESOLVED] }], value: { count: 'rows' } },
    per: { kind: 'flow', rows: [{ ...raised, where: [{ field: 'status', known: true }] }], value: { count: 'rows' } },
  },
  {
    code: 'ISSUES_OPEN',
    name: '未解决问题数',
    aliases: ['未整改问题', '未销号问题', '未解决的问题', '未完成整改问题'],
    englishName: 'Problems not solved',
    unit: '条',
    kind: 'FLOW',
    direction: 'DOWN',
    theme: 'TARGET',
    decimals: 0,
    numerator: '当年问题清单中到年末尚未解决（存在、整改中，或完成时间在以后年度）的问题条数',
    notes:
      '按清单的年度；次年以后解决的，填了完成时间的仍计入该年度；已解决而没有完成时间的，当年末是否解决不详，数值标为不全（PARTIAL）；没有填整改情况的不计。',
    measure: {
      kind: 'flow',
      rows: [
        { ledger: 'issue', where: [{ field: 'status', in: ['存在', '整改中'] }] },
        {
          ledger: 'issue',
          where: [
            { field: 'status', in: ['已解决'] },
            { field: 'closedDate', afterYear: true },
          ],
        },
      ],
      value: { count: 'rows' },
    },
  },
];
