import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/runs/undo.js';
import { LEDGERS, ledgerOf } from '../../src/entities/ledgers/index.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { type FilledSheet, writeLedgers } from '../generated/ledger-workbook.js';
import { randomLedgers } from '../generated/random-ledgers.js';
import { keptAndLive } from '../import/live.js';
import { clearImports } from '../import/state.js';
import { randomCases } from '../random-cases.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { insertDivisions, insertRows, type TinyRow } from './insert-rows.js';
import { differences, naiveFigures } from './naive/agreement.js';
import { answerFaults } from './naive/answers.js';
import { NAIVE } from './naive/measures.js';
import { everything } from './naive/rows.js';
import type { SheetsOfRuns } from './naive/sheets.js';

const CASES = randomCases(120, 5);
const REGION = { code: '990000' };
const CITY = { code: '990400', name: '示例市' };
const PLACES = [{ code: '990401' }, { code: '990402' }, { code: CITY.code }];
const TARGETS = 'TARGET_COMPLETION';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-naive-'));
beforeAll(async () => {
  database = await createTestDatabase();
  await insertDivisions(database.db, [
    { code: REGION.code, parent: null, level: 'province' },
    { code: CITY.code, parent: REGION.code, level: 'city' },
    ...PLACES.slice(0, 2).map(({ code }) => ({ code, parent: CITY.code })),
  ]);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every indicator that is made from rows is worded anew here', () => {
  expect([...Object.keys(NAIVE), TARGETS].toSorted()).toEqual(CATALOGUE.map(({ code }) => code).toSorted());
});

/** What the cases have to be about. */
const WANTED = [
  'partial',
  'unknown',
  'approximate',
  'undated',
  'none',
  'carried',
  'incomplete',
  'unreported',
  'uneven',
  'rebased',
  'alike',
  'stated',
  'stated with others',
  'disputed',
];

test('after random imports and undos the kept figures are those of live SQL, and both those of brute force', async () => {
  const rows = new Map<string, number>();
  const seen = new Set<string>();
  let figures = 0;
  const agree = async (sheets: SheetsOfRuns, throughMonth: number) => {
    const { kept, live } = await keptAndLive(
      database.db,
      LEDGERS.map(({ id }) => id),
    );
    expect(kept).toEqual(live);
    const all = await everything(database.db, sheets);
    const found = naiveFigures(all);
    const { compared, faults, seen: told } = await differences(database.db, found);
    for (const { code } of [CITY, REGION])
      if (all.rows.length > 0) faults.push(...(await answerFaults(database.db, code, found.get(code)!, throughMonth)));
    expect(faults).toEqual([]);
    figures += compared;
    for (const each of told) seen.add(each);
  };
  const workbook = fc.record({ place: fc.constantFrom(...PLACES), second: fc.boolean(), sheets: randomLedgers });
  // Two of a place at most: a row says by which imports it was made and changed last.
  const workbooks = fc.uniqueArray(workbook, {
    minLength: 1,
    maxLength: 4,
    selector: ({ place, second }) => `${place.code}|${second}`,
  });
  const month = fc.integer({ min: 1, max: 12 });
  await fc.assert(
    fc.asyncProperty(workbooks, fc.nat(), month, async (sent, pick, throughMonth) => {
      await clearImports(database.db);
      const sheetsOfRuns = new Map<string, readonly FilledSheet[]>();
      for (const [index, { place, sheets }] of sent.entries()) {
        const fileName = `台账${index + 1}.xlsx`;
        const path = join(folder, fileName);
        await writeLedgers(path, sheets);
        // A sheet that is held makes figures of others partial, which the rows alone do not tell.
        const settled = Object.fromEntries(
          sheets.map(({ ledger, heading }) => [heading?.title ?? ledgerOf(ledger).zh, { ledger }]),
        );
        const asked = { path, fileName, division: place, divisionAssumed: true, settled };
        const run = await importWorkbook(database.db, asked);
        sheetsOfRuns.set(run, sheets);
      }
      for (const { id, table } of LEDGERS) {
        const { rows: counted } = await sql<{
          n: number;
        }>`select count(*)::int as n from ${sql.table(table)}`.execute(database.db);
        rows.set(id, (rows.get(id) ?? 0) + counted[0]!.n);
      }
      await agree(sheetsOfRuns, throughMonth);
      const runs = [...sheetsOfRuns.keys()];
      await database.db.transaction().execute((tx) => undoRun(tx, runs[pick % runs.length]!));
      await agree(sheetsOfRuns, throughMonth);
    }),
    { numRuns: CASES, endOnFailure: true },
  );
  expect(figures).toBeGreaterThan(CASES * 1000);
  // Many cases are about everything: every ledger that indicators are made from has rows.
  if (CASES < 100) return;
  const measured = LEDGERS.map(({ id }) => id);
  expect(measured.filter((id) => (rows.get(id) ?? 0) < CASES / 10)).toEqual([]);
  expect(WANTED.filter((each) => !seen.has(each))).toEqual([]);
});

/** Funds that divisions list alike, or nearly. */
const grant = fc
  .record({
    year: fc.constantFrom(2022, 2023, 2023),
    level: fc.constantFrom('市', '市', '市', '市', '自治区'),
    flow: fc.constantFrom('下达', '下达', '下达', '下达', '下达', '拨付', '退回'),
    documentNo: fc.constantFrom('示科〔2023〕1号', '示科〔2023〕1号', '示科〔2023〕2号'),
    organisation: fc.constantFrom('示例甲有限公司', '示例甲有限公司', '示例乙有限公司', undefined),
    amount: fc.constantFrom(100_000, 100_000, 255_000, 0),
    source: fc.constantFrom('中央财政', undefined),
    date: fc.constantFrom('2023-03-01', '2023-03-01', '2023-09', '2023', undefined),
  })
  .map(({ year, ...fields }): TinyRow => ({
    ledger: 'funding',
    year,
    fields: Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  }));

/** A case with money that two divisions list, and some of which that cannot be told. */
const EXAMPLE: TinyRow[][] = ['甲', '甲', '甲', '甲'].map((name, index) =>
  [2022, 2023].slice(index % 2).map((year) => ({
    ledger: 'funding',
    year,
    fields: {
      level: '市',
      flow: '下达',
      documentNo: '示科〔2023〕1号',
      date: '2023-03-01',
      organisation: name,
      amount: index === 3 ? 200_000 : 100_000,
    },
  })),
);

/** A city names no organisation: one of its province's rows is another's money for certain, of the other nobody can tell. */
const NO_ORGANISATION = [[], [], [null, '甲'], ['乙', '甲']].map((organisations) =>
  organisations.map((organisation): TinyRow => ({
    ledger: 'funding',
    year: 2023,
    fields: {
      level: '市',
      flow: '下达',
      documentNo: '示科〔2023〕1号',
      date: '2023-03-01',
      amount: 100_000,
      ...(organisation === null ? {} : { organisation }),
    },
  })),
);

test('money that several divisions list counts as brute force finds that it does', async () => {
  const codes = [...PLACES.map(({ code }) => code), REGION.code];
  const seen = new Set<string>();
  let settled = 0;
  await fc.assert(
    fc.asyncProperty(fc.tuple(...codes.map(() => fc.array(grant, { maxLength: 5 }))), async (listed) => {
      await clearImports(database.db);
      for (const [index, code] of codes.entries()) await insertRows(database.db, code, listed[index]!);
      await database.db.transaction().execute((tx) => refreshFigures(tx, codes));
      const all = await everything(database.db, new Map());
      const { faults, seen: told } = await differences(database.db, naiveFigures(all));
      expect(faults).toEqual([]);
      for (const each of told) seen.add(each);
      if ([...all.overlaps.values()].some(({ same }) => same.length > 0)) settled += 1;
    }),
    { numRuns: randomCases(30, 3), examples: [[EXAMPLE], [NO_ORGANISATION]], endOnFailure: true },
  );
  expect(['overlapping', 'alike'].filter((each) => !seen.has(each))).toEqual([]);
  expect(settled).toBeGreaterThan(0);
});
