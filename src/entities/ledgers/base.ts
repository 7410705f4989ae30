import { LEVELS, type LedgerDeclaration } from '../ledger.js';

/** A demonstration base, recognised or built on `date`; of one that is only applied for `date` is the day of that. */
export const base = {
  id: 'base',
  entity: 'Base',
  connection: 'bases',
  table: 'base',
  zh: '示范基地台账',
  enterprise: { name: 'host', code: 'creditCode' },
  fields: {
    name: { kind: 'text', zh: '基地名称' },
    kind: { kind: 'text', zh: '基地类型', dimension: true },
    level: { kind: 'enum', zh: '级别', dimension: true, whole: LEVELS },
    status: { kind: 'enum', zh: '状态', dimension: true },
    date: { kind: 'date', zh: '认定时间' },
    appliedDate: { kind: 'date', zh: '申报时间' },
    revokedDate: { kind: 'date', zh: '撤销时间' },
    batch: { kind: 'text', zh: '批次', dimension: true },
    host: { kind: 'organisation', zh: '依托单位' },
    creditCode: { kind: 'code', zh: '统一社会信用代码' },
    place: { kind: 'text', zh: '所在地' },
    area: { kind: 'number', zh: '面积', unit: '亩' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
