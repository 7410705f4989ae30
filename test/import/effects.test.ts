import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { textReport } from '../../import/report/text.js';
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
