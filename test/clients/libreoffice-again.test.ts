import { afterAll, beforeAll, expect, test } from '@jest/globals';
import excel from 'exceljs';
import { sql } from 'kysely';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importWorkbook } from '../../import/import.js';
import { READINGS } from '../../import/ledgers/index.js';
import type { LedgerReading } from '../../import/ledgers/ledger.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { TEMPLATE_ROWS, templateWorkbook } from '../../import/report/template.js';
import { templateColumns } from '../../import/report/template/columns.js';
import { fieldColumns, type LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import type { Database } from '../../src/database/sql.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { run } from './program.js';

/** LibreOffice Calc opens what the product gives out and saves it; the product reads that as its own. */
const SOFFICE = { command: 'soffice', packages: ['libreoffice-calc-nogui'] };
/** Ledgers with figures, dates and lists; Calc takes seconds for each file. */
const TRIED = ['project', 'funding', 'activity'];
/** The division of the templates' examples. */
const EXAMPLE = { code: '150103' };
const DIVISION = { code: '990204', name: '青峪区' };

let origin: TestDatabase;
let server: TestServer;
let folder: string;
beforeAll(async () => {
  origin = await createTestDatabase('samples');
  server = await startTestServer(origin.db);
  folder = await mkdtemp(join(tmpdir(), 'taizhang-again-'));
});
afterAll(async () => {
  await server.stop();
  await origin.close();
  await rm(folder, { recursive: true, force: true });
});

/** Saves files with Calc as .xlsx; the folder of the saved ones. */
async function savedByCalc(files: readonly string[], filter: readonly string[] = []): Promise<string> {
  const saved = await mkdtemp(join(folder, 'saved-'));
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  await run(SOFFICE, [profile, '--headless', '--convert-to', 'xlsx', '--outdir', saved, ...filter, ...files]);
  return saved;
}

async function load(db: Database, path: string, division: { code: string } = DIVISION): Promise<RunReport> {
  return runReport(db, await importWorkbook(db, { path, fileName: basename(path), division }));
}

/** The rows of a ledger with all that they say. */
async function rowsOf(db: Database, ledger: LedgerDeclaration): Promise<string[]> {
  const columns = Object.entries(ledger.fields).flatMap(([name, field]) => fieldColumns(name, field));
  const { rows } = await sql<{ row: string }>`
    select to_jsonb(r)::text as row from (
      select division, year, flags, ${sql.join(columns.map(({ name }) => sql.ref(name)))} from ${sql.table(ledger.table)}
    ) r order by 1`.execute(db);
  return rows.map(({ row }) => row);
}

/** A template with its example as the first row. */
async function filled(reading: LedgerReading): Promise<Buffer> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await templateWorkbook(reading)) as unknown as excel.Buffer);
  const sheet = workbook.getWorksheet(reading.ledger.zh)!;
  for (const [index, column] of templateColumns(reading).entries()) {
    const example = sheet.getCell(TEMPLATE_ROWS.example, index + 1).value;
    sheet.getCell(TEMPLATE_ROWS.first, index + 1).value = column.heading === '序号' ? 1 : example;
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

test('a filled template that Calc saved has the row that Excel saved', async () => {
  const [direct, saved] = [await createTestDatabase(), await createTestDatabase()];
  try {
    const tried = READINGS.filter(({ ledger }) => TRIED.includes(ledger.id));
    const files = tried.map(({ ledger }) => join(folder, `${ledger.table}.xlsx`));
    for (const [at, reading] of tried.entries()) await writeFile(files[at]!, await filled(reading));
    const place = await savedByCalc(files);
    for (const [at, { ledger }] of tried.entries()) {
      await load(direct.db, files[at]!, EXAMPLE);
      const report = await load(saved.db, join(place, basename(files[at]!)), EXAMPLE);
      expect([ledger.id, report.sheets[0]!.ledger, report.counts.created]).toEqual([ledger.id, ledger.id, 1]);
      expect(await rowsOf(saved.db, ledger)).toEqual(await rowsOf(direct.db, ledger));
    }
  } finally {
    await Promise.all([direct.close(), saved.close()]);
  }
});

test.each([
  ['xlsx', []],
  // UTF-8, commas, quoted values stay texts.
  ['csv', ['--infilter=CSV:44,34,76,1,,2052,true,false']],
] as const)('exports as %s that Calc saved have the same rows', async (format, filter) => {
  const empty = await createTestDatabase();
  try {
    const place = join(folder, format);
    await mkdir(place);
    const tried = LEDGERS.filter(({ id }) => TRIED.includes(id));
    const files = tried.map(({ table }) => join(place, `${table}.${format}`));
    for (const path of files) {
      const response = await fetch(`${server.url}/exports/${basename(path)}`);
      await writeFile(path, Buffer.from(await response.arrayBuffer()));
    }
    const saved = await savedByCalc(files, filter);
    for (const ledger of tried) {
      await load(empty.db, join(saved, `${ledger.table}.xlsx`));
      expect([ledger.id, await rowsOf(empty.db, ledger)]).toEqual([ledger.id, await rowsOf(origin.db, ledger)]);
    }
  } finally {
    await empty.close();
  }
});
