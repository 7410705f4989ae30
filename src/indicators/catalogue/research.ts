import type { Condition, FlowRows, IndicatorDefinition, Measure } from '../define/definition.js';

const common = { direction: 'UP', theme: 'RESEARCH', bases: { by: 'rdBasis', usual: '研发费用' } } as const;

const STATISTICS = 'R&D经费';
/** The field with the R&D of an enterprise-year by each basis, and the condition for that basis. */
const BASES: readonly { readonly field: string; readonly basis: string; readonly of: Condition }[] = [
  { field: 'rdExpense', basis: '研发费用', of: { field: 'rdBasis', notIn: [STATISTICS] } },
  { field: 'rdExpenditure', basis: STATISTICS, of: { field: 'rdBasis', in: [STATISTICS] } },
];

/** The R&D of the above-scale enterprises listed in the year, by its basis. */
const spent: Measure = {
  kind: 'flow',
  rows: BASES.map(({ field, basis, of }) => ({ ledger: 'enterprise-year', basis, where: [of], sum: field })),
  value: { sum: 'rdExpense' },
};
const revenue: Measure = {
  kind: 'flow',
  rows: BASES.map(({ basis, of }) => ({ ledger: 'enterprise-year', basis, where: [of] })),
  value: { sum: 'revenue' },
};

/** The enterprises listed in the year, or those with R&D. */
function enterprises(active: boolean): Measure {
  const rows = BASES.map(({ field, basis, of }): FlowRows => ({
    ledger: 'enterprise-year',
    basis,
    where: active ? [of, { field, above: 0 }] : [of],
  }));
  return { kind: 'flow', rows, value: { count: 'rows' } };
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
    numerator: '规上企业研发费用（没有填研发费用的，R&D经费）之和',
    source: '研究与试验发展（R&D）投入统计规范（试行）（国统字〔2019〕47号）',
    notes:
      '研发费用（财务口径）和R&D经费（统计口径）分开登记，按研发投入口径（rdBasis）分组可以看出各用了哪一种；两种都填的用研发费用；未填的不按0计。',
    measure: spent,
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
    numerator: '规上企业研发费用（没有填研发费用的，R&D经费）之和',
    denominator: '规上企业营业收入之和',
    source: '研究与试验发展（R&D）投入统计规范（试行）（国统字〔2019〕47号）',
    notes: '只计研发费用（或R&D经费）和营业收入都填了的企业；与全社会 R&D 经费投入强度（占地区生产总值）不同。',
    measure: spent,
    per: revenue,
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
      '规上企业有研发活动企业占比',
      '规上企业有研发活动的企业占比',
      '有研发活动的规上工业企业占比',
    ],
    englishName: 'Share of enterprises above designated size with R&D',
    unit: '%',
    kind: 'RATIO',
    decimals: 2,
    factor: 100,
    numerator: '研发费用（没有填研发费用的，R&D经费）大于零的规上企业数',
    denominator: '规上企业数',
    source: '研究与试验发展（R&D）投入统计规范（试行）（国统字〔2019〕47号）',
    notes: '研发费用和R&D经费都未填或未公开的企业不在分子、分母中。',
    measure: enterprises(true),
    per: enterprises(false),
  },
];
