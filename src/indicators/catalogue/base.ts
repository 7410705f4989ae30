import type { IndicatorDefinition } from '../define/definition.js';

const common = { unit: '个', direction: 'UP', theme: 'BASE', decimals: 0 } as const;

const APPLIED = ['推荐', '申报'];
/** Of a base that has come further the day of its application counts. */
const BEYOND = ['拟建', '认定', '建成', '撤销'];

const REVOKED = { field: 'status', in: ['撤销'] } as const;

export const BASE_INDICATORS: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'BASE_APPLIED',
    name: '示范基地申报（推荐）数',
    aliases: [
      '科技示范基地申报',
      '申报示范基地',
      '推荐示范基地',
      '示范基地申报',
      '组织申报示范基地',
      '申报科技示范基地',
    ],
    englishName: 'Demonstration bases applied for',
    kind: 'FLOW',
    numerator: '当年推荐、申报的示范基地数',
    notes: '认定以后仍按申报时间计入申报年度。',
    measure: {
      kind: 'flow',
      rows: [
        { ledger: 'base', where: [{ field: 'status', in: APPLIED }], month: 'date' },
        { ledger: 'base', where: [{ field: 'status', in: BEYOND }], at: 'appliedDate' },
      ],
      value: { count: 'rows' },
    },
  },
  {
    ...common,
    code: 'BASE_INTENT',
    extra: true,
    name: '商讨合作基地数',
    aliases: ['洽谈合作基地', '达成基地合作意向', '基地合作意向'],
    englishName: 'Bases under discussion',
    kind: 'FLOW',
    numerator: '当年商讨、洽谈合作，尚未申报或建设的基地数',
    notes: '后来申报、认定的，在台账改为该状态后不再计入。',
    measure: {
      kind: 'flow',
      rows: [{ ledger: 'base', where: [{ field: 'status', in: ['商讨'] }], month: 'date' }],
      value: { count: 'rows' },
    },
  },
  {
    ...common,
    code: 'BASE_BUILT',
    name: '建成（认定）示范基地数',
    aliases: [
      '建成示范基地',
      '认定示范基地',
      '建设示范基地',
      '科技示范基地',
      '示范基地建设',
      '科技示范基地建设',
      '建设科技示范基地',
      '示范基地',
    ],
    englishName: 'Demonstration bases recognised or built',
    kind: 'STOCK',
    numerator: '年末（本年度为当月末）已认定、建成的示范基地数',
    notes: '拟建、申报中的不计；撤销的，撤销以前年度仍计入；没有撤销时间的不能归入，数值标为不全（PARTIAL）。',
    measure: {
      kind: 'stock',
      rows: [
        {
          ledger: 'base',
          where: [{ field: 'status', in: ['认定', '建成'] }],
          from: 'date',
          orYear: true,
          until: ['revokedDate'],
        },
        { ledger: 'base', where: [REVOKED], from: 'date', until: ['revokedDate'], ended: [REVOKED] },
      ],
      value: { count: 'rows' },
    },
  },
  {
    ...common,
    code: 'PLANT_VARIETIES',
    name: '特色产业培育品种数',
    aliases: ['特色产业培育品种', '培育特色品种', '引进示范品种', '特色品种培育'],
    englishName: 'Varieties cultivated',
    kind: 'FLOW',
    numerator: '当年种植的品种数（同一品种计一次）',
    notes: '当年种植的品种，不是累计数；上级为各区划之和，同一品种在两个区划计两次。',
    measure: { kind: 'flow', rows: [{ ledger: 'planting' }], value: { distinct: ['crop'] } },
  },
  {
    ...common,
    code: 'PLANT_AREA',
    extra: true,
    name: '特色产业种植面积',
    aliases: ['特色种植面积', '示范种植面积', '种植面积', '特色作物种植面积'],
    englishName: 'Area planted',
    unit: '亩',
    kind: 'FLOW',
    numerator: '当年种植面积之和',
    measure: { kind: 'flow', rows: [{ ledger: 'planting' }], value: { sum: 'area' } },
  },
];
