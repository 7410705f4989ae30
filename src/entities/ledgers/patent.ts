import type { LedgerDeclaration } from '../ledger.js';

/** A patent from its application to its lapse; `lapsedDate` is the day on which it is no longer in force. */
export const patent = {
  id: 'patent',
  entity: 'Patent',
  connection: 'patents',
  table: 'patent',
  zh: '专利台账',
  enterprise: { name: 'holder', code: 'creditCode' },
  fields: {
    number: { kind: 'code', zh: '专利号' },
    name: { kind: 'text', zh: '专利名称' },
    kind: { kind: 'enum', zh: '专利类型', dimension: true, whole: ['发明', '实用新型', '外观设计'] },
    holder: { kind: 'organisation', zh: '专利权人' },
    creditCode: { kind: 'code', zh: '统一社会信用代码' },
    field: { kind: 'text', zh: '技术领域', dimension: true },
    appliedDate: { kind: 'date', zh: '申请日' },
    grantedDate: { kind: 'date', zh: '授权公告日' },
    status: { kind: 'enum', zh: '法律状态', dimension: true },
    lapsedDate: { kind: 'date', zh: '失效日期' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
