import type { Condition, IndicatorDefinition, Measure } from '../define/definition.js';

const common = { kind: 'FLOW', direction: 'UP', theme: 'COMMISSIONER', decimals: 0 } as const;

/** Agreements that were signed. */
const signed: readonly Condition[] = [
  { field: 'contractType', known: true },
  { field: 'contractType', notIn: ['未签订'] },
];

const served = (field: string): Measure => ({
  kind: 'flow',
  rows: [{ ledger: 'commissioner-service', month: 'date' }],
  value: { sum: field },
});

export const COMMISSIONER_INDICATORS: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'COMM_CONTRACTED',
    name: '签订服务协议（责任状）的科技特派员数',
    aliases: [
      '签订责任状科技特派员',
      '签订协议科技特派员',
      '签约科技特派员',
      '科技特派员签订服务协议',
      '签订服务协议的科技特派员',
      '科技特派员签约',
    ],
    englishName: 'S&T commissioners contracted',
    unit: '名',
    numerator: '当年签订责任状或协议的科技特派员人数（同一人计一次）',
    source: '关于深入推行科技特派员制度的若干意见（国办发〔2016〕32号）',
    notes: '未签订和没有写明协议类型的不计；同名同单位的计一人。',
    measure: {
      kind: 'flow',
      rows: [
        {
          ledger: 'commissioner-contract',
          where: signed,
          month: 'signedDate',
        },
      ],
      value: { distinct: ['commissioner', 'employer'] },
    },
  },
  {
    ...common,
    code: 'COMM_IN_SERVICE',
    extra: true,
    name: '在服务期科技特派员数',
    aliases: ['在岗科技特派员', '服务期内科技特派员', '在册科技特派员', '在职科技特派员'],
    englishName: 'S&T commissioners in service',
    unit: '名',
    kind: 'STOCK',
    numerator:
      '年末（本年度为当月末）责任状或协议在服务期内的科技特派员人数（同一人计一次；没有服务开始时间的自签订起）',
    source: '关于深入推行科技特派员制度的若干意见（国办发〔2016〕32号）',
    notes: '没有服务结束时间的不能归入。',
    measure: {
      kind: 'stock',
      rows: [
        {
          ledger: 'commissioner-contract',
          where: [...signed, { field: 'endDate', known: true }],
          from: 'startDate',
          until: ['endDate'],
        },
        {
          ledger: 'commissioner-contract',
          where: [...signed, { field: 'endDate', known: true }, { field: 'startDate', known: false }],
          from: 'signedDate',
          until: ['endDate'],
        },
      ],
      value: { distinct: ['commissioner', 'employer'] },
    },
  },
  {
    ...common,
    code: 'COMM_SERVICES',
    name: '特派员服务次数',
    aliases: [
      '科技特派员服务',
      '科技特派员服务次',
      '科技特派员开展服务',
      '科技特派员下乡服务',
      '科技特派员开展技术服务',
      '科技特派员技术服务',
      '科技特派员服务活动',
    ],
    englishName: 'Commissioner services',
    unit: '次',
    numerator: '当年科技特派员服务次数之和（一条记录计一次）',
    source: '关于深入推行科技特派员制度的若干意见（国办发〔2016〕32号）',
    notes: '一条记录计一次；表中写了服务次数的按所写次数。',
    measure: served('times'),
  },
  {
    ...common,
    code: 'COMM_DAYS',
    extra: true,
    name: '科技特派员服务天数',
    aliases: ['特派员服务天数', '科技特派员下乡服务天数', '科技特派员服务时间', '特派员下乡天数'],
    englishName: 'Commissioner days of service',
    unit: '天',
    decimals: 0,
    numerator: '当年科技特派员服务天数之和',
    source: '关于深入推行科技特派员制度的若干意见（国办发〔2016〕32号）',
    measure: served('days'),
  },
  {
    ...common,
    code: 'COMM_TRAININGS',
    extra: true,
    name: '科技特派员举办培训场次',
    aliases: ['特派员举办培训班', '科技特派员举办培训班', '科技特派员开展培训', '科技特派员培训场次'],
    englishName: 'Trainings held by commissioners',
    unit: '场次',
    decimals: 0,
    numerator: '当年科技特派员举办培训班场次之和',
    source: '关于深入推行科技特派员制度的若干意见（国办发〔2016〕32号）',
    measure: served('trainingSessions'),
  },
  {
    ...common,
    code: 'COMM_FARMERS',
    extra: true,
    name: '科技特派员培训农民人次',
    aliases: ['特派员培训农民', '科技特派员培训农牧民人次', '科技特派员培训人次', '科技特派员培训农民'],
    englishName: 'Farmers trained by commissioners',
    unit: '人次',
    decimals: 0,
    numerator: '当年科技特派员培训农民人次之和',
    source: '关于深入推行科技特派员制度的若干意见（国办发〔2016〕32号）',
    measure: served('farmersTrained'),
  },
  {
    ...common,
    code: 'COMM_INCOME',
    extra: true,
    name: '科技特派员带动增收',
    aliases: ['特派员带动增收', '科技特派员带动农户增收', '科技特派员服务带动增收', '科技特派员带动农民增收'],
    englishName: 'Income raised by commissioners',
    unit: '万元',
    decimals: 2,
    numerator: '当年科技特派员服务带动增收金额之和',
    source: '关于深入推行科技特派员制度的若干意见（国办发〔2016〕32号）',
    measure: served('income'),
  },
];
