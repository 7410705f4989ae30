import type { LedgerDeclaration } from '../ledger.js';

/** The yearly report of an incubator: the figures are those at the end of the year, graduates those of the year. */
export const incubator = {
  id: 'incubator',
  entity: 'Incubator',
  connection: 'incubators',
  table: 'incubator',
  zh: '科技企业孵化载体年报',
  enterprise: { name: 'operator', code: 'creditCode' },
  fields: {
    name: { kind: 'text', zh: '载体名称' },
    kind: { kind: 'enum', zh: '载体类型', dimension: true, whole: ['孵化器', '众创空间'] },
    level: { kind: 'enum', zh: '级别', dimension: true },
    operator: { kind: 'organisation', zh: '运营单位' },
    creditCode: { kind: 'code', zh: '统一社会信用代码' },
    incubating: { kind: 'number', zh: '在孵企业数', unit: '家' },
    graduated: { kind: 'number', zh: '当年毕业企业数', unit: '家' },
    area: { kind: 'number', zh: '孵化场地面积', unit: '平方米' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
