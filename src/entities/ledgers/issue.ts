import type { LedgerDeclaration } from '../ledger.js';

/** A problem that the bureau reports of a year, and how far it is solved. */
export const issue = {
  id: 'issue',
  entity: 'Issue',
  connection: 'issues',
  table: 'issue',
  zh: '存在问题清单',
  fields: {
    text: { kind: 'text', zh: '存在问题' },
    category: { kind: 'text', zh: '类别', dimension: true },
    status: { kind: 'enum', zh: '整改情况', dimension: true },
    measure: { kind: 'text', zh: '整改措施' },
    responsible: { kind: 'text', zh: '责任单位' },
    closedDate: { kind: 'date', zh: '完成时间' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
