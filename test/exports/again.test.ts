import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook, type ImportRequest } from '../../import/import.js';
import { annotateWorkbook } from '../../import/report/annotate.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import type { Database } from '../../src/database/sql.js';
import { fieldColumns, type LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

const DIVISION = { code: '990204', name: '青峪区' };
const SAMPLES = join(import.meta.dirname, '../../samples/ledgers');
const folder = mkdtempSync(join(tmpdir(), 'taizhang-again-'));
let origin: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  origin = await createTestDatabase('samples');
  server = await startTestServer(origin.db);
});
afterAll(async () => {
  await server.stop();
  await origin.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Saves what the server exports; the path. */
async function saved(file: string, query = ''): Promise<string> {
  const response = await fetch(`${server.url}/exports/${file}${query}`);
  const path = join(folder, file);
  writeFileSync(path, Buffer.from(await response.arrayBuffer()));
  return path;
}

async function load(db: Database, path: string, more: Partial<ImportRequest> = {}): Promise<RunReport> {
  const fileName = path.slice(folder.length + 1);
  return runReport(db, await importWorkbook(db, { path, fileName, division: DIVISION, ...more }));
}

/** The rows of a ledger with all that they say, in an order that does not depend on ids. */
async function rowsOf(db: Database, ledger: LedgerDeclaration): Promise<string[]> {
  const columns = Object.entries(ledger.fields).flatMap(([name, field]) => fieldColumns(name, field));
  const { rows } = await sql<{ row: string }>`
    select to_jsonb(r)::text as row from (
      select t.division, t.year, t.flags, l.limits, ${sql.join(columns.map(({ name }) => sql`t.${sql.ref(name)}`))}
      from ${sql.table(ledger.table)} t left join figures.sheet_limits l on l.id = t.limits
    ) r order by 1`.execute(db);
  return rows.map(({ row }) => row);
}

async function figuresOf(db: Database): Promise<unknown[]> {
  const { rows } =
    await sql`select * from reporting.indicator_year order by division, indicator, dimension, member, year`.execute(db);
  return rows;
}

describe.each(['csv', 'xlsx'])('every ledger exported as %s and imported into an empty database', (format) => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await createTestDatabase();
  });
  afterAll(() => empty.close());

  test.each(LEDGERS.map((ledger) => [ledger.zh, ledger] as const))('%s has the same rows', async (_, ledger) => {
    const report = await load(empty.db, await saved(`${ledger.table}.${format}`));
    expect(report.issues.nodes.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    expect(report.sheets[0]).toMatchObject({ ledger: ledger.id, counts: { rejected: 0, skipped: 0 } });
    const expected = await rowsOf(origin.db, ledger);
    expect(expected.length).toBeGreaterThan(0);
    expect(await rowsOf(empty.db, ledger)).toEqual(expected);
  });

  test('the figures are the same', async () => {
    expect(await figuresOf(empty.db)).toEqual(await figuresOf(origin.db));
  });
});

test('an export imported into the database that it came from changes nothing', async () => {
  for (const { table, zh } of LEDGERS) {
    const { counts } = await load(origin.db, await saved(`${table}.csv`));
    expect([zh, counts.created, counts.updated, counts.rejected]).toEqual([zh, 0, 0, 0]);
  }
});

test('an export with Chinese headings too changes nothing either', async () => {
  const { counts } = await load(origin.db, await saved('project.xlsx', '?titles=zh'));
  expect(counts).toMatchObject({ created: 0, updated: 0, rejected: 0 });
  expect(counts.unchanged).toBeGreaterThan(0);
});

test("a BI tool's CSV of some columns in its own spelling has the rows that the columns tell", async () => {
  const empty = await createTestDatabase();
  try {
    const { rows } = await sql<Record<string, string | null>>`
      select level, flow, item, organisation, amount::text, year::text, date_from || 'T00:00:00Z' as date_from, date_end || ' 00:00:00' as date_end, date_precision, flags
      from reporting.funding where flow <> '预算执行'`.execute(origin.db);
    const headings = [
      'Level',
      'Flow',
      'Item',
      'funding.organisation',
      'funding[amount]',
      'Year',
      'Date From',
      'Date End',
      'datePrecision',
      'Flags',
    ];
    const lines = [headings, ...rows.map((row) => Object.values(row))].map((cells) =>
      cells.map((cell) => `"${(cell ?? '').replaceAll('"', '""')}"`).join(','),
    );
    const path = join(folder, 'query_result.csv');
    writeFileSync(path, lines.join('\n'));
    const report = await load(empty.db, path);
    expect(report).toMatchObject({ state: 'COMMITTED', sheets: [{ ledger: 'funding' }] });
    const told = (db: Database) =>
      sql`select year, level, flow, item, organisation, amount, date, date_end, date_precision from funding where flow <> '预算执行' order by 1, 2, 3, 4, 5, 6, 7`.execute(
        db,
      );
    expect((await told(empty.db)).rows).toEqual((await told(origin.db)).rows);
  } finally {
    await empty.close();
  }
});

test('an export is asked about where it is imported for another division, and then is of that division', async () => {
  const path = await saved('project.csv');
  const other = { division: { code: '150105' } };
  const asked = await load(origin.db, path, other);
  expect(asked.issues.nodes).toMatchObject([{ code: 'DIVISION_CONTRADICTED', address: 'A2' }]);
  const project = LEDGERS.find(({ id }) => id === 'project')!;
  const before = await rowsOf(origin.db, project);
  const settled = { project: { division: '150105' } };
  const answered = await load(origin.db, path, { ...other, settled });
  expect(answered).toMatchObject({ state: 'COMMITTED', sheets: [{ divisions: ['150105'] }] });
  expect(answered.counts).toMatchObject({ created: before.length, rejected: 0 });
  const after = await rowsOf(origin.db, project);
  const moved = before.map((row) => row.replace('"division": "990204"', '"division": "150105"'));
  expect(after).toEqual([...before, ...moved].toSorted());
});

test('figures that are exported are no ledger, and the sheet that explains columns is no table', async () => {
  const figures = await load(origin.db, await saved('indicator_year.csv'));
  expect(figures).toMatchObject({ state: 'FAILED', counts: { created: 0 } });
  const told = await load(origin.db, await saved('funding.xlsx'));
  expect(told.issues.nodes.filter(({ sheet }) => sheet === '说明')).toMatchObject([{ code: 'OWN_SHEET' }]);
});

test.each(readdirSync(SAMPLES))('%s, annotated, changes nothing when it is imported again', async (fileName) => {
  const content = readFileSync(join(SAMPLES, fileName));
  const path = join(folder, fileName);
  writeFileSync(path, content);
  const before = await load(origin.db, path);
  expect(before.counts).toMatchObject({ created: 0, updated: 0 });
  const annotated = await annotateWorkbook({ fileName, content }, before.issues.nodes);
  const again = join(folder, `${fileName.replace(/\.[^.]*$/u, '')}（已标注）.${annotated.extension}`);
  writeFileSync(again, annotated.content);
  const after = await load(origin.db, again);
  const { unchanged, rejected } = before.counts;
  expect(after.counts).toMatchObject({ created: 0, updated: 0, unchanged, rejected });
});
