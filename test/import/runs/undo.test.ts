import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../../import/import.js';
import { undoRun } from '../../../import/runs/undo.js';
import { type RunReport, runReport } from '../../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../../test-database.js';
import { CERTIFICATES, certificates } from '../certificates.js';
import { clearImports, stateOf } from '../state.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-undo-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => clearImports(database.db));
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(text: string): Promise<RunReport> {
  const path = join(folder, CERTIFICATES);
  writeFileSync(path, text);
  const division = { code: '990103', name: '示例区' };
  return runReport(database.db, await importWorkbook(database.db, { path, fileName: CERTIFICATES, division }));
}

const undo = (run: RunReport) => database.db.transaction().execute((tx) => undoRun(tx, run.id));

const numbers = async () => {
  const { rows } = await sql<{ no: string | null }>`
    select certificate_no as no from qualification order by certificate_no nulls first`.execute(database.db);
  return rows.map(({ no }) => no);
};

/** An application, its number in a later file, and in a third another application of the company beside a number. */
const APPLIED = certificates(['示例甲有限公司', '', '—']);
const NUMBERED = certificates(['示例甲有限公司', '', 'GR202299000003']);
const AGAIN = certificates(['示例甲有限公司', '', '—'], ['示例甲有限公司', '', 'GR202199000002']);

test('a row keeps its number while a later import holds the row that it would become again, and says which', async () => {
  const empty = await stateOf(database.db);
  const applied = await load(APPLIED);
  const early = await stateOf(database.db);
  const numbered = await load(NUMBERED);
  const again = await load(AGAIN);
  expect(await numbers()).toEqual([null, 'GR202199000002', 'GR202299000003']);

  const { issues, ...counts } = await undo(numbered);
  expect(counts).toEqual({ deleted: 0, restored: 0 });
  expect(issues).toMatchObject([{ code: 'UNDO_WAITS', row: 2, params: { file: CERTIFICATES } }]);
  expect(await numbers()).toEqual([null, 'GR202199000002', 'GR202299000003']);

  await undo(again);
  expect(await stateOf(database.db)).toBe(early);
  await undo(applied);
  expect(await stateOf(database.db)).toBe(empty);
});

test('a row that waits belongs to the file that says it anew', async () => {
  await load(APPLIED);
  const numbered = await load(NUMBERED);
  const again = await load(AGAIN);
  await undo(numbered);
  expect((await load(NUMBERED)).counts).toMatchObject({ created: 0, updated: 1 });
  await undo(again);
  expect(await numbers()).toEqual(['GR202299000003']);
});
