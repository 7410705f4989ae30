import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Mapping } from '../../import/recognize/recognition.js';
import { funding } from '../../src/entities/ledgers/funding.js';
import { rowsAsOf } from '../../src/indicators/compute/past/rows-as-of.js';
import { importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/runs/undo.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { randomCases } from '../random-cases.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { keptAndLive } from './live.js';
import { clearImports, stateOf } from './state.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-replaced-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await clearImports(database.db);
  await sql`delete from import_mapping`.execute(database.db);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const SHEET = '明细';

interface Reading {
  readonly settled?: Mapping;
  readonly year?: number;
  readonly dryRun?: boolean;
}

async function load(text: string, { settled, ...more }: Reading, fileName = `${SHEET}.csv`): Promise<RunReport> {
  const path = join(folder, 'file');
  writeFileSync(path, text);
  const request = { path, fileName, division: { code: '990103', name: '示例区' }, ...more };
  const decided = settled === undefined ? {} : { settled: { [fileName.replace('.csv', '')]: settled } };
  return runReport(database.db, await importWorkbook(database.db, { ...request, ...decided }));
}

const undo = (run: RunReport) => database.db.transaction().execute((tx) => undoRun(tx, run.id));
const codes = (run: RunReport) => run.issues.nodes.map(({ code }) => code);

const values = async (table: string, column: string) => {
  const { rows } = await sql<{ value: string | null }>`
    select ${sql.ref(column)}::text as value from ${sql.table(table)} order by row_number, 1`.execute(database.db);
  return rows.map(({ value }) => value);
};

const TRAININGS = [
  '活动类型,培训时间,工作内容,培训地点,人数',
  '培训,2022-03-01,政策解读,示例厅,30',
  '培训,2022-05-06,申报辅导,示例厅,40',
].join('\n');

test('reading a file again by another decision replaces what it made, is told in differences, and can be undone', async () => {
  const empty = await stateOf(database.db);
  const first = await load(
    TRAININGS,
    { settled: { ledger: 'activity', columns: { 工作内容: 'topic' } } },
    '培训台账.csv',
  );
  expect(first.counts).toMatchObject({ created: 2 });
  const before = await stateOf(database.db);

  const other = { settled: { ledger: 'activity', columns: { 工作内容: 'title' } } };
  const preview = await load(TRAININGS, { ...other, dryRun: true }, '培训台账.csv');
  expect(await stateOf(database.db)).toBe(before);
  const second = await load(TRAININGS, other, '培训台账.csv');
  expect(second.counts).toMatchObject({ created: 0, updated: 2 });
  expect(second.counts).toEqual(preview.counts);
  expect(codes(second)).toEqual(codes(preview));
  expect(await values('activity', 'title')).toEqual(['政策解读', '申报辅导']);
  expect(await values('activity', 'topic')).toEqual([null, null]);
  const sessions = await sql<{ value: number }>`
    select value::float8 from reporting.indicator_year
    where indicator = 'TRAIN_SESSIONS' and division = '990103' and year = 2022 and dimension = ''`.execute(database.db);
  expect(sessions.rows).toEqual([{ value: 2 }]);

  await undo(second);
  expect(await stateOf(database.db)).toBe(before);
  await undo(first);
  expect(await stateOf(database.db)).toBe(empty);
});

const MIXED = '名称,单位,时间,数额（万元）\n甲事项,示例甲有限公司,2022-03-01,10\n乙事项,示例乙有限公司,2022-05-01,20\n';
const FUNDING: Mapping = {
  ledger: 'funding',
  columns: { 名称: 'item', 单位: 'organisation', 时间: 'date', '数额(万元)': 'amount' },
};
const PROJECT: Mapping = {
  ledger: 'project',
  columns: { 名称: 'name', 单位: 'leadOrganisation', 时间: 'appliedDate', '数额(万元)': 'totalBudget' },
};

test('rows that a file made in another ledger go with their enterprises, are named, and come back when that is undone', async () => {
  const first = await load(MIXED, { settled: FUNDING });
  expect(first.counts).toMatchObject({ created: 2 });
  const before = await stateOf(database.db);
  const second = await load(MIXED, { settled: PROJECT });
  expect(second.counts).toMatchObject({ created: 2 });
  expect(second.issues.nodes).toContainEqual(
    expect.objectContaining({ code: 'REPLACED_READING', message: expect.stringContaining('第2、3行') }),
  );
  expect(await values('funding', 'item')).toEqual([]);
  const { rows } = await sql`
    select "row", field, before, after from import_difference where run_id = ${second.id} and ledger = 'funding' and field = 'item' order by seq`.execute(
    database.db,
  );
  expect(rows).toEqual([
    { row: 2, field: 'item', before: '甲事项', after: null },
    { row: 3, field: 'item', before: '乙事项', after: null },
  ]);
  await undo(second);
  expect(await stateOf(database.db)).toBe(before);
});

test('as of a day, rows that a later reading took away are there until it was made, and from its undoing on', async () => {
  const known = async (asOf: string) => {
    const columns = ['item', 'row_number'];
    const rows = rowsAsOf(funding, { asOf, columns, divisions: sql`array['990103']` });
    return (
      await sql<{ item: string }>`select item from (${rows}) r order by row_number`.execute(database.db)
    ).rows.map(({ item }) => item);
  };
  const at = (run: RunReport, column: string, day: string) =>
    sql`update import_run set ${sql.ref(column)} = ${`${day}T12:00:00+08:00`}::timestamptz where id = ${run.id}`.execute(
      database.db,
    );
  const first = await load(MIXED, { settled: FUNDING });
  await at(first, 'loaded_at', '2026-01-01');
  const second = await load(MIXED, { settled: PROJECT });
  await at(second, 'loaded_at', '2026-01-02');
  expect(await Promise.all(['2026-01-01', '2026-01-02'].map(known))).toEqual([['甲事项', '乙事项'], []]);
  await undo(second);
  await at(second, 'undone_at', '2026-01-03');
  await undo(first);
  await at(first, 'undone_at', '2026-01-04');
  expect(await Promise.all(['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].map(known))).toEqual([
    [],
    ['甲事项', '乙事项'],
    [],
    ['甲事项', '乙事项'],
    [],
  ]);
});

test('a row that another file changed since is kept and named', async () => {
  await load(MIXED, { settled: FUNDING });
  await load(`${MIXED.split('\n').slice(0, 2).join('\n')}9\n`, { settled: FUNDING }, '更正.csv');
  const again = await load(MIXED, { settled: PROJECT });
  expect(again.issues.nodes).toContainEqual(
    expect.objectContaining({ code: 'KEPT_FROM_READING', message: expect.stringContaining('更正.csv') }),
  );
  expect(await values('funding', 'item')).toEqual(['甲事项']);
  expect(await values('project', 'name')).toEqual(['甲事项', '乙事项']);
});

const KEYED = (...rows: readonly string[]) =>
  ['项目编号,项目名称,承担单位,申请时间,总经费（万元）', ...rows].join('\n');
const [ONE, TWO, THREE] = [
  'KJ2022-001,甲项目,示例甲有限公司,2022-03-01,10',
  'KJ2022-002,乙项目,示例乙有限公司,2022-04-01,20',
  'KJ2022-003,丙项目,示例丙有限公司,2022-05-01,30',
];
const FILE = '科技计划项目台账.csv';

test('a corrected number in a file of the same name changes its row instead of doubling it', async () => {
  const first = await load(KEYED(ONE, TWO, THREE), {}, FILE);
  expect(first.counts).toMatchObject({ created: 3 });
  const before = await stateOf(database.db);
  const corrected = KEYED(ONE, TWO.replace('002', '020'), THREE);
  const preview = await load(corrected, { dryRun: true }, FILE);
  const second = await load(corrected, {}, FILE);
  expect(second.counts).toMatchObject({ created: 0, updated: 1, unchanged: 2 });
  expect(preview.counts).toEqual(second.counts);
  expect(codes(second)).toContain('CORRECTED_ROW');
  expect(await values('project', 'no')).toEqual(['KJ2022-001', 'KJ2022-020', 'KJ2022-003']);
  const { rows } = await sql`
    select "row", field, before, after from import_difference where run_id = ${second.id}`.execute(database.db);
  expect(rows).toEqual([{ row: 3, field: 'no', before: 'KJ2022-002', after: 'KJ2022-020' }]);
  // The first file again says nothing new.
  expect((await load(KEYED(ONE, TWO, THREE), {}, FILE)).counts).toMatchObject({ created: 0, updated: 0 });
  await undo(second);
  expect(await stateOf(database.db)).toBe(before);
});

test('an annotated workbook that is sent back corrects the one it was made from', async () => {
  const send = async (no: string, fileName: string) => {
    const workbook = new ExcelJS.Workbook();
    const rows = KEYED(ONE, TWO.replace('002', no), THREE).split('\n');
    workbook.addWorksheet('2022年').addRows(rows.map((row) => row.split(',')));
    const path = join(folder, fileName);
    await workbook.xlsx.writeFile(path);
    return runReport(database.db, await importWorkbook(database.db, { path, fileName, division: { code: '150103' } }));
  };
  await send('002', '科技计划项目台账.xlsx');
  const back = await send('020', '科技计划项目台账（已标注） (1).xlsx');
  expect(back.counts).toMatchObject({ created: 0, updated: 1, unchanged: 2 });
});

test('a row that is gone while an unlike one is new stays, and the doubt is named', async () => {
  await load(KEYED(ONE, TWO, THREE), {}, FILE);
  const second = await load(KEYED(ONE, 'KJ2022-009,丁项目,示例丁有限公司,2022-09-01,90', THREE), {}, FILE);
  expect(second.counts).toMatchObject({ created: 1, updated: 0, unchanged: 2 });
  expect(second.issues.nodes).toContainEqual(
    expect.objectContaining({ code: 'ROWS_GONE', message: expect.stringContaining('第3行') }),
  );
  expect(await values('project', 'name')).toEqual(['甲项目', '丁项目', '乙项目', '丙项目']);
});

test('a file of the same name with other rows altogether takes nothing away and says nothing of it', async () => {
  await load(KEYED(ONE, TWO, THREE), {}, FILE);
  const other = KEYED(...[ONE, TWO, THREE].map((row) => row.replace('2022-00', '2022-01').replace('项目', '工程')));
  const second = await load(other, {}, FILE);
  expect(second.counts).toMatchObject({ created: 3, updated: 0 });
  expect(codes(second)).not.toContain('ROWS_GONE');
  expect(codes(second)).not.toContain('CORRECTED_ROW');
});

/** Decisions that change what rows are: ledgers, columns, units and the year. */
const reading: fc.Arbitrary<Reading> = fc
  .record({
    ledger: fc.constantFrom('funding', 'project'),
    name: fc.boolean(),
    unit: fc.constantFrom('', ':元', ':亿元'),
    date: fc.boolean(),
    organisation: fc.boolean(),
    year: fc.constantFrom(2021, 2023),
  })
  .map(({ ledger, name, unit, date, organisation, year }) => ({
    year,
    settled: {
      ledger,
      columns:
        ledger === 'funding'
          ? {
              名称: name ? 'item' : 'purpose',
              单位: organisation ? 'organisation' : null,
              时间: date ? 'date' : null,
              '数额(万元)': `amount${unit}`,
            }
          : {
              名称: 'name',
              单位: organisation ? 'leadOrganisation' : null,
              时间: date ? (name ? 'appliedDate' : 'approvedDate') : null,
              '数额(万元)': `totalBudget${unit}`,
            },
    },
  }));

const ROWS = [
  '甲事项,示例甲有限公司,2022-03-01,10',
  '甲事项,示例甲有限公司,2022-03-01,10',
  '甲事项,示例甲有限公司,2022-03-01,30',
  '甲事项,示例乙有限公司,2022-05-01,20',
  '乙事项,示例甲有限公司,2022-03-01,',
];

test('whatever was decided before, a file ends with the rows of its last reading alone, and undoing gives back each state', async () => {
  const files = fc.uniqueArray(fc.constantFrom(...ROWS.keys()), { minLength: 1 });
  const cases = fc.record({
    file: files,
    readings: fc.array(reading, { minLength: 2, maxLength: 4 }),
    order: fc.infiniteStream(fc.nat()),
    backwards: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ file, readings, order, backwards }) => {
      const text = ['名称,单位,时间,数额（万元）', ...file.map((index) => ROWS[index])].join('\n');
      await clearImports(database.db);
      const empty = await stateOf(database.db);
      const alone = new Map<Reading, string>();
      for (const each of readings) {
        await load(text, each);
        alone.set(each, await stateOf(database.db));
        await clearImports(database.db);
      }
      const states = [empty];
      const runs: RunReport[] = [];
      for (const each of readings) {
        const preview = await load(text, { ...each, dryRun: true });
        expect(await stateOf(database.db)).toBe(states.at(-1));
        const run = await load(text, each);
        if (run.state !== 'COMMITTED') continue;
        expect([run.counts, codes(run)]).toEqual([preview.counts, codes(preview)]);
        expect(await stateOf(database.db)).toBe(alone.get(each));
        runs.push(run);
        states.push(await stateOf(database.db));
      }
      const { kept, live } = await keptAndLive(database.db, ['funding', 'project']);
      expect(kept).toEqual(live);
      while (runs.length > 0) {
        const at = backwards ? runs.length - 1 : order.next().value! % runs.length;
        await undo(runs.splice(at, 1)[0]!);
        if (backwards) expect(await stateOf(database.db)).toBe(states[runs.length]);
      }
      expect(await stateOf(database.db)).toBe(empty);
    }),
    { numRuns: randomCases(60, 3), endOnFailure: true },
  );
});
