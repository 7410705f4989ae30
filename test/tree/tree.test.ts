import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { asStored } from '../generated/as-stored.js';
import { type FilledSheet, writeLedgers } from '../generated/ledger-workbook.js';
import { type Keeper, province, workbookOf, YEARS } from '../generated/tree.js';
import type { Cell } from '../indicators/naive/cells.js';
import { figureOf } from '../indicators/naive/figures.js';
import { NAIVE } from '../indicators/naive/measures.js';
import type { Everything } from '../indicators/naive/rows.js';
import { exactOf } from '../indicators/naive/targets.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

const KEEPERS = province();
const CODES = Object.keys(NAIVE);
const under = (code: string) => KEEPERS.filter(({ parent }) => parent === code);

let database: TestDatabase;
let server: TestServer;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-tree-'));
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
  const [top, ...others] = KEEPERS;
  await send(top!, top!.sheets);
  for (const city of under(top!.code))
    await send(city, workbookOf(others.filter(({ code, parent }) => [code, parent].includes(city.code))));
});
afterAll(async () => {
  await server.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Imports a workbook that a division sends in, by the importer that everybody uses. */
async function send({ code, name }: Keeper, sheets: readonly FilledSheet[]): Promise<void> {
  const fileName = `${name}台账.xlsx`;
  const path = join(folder, fileName);
  await writeLedgers(path, sheets);
  const run = await runReport(database.db, await importWorkbook(database.db, { path, fileName, division: { code } }));
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  expect([fileName, run.state, run.counts.created, run.counts.rejected]).toEqual([fileName, 'COMMITTED', rows, 0]);
}

/** What was written, not what was read. */
const all: Everything = {
  divisions: KEEPERS.map(({ code, parent }) => ({ code, parent_code: parent })),
  rows: KEEPERS.flatMap(({ code, sheets }) => asStored(code, sheets)),
  present: { year: YEARS.at(-1)!, month: 12 },
  overlaps: new Map(),
};

/** The unrounded whole-year figures of an indicator in a division and all under it. */
function cellsOf(code: string, indicator: string): (year: number) => Cell | undefined {
  const { cells } = figureOf(indicator, NAIVE[indicator]!, all, code);
  return (year) => cells.get(`||${year}|13`);
}

interface Asked {
  indicator: { code: string };
  division: { code: string };
  points: { year: number; value: number | null; flags: string[] }[];
}

async function ask(where: string, codes = CODES): Promise<Map<string, Asked['points'][number]>> {
  const found = new Map<string, Asked['points'][number]>();
  // A question has a limit on what its answer comes to.
  for (let from = 0; from < codes.length; from += 12) {
    const { yearOverYear } = await server.ask<{ yearOverYear: Asked[] }>(
      `query ($codes: [ID!]!) { yearOverYear(indicators: $codes, from: ${YEARS[0]}, to: ${YEARS.at(-1)}, ${where}) {
        indicator { code } division { code } points { year value flags } } }`,
      { codes: codes.slice(from, from + 12) },
    );
    for (const { indicator, division, points } of yearOverYear)
      for (const point of points) found.set(`${division.code}|${indicator.code}|${point.year}`, point);
  }
  return found;
}

test('the importer makes three levels: a province, 3 cities, 30 counties', async () => {
  const below = async (code?: string): Promise<string[]> => {
    const { divisions } = await server.ask<{ divisions: { code: string }[] }>(
      'query ($code: ID) { divisions(under: $code) { code } }',
      { code },
    );
    return divisions.map((each) => each.code).toSorted();
  };
  const wanted = (parent: string | null) =>
    KEEPERS.filter((each) => each.parent === parent)
      .map(({ code }) => code)
      .toSorted();
  expect(await below()).toEqual(wanted(null));
  for (const { code } of KEEPERS) expect([code, await below(code)]).toEqual([code, wanted(code)]);
  expect(KEEPERS.map(({ code }) => [2, 4, 6].find((length) => /^0*$/u.test(code.slice(length)))!).toSorted()).toEqual([
    2,
    ...Array.from({ length: 3 }, () => 4),
    ...Array.from({ length: 30 }, () => 6),
  ]);
});

describe('at each level', () => {
  test('every indicator is the sum of its parts, a ratio that of the parts’ sums', async () => {
    let compared = 0;
    for (const { code } of KEEPERS.filter((keeper) => under(keeper.code).length > 0 || /0[23]$/u.test(keeper.code))) {
      const found = await ask(`divisions: ["${code}"]`);
      for (const indicator of CODES) {
        const { decimals } = CATALOGUE.find((each) => each.code === indicator)!;
        const cellOf = cellsOf(code, indicator);
        for (const year of YEARS) {
          const cell = cellOf(year);
          const exact = exactOf(indicator, cell);
          const point = found.get(`${code}|${indicator}|${year}`)!;
          const about = exact === null ? null : expect.closeTo(exact, decimals === 0 ? 6 : decimals - 0.001);
          expect({ code, indicator, year, value: point.value }).toEqual({ code, indicator, year, value: about });
          expect([code, indicator, year, point.flags.includes('PARTIAL')]).toEqual([
            code,
            indicator,
            year,
            cell?.partial ?? false,
          ]);
          compared += exact === null ? 0 : 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test('what is added up is what the next lower level answers, with the level’s own ledgers', async () => {
    for (const { code } of KEEPERS.filter((keeper) => under(keeper.code).length > 0)) {
      const sums = CODES.filter((indicator) => NAIVE[indicator]!.bottom === undefined);
      const whole = await ask(`divisions: ["${code}"]`, sums);
      const below = await ask(`under: "${code}"`, sums);
      for (const indicator of sums) {
        const own = figureOf(indicator, NAIVE[indicator]!, { ...all, divisions: [] }, code).cells;
        for (const year of YEARS) {
          const lower = under(code).map((child) => below.get(`${child.code}|${indicator}|${year}`)!.value);
          const known = [...lower, own.get(`||${year}|13`)?.numerator ?? null].filter((value) => value !== null);
          const total = known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
          const about = total === null ? null : expect.closeTo(total, 4);
          expect({ code, indicator, year, value: whole.get(`${code}|${indicator}|${year}`)!.value }).toEqual({
            code,
            indicator,
            year,
            value: about,
          });
        }
      }
    }
  });

  test('a distinct count is of the division whose ledger lists the values, and then added', async () => {
    const crops = (code: string) =>
      new Set(
        all.rows
          .filter(({ ledger, row }) => ledger === 'planting' && row.division === code && row.year === 2024)
          .map(({ row }) => row['crop']),
      );
    const each = KEEPERS.map(({ code }) => crops(code));
    const found = await ask('divisions: ["150000"]', ['PLANT_VARIETIES']);
    const added = each.reduce((sum, { size }) => sum + size, 0);
    expect(found.get('150000|PLANT_VARIETIES|2024')!.value).toBe(added);
    // The same crops grow everywhere, so counting them once for the province would come to five.
    expect(added).toBeGreaterThan(new Set(each.flatMap((values) => [...values])).size);
  });
});

test('every row that was sent is there', async () => {
  const connections = LEDGERS.map(({ connection }) => `${connection}(first: 0) { totalCount }`);
  const found = await server.ask<Record<string, { totalCount: number }>>(`{ ${connections.join('\n')} }`);
  for (const { id, connection } of LEDGERS) {
    const sent = KEEPERS.flatMap(({ sheets }) => sheets.filter(({ ledger }) => ledger === id)).flatMap(
      ({ rows }) => rows,
    );
    expect([id, found[connection]!.totalCount]).toEqual([id, sent.length]);
  }
});
