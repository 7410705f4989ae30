import type { LedgerDeclaration } from '../ledger.js';

/** A commissioner's letter of responsibility (责任状) or service agreement of a year. */
export const commissionerContract = {
  id: 'commissioner-contract',
  entity: 'CommissionerContract',
  connection: 'commissionerContracts',
  table: 'commissioner_contract',
  zh: '科技特派员责任状台账',
  fields: {
    contractNo: { kind: 'code', zh: '责任状编号' },
    contractType: { kind: 'enum', zh: '协议类型', dimension: true },
    commissioner: { kind: 'person', zh: '姓名' },
    kind: { kind: 'enum', zh: '特派员类型', dimension: true },
    employer: { kind: 'text', zh: '所在单位' },
    title: { kind: 'text', zh: '职称', dimension: true },
    specialty: { kind: 'text', zh: '专业特长', dimension: true },
    place: { kind: 'text', zh: '服务地点' },
    signedDate: { kind: 'date', zh: '签订时间' },
    startDate: { kind: 'date', zh: '服务开始时间' },
    endDate: { kind: 'date', zh: '服务结束时间', last: true },
    assessment: { kind: 'text', zh: '考核结果', dimension: true },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
