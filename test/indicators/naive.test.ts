import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/runs/undo.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { writeLedgers } from '../generated/ledger-workbook.js';
import { randomLedgers } from '../generated/random-ledgers.js';
import { keptAndLive } from '../import/live.js';
import { clearImports } from '../import/state.js';
import { randomCases } from '../random-cases.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { insertDivisions } from './insert-rows.js';
import { type Cells, ownCells, rolledUp } from './naive/figures.js';
import { NAIVE } from './naive/measures.js';
import { type Everything, everything } from './naive/rows.js';
import { exactOf, targetCells } from './naive/targets.js';

const CASES = randomCases(200, 12);
/** Many imports on a real database take their time. */
const PATIENCE_MS = 3_600_000;
const CITY = { code: '990400', name: '示例市' };
const PLACES = [{ code: '990401' }, { code: '990402' }, { code: CITY.code }];
const TARGETS = 'TARGET_COMPLETION';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-naive-'));
beforeAll(async () => {
  database = await createTestDatabase();
  await insertDivisions(database.db, [
    { code: CITY.code, parent: null, level: 'city' },
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

/** The cells of every indicator in every division, by brute force from the rows. */
function naiveFigures(all: Everything): Map<string, Map<string, Cells>> {
  const figures = new Map<string, Map<string, Cells>>();
  const of = (division: string): Map<string, Cells> => {
    const done = figures.get(division);
    if (done !== undefined) return done;
    const under = all.divisions.filter((each) => each.parent_code === division).map(({ code }) => of(code));
    const mine = new Map<string, Cells>();
    const add = (code: string, own: Cells) =>
      mine.set(
        code,
        rolledUp(
          own,
          under.map((child) => child.get(code)!),
        ),
      );
    for (const [code, naive] of Object.entries(NAIVE)) add(code, ownCells(naive, all, division));
    add(TARGETS, targetCells(all, division, mine));
    figures.set(division, mine);
    return mine;
  };
  for (const { code } of all.divisions) of(code);
  return figures;
}

interface Stored {
  division: string;
  indicator: string;
  dimension: string;
  member: string;
  year: number;
  period: number;
  numerator: number | null;
  denominator: number | null;
  partial: boolean;
  approximate: boolean;
  undated: boolean;
  value: number | null;
  previous: number | null;
  change: number | null;
  rate: number | null;
  reason: string | null;
}

async function stored(): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select division, indicator, dimension, member, year, 13 as period, numerator::float8, denominator::float8, partial, approximate,
      false as undated, value::float8, previous::float8, change::float8, rate::float8, reason
    from reporting.indicator_year
    union all
    select division, indicator, dimension, member, year, month, numerator::float8, denominator::float8, partial, approximate,
      undated, value::float8, null, null, null, null
    from reporting.indicator_month`.execute(database.db);
  return rows;
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6);

/** The kept tables hold the very cells that brute force finds, no more and no fewer, and the right comparisons. */
async function expectNaive(): Promise<number> {
  const all = await everything(database.db);
  const figures = naiveFigures(all);
  const rows = await stored();
  const cellsOf = (lines: readonly [string, object][]) =>
    Object.fromEntries(lines.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const kept = rows.map(({ division, indicator, dimension, member, year, period, ...row }): [string, object] => [
    [division, indicator, dimension, member, year, period].join('|'),
    {
      numerator: rounded(row.numerator),
      denominator: rounded(row.denominator),
      partial: row.partial,
      approximate: row.approximate,
      undated: row.undated,
    },
  ]);
  const wanted = [...figures].flatMap(([division, byCode]) =>
    [...byCode].flatMap(([code, cells]) =>
      [...cells].map(([key, cell]): [string, object] => [
        `${division}|${code}|${key}`,
        { ...cell, numerator: rounded(cell.numerator), denominator: rounded(cell.denominator) },
      ]),
    ),
  );
  expect(cellsOf(kept)).toEqual(cellsOf(wanted));
  for (const row of rows) expectComparison(row, figures.get(row.division)!.get(row.indicator)!);
  return rows.length;
}

function expectComparison(row: Stored, cells: Cells): void {
  const { kind, decimals } = CATALOGUE.find(({ code }) => code === row.indicator)!;
  const at = (year: number) =>
    exactOf(row.indicator, cells.get(`${row.dimension}|${row.member}|${year}|${row.period}`));
  const about = (found: number | null, exact: number | null, places: number) => {
    if (found === null || exact === null) expect([row, found]).toEqual([row, exact]);
    else if (Math.abs(found - exact) > 0.5 * 10 ** -places + 1e-6) expect([row, found]).toEqual([row, exact]);
  };
  const [value, previous] = [at(row.year), at(row.year - 1)];
  about(row.value, value, decimals);
  if (row.period !== 13) return;
  about(row.previous, previous, decimals);
  const change = value === null || previous === null ? null : value - previous;
  about(row.change, change, decimals);
  const rate =
    change === null || previous === null || previous <= 0 || kind === 'RATIO' ? null : (change / previous) * 100;
  about(row.rate, rate, 2);
  const reason =
    value === null
      ? 'NO_DATA'
      : previous === null
        ? 'NO_BASE'
        : kind === 'RATIO'
          ? 'RATIO'
          : previous === 0
            ? 'ZERO_BASE'
            : null;
  expect([row.indicator, row.reason]).toEqual([row.indicator, reason]);
}

test(
  'after random imports and undos the kept figures are those of live SQL, and both those of brute force',
  async () => {
    const seen = new Map<string, number>();
    let figures = 0;
    const agree = async () => {
      const ledgers = LEDGERS.map(({ id }) => id);
      const { kept, live } = await keptAndLive(database.db, ledgers);
      expect(kept).toEqual(live);
      figures += await expectNaive();
    };
    const workbook = fc.record({ place: fc.constantFrom(...PLACES), sheets: randomLedgers });
    await fc.assert(
      fc.asyncProperty(fc.array(workbook, { minLength: 1, maxLength: 2 }), fc.nat(), async (workbooks, pick) => {
        await clearImports(database.db);
        const runs: string[] = [];
        for (const [index, { place, sheets }] of workbooks.entries()) {
          const fileName = `台账${index + 1}.xlsx`;
          const path = join(folder, fileName);
          await writeLedgers(path, sheets);
          runs.push(await importWorkbook(database.db, { path, fileName, division: place, divisionAssumed: true }));
        }
        for (const { id, table } of LEDGERS) {
          const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
            database.db,
          );
          seen.set(id, (seen.get(id) ?? 0) + rows[0]!.n);
        }
        await agree();
        await database.db.transaction().execute((tx) => undoRun(tx, runs[pick % runs.length]!));
        await agree();
      }),
      { numRuns: CASES, endOnFailure: true },
    );
    // The cases were about something: every ledger that indicators are made from had rows, and many figures came of them.
    const measured = LEDGERS.map(({ id }) => id).filter((id) => id !== 'issue' && id !== 'observation');
    expect(measured.filter((id) => (seen.get(id) ?? 0) < CASES / 10)).toEqual([]);
    expect(figures).toBeGreaterThan(CASES * 1000);
  },
  PATIENCE_MS,
);
