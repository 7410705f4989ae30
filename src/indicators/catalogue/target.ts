import type { IndicatorDefinition, RowsMeasure } from '../define/definition.js';

export const TARGET_COMPLETION = 'TARGET_COMPLETION';
const NAME = '年度目标达标率';
const ALIASES = ['年度目标完成率', '目标完成率', '目标任务完成率', '目标达标率'];

/** Targets with a number, except one for the completion of targets, which would refer to itself. */
const numeric: RowsMeasure = {
  kind: 'flow',
  rows: [
    { ledger: 'target', where: [{ field: 'low', known: true }, other()] },
    { ledger: 'target', where: [{ field: 'low', known: false }, { field: 'high', known: true }, other()] },
  ],
  value: { count: 'rows' },
};

function other() {
  return { field: 'indicator', notIn: [NAME, ...ALIASES, TARGET_COMPLETION] } as const;
}

export const TARGET_INDICATORS: readonly IndicatorDefinition[] = [
  {
    code: TARGET_COMPLETION,
    name: NAME,
    englishName: 'Target completion',
    aliases: ALIASES,
    unit: '%',
    kind: 'RATIO',
    direction: 'UP',
    theme: 'TARGET',
    decimals: 2,
    factor: 100,
    numerator: '当年定量指标中已完成的项数',
    denominator: '当年定量指标中能与指标值（没有指标值的，与台账填报的完成值）比较的项数（定性指标不计）',
    notes: '达标目标数的比重，不是各目标完成率的平均；每项目标的完成率在各指标的 target 中。',
    compares: 'targets',
    measure: numeric,
    per: numeric,
  },
];
