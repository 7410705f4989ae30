import type { FlowRows, IndicatorDefinition } from '../define/definition.js';

const contracts: readonly FlowRows[] = [{ ledger: 'tech-contract', month: 'registeredDate' }];
const loans: readonly FlowRows[] = [{ ledger: 'financing', month: 'date' }];

export const MARKET_INDICATORS: readonly IndicatorDefinition[] = [
  {
    code: 'TECH_CONTRACTS',
    name: '技术合同登记项数',
    englishName: 'Technology contracts registered',
    unit: '项',
    kind: 'FLOW',
    direction: 'UP',
    theme: 'TECHNOLOGY_MARKET',
    decimals: 0,
    numerator: '当年登记的技术合同项数',
    measure: { kind: 'flow', rows: contracts, value: { count: 'rows' } },
  },
  {
    code: 'TECH_CONTRACT_VALUE',
    name: '技术合同成交额',
    englishName: 'Technology contract value',
    unit: '万元',
    kind: 'FLOW',
    direction: 'UP',
    theme: 'TECHNOLOGY_MARKET',
    decimals: 2,
    numerator: '当年登记的技术合同金额之和',
    measure: { kind: 'flow', rows: contracts, value: { sum: 'amount' } },
  },
  {
    code: 'LOAN_DEMAND',
    name: '企业贷款需求额',
    englishName: 'Loan demand',
    unit: '万元',
    kind: 'FLOW',
    direction: 'NEUTRAL',
    theme: 'FINANCE',
    decimals: 2,
    numerator: '当年企业融资需求金额之和',
    measure: { kind: 'flow', rows: loans, value: { sum: 'demand' } },
  },
  {
    code: 'LOAN_SATISFACTION',
    name: '贷款需求满足率',
    englishName: 'Loan demand met',
    unit: '%',
    kind: 'RATIO',
    direction: 'UP',
    theme: 'FINANCE',
    decimals: 2,
    factor: 100,
    numerator: '当年放款金额之和',
    denominator: '当年企业融资需求金额之和',
    measure: { kind: 'flow', rows: loans, value: { sum: 'granted' } },
    per: { kind: 'flow', rows: loans, value: { sum: 'demand' } },
  },
];
