import type { Condition, IndicatorDefinition, StockRows } from '../define/definition.js';

const count = { unit: '家', kind: 'FLOW', direction: 'UP', theme: 'ENTERPRISE', decimals: 0 } as const;
const hnte = { field: 'type', in: ['高新技术企业'] } as const satisfies Condition;
const tsme = { field: 'type', in: ['科技型中小企业'] } as const satisfies Condition;
const srdi = { field: 'type', in: ['专精特新中小企业', '专精特新“小巨人”企业'] } as const satisfies Condition;
const passed = { field: 'result', in: ['通过'] } as const satisfies Condition;
/** A registration counts unless its result says otherwise. */
const registered = { field: 'result', notIn: ['未通过', '待定'] } as const satisfies Condition;
/** A sheet with neither is a list of certificates, which states nothing about applications. */
const APPLICATION = ['appliedDate', 'result'] as const;
const enterprises = { distinct: ['enterprise'] } as const;

/** Certificates of some types in force: issued, not expired, not revoked. */
function certificates(type: Condition): StockRows {
  return {
    ledger: 'qualification',
    scope: [type],
    where: [type, { field: 'result', notIn: ['未通过'] }],
    from: 'issuedDate',
    happened: [passed],
    until: ['validUntil', 'revokedDate'],
  };
}

const pool: StockRows = { ledger: 'pool', from: 'joinedDate', orYear: true, until: ['leftDate'] };

export const ENTERPRISE_INDICATORS: readonly IndicatorDefinition[] = [
  {
    ...count,
    code: 'HNTE_RECOMMENDED',
    name: '推荐申报高新技术企业数',
    aliases: [
      '申报高新技术企业',
      '推荐高新技术企业',
      '组织申报高新技术企业',
      '推荐申报高企',
      '高新技术企业申报',
      '高企申报',
    ],
    englishName: 'HNTE applications recommended',
    numerator: '当年推荐申报高新技术企业的企业数（同一企业计一次）',
    measure: {
      kind: 'flow',
      rows: [{ ledger: 'qualification', scope: [hnte], where: [hnte], month: 'appliedDate', needs: APPLICATION }],
      value: enterprises,
    },
  },
  {
    ...count,
    code: 'HNTE_NEW',
    seasonal: true,
    name: '新认定高新技术企业数',
    aliases: [
      '新增高新技术企业',
      '新认定高企',
      '新培育高新技术企业',
      '新增认定高新技术企业',
      '新增高企',
      '高新技术企业新认定',
      '高新技术企业认定',
      '认定高新技术企业',
      '培育高新技术企业',
      '新增国家高新技术企业',
    ],
    englishName: 'Newly certified HNTEs',
    numerator: '当年发证的高新技术企业证书数（不含重新认定：台账注明的，或同一企业此前已有证书的）',
    measure: {
      kind: 'flow',
      rows: [
        {
          ledger: 'qualification',
          scope: [hnte],
          where: [hnte, { field: 'renewal', is: false }, { field: 'issuedDate', renews: false }],
          at: 'issuedDate',
          happened: [passed],
        },
      ],
      value: { count: 'rows' },
    },
  },
  {
    ...count,
    code: 'HNTE_PASS_RATE',
    name: '高企认定通过率',
    aliases: ['高新技术企业认定通过率', '高新技术企业申报通过率', '高企申报通过率', '高企通过率'],
    englishName: 'HNTE pass rate',
    unit: '%',
    kind: 'RATIO',
    decimals: 2,
    numerator: '当年推荐申报的企业中通过认定的企业数',
    denominator: '当年推荐申报高新技术企业的企业数',
    measure: {
      kind: 'flow',
      rows: [
        { ledger: 'qualification', scope: [hnte], where: [hnte, passed], month: 'appliedDate', needs: APPLICATION },
      ],
      value: enterprises,
    },
    per: {
      kind: 'flow',
      rows: [{ ledger: 'qualification', scope: [hnte], where: [hnte], month: 'appliedDate', needs: APPLICATION }],
      value: enterprises,
    },
    factor: 100,
  },
  {
    ...count,
    code: 'HNTE_STOCK',
    name: '有效高新技术企业数',
    aliases: [
      '高企保有量',
      '高新技术企业保有量',
      '高新技术企业存量',
      '有效期内高新技术企业',
      '高新技术企业总数',
      '高企总数',
      '高新技术企业拥有量',
    ],
    englishName: 'HNTEs in force',
    kind: 'STOCK',
    numerator: '年末（本年度为当月末）持有有效高新技术企业证书的企业数',
    measure: { kind: 'stock', rows: [certificates(hnte)], value: enterprises },
  },
  {
    ...count,
    code: 'TSME_COUNT',
    seasonal: true,
    name: '科技型中小企业入库数',
    aliases: [
      '科技型中小企业',
      '科技型中小企业入库',
      '科技型中小企业评价入库',
      '新增科技型中小企业',
      '入库科技型中小企业',
      '科技型中小企业培育入库',
      '科技型中小企业认定',
    ],
    englishName: 'Registered technology-based SMEs',
    numerator: '当年入库登记的科技型中小企业数',
    measure: {
      kind: 'flow',
      rows: [
        {
          ledger: 'qualification',
          scope: [tsme],
          where: [tsme, registered],
          at: 'issuedDate',
          orYear: true,
        },
      ],
      value: { count: 'rows' },
    },
  },
  {
    ...count,
    code: 'POOL_COUNT',
    name: '科技企业培育库在库数',
    aliases: ['培育库在库企业', '科技企业培育库入库企业', '培育库企业', '高企培育库在库企业', '培育库在库'],
    englishName: 'Enterprises in the cultivation pool',
    kind: 'STOCK',
    numerator: '年末（本年度为当月末）在库的企业数（在几个培育库的分别计）',
    measure: { kind: 'stock', rows: [pool], value: { count: 'rows' } },
  },
  {
    ...count,
    code: 'SRDI_COUNT',
    name: '专精特新企业数',
    aliases: ['专精特新中小企业', '专精特新企业保有量', '有效专精特新企业', '专精特新中小企业保有量'],
    englishName: 'SRDI enterprises',
    kind: 'STOCK',
    numerator: '年末（本年度为当月末）有效的专精特新企业数',
    measure: { kind: 'stock', rows: [certificates(srdi)], value: enterprises },
  },
  {
    ...count,
    code: 'ENT_CULTIVATED',
    name: '培育科技企业总数',
    aliases: ['培育科技企业', '培育科技型企业', '科技型企业保有量'],
    englishName: 'Enterprises cultivated',
    kind: 'STOCK',
    numerator: '年末（本年度为当月末）在培育库或持有有效高企、科小、专精特新资质的企业数（同一企业计一次）',
    measure: {
      kind: 'stock',
      rows: [certificates({ field: 'type', in: [...hnte.in, ...tsme.in, ...srdi.in] }), pool],
      value: enterprises,
    },
  },
];
