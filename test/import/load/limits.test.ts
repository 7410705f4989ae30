import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { importWorkbook } from '../../../import/import.js';
import type { SheetLimits } from '../../../import/parse/draft.js';
import type { Mapping } from '../../../import/recognize/recognition.js';
import { type RunReport, runReport } from '../../../import/report/run-report.js';
import { undoRun } from '../../../import/runs/undo.js';
import { LEDGERS } from '../../../src/entities/ledgers/index.js';
import { inPast } from '../../../src/indicators/compute/past/in-past.js';
import { createTestDatabase, type TestDatabase } from '../../test-database.js';
import { clearImports, stateOf } from '../state.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-limits-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => clearImports(database.db));
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

type File = readonly [name: string, text: string];
const NARROW = '市级科技专项资金.csv';
const WIDE = '科技专项资金.csv';
const narrow = '资金名称,执行单位,金额（万元）,下达文号\n甲资金,示例一有限公司,10,示例〔2022〕1号';
const wide =
  '资金级次,资金名称,执行单位,金额（万元）,下达文号,下达日期\n市,甲资金,示例一有限公司,10,示例〔2022〕1号,2022-03-01';

async function load(
  fileName: string,
  text: string,
  more: { dryRun?: boolean; settled?: Mapping } = {},
): Promise<RunReport> {
  const { settled, ...rest } = more;
  const path = join(folder, 'file');
  writeFileSync(path, text);
  const request = { path, fileName, division: { code: '990103', name: '示例区' }, year: 2022, ...rest };
  const decided = settled === undefined ? {} : { settled: { [fileName.replace('.csv', '')]: settled } };
  return runReport(database.db, await importWorkbook(database.db, { ...request, ...decided }));
}

const undo = (run: RunReport) => database.db.transaction().execute((tx) => undoRun(tx, run.id));

async function limitsOf(table = 'funding'): Promise<(SheetLimits | null)[]> {
  const { rows } = await sql<{ limits: SheetLimits | null }>`
    select l.limits from ${sql.table(table)} t left join figures.sheet_limits l on l.id = t.limits order by t.key`.execute(
    database.db,
  );
  return rows.map(({ limits }) => limits);
}

const number = async (limits: SheetLimits | null): Promise<number | null> => {
  const { rows } = await sql<{ id: number | null }>`
    select figures.limits_of(${limits === null ? null : JSON.stringify(limits)}::jsonb) as id`.execute(database.db);
  return rows[0]!.id;
};

async function merged(a: SheetLimits | null, b: SheetLimits | null): Promise<SheetLimits | null> {
  const { rows } = await sql<{ id: number | null }>`
    select figures.merged_limits(${await number(a)}, ${await number(b)}) as id`.execute(database.db);
  const found = await sql<{ limits: SheetLimits }>`
    select limits from figures.sheet_limits where id = ${rows[0]!.id}`.execute(database.db);
  return found.rows[0]?.limits ?? null;
}

test('equal limits have one number, and no limits have none', async () => {
  expect(await number({ level: ['市'], date: [] })).toBe(await number({ date: [], level: ['市'] }));
  expect(await number({ level: ['市'] })).not.toBe(await number({ level: [] }));
  expect(await number({})).toBeNull();
  expect(await number(null)).toBeNull();
});

test('merged limits have the values of both for the fields that both limit', async () => {
  expect(
    await merged({ level: ['市'], flow: ['下达'], date: [] }, { level: ['国家', '市'], date: [], source: [] }),
  ).toEqual({
    level: ['国家', '市'],
    date: [],
  });
  expect(await merged({ level: ['市'] }, { flow: ['下达'] })).toBeNull();
  expect(await merged({ level: ['市'] }, null)).toBeNull();
  expect(await merged(null, { level: ['市'] })).toBeNull();
  expect(await merged({ level: [] }, { level: ['自治区', '市'] })).toEqual({ level: ['市', '自治区'] });
});

test('numbers made at the same time by two connections are one', async () => {
  const limits: SheetLimits = { level: ['并发'] };
  const made = await Promise.all(Array.from({ length: 8 }, () => number(limits)));
  expect(new Set(made).size).toBe(1);
});

/** Of sheets without columns of a budget and of what was spent of it. */
const NO_BUDGET = { budget: [], executed: [] };

test('a row carries what its sheet limits', async () => {
  await load(NARROW, narrow);
  expect(await limitsOf()).toEqual([
    { level: ['市'], flow: ['下达'], date: [], purpose: [], source: [], ...NO_BUDGET },
  ]);
});

const BOTH = { flow: ['下达'], purpose: [], source: [], ...NO_BUDGET };

test.each<[order: string, one: File, other: File]>([
  ['narrow, then wide', [NARROW, narrow], [WIDE, wide]],
  ['wide, then narrow', [WIDE, wide], [NARROW, narrow]],
])('a row that two sheets said has the wider limits: %s', async (_, one, other) => {
  const empty = await stateOf(database.db);
  const first = await load(...one);
  const before = await stateOf(database.db);
  const preview = await load(...other, { dryRun: true });
  expect(await stateOf(database.db)).toBe(before);
  const second = await load(...other);
  expect(second.counts).toEqual(preview.counts);
  expect(await limitsOf()).toEqual([BOTH]);
  const both = await stateOf(database.db);

  for (const file of [one, other]) {
    const again = await load(...file);
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(await stateOf(database.db)).toBe(both);
  }

  await undo(second);
  expect(await stateOf(database.db)).toBe(before);
  await undo(first);
  expect(await stateOf(database.db)).toBe(empty);
});

test('the import that limited a row first can be undone before the one that widened it', async () => {
  const empty = await stateOf(database.db);
  const first = await load(NARROW, narrow);
  const second = await load(WIDE, wide);
  await undo(first);
  await undo(second);
  expect(await stateOf(database.db)).toBe(empty);
});

test('wider limits alone are a change of the row that lists no difference', async () => {
  await load(NARROW, narrow);
  const other = await load(WIDE, narrow.replace('资金名称', '资金级次,资金名称').replace('甲资金', '市,甲资金'));
  expect(other.counts).toMatchObject({ created: 0, updated: 1 });
  const { rows } = await sql`select from import_difference where run_id = ${other.id}`.execute(database.db);
  expect(rows).toEqual([]);
  expect(await limitsOf()).toEqual([{ flow: ['下达'], date: [], purpose: [], source: [], ...NO_BUDGET }]);
});

test('reading a file again by another decision replaces its limits', async () => {
  const columns = (field: string | null): { settled: Mapping } => ({
    settled: { ledger: 'funding', columns: { 说法: field } },
  });
  const text = narrow.replace('下达文号', '下达文号,说法').replace('1号', '1号,重点');
  await load(WIDE, text, columns('purpose'));
  expect((await limitsOf())[0]).not.toHaveProperty('purpose');
  const again = await load(WIDE, text, columns('source'));
  expect(again.counts).toMatchObject({ created: 0, updated: 1 });
  expect(await limitsOf()).toEqual([{ level: [], flow: ['下达'], date: [], purpose: [], ...NO_BUDGET }]);
  await undo(again);
  expect((await limitsOf())[0]).not.toHaveProperty('purpose');
});

test('a row on two sheets of a workbook has the wider limits of both', async () => {
  const workbook = new ExcelJS.Workbook();
  for (const [name, text] of [
    ['2022年市级', narrow],
    ['2023年', wide],
  ] as const) {
    const sheet = workbook.addWorksheet(name);
    for (const line of text.split('\n')) sheet.addRow(line.split(',').map((cell) => (cell === '10' ? 10 : cell)));
  }
  const path = join(folder, '科技专项资金.xlsx');
  await workbook.xlsx.writeFile(path);
  const request = { path, fileName: '科技专项资金.xlsx', division: { code: '990103', name: '示例区' }, year: 2022 };
  await importWorkbook(database.db, request);
  expect(await limitsOf()).toEqual([BOTH]);
});

test('the limits of a day in the past are known', async () => {
  await load(NARROW, narrow);
  const asked = {
    asOf: '9999-12-31',
    ledgers: LEDGERS.filter(({ id }) => id === 'funding').map(({ id }) => id),
    divisions: sql`select '990103' as code`,
  };
  const known = await inPast(database.db, asked, async ({ tx, tableOf }) => {
    const table = tableOf(LEDGERS.find(({ id }) => id === 'funding')!);
    const { rows } = await sql<{ limits: number | null }>`select limits from ${sql.table(table)}`.execute(tx);
    return rows;
  });
  expect(known).toEqual([{ limits: await number((await limitsOf())[0] ?? null) }]);
});
