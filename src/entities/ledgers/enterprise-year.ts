import type { LedgerDeclaration } from '../ledger.js';

/** An above-scale enterprise's figures of a year; being listed is what makes it above scale (规上) in that year. */
export const enterpriseYear = {
  id: 'enterprise-year',
  entity: 'EnterpriseYear',
  connection: 'enterpriseYears',
  table: 'enterprise_year',
  zh: '规上企业研发投入情况表',
  enterprise: { name: 'enterprise', code: 'creditCode' },
  fields: {
    enterprise: { kind: 'organisation', zh: '企业名称' },
    creditCode: { kind: 'code', zh: '统一社会信用代码' },
    industry: { kind: 'text', zh: '所属行业', dimension: true },
    revenue: { kind: 'money', zh: '营业收入' },
    rdExpense: { kind: 'money', zh: '研发费用' },
    rdExpenditure: { kind: 'money', zh: 'R&D经费' },
    rdBasis: { kind: 'enum', zh: '研发投入口径', dimension: true },
    rdPersonnel: { kind: 'number', zh: '研发人员', unit: '人' },
    staff: { kind: 'number', zh: '职工总数', unit: '人' },
    patentsApplied: { kind: 'number', zh: '专利申请数', unit: '件' },
    patentsGranted: { kind: 'number', zh: '专利授权数', unit: '件' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
