import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { undoRun } from '../../import/runs/undo.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { randomCases } from '../random-cases.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { keptAndLive } from './live.js';
import { fileSets } from './random-file.js';
import { clearImports, stateOf } from './state.js';

const RUNS = randomCases(200, 3);
const DIVISION = { code: '990103', name: '示例区' };

describe('over random files', () => {
  let database: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-properties-'));
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const load = async ({ name, text }: { name: string; text: string }, dryRun = false): Promise<RunReport> => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return runReport(
      database.db,
      await importWorkbook(database.db, { path, fileName: name, division: DIVISION, dryRun }),
    );
  };
  const undo = (run: RunReport) => database.db.transaction().execute((tx) => undoRun(tx, run.id));
  const said = (run: RunReport) =>
    run.issues.nodes.map(({ code, address, row, message }) => ({ code, address, row, message }));

  const differences = async (id: string) => {
    const { rows } = await sql`
      select ledger, sheet, "row", address, field, before, after from import_difference where run_id = ${id} order by seq`.execute(
      database.db,
    );
    return rows;
  };

  // One test for the three properties, because imports into a real database take their time: each case proves all.
  test('a preview says what the import then does; the same file again changes nothing; figures are those of the rows; undone, all is as before', async () => {
    await fc.assert(
      fc.asyncProperty(fileSets, fc.infiniteStream(fc.nat()), async (files, picks) => {
        await clearImports(database.db);
        const empty = await stateOf(database.db);
        const runs: RunReport[] = [];
        let before = empty;
        for (const each of files) {
          const preview = await load(each, true);
          expect(await stateOf(database.db)).toBe(before);

          const run = await load(each);
          expect(run.counts).toEqual(preview.counts);
          expect(said(run)).toEqual(said(preview));
          expect(await differences(run.id)).toEqual(await differences(preview.id));

          const after = await stateOf(database.db);
          await undo(run);
          expect(await stateOf(database.db)).toBe(before);
          runs.push(await load(each));
          expect(await stateOf(database.db)).toBe(after);
          before = after;
        }
        // Twice, because a repeat must not change what the next repeat goes by.
        for (const each of [...files, ...files]) {
          const { counts } = await load(each);
          expect([counts.created, counts.updated]).toEqual([0, 0]);
        }
        const { kept, live } = await keptAndLive(database.db, ['funding', 'qualification']);
        expect(kept).toEqual(live);
        expect(await stateOf(database.db)).toBe(before);
        while (runs.length > 0) {
          const [run] = runs.splice(picks.next().value! % runs.length, 1);
          await undo(run!);
          await undo(run!);
        }
        expect(await stateOf(database.db)).toBe(empty);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
