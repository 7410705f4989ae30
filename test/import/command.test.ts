import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { RunReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer } from '../test-server.js';

const ROOT = join(import.meta.dirname, '../..');
const FUNDS = join(import.meta.dirname, '../fixtures/district/02科技专项资金台账.xlsx');
const COMMISSIONERS = join(import.meta.dirname, '../fixtures/district/06科技特派员台账.xls');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** The built command with --json, as `npm run import` runs it. */
function command(env: Record<string, string>, ...args: string[]): Promise<{ code: number; runs: RunReport[] }> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(ROOT, 'dist/import/cli.js'), ...args, '--division', '990103:示例区', '--json'],
      { env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: database.url, ...env } },
      (error, stdout, stderr) => {
        if (stdout === '') reject(new Error(`${String(error?.code)}: ${stderr}`));
        else resolve({ code: Number(error?.code ?? 0), runs: JSON.parse(stdout) as RunReport[] });
      },
    );
  });
}

test('limits that are set hold for the command and for the process that reads old formats', async () => {
  const { code, runs } = await command({ MAX_ROWS: '12' }, FUNDS, COMMISSIONERS);
  expect(code).toBe(2);
  expect(runs.map((run) => [run.state, run.issues.nodes.map((issue) => [issue.code, issue.message])])).toEqual(
    runs.map(() => ['FAILED', [['TOO_MANY_ROWS', '行数超过上限。上限为 12 行（MAX_ROWS）。']]]),
  );
});

test.each([
  [[], '请给出要导入的工作簿或文件夹。'],
  [[FUNDS, '--map', 'Sheet1=fundin'], '没有台账“fundin”'],
  [[FUNDS, '--map', 'Sheet1!数额=amuont'], '没有字段“amuont”'],
  [[FUNDS, '--map', 'Sheet1!数额=amount:桶'], '“桶”不是计量单位'],
  [[FUNDS, '--year', '二三'], '应为四位年份'],
  [[FUNDS, '--forse'], '没有参数“--forse”'],
])('what is wrong with the usage is said in Chinese: %j', async (args, said) => {
  const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
    execFile(process.execPath, [join(ROOT, 'dist/import/cli.js'), ...args], (error, _, text) =>
      resolve({ code: error?.code, stderr: text }),
    );
  });
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(stderr).not.toContain('error:');
});

test('from a figure to its row, its workbook, who imported it and when', async () => {
  const { code, runs } = await command({}, FUNDS);
  expect([code, runs.map((run) => [run.state, run.importedBy])]).toEqual([0, [['COMMITTED', userInfo().username]]]);
  const server = await startTestServer(database.db);
  try {
    const answer = await server.ask<{ yearOverYear: { points: { rows: { nodes: unknown[] } }[] }[] }>(
      `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2022, to: 2022) { points { rows(first: 1) { nodes {
        workbook sheet row import { id importedBy createdAt finishedAt } } } } } }`,
    );
    expect(answer.yearOverYear[0]!.points[0]!.rows.nodes).toEqual([
      {
        workbook: '02科技专项资金台账.xlsx',
        sheet: expect.any(String),
        row: expect.any(Number),
        import: {
          id: runs[0]!.id,
          importedBy: userInfo().username,
          createdAt: expect.stringMatching(/^\d{4}-/u),
          finishedAt: expect.stringMatching(/^\d{4}-/u),
        },
      },
    ]);
  } finally {
    await server.stop();
  }
});
