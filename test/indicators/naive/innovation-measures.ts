import { among, type Condition, given, later, notAmong, stated } from './conditions.js';
import { adding, type Line, type Naive, rows, standing } from './parts.js';

/** Technology contracts registered. */
export const contract: Line = { ledger: 'tech-contract', where: [], month: 'registeredDate' };
const region = (...conditions: readonly Condition[]): Line => ({ ledger: 'region-year', where: conditions });
const NOT_GRANTED = ['审查中', '未获授权'];
const patentsGranted = (...conditions: readonly Condition[]): Line => ({
  ledger: 'patent',
  about: conditions,
  where: [...conditions, notAmong('status', ...NOT_GRANTED)],
  date: 'grantedDate',
  happened: [among('status', '有效', '失效')],
});
const invention = among('kind', '发明');
const inventions = standing({
  ledger: 'patent',
  about: [invention],
  where: [invention, notAmong('status', ...NOT_GRANTED)],
  date: 'grantedDate',
  happened: [among('status', '有效')],
  over: ['lapsedDate'],
  ended: [among('status', '失效')],
});
const incubators: Line = { ledger: 'incubator', where: [] };
const need = (...conditions: readonly Condition[]): Line => ({
  ledger: 'enterprise-need',
  where: conditions,
  month: 'raisedDate',
});

/** The indicators of a division's statistics, patents, incubators, needs and problems, worded anew. */
export const NAIVE_INNOVATION: Readonly<Record<string, Naive>> = {
  ENT_NEEDS: { top: rows(need()) },
  ENT_NEEDS_RESOLVED: {
    top: rows({
      ledger: 'enterprise-need',
      where: [notAmong('status', '未办结', '办理中', '不予办理')],
      date: 'resolvedDate',
      happened: [among('status', '已办结')],
    }),
  },
  ENT_NEEDS_RATE: {
    top: rows(need(among('status', '已办结'))),
    bottom: rows(need(given('status'))),
    factor: 100,
  },
  ISSUES_OPEN: {
    top: rows(
      { ledger: 'issue', where: [among('status', '存在', '整改中')] },
      { ledger: 'issue', where: [among('status', '已解决'), later('closedDate')] },
    ),
  },
  RD_INTENSITY: {
    top: adding('rdExpenditure', region(stated('gdp'))),
    bottom: adding('gdp', region(stated('rdExpenditure'))),
    factor: 100,
  },
  FISCAL_SCIENCE_SHARE: {
    top: adding('scienceExpenditure', region(stated('budgetExpenditure'))),
    bottom: adding('budgetExpenditure', region(stated('scienceExpenditure'))),
    factor: 100,
  },
  TECH_CONTRACT_GDP_SHARE: { top: adding('amount', contract), bottom: adding('gdp', region()), factor: 100 },
  PATENTS_GRANTED: { top: rows(patentsGranted()) },
  INVENTION_PATENTS_GRANTED: { top: rows(patentsGranted(invention)) },
  INVENTION_PATENTS: { top: inventions },
  INVENTION_PATENTS_PER_10K: { top: inventions, bottom: adding('population', region()) },
  INCUBATING_FIRMS: { top: adding('incubating', incubators) },
  INCUBATION_GRADUATES: { top: adding('graduated', incubators) },
};
