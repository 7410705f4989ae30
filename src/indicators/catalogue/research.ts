import type { Condition, IndicatorDefinition } from '../define/definition.js';

const common = { direction: 'UP', theme: 'RESEARCH' } as const;

/** A sum over the above-scale enterprises listed in the year. */
function sum(field: string) {
  return { kind: 'flow', rows: [{ ledger: 'enterprise-year' }], value: { sum: field } } as const;
}

function enterprises(where: readonly Condition[]) {
  return { kind: 'flow', rows: [{ ledger: 'enterprise-year', where }], value: { count: 'rows' } } as const;
}

export const RESEARCH_INDICATORS: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'RD_EXP_ASD',
    name: '规上企业研发投入',
    aliases: [
      '规上工业企业研发投入',
      '规上工业企业研发经费',
      '规上企业研发经费',
      '规上企业研发费用',
      '规上工业企业研发费用',
      '规上企业研发经费支出',
      '规上工业企业研发经费支出',
      '规上工业企业R&D经费支出',
    ],
    englishName: 'R&D expenditure of enterprises above designated size',
    unit: '万元',
    kind: 'FLOW',
    decimals: 2,
    numerator: '规上企业研发费用之和',
    source: '研发投入统计规范（试行）（国统字〔2019〕47号）',
    notes: '台账填写的研发费用，与统计部门的 R&D 经费内部支出口径不同；未填的不按0计。',
    measure: sum('rdExpense'),
  },
  {
    ...common,
    code: 'RD_INTENSITY_ASD',
    textDecimals: 2,
    name: '规上企业研发投入强度',
    aliases: [
      '规上工业企业研发投入强度',
      '规上企业研发经费投入强度',
      '规上工业企业研发经费投入强度',
      '规上企业研发费用占营业收入比重',
      '规上工业企业研发经费占营业收入比重',
    ],
    englishName: 'R&D expenditure to revenue of enterprises above designated size',
    unit: '%',
    kind: 'RATIO',
    decimals: 2,
    factor: 100,
    numerator: '规上企业研发费用之和',
    denominator: '规上企业营业收入之和',
    source: '研发投入统计规范（试行）（国统字〔2019〕47号）',
    notes: '只计研发费用和营业收入都填了的企业；与全社会 R&D 经费投入强度（占地区生产总值）不同。',
    measure: sum('rdExpense'),
    per: sum('revenue'),
  },
  {
    ...common,
    code: 'RD_ACTIVE_SHARE',
    name: '有研发活动规上企业占比',
    aliases: [
      '有研发活动规上工业企业占比',
      '规上工业企业有研发活动占比',
      '规上工业企业研发活动覆盖率',
      '规上企业研发活动覆盖率',
      '规上企业有研发活动占比',
      '有研发活动的规上工业企业占比',
    ],
    englishName: 'Share of enterprises above designated size with R&D',
    unit: '%',
    kind: 'RATIO',
    decimals: 2,
    factor: 100,
    numerator: '研发费用大于零的规上企业数',
    denominator: '规上企业数',
    source: '研发投入统计规范（试行）（国统字〔2019〕47号）',
    notes: '研发费用未填或未公开的企业不在分子、分母中。',
    measure: enterprises([{ field: 'rdExpense', above: 0 }]),
    per: enterprises([]),
  },
];
