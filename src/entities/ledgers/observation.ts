import type { LedgerDeclaration } from '../ledger.js';

/** A figure reported as a total, with the growth published beside it; `value` is in `unit`. */
export const observation = {
  id: 'observation',
  entity: 'Observation',
  connection: 'observations',
  table: 'observation',
  zh: '汇总指标报表',
  fields: {
    indicator: { kind: 'text', zh: '指标名称' },
    unit: { kind: 'text', zh: '计量单位' },
    period: { kind: 'text', zh: '期间' },
    value: { kind: 'number', zh: '本期' },
    previous: { kind: 'number', zh: '上年同期' },
    publishedRate: { kind: 'number', zh: '公布增长率', unit: '%' },
    source: { kind: 'text', zh: '数据来源' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
