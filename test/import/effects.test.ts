import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { textReport } from '../../import/report/text.js';
import { undoRun } from '../../import/runs/undo.js';
import { answer } from '../../src/indicators/answer/answer.js';
import { laidOut } from './write-workbook.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

const NAME = '科技活动台账.csv';
const DIVISION = { code: '990103', name: '示例区' };
const LEDGER = ['活动类型,活动名称,活动时间,参加人数', '培训,甲,2024-03-01,30', '科普,乙,2024-05-01,'].join('\n');

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-effects-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(text: string, dryRun: boolean) {
  const path = join(folder, NAME);
  writeFileSync(path, text);
  const id = await importWorkbook(database.db, { path, fileName: NAME, division: DIVISION, dryRun });
  return runReport(database.db, id);
}

test('a preview says what figures become, as the import then makes them', async () => {
  const preview = await load(LEDGER, true);
  const sessions = preview.effects.find(
    ({ indicator, division }) => indicator === 'TRAIN_SESSIONS' && division === '990103',
  );
  expect(sessions).toEqual({
    indicator: 'TRAIN_SESSIONS',
    name: '科技培训场次',
    unit: '场次',
    divisionName: '示例区',
    division: '990103',
    year: 2024,
    before: null,
    after: 1,
    flagsBefore: [],
    flagsAfter: [],
  });
  expect(textReport(preview)).toContain('    2024年科技培训场次：暂无数据 → 1场次');

  const run = await load(LEDGER, false);
  expect(run.effects).toEqual(preview.effects);

  const more = await load(`${LEDGER}\n培训,丙,2024-06-01,`, false);
  expect(more.effects.filter(({ division }) => division === '990103')).toContainEqual(
    expect.objectContaining({
      indicator: 'TRAIN_PERSON_TIMES',
      before: 30,
      after: 30,
      flagsBefore: [],
      flagsAfter: ['PARTIAL'],
    }),
  );
  expect((await load(`${LEDGER}\n培训,丙,2024-06-01,`, false)).effects).toEqual([]);
});

describe('a sheet that waits for a decision makes the figures of the sheets beside it partial', () => {
  const fileName = '台账.xlsx';
  const division = { code: '990104', name: '示例二区' };
  const HEADINGS = ['活动类型', '活动名称', '活动时间', '参加人数'];
  const event = (name: string, day: string) => ['科普', name, day, 20];

  async function read(second: readonly (readonly (string | number)[])[], sheet = '补报', settled?: string) {
    const path = join(folder, fileName);
    const first = {
      name: '台账',
      rows: [['科普活动台账'], HEADINGS, event('甲', '2023-03-01'), event('乙', '2024-03-01')],
    };
    writeFileSync(path, await laidOut(first, { name: sheet, rows: second }));
    const settledSheets =
      settled === undefined ? {} : { settled: { [sheet]: { ledger: settled, columns: { 工作事项: 'title' } } } };
    const id = await importWorkbook(database.db, { path, fileName, division, ...settledSheets });
    return runReport(database.db, id);
  }

  async function told(year: number) {
    const question = { indicators: ['SCIPOP_EVENTS'], from: year, to: year, divisions: [division.code] };
    const [series] = await answer(database.db, question);
    const { value, flags } = series!.points[0]!;
    return [value, ...flags];
  }

  const OPEN = [
    ['工作事项', '时间', '地点'],
    ['科普知识进村', '2024-05-01', '示例村'],
  ];

  test('of its year alone where its name tells it', async () => {
    const held = await read(OPEN, '2024年补报');
    expect([await told(2023), await told(2024)]).toEqual([[1], [1, 'PARTIAL', 'INCOMPLETE']]);
    await undoRun(database.db, held.id);
  });

  test('but not one that is no ledger', async () => {
    const run = await read([['填写说明'], ['请如实填写。']], '说明');
    expect(run.issues.nodes.filter(({ code }) => code === 'SHEET_LEAVES_PARTIAL')).toEqual([]);
    expect(await told(2024)).toEqual([1]);
    await undoRun(database.db, run.id);
  });

  test('in the effects and the answers, until it is settled, and again when that is undone', async () => {
    const held = await read(OPEN);
    expect(held.sheets.map(({ ledger }) => ledger)).toEqual(['activity', null]);
    expect(held.issues.nodes.filter(({ code }) => code === 'SHEET_LEAVES_PARTIAL')).toMatchObject([{ sheet: '补报' }]);
    expect(held.effects).toContainEqual(
      expect.objectContaining({
        indicator: 'SCIPOP_EVENTS',
        division: '990104',
        year: 2024,
        after: 1,
        flagsAfter: ['PARTIAL'],
      }),
    );
    expect([await told(2023), await told(2024)]).toEqual([
      [1, 'PARTIAL'],
      [1, 'PARTIAL'],
    ]);

    const settled = await read(OPEN, '补报', 'activity');
    expect(settled.sheets.map(({ ledger }) => ledger)).toEqual(['activity', 'activity']);
    expect([await told(2023), await told(2024)]).toEqual([[1], [2]]);
    await undoRun(database.db, settled.id);
    expect([await told(2023), await told(2024)]).toEqual([
      [1, 'PARTIAL'],
      [1, 'PARTIAL'],
    ]);
    await undoRun(database.db, held.id);
  });
});
