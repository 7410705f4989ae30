import type { LedgerId } from '../../src/entities/ledgers/index.js';

/** Columns that a sheet of a ledger may lack. */
export const LACKING: Readonly<Partial<Record<LedgerId, readonly string[]>>> = {
  project: [
    'appliedDate',
    'approvedDate',
    'signedDate',
    'acceptedDate',
    'acceptanceResult',
    'status',
    'level',
    'endDate',
    'grant',
  ],
  funding: ['level', 'flow', 'date', 'source'],
  qualification: ['type', 'result', 'renewal', 'certificateNo', 'appliedDate', 'issuedDate', 'validUntil', 'batch'],
  pool: ['pool', 'joinedDate', 'leftDate'],
  'commissioner-contract': ['contractType', 'signedDate', 'employer', 'startDate', 'endDate'],
  'commissioner-service': ['date', 'mode', 'days', 'income', 'households'],
  activity: ['kind', 'date', 'mode', 'role', 'partners', 'people', 'materials', 'policies', 'channels', 'shifts'],
  'enterprise-year': ['industry', 'revenue', 'rdExpense', 'rdExpenditure'],
  'region-year': ['population', 'rdExpenditure', 'scienceExpenditure'],
  patent: ['kind', 'status', 'grantedDate', 'lapsedDate'],
  incubator: ['kind', 'level', 'graduated'],
  'enterprise-need': ['kind', 'status', 'resolvedDate'],
  issue: ['category', 'status', 'closedDate'],
  'tech-contract': ['type', 'direction', 'registeredDate', 'technologyAmount'],
  financing: ['bank', 'purpose', 'demand', 'granted', 'credit', 'date'],
  base: ['level', 'status', 'date'],
  planting: ['kind', 'area'],
  target: ['department'],
  observation: ['period', 'previous', 'source'],
};
