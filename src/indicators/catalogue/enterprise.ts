import type { Condition, IndicatorDefinition, Measure, StockRows } from '../define/definition.js';

const count = { unit: '家', kind: 'FLOW', direction: 'UP', theme: 'ENTERPRISE', decimals: 0 } as const;
const hnte = { field: 'type', in: ['高新技术企业'] } as const satisfies Condition;
const tsme = { field: 'type', in: ['科技型中小企业'] } as const satisfies Condition;
const srdi = { field: 'type', in: ['专精特新中小企业', '专精特新“小巨人”企业'] } as const satisfies Condition;
const passed = { field: 'result', in: ['通过'] } as const satisfies Condition;
const decided = { field: 'result', in: ['通过', '未通过'] } as const satisfies Condition;
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

/** HNTE certificates issued in the year. */
function certified(...where: readonly Condition[]): Measure {
  const rows = { ledger: 'qualification', scope: [hnte], where: [hnte, ...where], happened: [passed] } as const;
  return { kind: 'flow', rows: [{ ...rows, at: 'issuedDate' }], value: { count: 'rows' } };
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
    source: '高新技术企业认定管理办法（国科发火〔2016〕32号）',
    notes: '只有证书信息的名单不说明推荐数。',
    measure: {
      kind: 'flow',
      rows: [{ ledger: 'qualification', scope: [hnte], where: [hnte], month: 'appliedDate', needs: APPLICATION }],
      value: enterprises,
    },
  },
  {
    ...count,
    code: 'HNTE_BATCHES',
    extra: true,
    direction: 'NEUTRAL',
    name: '高新技术企业申报批次数',
    aliases: ['高企申报批次', '申报批次'],
    englishName: 'Batches of HNTE applications',
    unit: '批',
    numerator: '当年推荐申报高新技术企业的批次数（同一批次计一次）',
    source: '高新技术企业认定管理办法（国科发火〔2016〕32号）',
    notes: '没有填写批次的不计；上级为各区划之和。',
    measure: {
      kind: 'flow',
      rows: [
        {
          ledger: 'qualification',
          scope: [hnte],
          where: [hnte, { field: 'batch', known: true }],
          month: 'appliedDate',
          needs: APPLICATION,
        },
      ],
      value: { distinct: ['batch'] },
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
    source: '高新技术企业认定管理办法（国科发火〔2016〕32号）',
    notes: '重新认定的不计；与净增数（年末存量之差）不同。',
    measure: certified({ field: 'renewal', is: false }, { field: 'issuedDate', renews: false }),
  },
  {
    ...count,
    code: 'TSME_TO_HNTE',
    seasonal: true,
    name: '科小转高企数',
    aliases: [
      '科技型中小企业转高新技术企业',
      '科技型中小企业认定为高新技术企业',
      '科小转高企',
      '科技型中小企业升级高新技术企业',
    ],
    englishName: 'Technology-based SMEs newly certified as HNTEs',
    numerator: '当年新认定的高新技术企业中，当年或以前年度入库过科技型中小企业的',
    source: '高新技术企业认定管理办法（国科发火〔2016〕32号）；科技型中小企业评价办法（国科发政〔2017〕115号）',
    notes:
      '重新认定的不计；按同一区划台账中的企业匹配；本区划没有科技型中小企业台账的不能计算；不另设科小转高企率：分母用当年还是上年的入库数各地不一，可自定义指标。',
    measure: certified(
      { field: 'renewal', is: false },
      { field: 'issuedDate', renews: false },
      { field: 'issuedDate', follows: true },
    ),
  },
  {
    ...count,
    code: 'HNTE_RENEWED',
    seasonal: true,
    name: '重新认定高新技术企业数',
    aliases: ['高企重新认定', '高新技术企业重新认定', '重新认定高企', '复审高新技术企业'],
    englishName: 'HNTEs certified again',
    numerator: '当年发证的高新技术企业证书中重新认定的证书数（台账注明的，或同一企业此前已有证书的）',
    source: '高新技术企业认定管理办法（国科发火〔2016〕32号）',
    notes: '首次认定的不计。',
    measure: certified({ field: 'issuedDate', renews: true }),
  },
  {
    ...count,
    code: 'HNTE_EXPIRING',
    extra: true,
    direction: 'NEUTRAL',
    name: '到期高新技术企业数',
    aliases: ['到期高企', '当年到期高新技术企业', '有效期满高新技术企业', '证书到期高新技术企业'],
    englishName: 'HNTE certificates expiring',
    numerator: '高新技术企业证书在当年到期、此前未被取消资格的企业数（同一企业计一次）；问下一年即下年到期数',
    source: '高新技术企业认定管理办法（国科发火〔2016〕32号）',
    notes: '重新认定后仍按原证书到期年度计一次；被取消资格的不计。',
    measure: {
      kind: 'flow',
      rows: [
        {
          ledger: 'qualification',
          scope: [hnte],
          where: [hnte, { field: 'result', notIn: ['未通过'] }, { field: 'revokedDate', known: false }],
          at: 'validUntil',
        },
      ],
      value: enterprises,
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
    denominator: '当年推荐申报、已有结果的企业数（待定的不计）',
    source: '高新技术企业认定管理办法（国科发火〔2016〕32号）',
    notes: '待定的不计，有几家待定在文字中说明；按企业计，分批多次申报的计一次。',
    pending: { of: 'HNTE_RECOMMENDED', unit: '家', words: '待定' },
    measure: {
      kind: 'flow',
      rows: [
        { ledger: 'qualification', scope: [hnte], where: [hnte, passed], month: 'appliedDate', needs: APPLICATION },
      ],
      value: enterprises,
    },
    per: {
      kind: 'flow',
      rows: [
        { ledger: 'qualification', scope: [hnte], where: [hnte, decided], month: 'appliedDate', needs: APPLICATION },
      ],
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
    source: '高新技术企业认定管理办法（国科发火〔2016〕32号）',
    notes: '只有“通过”而没有发证日期的不能归入，数值标为不全（PARTIAL）。',
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
    numerator: '当年入库登记、未撤销的科技型中小企业数（同一企业计一次）',
    source: '科技型中小企业评价办法（国科发政〔2017〕115号）',
    notes: '每年重新入库，是当年数，不是累计数；撤销的不计。',
    measure: {
      kind: 'flow',
      rows: [
        {
          ledger: 'qualification',
          scope: [tsme],
          where: [tsme, registered, { field: 'revokedDate', known: false }],
          at: 'issuedDate',
          orYear: true,
        },
      ],
      value: enterprises,
    },
  },
  {
    ...count,
    code: 'POOL_COUNT',
    name: '科技企业培育库在库数',
    aliases: ['培育库在库企业', '科技企业培育库入库企业', '培育库企业', '高企培育库在库企业', '培育库在库'],
    englishName: 'Enterprises in the cultivation pool',
    kind: 'STOCK',
    numerator: '年末（本年度为当月末）在库的企业数（同一企业计一次）',
    notes: '在几个培育库的企业计一次；分培育库查询时分别计。',
    measure: { kind: 'stock', rows: [pool], value: enterprises },
  },
  {
    ...count,
    code: 'SRDI_COUNT',
    name: '专精特新企业数',
    aliases: ['专精特新中小企业', '专精特新企业保有量', '有效专精特新企业', '专精特新中小企业保有量'],
    englishName: 'SRDI enterprises',
    kind: 'STOCK',
    numerator: '年末（本年度为当月末）有效的专精特新企业数',
    source:
      '优质中小企业梯度培育管理办法（工信部企业〔2026〕2号，2026年4月1日起施行；此前为暂行办法，工信部企业〔2022〕63号）',
    notes: '含专精特新“小巨人”企业；创新型中小企业不计；台账没有有效期的，自发证（公布）之日起三年内计入。',
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
    notes: '培育库、高企、科小、专精特新合并去重，不是各项之和。',
    measure: {
      kind: 'stock',
      rows: [certificates({ field: 'type', in: [...hnte.in, ...tsme.in, ...srdi.in] }), pool],
      value: enterprises,
    },
  },
];
