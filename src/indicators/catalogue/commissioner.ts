import type { IndicatorDefinition } from '../define/definition.js';

const common = { kind: 'FLOW', direction: 'UP', theme: 'COMMISSIONER', decimals: 0 } as const;

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
    measure: {
      kind: 'flow',
      rows: [
        {
          ledger: 'commissioner-contract',
          where: [
            { field: 'contractType', known: true },
            { field: 'contractType', notIn: ['未签订'] },
          ],
          month: 'signedDate',
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
    measure: { kind: 'flow', rows: [{ ledger: 'commissioner-service', month: 'date' }], value: { sum: 'times' } },
  },
];
