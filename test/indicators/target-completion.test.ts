import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { answer } from '../../src/indicators/answer/answer.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { insertDivisions, insertRows, type TinyRow } from './insert-rows.js';

const CITY = '990300';
const EAST = '990301';
const WEST = '990302';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
  await insertDivisions(database.db, [
    { code: CITY, parent: null, level: 'city' },
    { code: EAST, parent: CITY },
    { code: WEST, parent: CITY },
  ]);
  // 万元: the east has 60, the west 50, and the city, which keeps no ledger of money, 110 by theirs.
  await insertRows(database.db, EAST, [money(600_000), target(50)]);
  await insertRows(database.db, WEST, [money(500_000), target(80)]);
  await insertRows(database.db, CITY, [target(100)]);
  await refreshFigures(database.db, [EAST, WEST, CITY]);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

function money(amount: number): TinyRow {
  return { ledger: 'funding', year: 2024, fields: { flow: '下达', level: '市', amount } };
}

function target(low: number): TinyRow {
  return {
    ledger: 'target',
    year: 2024,
    fields: { indicator: '科技专项资金合计', low, unit: '万元', text: `${low}万元` },
  };
}

async function shares(): Promise<Record<string, number | null>> {
  const series = await answer(database.db, {
    indicators: ['TARGET_COMPLETION'],
    from: 2024,
    to: 2024,
    divisions: [CITY, EAST, WEST],
  });
  return Object.fromEntries(series.map(({ division, points }) => [division, points[0]!.value]));
}

test('a parent counts its own targets, by its own figures, and those of the divisions under it', async () => {
  expect(await shares()).toEqual({ [EAST]: 100, [WEST]: 0, [CITY]: 66.67 });
});

test('it follows the figures where only their ledger changes', async () => {
  await sql`update funding set amount = 900000 where division = ${WEST}`.execute(database.db);
  await refreshFigures(database.db, [WEST], ['funding']);
  expect(await shares()).toEqual({ [EAST]: 100, [WEST]: 100, [CITY]: 100 });
  await sql`update funding set amount = 0 where division = ${WEST}`.execute(database.db);
  await refreshFigures(database.db, [WEST], ['funding']);
  expect(await shares()).toEqual({ [EAST]: 100, [WEST]: 0, [CITY]: 33.33 });
});

test('it goes with its targets', async () => {
  await sql`delete from annual_target where division = ${WEST}`.execute(database.db);
  await refreshFigures(database.db, [WEST], ['target']);
  expect(await shares()).toEqual({ [EAST]: 100, [WEST]: null, [CITY]: 50 });
  await sql`delete from annual_target`.execute(database.db);
  await refreshFigures(database.db, [EAST, CITY], ['target']);
  expect(await shares()).toEqual({ [EAST]: null, [WEST]: null, [CITY]: null });
});

test('what its row says was done tells of a target without a figure, by the end of the year', async () => {
  const code = '990304';
  await insertDivisions(database.db, [{ code, parent: null }]);
  const own = (indicator: string, low: number, actual?: number): TinyRow => ({
    ledger: 'target',
    year: 2024,
    fields: { indicator, low, text: String(low), ...(actual === undefined ? {} : { actual }) },
  });
  await insertRows(database.db, code, [
    own('科普活动次数', 10, 12),
    own('新建某平台', 2, 1),
    // The ledger of money says less than the row.
    {
      ledger: 'target',
      year: 2024,
      fields: { indicator: '科技专项资金合计', low: 80, actual: 90, unit: '万元', text: '80万元' },
    },
    money(500_000),
    own('某项工作', 5),
  ]);
  await refreshFigures(database.db, [code]);
  const question = { indicators: ['TARGET_COMPLETION'], from: 2024, to: 2024, divisions: [code] };
  const [series] = await answer(database.db, question);
  expect(series!.points[0]).toMatchObject({ value: 33.33, flags: ['PARTIAL'] });
  const [half] = await answer(database.db, { ...question, throughMonth: 6 });
  expect(half!.points[0]).toMatchObject({ value: null });
});

test('it cannot be a part of an own indicator, and is shown without a formula to start from', async () => {
  const define = server.ask(`mutation { defineIndicator(definition: { code: "OWN_T", name: "自定", englishName: "Own",
    unit: "项", decimals: 0, direction: UP, theme: TARGET, sum: [{ indicator: "TARGET_COMPLETION", part: NUMERATOR }] }) { code } }`);
  await expect(define).rejects.toThrow('不能用在自定义指标里');
  const shown = await server.ask(
    '{ indicatorDefinitions(codes: ["TARGET_COMPLETION"]) { numerator sum { sum } ratio { factor } } }',
  );
  expect(shown).toEqual({
    indicatorDefinitions: [{ numerator: '当年定量指标中已完成的项数', sum: null, ratio: null }],
  });
});

test('a target in ten thousands is compared in the unit of its indicator', async () => {
  const code = '990303';
  await insertDivisions(database.db, [{ code, parent: null }]);
  await insertRows(database.db, code, [
    { ledger: 'target', year: 2024, fields: { indicator: '科技培训', low: 1.2, unit: '万人次', text: '1.2万人次' } },
    { ledger: 'activity', year: 2024, fields: { kind: '培训', people: 6000 } },
  ]);
  await refreshFigures(database.db, [code]);
  const question = { indicators: ['TRAIN_PERSON_TIMES'], from: 2024, to: 2024, divisions: [code] };
  const [series] = await answer(database.db, question);
  expect(series!.points[0]!.target).toMatchObject({ low: 12_000, rate: 50, met: false });
});
