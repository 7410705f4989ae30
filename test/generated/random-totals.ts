import fc from 'fast-check';
import type { FilledRow, Typed } from './ledger-workbook.js';

/** A total of a report, by names and units in which it may state a figure, and some that say nothing of any; `year` is one of the workbook's. */
export const randomTotal = fc
  .tuple(
    fc.constantFrom<[name: string, unit: string | null]>(
      ['科技专项资金合计', '万元'],
      ['科技专项资金合计', '元'],
      ['新认定高新技术企业数', '家'],
      ['有效高新技术企业数', null],
      ['科技培训场次', '场次'],
      ['贷款需求满足率', '%'],
      ['当年申报项目立项率', '%'],
      ['绿化面积', '亩'],
      ['科技培训场次', '万元'],
    ),
    fc.record({
      period: fc.constantFrom(null, null, null, '全年', '上半年', '1-9月', '二季度'),
      value: fc.constantFrom<Typed[]>(10, 12, 0, 25.5, 12.345, '*', '100余'),
      previous: fc.constantFrom<Typed[]>(8, 10, null),
      source: fc.constantFrom('甲科', '乙科', null),
    }),
    fc.nat(2),
  )
  .map(([[indicator, unit], more, of]): FilledRow => ({ year: of, fields: { indicator, unit, ...more } }));
