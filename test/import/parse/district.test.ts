import { beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '../../../import/parse/draft.js';
import { DecimalSum, shift } from '../../../import/text/decimal.js';
import { ISSUES } from '../../../import/issues/catalogue.js';
import { readFolder, type ReadSheet } from '../read-folder.js';

const FOLDER = join(process.cwd(), 'test/fixtures/district');
const YEARS = [2020, 2021, 2022, 2023] as const;
const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as {
  rows: Record<string, number>;
  indicators: Record<string, Record<string, number>>;
  by: Record<string, Record<string, Record<string, Record<string, number>>>>;
  targets: { year: number; low: number | null; high: number | null; text: string }[];
};

let sheets: ReadSheet[];
const drafts = new Map<string, Draft[]>();

beforeAll(async () => {
  sheets = await readFolder(FOLDER);
  for (const sheet of sheets) {
    const ledger = sheet.reading.recognition?.ledger.connection;
    if (ledger !== undefined) drafts.set(ledger, [...(drafts.get(ledger) ?? []), ...sheet.drafts]);
  }
});

function of(ledger: string, year: number, test: (draft: Draft) => boolean = () => true): Draft[] {
  return (drafts.get(ledger) ?? []).filter((draft) => draft.year === year && test(draft));
}

/** The sum of a money column in 万元. */
function total(rows: readonly Draft[], column: string, power = -4): number {
  const sum = new DecimalSum();
  for (const { values } of rows) if (typeof values[column] === 'string') sum.add(values[column]);
  return Number(shift(sum.toString(), power));
}

function eachYear(code: string, figure: (year: number) => number): void {
  expect(Object.fromEntries(YEARS.map((year) => [year, figure(year)]))).toEqual(expected.indicators[code]);
}

test('every ledger of the district gives the rows it holds, and the masked funding row on top', () => {
  const counts = Object.fromEntries(
    [...drafts].map(([ledger, rows]) => [ledger === 'fundings' ? 'funding' : ledger, rows.length]),
  );
  expect(counts).toEqual({ ...expected.rows, funding: (expected.rows['funding'] ?? 0) + 1 });
});

test('nothing is rejected, and no issue is graver than a word of what was left out', () => {
  expect(sheets.map((sheet) => sheet.rejected).filter((count) => count > 0)).toEqual([]);
  const codes = new Set(sheets.flatMap((sheet) => sheet.issues.map((issue) => issue.code)));
  expect([...codes].sort()).toEqual([
    'FIELD_LIMITED',
    'FIELD_NOT_LISTED',
    'FIGURE_MASKED',
    'FOOTER_ROW',
    'PERSONAL_DATA_DROPPED',
    'SHEET_EMPTY',
    'TOTAL_ROW',
  ]);
  expect([...codes].filter((code) => ISSUES[code].severity !== 'INFO')).toEqual([]);
});

test('funds add up by level', () => {
  for (const [level, years] of Object.entries(expected.by['FUND_TOTAL']?.['level'] ?? {})) {
    for (const year of YEARS) {
      const rows = of('fundings', year, ({ values }) => values['flow'] === '下达' && values['level'] === level);
      expect(total(rows, 'amount')).toBe(years[year]);
    }
  }
});

test('projects are dated by their stages', () => {
  eachYear('PROJ_APPLIED', (year) => of('projects', year).length);
  const within = (column: string, year: number): number =>
    (drafts.get('projects') ?? []).filter(({ values }) => String(values[column]).startsWith(String(year))).length;
  eachYear('PROJ_APPROVED', (year) => within('approved_date', year));
  eachYear('PROJ_SIGNED', (year) => within('signed_date', year));
  eachYear('PROJ_ACCEPTED', (year) => within('accepted_date', year));
  const levels = new Set((drafts.get('projects') ?? []).map(({ values }) => values['level']));
  expect([...levels].sort()).toEqual(['市', '本级', '自治区']);
});

test('applications and certificates of high-tech enterprises are told apart from entries of small ones', () => {
  const type = (name: string) => (draft: Draft) => draft.values['type'] === name;
  eachYear('HNTE_RECOMMENDED', (year) => of('qualifications', year, type('高新技术企业')).length);
  eachYear('TSME_COUNT', (year) => of('qualifications', year, type('科技型中小企业')).length);
  eachYear(
    'HNTE_NEW',
    (year) =>
      of(
        'qualifications',
        year,
        ({ values }) => typeof values['certificate_no'] === 'string' && values['renewal'] === false,
      ).length,
  );
  const passed = of('qualifications', 2022, ({ values }) => values['result'] === '通过').length;
  expect(passed / (expected.indicators['HNTE_RECOMMENDED']?.[2022] ?? 0)).toBeCloseTo(0.6);
});

test('pools, commissioners and their services', () => {
  eachYear(
    'POOL_COUNT',
    (year) =>
      (drafts.get('poolMemberships') ?? []).filter(
        ({ values: { joined_date: joined, left_date: left } }) =>
          String(joined) <= `${year}-12-31` && (left === null || String(left) > `${year}-12-31`),
      ).length,
  );
  eachYear(
    'COMM_CONTRACTED',
    (year) =>
      new Set(
        of('commissionerContracts', year).map(
          ({ values }) => `${String(values['commissioner'])}|${String(values['employer'])}`,
        ),
      ).size,
  );
  eachYear('COMM_SERVICES', (year) => of('commissionerServices', year).length);
  expect(new Set((drafts.get('commissionerContracts') ?? []).map(({ values }) => values['contract_type']))).toEqual(
    new Set(['责任状']),
  );
  expect(JSON.stringify(drafts.get('commissionerContracts'))).not.toMatch(/1[3-9]\d{9}/);
});

test('activities by kind, with their people and materials', () => {
  const kind =
    (...kinds: string[]) =>
    (draft: Draft) =>
      kinds.includes(String(draft.values['kind']));
  eachYear('TRAIN_SESSIONS', (year) => of('activities', year, kind('培训', '论坛')).length);
  eachYear('SCIPOP_EVENTS', (year) => of('activities', year, kind('科普')).length);
  eachYear('ROADSHOW_EVENTS', (year) => of('activities', year, kind('路演', '对接会')).length);
  eachYear('BANK_EVENTS', (year) => of('activities', year, kind('银企对接')).length);
  eachYear('TRAIN_PERSON_TIMES', (year) => total(of('activities', year, kind('培训', '论坛')), 'people', 0));
  eachYear('SCIPOP_MATERIALS', (year) => total(of('activities', year, kind('科普')), 'materials', 0));
});

test('research expense, contracts, loans and crops', () => {
  eachYear('RD_EXP_ASD', (year) => total(of('enterpriseYears', year), 'rd_expense'));
  eachYear('TECH_CONTRACTS', (year) => of('techContracts', year).length);
  eachYear('TECH_CONTRACT_VALUE', (year) => total(of('techContracts', year), 'amount'));
  eachYear('LOAN_DEMAND', (year) => total(of('financingDemands', year), 'demand'));
  eachYear('PLANT_VARIETIES', (year) => new Set(of('plantings', year).map(({ values }) => values['crop'])).size);
});

test('targets are ranges, bounds, numbers or words', () => {
  const read = (drafts.get('targets') ?? []).map(({ year, values }) => ({
    year,
    low: values['low'] === null ? null : Number(values['low']),
    high: values['high'] === null ? null : Number(values['high']),
    text: values['text'],
  }));
  expect(read).toEqual(expected.targets.map(({ year, low, high, text }) => ({ year, low, high, text })));
});

test('no two rows share a key', () => {
  for (const rows of drafts.values()) {
    const keys = rows.map(
      ({ keys: [key], values }) =>
        `${key}${String(values['enterprise'] ?? values['organisation'] ?? values['seller'] ?? '')}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
  }
});
