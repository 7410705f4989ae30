import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { answer } from '../../src/indicators/answer/answer.js';
import { syncCatalogue } from '../../src/indicators/compute/catalogue-sync.js';
import { DATASETS } from '../../src/reporting/datasets.js';
import { csvDoor, type Door, odataDoor } from '../doors/door.js';
import { Diary } from '../indicators/diary.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { clearImports } from './state.js';

let database: TestDatabase;
let server: TestServer;
let diary: Diary;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
});
beforeEach(async () => {
  await clearImports(database.db);
  diary = new Diary(database.db);
});
afterEach(() => diary.close());
afterAll(async () => {
  await server.stop();
  await database.close();
});

const EAST = { code: '990103', name: '示例东区' };
const WEST = { code: '990104', name: '示例西区' };
const FUNDS = '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期';
const fund = (amount: string) => `2025,市,下达,专项资金,示例有限公司,${amount},示科〔2025〕1号,2025/3/5`;
const TARGETS = ['年度,指标,目标值', '2025,培训场次（场）,≥3'];

/** How many rows of each dataset name the division, through some door. */
async function rowsOf(door: Door, code: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const dataset of DATASETS) {
    const rows = await door({ dataset });
    const found = rows.filter((row) => Object.values(row).includes(code)).length;
    if (found > 0) counts[dataset.name] = found;
  }
  return counts;
}

/** What GraphQL lists: the top-most divisions, those with a figure, and those that are ranked. */
async function listed(): Promise<{ top: string[]; figures: string[]; under: string[]; of: number[] }> {
  const { divisions, yearOverYear, under } = await server.ask<{
    divisions: { code: string }[];
    yearOverYear: { division: { code: string }; points: { rank: { of: number } | null }[] }[];
    under: { code: string }[];
  }>(`{
    divisions { code }
    under: divisions(under: "990100") { code }
    yearOverYear(indicators: ["FUND_TOTAL"], from: 2025, to: 2025) { division { code } points { rank { of } } }
  }`);
  return {
    top: divisions.map(({ code }) => code),
    under: under.map(({ code }) => code),
    figures: yearOverYear.map(({ division }) => division.code),
    of: yearOverYear.map(({ points }) => points[0]?.rank?.of ?? 0),
  };
}

test('a division whose last row is undone is in no list, answers for days before, and comes back', async () => {
  const doors = [odataDoor(server.url), csvDoor(server.url)];
  await diary.import('2026-03-02', '西资金.csv', [FUNDS, fund('10')], WEST);
  const lines = [FUNDS, fund('20')];
  const funds = await diary.import('2026-03-03', '东资金.csv', lines, EAST);
  const targets = await diary.import('2026-03-03', '目标.csv', TARGETS, EAST);
  const there = await rowsOf(doors[0]!, EAST.code);
  for (const dataset of ['dim_division', 'indicator_year', 'indicator_month', 'target', 'funding', 'enterprise'])
    expect(there[dataset]).toBeGreaterThan(0);
  const both = [WEST.code, EAST.code].toSorted();
  expect(await listed()).toEqual({ top: both, figures: both, under: [], of: [2, 2] });

  await diary.undo('2026-03-05', targets);
  expect(await rowsOf(doors[0]!, EAST.code)).toMatchObject({ dim_division: 1, funding: 1 });
  await diary.undo('2026-03-05', funds);
  for (const door of doors) expect(await rowsOf(door, EAST.code)).toEqual({});
  expect(await listed()).toEqual({ top: [WEST.code], figures: [WEST.code], under: [], of: [1] });

  const valuesOn = async (asOf: string) => {
    const series = await answer(database.db, { indicators: ['FUND_TOTAL'], from: 2025, to: 2025, asOf }, '2026-06-30');
    return Object.fromEntries(series.map(({ division, points }) => [division, points[0]!.value]));
  };
  expect(await valuesOn('2026-03-04')).toEqual({ [WEST.code]: 10, [EAST.code]: 20 });
  expect(await valuesOn('2026-03-06')).toEqual({ [WEST.code]: 10, [EAST.code]: null });

  await diary.import('2026-03-08', '东资金.csv', lines, EAST);
  await diary.import('2026-03-08', '目标.csv', TARGETS, EAST);
  expect(await rowsOf(doors[0]!, EAST.code)).toEqual(there);
  expect(await listed()).toEqual({ top: both, figures: both, under: [], of: [2, 2] });
});

test('a parent is listed as long as a division under it has rows', async () => {
  const city = { code: '990100', name: '示例市' };
  const own = await diary.import('2026-03-02', '市资金.csv', [FUNDS, fund('1')], city);
  const east = await diary.import('2026-03-03', '东资金.csv', [FUNDS, fund('20')], EAST);
  await diary.undo('2026-03-04', own);
  expect(await listed()).toMatchObject({ top: [city.code], figures: [city.code], under: [EAST.code] });
  await diary.undo('2026-03-05', east);
  expect(await listed()).toEqual({ top: [], figures: [], under: [], of: [] });
  const again = { indicators: ['FUND_TOTAL'], from: 2025, to: 2025, under: city.code };
  expect(await answer(database.db, { ...again, asOf: '2026-03-03' }, '2026-06-30')).toMatchObject([
    { division: EAST.code, points: [{ value: 20 }] },
  ]);
  expect(await answer(database.db, again, '2026-06-30')).toEqual([]);
});

test('a division without rows is in no list after all figures are computed anew', async () => {
  await database.db.transaction().execute(async (tx) => {
    await sql`insert into division (code, name, level) values ('990109', '示例空区', 'county') on conflict do nothing`.execute(
      tx,
    );
  });
  await diary.import('2026-03-02', '西资金.csv', [FUNDS, fund('10')], WEST);
  // All figures are computed anew after the catalogue changed.
  await sql`delete from figures.state where name = 'catalogue'`.execute(database.db);
  await syncCatalogue(database.db);
  expect((await listed()).top).not.toContain('990109');
  expect(await rowsOf(odataDoor(server.url), WEST.code)).toMatchObject({ dim_division: 1, funding: 1 });
  expect(await rowsOf(odataDoor(server.url), '990109')).toEqual({});
});

test('neither a dry run nor an import that loads nothing lists its division', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-empty-'));
  const path = join(folder, '北资金.csv');
  const division = { code: '990105', name: '示例北区' };
  const load = (lines: readonly string[], dryRun: boolean) => {
    writeFileSync(path, lines.join('\n'));
    return importWorkbook(database.db, { path, fileName: '北资金.csv', division, dryRun });
  };
  try {
    await load([FUNDS, fund('20')], true);
    const { rows } = await sql`select from division where code = ${division.code}`.execute(database.db);
    expect(rows).toEqual([]);
    await load([FUNDS, fund('很多')], false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(await listed()).toEqual({ top: [], figures: [], under: [], of: [] });
  expect(await rowsOf(csvDoor(server.url), division.code)).toEqual({});
});
