import type { LedgerDeclaration } from '../ledger.js';

/** An enterprise's time in a cultivation pool; open while `leftDate` is empty. */
export const pool = {
  id: 'pool',
  entity: 'PoolMembership',
  connection: 'poolMemberships',
  table: 'pool_membership',
  zh: '科技企业培育库',
  enterprise: { name: 'enterprise', code: 'creditCode' },
  fields: {
    pool: { kind: 'text', zh: '培育库', dimension: true },
    enterprise: { kind: 'organisation', zh: '企业名称' },
    creditCode: { kind: 'code', zh: '统一社会信用代码' },
    field: { kind: 'text', zh: '技术领域', dimension: true },
    joinedDate: { kind: 'date', zh: '入库日期' },
    leftDate: { kind: 'date', zh: '出库日期' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
