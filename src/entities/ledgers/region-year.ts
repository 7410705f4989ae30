import type { LedgerDeclaration } from '../ledger.js';

/** A division's yearly statistics that ratios are made with; the row is about the division itself, not about those under it. */
export const regionYear = {
  id: 'region-year',
  entity: 'RegionYear',
  connection: 'regionYears',
  table: 'region_year',
  zh: '区域统计台账',
  fields: {
    gdp: { kind: 'money', zh: '地区生产总值' },
    population: { kind: 'number', zh: '常住人口', unit: '万人' },
    rdExpenditure: { kind: 'money', zh: '全社会R&D经费' },
    budgetExpenditure: { kind: 'money', zh: '一般公共预算支出' },
    scienceExpenditure: { kind: 'money', zh: '财政科技支出' },
    source: { kind: 'text', zh: '数据来源' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
