import { among, type Condition, notAmong, positive, saidIn, stated } from './conditions.js';
import { contract } from './innovation-measures.js';
import { adding, type Line, type Naive, type Part, rows } from './parts.js';

const listed = (...conditions: readonly Condition[]): Line => ({ ledger: 'enterprise-year', where: conditions });
const byAccounts = notAmong('rdBasis', 'R&D经费');
const byStatistics = among('rdBasis', 'R&D经费');
const loan = (...conditions: readonly Condition[]): Line => ({ ledger: 'financing', where: conditions, month: 'date' });
/** An enterprise's need for money for a purpose is one, however often it is listed. */
const need = (part: Part): Part => ({
  ...part,
  most: 'demand',
  different: ({ row }) =>
    row.enterprise_id === null ? [] : [`${row.enterprise_id}|${String(saidIn(row, 'purpose'))}`],
});
const WAN = 10_000;

/** The indicators of enterprises' R&D, technology contracts and loans, worded anew. */
export const NAIVE_MARKET: Readonly<Record<string, Naive>> = {
  RD_EXP_ASD: {
    top: adding('rdExpense', listed(byAccounts), { ...listed(byStatistics), adds: 'rdExpenditure' }),
    unit: WAN,
  },
  RD_INTENSITY_ASD: {
    top: adding('rdExpense', listed(byAccounts, stated('revenue')), {
      ...listed(byStatistics, stated('revenue')),
      adds: 'rdExpenditure',
    }),
    bottom: adding('revenue', listed(byAccounts, stated('rdExpense')), listed(byStatistics, stated('rdExpenditure'))),
    factor: 100,
  },
  RD_ACTIVE_SHARE: {
    top: rows(listed(byAccounts, positive('rdExpense')), listed(byStatistics, positive('rdExpenditure'))),
    bottom: rows(listed(byAccounts, stated('rdExpense')), listed(byStatistics, stated('rdExpenditure'))),
    factor: 100,
  },
  TECH_CONTRACTS: { top: rows(contract) },
  TECH_CONTRACT_VALUE: { top: adding('amount', contract), unit: WAN },
  TECH_SOLD_VALUE: {
    top: adding('amount', { ...contract, where: [among('direction', '输出', '输出并吸纳')] }),
    unit: WAN,
  },
  TECH_BOUGHT_VALUE: {
    top: adding('amount', { ...contract, where: [among('direction', '吸纳', '输出并吸纳')] }),
    unit: WAN,
  },
  TECH_TRADE_VALUE: { top: adding('technologyAmount', contract), unit: WAN },
  LOAN_DEMAND: { top: need(adding('demand', loan())), unit: WAN },
  LOAN_CREDIT: { top: adding('credit', loan()), unit: WAN },
  LOAN_GRANTED: { top: adding('granted', loan()), unit: WAN },
  LOAN_SATISFACTION: {
    top: need(adding('granted', loan(stated('demand')))),
    bottom: need(adding('demand', loan(stated('granted')))),
    factor: 100,
  },
};
