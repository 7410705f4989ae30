import type { LedgerDeclaration } from '../ledger.js';

/** What an enterprise asked of the bureau, and what became of it; the bureau's own problems are in the ledger `issue`. */
export const enterpriseNeed = {
  id: 'enterprise-need',
  entity: 'EnterpriseNeed',
  connection: 'enterpriseNeeds',
  table: 'enterprise_need',
  zh: '企业诉求台账',
  enterprise: { name: 'enterprise', code: 'creditCode' },
  fields: {
    enterprise: { kind: 'organisation', zh: '企业名称' },
    creditCode: { kind: 'code', zh: '统一社会信用代码' },
    kind: { kind: 'enum', zh: '诉求类型', dimension: true },
    content: { kind: 'text', zh: '诉求内容' },
    raisedDate: { kind: 'date', zh: '提出时间' },
    status: { kind: 'enum', zh: '办理状态', dimension: true },
    resolvedDate: { kind: 'date', zh: '办结时间' },
    measure: { kind: 'text', zh: '办理结果' },
    responsible: { kind: 'text', zh: '责任单位' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
