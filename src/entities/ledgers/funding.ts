import { LEVELS, type LedgerDeclaration } from '../ledger.js';

/** A movement of special science and technology funds; `flow` distinguishes money received (下达) from money passed on (分配). */
export const funding = {
  id: 'funding',
  entity: 'Funding',
  connection: 'fundings',
  table: 'funding',
  zh: '科技专项资金台账',
  enterprise: { name: 'organisation', code: 'creditCode' },
  fields: {
    level: { kind: 'enum', zh: '资金级次', dimension: true, whole: LEVELS },
    flow: { kind: 'enum', zh: '资金流向', dimension: true },
    item: { kind: 'text', zh: '资金名称' },
    organisation: { kind: 'organisation', zh: '执行单位' },
    creditCode: { kind: 'code', zh: '统一社会信用代码' },
    amount: { kind: 'money', zh: '金额', less: { by: 'flow', in: ['核减', '退回'] } },
    budget: { kind: 'money', zh: '预算数' },
    executed: { kind: 'money', zh: '执行数' },
    documentNo: { kind: 'code', zh: '下达文号' },
    date: { kind: 'date', zh: '下达日期' },
    purpose: { kind: 'text', zh: '支持方向', dimension: true },
    source: { kind: 'text', zh: '资金来源', dimension: true },
    projectNo: { kind: 'code', zh: '项目编号' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
