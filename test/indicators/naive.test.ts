import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/runs/undo.js';
import { LEDGERS, ledgerOf } from '../../src/entities/ledgers/index.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { type FilledSheet, writeLedgers } from '../generated/ledger-workbook.js';
import { randomLedgers } from '../generated/random-ledgers.js';
import { keptAndLive } from '../import/live.js';
import { clearImports } from '../import/state.js';
import { randomCases } from '../random-cases.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { insertDivisions } from './insert-rows.js';
import { differences, naiveFigures } from './naive/agreement.js';
import { answerFaults } from './naive/answers.js';
import { NAIVE } from './naive/measures.js';
import { everything } from './naive/rows.js';
import type { SheetsOfRuns } from './naive/sheets.js';

const CASES = randomCases(200, 12);
/** Many imports on a real database take their time. */
const PATIENCE_MS = 3_600_000;
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
  'alike',
];

test(
  'after random imports and undos the kept figures are those of live SQL, and both those of brute force',
  async () => {
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
        if (all.rows.length > 0)
          faults.push(...(await answerFaults(database.db, code, found.get(code)!, throughMonth)));
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
    // The cases were about something: every ledger that indicators are made from had rows, and many figures came of them.
    const measured = LEDGERS.map(({ id }) => id).filter((id) => id !== 'issue' && id !== 'observation');
    expect(measured.filter((id) => (rows.get(id) ?? 0) < CASES / 10)).toEqual([]);
    expect(WANTED.filter((each) => !seen.has(each))).toEqual([]);
    expect(figures).toBeGreaterThan(CASES * 1000);
  },
  PATIENCE_MS,
);
