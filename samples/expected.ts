import { FAULTS } from './faults.js';
import { type Addends, funds, held, PLAIN_RATIOS, RATIOS, registered, ROWS, SUMS } from './indicators.js';
import { DISTRICT, LEVELS, YEARS } from './records/district.js';
import { sum } from './records/figure.js';
import { CONTRACT_TYPES } from './records/market.js';
import { OBSERVATIONS, PROBLEMS, TARGETS } from './records/target.js';
import { APPLICATIONS, DISTINCTIONS, MEMBERSHIPS, REGISTRATIONS } from './records/qualification.js';

type ByYear<T> = Record<string, T>;

const yearly = <T>(of: (year: number) => T): ByYear<T> => Object.fromEntries(YEARS.map((year) => [year, of(year)]));

/** Rounded to so many decimals, without the dust of binary fractions. */
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

const added = (addends: Addends): number => rounded(sum(addends), 2);

const members = <M extends string>(
  all: readonly M[],
  of: (member: M, year: number) => number,
): Record<string, ByYear<number>> =>
  Object.fromEntries(all.map((member) => [member, yearly((year) => of(member, year))]));

function ratio([above, below]: readonly [Addends, Addends], factor: number): number {
  return rounded((factor * sum(above)) / sum(below), 6);
}

function valueOf(code: string, year: number): number {
  const sums = SUMS[code];
  return sums === undefined ? ratio(RATIOS[code]!(year), PLAIN_RATIOS.includes(code) ? 1 : 100) : added(sums(year));
}

/** What is known less than exactly: PARTIAL where an addend is masked or unknown, APPROXIMATE where one is rounded. */
function flagsOf(addends: Addends): string[] {
  const has = (flag: string): boolean => addends.some((addend) => addend.flag === flag);
  return [...(has('masked') || has('unknown') ? ['PARTIAL'] : []), ...(has('approximate') ? ['APPROXIMATE'] : [])];
}

function flags(): Record<string, ByYear<string[]>> {
  const all = [
    ...Object.entries(SUMS).map(([code, of]) => [code, of] as const),
    ...Object.entries(RATIOS).map(([code, of]) => [code, (year: number): Addends => of(year).flat()] as const),
  ];
  return Object.fromEntries(
    all.flatMap(([code, of]) => {
      const years = YEARS.map((year) => [year, flagsOf(of(year))] as const).filter(([, found]) => found.length > 0);
      return years.length === 0 ? [] : [[code, Object.fromEntries(years)]];
    }),
  );
}

function targets() {
  return TARGETS.map(({ year, indicator, low, high, text }) => ({
    year,
    indicator,
    low,
    high,
    text: String(text),
    met: indicator === null || low === null ? null : valueOf(indicator, year) >= low,
  }));
}

/** What an importer must make of the sample ledgers, counted from the records and not from the workbooks. */
export function expected() {
  return {
    division: { code: DISTRICT.code, name: DISTRICT.name },
    years: [...YEARS],
    rows: {
      ...Object.fromEntries(Object.entries(ROWS).map(([connection, rows]) => [connection, rows.length])),
      qualifications: APPLICATIONS.length + REGISTRATIONS.length + DISTINCTIONS.length,
      poolMemberships: MEMBERSHIPS.length,
      issues: PROBLEMS.length,
      targets: TARGETS.length,
      observations: OBSERVATIONS.length,
    },
    indicators: Object.fromEntries(
      [...Object.keys(SUMS), ...Object.keys(RATIOS)].map((code) => [code, yearly((year) => valueOf(code, year))]),
    ),
    // Patents were granted before the ledgers begin.
    before: Object.fromEntries(
      ['PATENTS_GRANTED', 'INVENTION_PATENTS_GRANTED', 'INVENTION_PATENTS'].map((code) => [
        code,
        added(SUMS[code]!(YEARS[0] - 1)),
      ]),
    ),
    flags: flags(),
    by: {
      FUND_TOTAL: { level: members(LEVELS, (level, year) => added(funds([level], year))) },
      TECH_CONTRACT_VALUE: {
        type: members(CONTRACT_TYPES, (type, year) =>
          added(
            registered(year)
              .filter((row) => row.type === type)
              .map((row) => ({ value: (row.amount.value ?? 0) / 10_000 })),
          ),
        ),
      },
      TRAIN_SESSIONS: {
        role: members(
          ['主办', '组织参加'],
          (role, year) => held(['培训', '论坛'], year).filter((row) => row.role === role).length,
        ),
      },
    },
    through: {
      FUND_UPPER_TOTAL: { '6': yearly((year) => added(funds(['国家', '自治区', '市'], year, 6))) },
      TECH_CONTRACTS: { '9': yearly((year) => registered(year, 9).length) },
      BANK_EVENTS: { '9': yearly((year) => held(['银企对接'], year, 9).length) },
    },
    targets: targets(),
    faults: FAULTS,
  };
}
