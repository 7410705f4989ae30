import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/runs/undo.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { CERTIFICATES, certificates } from './certificates.js';
import { clearImports, stateOf } from './state.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-repeated-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => clearImports(database.db));
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const [FIRST, SECOND] = ['91990103TWKF9G5XPX', '91990103MXEFW7ACMY'];

async function load(text: string, more: { dryRun?: boolean; runId?: string } = {}): Promise<RunReport> {
  const fileName = CERTIFICATES;
  const path = join(folder, fileName);
  writeFileSync(path, text);
  const division = { code: '990103', name: '示例区' };
  return runReport(database.db, await importWorkbook(database.db, { path, fileName, division, ...more }));
}

/** Imports the files in their order, and twice more; the repeats must change nothing. */
async function thrice(...files: readonly string[]): Promise<void> {
  for (const file of files) await load(file);
  const state = await stateOf(database.db);
  for (let round = 2; round <= 3; round += 1) {
    for (const file of files) {
      const { counts } = await load(file);
      expect([round, counts.created, counts.updated]).toEqual([round, 0, 0]);
      expect(await stateOf(database.db)).toBe(state);
    }
  }
}

test('what a later file changed stays however often the earlier one is imported again', () =>
  thrice(
    certificates(['示例甲有限公司', FIRST, 'GR202199000001']),
    certificates(['示例甲有限公司', FIRST, '—']),
    certificates(['示例甲有限公司', SECOND, 'GR202199000001']),
  ));

test('a certificate number that passes to another company makes no row when the folder is imported again', () =>
  thrice(
    certificates(['示例甲有限公司', '', '—'], ['示例乙有限公司', '', 'GR202199000002']),
    certificates(['示例甲有限公司', '', 'GR202199000001']),
    certificates(['示例乙有限公司', '', 'GR202199000001'], ['示例甲有限公司', '', 'GR202199000002']),
  ));

test('a row without a number goes on meaning the one row that it meant, when its company gets a second number', () =>
  thrice(
    certificates(['示例甲有限公司', '', 'GR202199000001']),
    certificates(['示例甲有限公司', '', '—']),
    certificates(['示例甲有限公司', '', 'GR202199000002']),
  ));

test('a row without a number means the row that had its company then, though its number went to another', () =>
  thrice(
    certificates(['示例甲有限公司', '', 'GR202199000001']),
    certificates(['示例甲有限公司', '', '—']),
    certificates(['示例乙有限公司', '', 'GR202199000001']),
  ));

test('a preview that is committed late counts as loaded then, for repeats and for undoing', async () => {
  const early = certificates(['示例甲有限公司', FIRST, 'GR202199000001']);
  const late = certificates(['示例甲有限公司', '', 'GR202199000001']);
  const empty = await stateOf(database.db);
  const preview = await load(early, { dryRun: true });
  const other = await load(late);
  const before = await stateOf(database.db);
  const committed = await load(early, { runId: preview.id });
  const after = await stateOf(database.db);

  expect((await load(late)).counts).toMatchObject({ created: 0, updated: 0 });
  expect(await stateOf(database.db)).toBe(after);
  const undo = (run: RunReport) => database.db.transaction().execute((tx) => undoRun(tx, run.id));
  await undo(committed);
  expect(await stateOf(database.db)).toBe(before);
  await undo(other);
  expect(await stateOf(database.db)).toBe(empty);
});

test('a row goes on meaning the row that it meant, though another file brought one that answers better to its key', () =>
  thrice(
    certificates(['示例乙有限公司', FIRST, 'GR202299000003']),
    certificates(['示例甲有限公司', '', '—'], ['示例乙有限公司', '', '—'], ['示例甲有限公司', FIRST, '—']),
    certificates(['示例甲有限公司', FIRST, '—'], ['示例甲有限公司', FIRST, 'GR202199000001']),
    certificates(['示例乙有限公司', FIRST, '—'], ['示例甲有限公司', '', '—']),
  ));
