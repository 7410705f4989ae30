import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook, type ImportRequest } from '../../import/import.js';
import { type RunReport, runReport } from '../../import/report/run-report.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { type LaidCell, type LaidSheet, laidOut } from './write-workbook.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-hidden-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const HEAD = ['资金级次', '资金名称', '执行单位', '金额（万元）', '下达文号', '下达日期'];
const row = (number: number, amount: number): LaidCell[] => [
  '市',
  `专项${number}`,
  '示例甲有限公司',
  amount,
  `科字〔2023〕${number}号`,
  '2023-03-01',
];
const funds = (name: string, rows: LaidSheet['rows'], hidden?: LaidSheet['hidden']): LaidSheet => ({
  name,
  rows: [['2023年科技专项资金台账'], HEAD, ...rows],
  ...(hidden === undefined ? {} : { hidden }),
});

async function load(
  code: string,
  sheets: readonly LaidSheet[],
  settled?: ImportRequest['settled'],
): Promise<RunReport> {
  const path = join(folder, `${code}.xlsx`);
  writeFileSync(path, await laidOut(...sheets));
  const division = { code, name: `隐藏${code.slice(-2)}区` };
  const runId = await importWorkbook(database.db, {
    path,
    fileName: '资金.xlsx',
    division,
    ...(settled === undefined ? {} : { settled }),
  });
  return runReport(database.db, runId);
}

async function amounts(code: string): Promise<[string, number][]> {
  const rows = await database.db
    .selectFrom('funding')
    .select(['item', 'amount'])
    .where('division', '=', code)
    .orderBy('item')
    .execute();
  return rows.map(({ item, amount }) => [String(item), Number(amount) / 10_000]);
}

const told = ({ issues }: RunReport) =>
  issues.nodes.filter(({ code }) => code.startsWith('SHEET_')).map(({ code, message }) => [code, message]);

test.each([
  ['990801', true],
  ['990802', 'very'],
] as const)('a hidden sheet is asked about and not read over a visible one (%s)', async (code, hidden) => {
  const run = await load(code, [funds('资金', [row(1, 10)]), funds('旧版', [row(1, 999), row(2, 5)], hidden)]);
  expect(told(run)).toEqual([
    [
      'SHEET_HIDDEN',
      expect.stringContaining('“旧版”是隐藏的，像“科技专项资金台账”，有2行数据，其中1行在可见的工作表中没有'),
    ],
  ]);
  expect(run.sheets.map(({ ledger, candidates }) => [ledger, candidates.map((each) => each.ledger)])).toEqual([
    ['funding', expect.anything()],
    [null, ['funding']],
  ]);
  expect(await amounts(code)).toEqual([['专项1', 10]]);
});

test('one that a person decides to read adds its own rows, and loses where a visible sheet has the row', async () => {
  const sheets = [funds('旧版', [row(1, 999), row(2, 5)], true), funds('资金', [row(1, 10)])];
  await load('990803', sheets.toReversed(), { 旧版: { ledger: 'funding' } });
  expect(await amounts('990803')).toEqual([
    ['专项1', 10],
    ['专项2', 5],
  ]);
});

test('one whose rows all stand in visible sheets is only told, also where it comes first or names enterprises', async () => {
  const run = await load('990807', [funds('旧版', [row(1, 999)], true), funds('资金', [row(1, 10), row(2, 5)])]);
  expect(told(run)).toEqual([['SHEET_HIDDEN_KNOWN', expect.stringContaining('它的1行在可见的工作表中都有')]]);
  expect(run.issues.nodes.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  expect(run.sheets.map(({ name, ledger }) => [name, ledger])).toEqual([
    ['旧版', null],
    ['资金', 'funding'],
  ]);
  const pool = (name: string, enterprise: string, hidden?: boolean): LaidSheet => ({
    name,
    rows: [['2023年高新技术企业培育库入库名单'], ['序号', '企业名称', '入库时间'], [1, enterprise, '2023-03-01']],
    ...(hidden === undefined ? {} : { hidden }),
  });
  const [known, other] = [
    await load('990808', [pool('名单', '示例甲科技有限公司'), pool('底稿', '示例甲科技有限公司', true)]),
    await load('990809', [pool('名单', '示例甲科技有限公司'), pool('底稿', '示例乙科技有限公司', true)]),
  ];
  expect(told(known).map(([code]) => code)).toEqual(['SHEET_HIDDEN_KNOWN']);
  expect(told(other).map(([code]) => code)).toEqual(['SHEET_HIDDEN']);
});

test('a decision that is remembered for such headings does not open it', async () => {
  const visible = funds('资金', [row(1, 10)]);
  await load('990804', [visible], { 资金: { ledger: 'funding' } });
  const run = await load('990804', [visible, funds('旧版', [row(1, 999), row(3, 7)], true)]);
  expect(told(run).map(([code]) => code)).toEqual(['SHEET_HIDDEN']);
  expect(await amounts('990804')).toEqual([['专项1', 10]]);
});

test('a hidden sheet without rows is only told', async () => {
  const run = await load('990805', [funds('资金', [row(1, 10)]), funds('空表', [], true)]);
  expect(told(run)).toEqual([
    ['SHEET_IGNORED', expect.stringContaining('“空表”不像台账，没有读取：它是隐藏的，也没有数据行')],
  ]);
});

test('the rows of a hidden sheet do not change how equal rows of a visible one are told apart', async () => {
  const plain = (name: string, hidden?: boolean): LaidSheet => ({
    name,
    rows: [['2023年科技培训台账'], ['培训名称', '参加人数'], ['高企申报培训', 30], ['高企申报培训', 30]],
    ...(hidden === undefined ? {} : { hidden }),
  });
  await load('990806', [plain('旧版', true), plain('培训')]);
  const again = await load('990806', [plain('培训')]);
  expect(again.counts).toMatchObject({ created: 0, unchanged: 2 });
});
