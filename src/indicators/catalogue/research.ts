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
    measure: enterprises([{ field: 'rdExpense', above: 0 }]),
    per: enterprises([]),
  },
];
