import type { LedgerDeclaration } from '../ledger.js';

/** A crop of a featured industry grown at a place in a year. */
export const planting = {
  id: 'planting',
  entity: 'Planting',
  connection: 'plantings',
  table: 'planting',
  zh: '特色产业种植台账',
  fields: {
    crop: { kind: 'text', zh: '品种' },
    kind: { kind: 'text', zh: '类别', dimension: true },
    place: { kind: 'text', zh: '种植地点', dimension: true },
    area: { kind: 'number', zh: '面积', unit: '亩' },
    plants: { kind: 'number', zh: '株数', unit: '株' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
