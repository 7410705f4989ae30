import type { LedgerDeclaration } from '../ledger.js';

/** An enterprise's demand for a loan, and what a bank granted. */
export const financing = {
  id: 'financing',
  entity: 'FinancingDemand',
  connection: 'financingDemands',
  table: 'financing_demand',
  zh: '企业融资需求台账',
  enterprise: { name: 'enterprise', code: 'creditCode' },
  fields: {
    enterprise: { kind: 'organisation', zh: '企业名称' },
    creditCode: { kind: 'code', zh: '统一社会信用代码' },
    bank: { kind: 'text', zh: '意向银行', dimension: true },
    purpose: { kind: 'text', zh: '贷款用途', dimension: true },
    demand: { kind: 'money', zh: '融资需求金额' },
    credit: { kind: 'money', zh: '授信金额' },
    granted: { kind: 'money', zh: '放款金额' },
    date: { kind: 'date', zh: '对接时间' },
    status: { kind: 'text', zh: '进展', dimension: true },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
