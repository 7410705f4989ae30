import type { LedgerDeclaration } from '../ledger.js';

/** A target of a year: a number, a range, a bound or words. `low` and `high` are in `unit`. */
export const target = {
  id: 'target',
  entity: 'Target',
  connection: 'targets',
  table: 'annual_target',
  zh: '年度目标任务台账',
  fields: {
    indicator: { kind: 'text', zh: '指标名称' },
    unit: { kind: 'text', zh: '计量单位' },
    low: { kind: 'number', zh: '目标下限' },
    high: { kind: 'number', zh: '目标上限' },
    comparator: { kind: 'enum', zh: '比较方式' },
    text: { kind: 'text', zh: '年度目标' },
    actual: { kind: 'number', zh: '填报完成值' },
    department: { kind: 'text', zh: '责任单位', dimension: true },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
