import { ACTIVITIES, type Activity, POPULARISATION } from './records/activity.js';
import { BUDGETS } from './records/budget.js';
import { CONTRACTS, SERVICES } from './records/commissioner.js';
import { LEVELS, type Level } from './records/district.js';
import { ENTERPRISE_YEARS } from './records/enterprise-year.js';
import { exact, type Figure } from './records/figure.js';
import { FUNDINGS } from './records/funding.js';
import { INCUBATOR_YEARS } from './records/incubator.js';
import { DEMANDS, TECH_CONTRACTS } from './records/market.js';
import { NEEDS } from './records/need.js';
import { PATENTS } from './records/patent.js';
import { PROBLEMS } from './records/target.js';
import { PROJECTS } from './records/project.js';
import { APPLICATIONS, MEMBERSHIPS, REGISTRATIONS } from './records/qualification.js';
import { REGION_YEARS } from './records/region.js';
import { BASES, PLANTINGS } from './records/rural.js';
import { monthOf, type When, yearOf } from './records/when.js';

/** The figures that a sum is made of; a count is made of ones. */
export type Addends = readonly Figure[];

/** Service rows and contract rows that can be loaded. */
const services = SERVICES.filter((row) => row.impossibleDate === undefined);
const contracts = TECH_CONTRACTS.filter((row) => row.wordsForAmount === undefined);
const events = [...ACTIVITIES, ...POPULARISATION];

const one: Figure = { value: 1 };
const ones = (rows: readonly unknown[]): Addends => rows.map(() => one);
const distinct = (keys: readonly string[]): Addends => ones([...new Set(keys)]);
const inWan = (figure: Figure): Figure => ({ ...figure, value: figure.value === null ? null : figure.value / 10_000 });
const isIn = (when: When | null, year: number): boolean => when !== null && yearOf(when) === year;
const isBy = (when: When | null, year: number): boolean => when !== null && yearOf(when) <= year;

/** Whether a date lies in January to a month; an unknown one does not, unless the whole year is asked for. */
const until = (when: When | null, month: number): boolean => month === 12 || (when !== null && monthOf(when) <= month);

/** Funds received at some levels, in 万元. */
export function funds(levels: readonly Level[], year: number, month = 12): Addends {
  return FUNDINGS.filter(
    (row) => row.flow === '下达' && levels.includes(row.level) && row.year === year && until(row.date, month),
  ).map((row) => inWan(row.amount));
}

/** Activities of some kinds. */
export function held(kinds: readonly string[], year: number, month = 12): readonly Activity[] {
  return events.filter((row) => kinds.includes(row.kind) && row.year === year && until(row.date, month));
}

/** Technology contracts registered. */
export function registered(year: number, month = 12) {
  return contracts.filter((row) => isIn(row.registered, year) && until(row.registered, month));
}

const recommended = (year: number) => APPLICATIONS.filter((row) => row.year === year);
const codes = (rows: readonly { readonly enterprise: { readonly code: string } }[]): string[] =>
  rows.map((row) => row.enterprise.code);

/** Whether a certificate is in force on 31 December: issued by then, less than three years old, not revoked. */
function inForce(row: (typeof APPLICATIONS)[number], year: number): boolean {
  if (row.certificate === null || isBy(row.revoked, year)) return false;
  const { from } = row.certificate.issued;
  return from <= `${year}-12-31` && `${Number(from.slice(0, 4)) + 3}${from.slice(4)}` > `${year}-12-31`;
}

const regional = (pick: 'gdp' | 'population' | 'rd' | 'budget' | 'science', year: number): Addends =>
  REGION_YEARS.filter((row) => row.year === year).map((row) => ({ value: row[pick] }));
const granted = (year: number) => PATENTS.filter((row) => isIn(row.granted, year));
const inventionsInForce = (year: number) =>
  PATENTS.filter((row) => row.kind === '发明' && isBy(row.granted, year) && !isBy(row.lapsed, year));
const reports = (year: number) => INCUBATOR_YEARS.filter((row) => row.year === year);
const needs = (year: number) => NEEDS.filter((row) => row.year === year);
const UPPER: readonly Level[] = ['国家', '自治区', '市'];
const appliedIn = (year: number) => PROJECTS.filter((row) => isIn(row.applied, year));
const listed = (year: number) => ENTERPRISE_YEARS.filter((row) => row.year === year);
const asked = (year: number) => DEMANDS.filter((row) => row.year === year);

/** Money is in 万元. Every flow and stock of the design, by year: what is added up. */
export const SUMS: Readonly<Record<string, (year: number) => Addends>> = {
  FUND_UPPER_TOTAL: (year) => funds(UPPER, year),
  FUND_REGION: (year) => funds(['自治区'], year),
  FUND_CITY: (year) => funds(['市'], year),
  FUND_LOCAL: (year) => funds(['本级'], year),
  FUND_TOTAL: (year) => funds(LEVELS, year),
  PROJ_APPLIED: (year) => ones(appliedIn(year)),
  PROJ_APPROVED: (year) => ones(PROJECTS.filter((row) => isIn(row.approved, year))),
  PROJ_SIGNED: (year) => ones(PROJECTS.filter((row) => isIn(row.signed, year))),
  PROJ_ACCEPTED: (year) => ones(PROJECTS.filter((row) => row.result === '通过' && isIn(row.accepted, year))),
  PROJ_ACTIVE: (year) =>
    ones(
      PROJECTS.filter(
        (row) =>
          isBy(row.signed, year) && !isBy(row.ended, year) && !(row.result === '通过' && isBy(row.accepted, year)),
      ),
    ),
  HNTE_RECOMMENDED: (year) => distinct(codes(recommended(year))),
  HNTE_NEW: (year) => ones(APPLICATIONS.filter((row) => !row.renewal && isIn(row.certificate?.issued ?? null, year))),
  HNTE_STOCK: (year) => distinct(codes(APPLICATIONS.filter((row) => inForce(row, year)))),
  TSME_COUNT: (year) => ones(REGISTRATIONS.filter((row) => row.year === year)),
  POOL_COUNT: (year) => ones(MEMBERSHIPS.filter((row) => isBy(row.joined, year) && !isBy(row.left, year))),
  COMM_CONTRACTED: (year) => distinct(CONTRACTS.filter((row) => row.year === year).map((row) => row.commissioner)),
  COMM_SERVICES: (year) => ones(services.filter((row) => row.year === year)),
  TRAIN_SESSIONS: (year) => ones(held(['培训', '论坛'], year)),
  SCIPOP_EVENTS: (year) => ones(held(['科普'], year)),
  ROADSHOW_EVENTS: (year) => ones(held(['路演', '对接会'], year)),
  BANK_EVENTS: (year) => ones(held(['银企对接'], year)),
  IUR_EVENTS: (year) => ones(held(['产学研'], year)),
  TRAIN_PERSON_TIMES: (year) =>
    held(['培训', '论坛'], year)
      .filter((row) => row.role !== '组织参加')
      .map((row) => row.people),
  SCIPOP_MATERIALS: (year) => held(['科普'], year).map((row) => row.materials),
  RD_EXP_ASD: (year) => listed(year).map((row) => inWan(row.expense)),
  TECH_CONTRACTS: (year) => ones(registered(year)),
  TECH_CONTRACT_VALUE: (year) => registered(year).map((row) => inWan(row.amount)),
  LOAN_DEMAND: (year) => asked(year).map((row) => inWan(row.demand)),
  BASE_APPLIED: (year) => ones(BASES.filter((row) => ['推荐', '申报'].includes(row.status) && isIn(row.date, year))),
  BASE_INTENT: (year) => ones(BASES.filter((row) => row.status === '商讨' && isIn(row.date, year))),
  BASE_BUILT: (year) => ones(BASES.filter((row) => ['认定', '建成'].includes(row.status) && isBy(row.date, year))),
  ENT_NEEDS: (year) => ones(needs(year)),
  ENT_NEEDS_RESOLVED: (year) => ones(NEEDS.filter((row) => isIn(row.resolved, year))),
  ISSUES_OPEN: (year) => ones(PROBLEMS.filter((row) => row.year === year && row.status !== '已解决')),
  PATENTS_GRANTED: (year) => ones(granted(year)),
  INVENTION_PATENTS_GRANTED: (year) => ones(granted(year).filter((row) => row.kind === '发明')),
  INVENTION_PATENTS: (year) => ones(inventionsInForce(year)),
  INCUBATING_FIRMS: (year) => reports(year).map((row) => ({ value: row.incubating })),
  INCUBATION_GRADUATES: (year) => reports(year).map((row) => ({ value: row.graduated })),
  PLANT_VARIETIES: (year) => distinct(PLANTINGS.filter((row) => row.year === year).map((row) => row.crop)),
};

/** Every ratio of the design, by year: what is divided by what; it is told in %, but for those of PLAIN_RATIOS. */
export const RATIOS: Readonly<Record<string, (year: number) => readonly [Addends, Addends]>> = {
  RD_INTENSITY: (year) => [regional('rd', year), regional('gdp', year)],
  FISCAL_SCIENCE_SHARE: (year) => [regional('science', year), regional('budget', year)],
  TECH_CONTRACT_GDP_SHARE: (year) => [registered(year).map((row) => row.amount), regional('gdp', year)],
  INVENTION_PATENTS_PER_10K: (year) => [ones(inventionsInForce(year)), regional('population', year)],
  ENT_NEEDS_RATE: (year) => [ones(needs(year).filter((row) => row.status === '已办结')), ones(needs(year))],
  PROJ_APPROVAL_RATE: (year) => [ones(appliedIn(year).filter((row) => row.approved !== null)), ones(appliedIn(year))],
  HNTE_PASS_RATE: (year) => [
    distinct(codes(recommended(year).filter((row) => row.certificate !== null))),
    distinct(codes(recommended(year))),
  ],
  RD_INTENSITY_ASD: (year) => {
    const both = listed(year).filter((row) => row.expense.value !== null && row.revenue.value !== null);
    return [both.map((row) => row.expense), both.map((row) => row.revenue)];
  },
  RD_ACTIVE_SHARE: (year) => {
    const known = listed(year).filter((row) => row.expense.value !== null);
    return [ones(known.filter((row) => row.expense.value! > 0)), ones(known)];
  },
  FUND_EXECUTION_RATE: (year) => {
    const lines = BUDGETS.filter((row) => row.year === year);
    return [lines.map((row) => exact(row.executed)), lines.map((row) => exact(row.budget))];
  },
  LOAN_SATISFACTION: (year) => {
    const both = asked(year).filter((row) => row.granted.value !== null && row.demand.value !== null);
    return [both.map((row) => row.granted), both.map((row) => row.demand)];
  },
};

/** Ratios that are no shares and so are not told in %. */
export const PLAIN_RATIOS: readonly string[] = ['INVENTION_PATENTS_PER_10K'];

/** How many rows of each ledger can be loaded, by connection. */
export const ROWS: Readonly<Record<string, readonly unknown[]>> = {
  projects: PROJECTS,
  fundings: [...FUNDINGS, ...BUDGETS],
  commissionerContracts: CONTRACTS,
  commissionerServices: services,
  activities: events,
  enterpriseYears: ENTERPRISE_YEARS,
  techContracts: contracts,
  financingDemands: DEMANDS,
  bases: BASES,
  plantings: PLANTINGS,
  patents: PATENTS,
  incubators: INCUBATOR_YEARS,
  enterpriseNeeds: NEEDS,
  regionYears: REGION_YEARS,
};
