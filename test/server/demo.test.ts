import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startProcess } from './process.js';

const SAMPLES = join(import.meta.dirname, '../../samples/ledgers');
const DIVISION = { code: '990204', name: '青峪区' };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** Runs the demo to its table and stops it; what it printed. */
async function demo(use = (_output: string) => Promise.resolve()): Promise<string> {
  const server = await startProcess({ DATABASE_URL: database.url }, ['--demo']);
  await use(server.output()).finally(() => server.end('SIGTERM'));
  return server.output();
}

/** Pastes the line for uploads into a shell, in a folder with a workbook of that name. */
async function upload(output: string): Promise<void> {
  const command = /上传台账 +(curl .*)$/mu.exec(output)![1]!;
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-upload-'));
  copyFileSync(join(SAMPLES, '科普活动台账.xlsx'), join(folder, '台账.xlsx'));
  const { stdout } = await promisify(execFile)('sh', ['-c', `${command} -s`], { cwd: folder });
  rmSync(folder, { recursive: true });
  expect(JSON.parse(stdout)).toMatchObject({ id: expect.any(String), url: expect.stringContaining('/imports/') });
}

const countOf = async (table: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(
    database.db,
  );
  return rows[0]!.count;
};

test('the demo runs on an empty database, and again on what it made, and on nothing else', async () => {
  const first = await demo(upload);
  expect(first).toMatch(/^科技专项资金下达及分配情况\.xlsx：已导入，新增 \d+ 行/mu);
  expect(first).toContain('上级科技专项资金');
  const counts = [await countOf('funding'), await countOf('activity'), await countOf('enterprise')];

  const second = await demo();
  expect(second).toMatch(/^科技专项资金下达及分配情况\.xlsx：已导入，未变 \d+ 行/mu);
  expect([await countOf('funding'), await countOf('activity'), await countOf('enterprise')]).toEqual(counts);

  // A ledger of somebody's own.
  await importWorkbook(database.db, {
    path: join(SAMPLES, '科普活动台账.xlsx'),
    fileName: '科普活动台账.xlsx',
    division: DIVISION,
    importedBy: '张某某',
  });
  const runs = await countOf('import_run');
  await expect(demo()).rejects.toThrow(
    /the server ended with 1:\n[^]*中有不是演示导入的数据（1 次导入，如《科普活动台账\.xlsx》）/u,
  );
  expect(await countOf('import_run')).toBe(runs);
});
