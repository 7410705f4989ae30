import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
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
  [[FUNDS, '--year', '2024.0'], '应为四位年份'],
  [[FUNDS, '--year', ''], '应为四位年份'],
  [[FUNDS, '--year', '2023', '--year', '2024'], '只能给一次'],
  [[FUNDS, '--division', ''], '应为“代码”或“代码:名称”'],
  [[FUNDS, '--division', '150103', '--division=150104'], '只能给一次'],
  [[FUNDS, '--map', ''], '应为“工作表=台账”'],
  [[FUNDS, '--map', 'Sheet1=funding', '--map', 'Sheet1=project'], '只能指定一次'],
  [[FUNDS, '--map', 'Sheet1!数额=amount', '--map', 'Sheet1!数额='], '只能指定一次'],
  [[FUNDS, '--map', 'Sheet1=funding', '--map', 'Sheet1!数额=area'], '台账 funding 没有字段“area”，它的字段：level（'],
  [[FUNDS, '--map', 'Sheet1!数额=amount:万元:元'], '“字段”或“字段:单位”'],
  [[FUNDS, '--map', 'Sheet1=@示例区'], '“示例区”不是行政区划代码'],
  [[''], '没有这个文件或文件夹'],
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

/** The built command without --json: its exit code and what it says. */
function said(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: database.url };
    execFile(process.execPath, [join(ROOT, 'dist/import/cli.js'), ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

test('a --map about no file, no heading or another name of a known division imports nothing', async () => {
  const home = ['--division', '990103:示例区', '--dry-run'];
  const sheet = await said(FUNDS, COMMISSIONERS, ...home, '--map', '没有的表=funding');
  expect([sheet.code, sheet.stdout]).toEqual([2, '']);
  expect(sheet.stderr).toMatch(/没有工作表“没有的表”，文件中的工作表：.*、/u);
  const heading = await said(FUNDS, ...home, '--map', '专项资金!没有的列=amount');
  expect([heading.code, heading.stdout]).toEqual([2, '']);
  expect(heading.stderr).toMatch(/工作表“专项资金”没有表头“没有的列”，它的表头：.*金额/u);
  const name = await said(FUNDS, '--division', '150103:别的区');
  expect([name.code, name.stdout]).toEqual([2, '']);
  expect(name.stderr).toMatch(/代码 150103 的名称是“.+”，不是“别的区”/u);
});

test('a file that is cut does not end the command with success', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-command-'));
  try {
    const cut = join(folder, '特派员.xls');
    writeFileSync(cut, readFileSync(COMMISSIONERS).subarray(0, 9_000));
    const half = join(folder, '资金.csv');
    writeFileSync(
      half,
      '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达日期\n2022,市,下达,专项,示例甲有限公司,10,2022/3/1\n2022,市,下',
    );
    const { code, stdout } = await said(cut, half, '--division', '990103:示例区', '--dry-run');
    expect(code).toBe(1);
    expect(stdout).toMatch(/特派员\.xls：未导入[^]*文件不完整[^]*资金\.csv：预览[^]*资金!C3：文件在最后一行中间结束/u);
    expect(stdout).toMatch(/新增 1 行，示例区（990103），2022年/u);
    expect((await said(cut, '--division', '990103:示例区')).code).toBe(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
