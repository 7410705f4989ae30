import type { Condition, IndicatorDefinition, Measure } from '../define/definition.js';

const received: Condition = { field: 'flow', in: ['下达', '追加', '核减', '退回'] };

/** Money received, net of what was taken back, of some levels; 分配 rows pass on money already counted. */
function receivedFrom(levels?: readonly string[]): Measure {
  return {
    kind: 'flow',
    rows: [
      {
        ledger: 'funding',
        where: levels === undefined ? [received] : [received, { field: 'level', in: levels }],
        month: 'date',
      },
    ],
    value: { sum: 'amount' },
  };
}

/** What a budget holds or was spent of it. */
function budgeted(sum: 'budget' | 'executed'): Measure {
  return { kind: 'flow', rows: [{ ledger: 'funding', about: ['budget', 'executed'], month: 'date' }], value: { sum } };
}

const money = { unit: '万元', kind: 'FLOW', direction: 'UP', theme: 'FUNDING', decimals: 2 } as const;

export const FUNDING_INDICATORS: readonly IndicatorDefinition[] = [
  {
    ...money,
    code: 'FUND_UPPER_TOTAL',
    name: '争取上级科技专项资金总额',
    aliases: [
      '争取上级科技资金',
      '争取上级科技专项资金',
      '争取上级资金',
      '向上争取资金',
      '向上争取科技资金',
      '争取上级科技项目资金',
      '争取上级科技经费',
      '争取上级无偿资金',
    ],
    englishName: 'Special S&T funds obtained from upper levels',
    numerator: '国家、自治区、市三级下达和追加的科技专项资金，减去核减和退回的',
    notes: '分配、拨付不计（是同一笔资金的再下达和支付）；提前下达的按预算年度计。',
    measure: receivedFrom(['国家', '自治区', '市']),
  },
  {
    ...money,
    code: 'FUND_NATIONAL',
    name: '国家级科技专项资金',
    aliases: ['国家级科技资金', '中央科技专项资金', '争取国家级科技资金', '争取中央科技资金'],
    englishName: 'National S&T funds',
    numerator: '国家级下达和追加的科技专项资金，减去核减和退回的',
    notes: '分配、拨付不计；提前下达的按预算年度计。',
    measure: receivedFrom(['国家']),
  },
  {
    ...money,
    code: 'FUND_REGION',
    name: '自治区（省）级科技专项资金',
    aliases: [
      '自治区级科技资金',
      '省级科技资金',
      '自治区级科技专项资金',
      '省级科技专项资金',
      '争取自治区级科技资金',
      '争取省级科技资金',
    ],
    englishName: 'Autonomous-region S&T funds',
    numerator: '自治区（省）级下达和追加的科技专项资金，减去核减和退回的',
    notes: '分配、拨付不计；提前下达的按预算年度计。',
    measure: receivedFrom(['自治区']),
  },
  {
    ...money,
    code: 'FUND_CITY',
    name: '市级科技专项资金',
    aliases: ['市级科技资金', '争取市级科技资金', '市级科技经费'],
    englishName: 'City-level S&T funds',
    numerator: '市级下达和追加的科技专项资金，减去核减和退回的',
    notes: '分配、拨付不计；提前下达的按预算年度计。',
    measure: receivedFrom(['市']),
  },
  {
    ...money,
    code: 'FUND_LOCAL',
    name: '本级科技专项资金',
    aliases: ['本级科技资金', '区级科技专项资金', '县级科技专项资金', '本级财政科技专项资金', '区本级科技专项资金'],
    englishName: 'Own-level S&T funds',
    numerator: '本级下达和追加的科技专项资金，减去核减和退回的',
    notes: '分配、拨付不计；企业自筹不计。',
    measure: receivedFrom(['本级']),
  },
  {
    ...money,
    code: 'FUND_TOTAL',
    name: '科技专项资金合计',
    aliases: ['科技专项资金', '科技专项资金总额', '科技资金合计', '科技资金总额', '到位科技专项资金'],
    englishName: 'Total special S&T funds',
    numerator: '各级下达和追加的科技专项资金，减去核减和退回的',
    notes: '含本级；分配、拨付不计。与争取上级资金不同。',
    measure: receivedFrom(),
  },
  {
    code: 'FUND_DISBURSE_RATE',
    name: '资金拨付率',
    aliases: [
      '科技专项资金到位率',
      '资金到位率',
      '资金下拨率',
      '科技资金拨付率',
      '科技专项资金拨付率',
      '专项资金拨付率',
      '科技资金到位率',
    ],
    englishName: 'Disbursement rate',
    unit: '%',
    kind: 'RATIO',
    direction: 'UP',
    theme: 'FUNDING',
    decimals: 2,
    numerator: '拨付的科技专项资金金额之和',
    denominator: '下达和追加的科技专项资金，减去核减和退回的',
    notes: '按年度的拨付与下达相比，不是同一笔资金的拨付进度；当年拨付上年下达资金的可超过100%。',
    measure: {
      kind: 'flow',
      rows: [
        {
          ledger: 'funding',
          scope: [{ field: 'flow', in: ['拨付'] }],
          where: [{ field: 'flow', in: ['拨付'] }],
          month: 'date',
        },
      ],
      value: { sum: 'amount' },
    },
    per: receivedFrom(),
    factor: 100,
  },
  {
    code: 'FUND_EXECUTION_RATE',
    extra: true,
    name: '预算执行率',
    aliases: [
      '科技专项资金预算执行率',
      '专项资金预算执行率',
      '科技资金预算执行率',
      '资金执行率',
      '专项资金执行率',
      '科技经费预算执行率',
      '财政科技资金预算执行率',
    ],
    englishName: 'Budget execution rate',
    unit: '%',
    kind: 'RATIO',
    direction: 'UP',
    theme: 'FUNDING',
    decimals: 2,
    numerator: '执行数之和',
    denominator: '预算数之和',
    notes: '只计预算数和执行数都填了的行；预算数不是下达的资金，不计入科技专项资金；与资金拨付率（拨付÷下达）不同。',
    measure: budgeted('executed'),
    per: budgeted('budget'),
    factor: 100,
  },
];
