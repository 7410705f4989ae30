import type { LedgerDeclaration } from '../ledger.js';

/** A registered technology contract. */
export const techContract = {
  id: 'tech-contract',
  entity: 'TechContract',
  connection: 'techContracts',
  table: 'tech_contract',
  zh: '技术合同登记台账',
  enterprise: { name: 'seller', code: 'sellerCreditCode' },
  fields: {
    registrationNo: { kind: 'code', zh: '合同登记编号' },
    name: { kind: 'text', zh: '合同名称' },
    type: { kind: 'enum', zh: '合同类别', dimension: true },
    direction: { kind: 'enum', zh: '交易流向', dimension: true, whole: ['输出', '吸纳'] },
    seller: { kind: 'organisation', zh: '卖方名称' },
    sellerCreditCode: { kind: 'code', zh: '卖方统一社会信用代码' },
    buyer: { kind: 'organisation', zh: '买方名称' },
    field: { kind: 'text', zh: '技术领域', dimension: true },
    amount: { kind: 'money', zh: '合同金额' },
    technologyAmount: { kind: 'money', zh: '技术交易额' },
    signedDate: { kind: 'date', zh: '签订日期' },
    registeredDate: { kind: 'date', zh: '登记日期' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
