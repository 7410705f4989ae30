import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answer } from '../../src/indicators/answer/answer.js';
import type { Question } from '../../src/indicators/answer/question.js';
import { type Rank, ranksOf } from '../../src/indicators/answer/rank.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer } from '../test-server.js';
import { insertDivisions, insertRows, type TinyRow } from './insert-rows.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await insertDivisions(db, [
    { code: '980000', parent: null, level: 'province' },
    { code: '990000', parent: null, level: 'province' },
    { code: '990100', parent: '990000', level: 'city' },
    { code: '990101', parent: '990100' },
    { code: '990102', parent: '990100' },
    { code: '990103', parent: '990100' },
    { code: '990104', parent: '990100' },
    { code: '990105', parent: '990100' },
    // Towns beside counties, and a county alone under its city.
    { code: '990100001', parent: '990100', level: 'town' },
    { code: '990100002', parent: '990100', level: 'town' },
    { code: '990200', parent: '990000', level: 'city' },
    { code: '990201', parent: '990200' },
  ]);
  await insertRows(db, '990101', [fund(2022, 5, '科普'), fund(2023, 80, '科普'), fund(2024, 107, '研发')]);
  await insertRows(db, '990102', [fund(2023, 90, '科普'), fund(2024, 60, '研发'), fund(2024, 30, '平台', '国家')]);
  await insertRows(db, '990103', [
    fund(2024, 100, '研发'),
    fund(2024, 7, '科普', '国家'),
    { ledger: 'target', year: 2025, fields: { indicator: 'FUND_TOTAL', low: 20, text: '20万元', unit: '万元' } },
  ]);
  // 990104 has rows, but none of money.
  await insertRows(db, '990104', [{ ledger: 'issue', year: 2024, fields: { text: '缺少设备' } }]);
  // Known to be there, and not how much.
  const { amount: _, ...untold } = fund(2024, 1, '研发').fields;
  await insertRows(db, '990105', [{ ledger: 'funding', year: 2024, fields: untold, flags: { amount: 'masked' } }]);
  await insertRows(db, '990100001', [fund(2024, 3, '科普'), fund(2024, 0.001, '科普')]);
  await insertRows(db, '990100002', [fund(2024, 3, '科普'), fund(2023, 8, '科普')]);
  await insertRows(db, '990201', [fund(2023, 50, '科普'), fund(2024, 500, '研发')]);
  await insertRows(db, '980000', [fund(2024, 704, '科普')]);
  const divisions = ['990101', '990102', '990103', '990104', '990105', '990100001', '990100002', '990201', '980000'];
  await refreshFigures(db, divisions);
  const server = await startTestServer(db);
  const define = (code: string, name: string, fields: string) =>
    server.ask(
      `mutation { defineIndicator(definition: { code: "${code}", name: "${name}", englishName: "${code}", decimals: 2, theme: FUNDING, ${fields} }) { code } }`,
    );
  await define('OWN_LESS', '越少越好', 'unit: "万元", direction: DOWN, sum: [{ indicator: "FUND_TOTAL" }]');
  await define(
    'OWN_SHARE',
    '市级占比',
    'unit: "%", direction: NEUTRAL, ratio: { numerator: { indicator: "FUND_CITY" }, denominator: { indicator: "FUND_TOTAL" } }',
  );
  await server.stop();
});
afterAll(() => database.close());

/** Money in 万元, in the autumn of its year where it is of the state's. */
function fund(year: number, amount: number, purpose: string, level = '市'): TinyRow {
  const date = `${year}-${level === '市' ? '02' : '10'}-08`;
  return { ledger: 'funding', year, fields: { level, flow: '下达', amount: amount * 10_000, date, purpose } };
}

const ONE: Question = { indicators: ['FUND_TOTAL'], from: 2024, to: 2024 };
const MANY: Question = { indicators: ['FUND_TOTAL', 'OWN_LESS', 'OWN_SHARE', 'FUND_CITY'], from: 2022, to: 2025 };

/** The rank of each figure of an answer, by indicator, division, member and year. */
async function ranked(question: Question): Promise<Map<string, Rank | null>> {
  const series = await answer(database.db, question);
  const ranks = await ranksOf(database.db, question, series);
  const figures = series.flatMap(({ indicator, division, member, points }) =>
    points.map(({ year }) => [indicator.code, division, member, year].join(' ')),
  );
  expect(ranks).toHaveLength(figures.length);
  return new Map(figures.map((figure, place) => [figure, ranks[place]!]));
}

/** Position, how many are ranked, and how that is said, of each division. */
async function told(question: Question): Promise<unknown[]> {
  const ranks = await ranked(question);
  return [...ranks].map(([figure, rank]) => [
    figure.split(' ')[1],
    ...(rank === null ? [] : [rank.position, rank.of, rank.text]),
  ]);
}

describe('figures of all siblings', () => {
  test('are ranked by level; equal ones as they are shown share a place, and who has none has no rank', async () => {
    expect(await told({ ...ONE, under: '990100' })).toEqual([
      ['990100001', 1, 2, '在2个乡镇中并列第1位'],
      ['990100002', 1, 2, '在2个乡镇中并列第1位'],
      ['990101', 1, 3, '在3个区县中并列第1位'],
      ['990102', 3, 3, '在3个区县中排名第3位'],
      ['990103', 1, 3, '在3个区县中并列第1位'],
      ['990104'],
      ['990105'],
    ]);
  });

  test('are ranked the least first where less is better', async () => {
    expect(await told({ ...ONE, indicators: ['OWN_LESS'], under: '990100' })).toEqual([
      ['990100001', 1, 2, '在2个乡镇中并列第1位'],
      ['990100002', 1, 2, '在2个乡镇中并列第1位'],
      ['990101', 2, 3, '在3个区县中并列第2位'],
      ['990102', 1, 3, '在3个区县中排名第1位'],
      ['990103', 2, 3, '在3个区县中并列第2位'],
      ['990104'],
      ['990105'],
    ]);
  });

  test('are ranked for each year by itself', async () => {
    const ranks = await ranked({ ...ONE, from: 2022, to: 2025, under: '990100' });
    const counties = ['990101', '990102', '990103'].map((code) =>
      [2022, 2023, 2024, 2025].map((year) => ranks.get(`FUND_TOTAL ${code}  ${year}`)?.position),
    );
    expect(counties).toEqual([
      [1, 2, 1, undefined],
      [undefined, 1, 3, undefined],
      [undefined, undefined, 1, undefined],
    ]);
  });

  test('of one that is alone, and of the top-most ones', async () => {
    expect(await told({ ...ONE, under: '990200' })).toEqual([['990201', 1, 1, '']]);
    expect(await told(ONE)).toEqual([
      ['980000', 2, 2, '在2个省级区划中排名第2位'],
      ['990000', 1, 2, '在2个省级区划中排名第1位'],
    ]);
    expect(await told({ ...ONE, under: '990104' })).toEqual([]);
  });
});

test('figures of divisions that are named are ranked among siblings that are not', async () => {
  expect(await told({ ...ONE, divisions: ['990201', '990102', '990000', '990103'] })).toEqual([
    ['990201', 1, 1, ''],
    ['990102', 3, 3, '在3个区县中排名第3位'],
    ['990000', 1, 2, '在2个省级区划中排名第1位'],
    ['990103', 1, 3, '在3个区县中并列第1位'],
  ]);
});

describe.each<[string, Partial<Question>]>([
  ['whole years', {}],
  ['equal periods', { throughMonth: 6 }],
  ['members of a dimension', { by: 'purpose' }],
  ['members of a dimension in equal periods', { by: 'purpose', throughMonth: 6 }],
  ['months', { by: 'month' }],
  ['months of a part of the year', { by: 'month', throughMonth: 3 }],
])('ranks of %s', (_, shape) => {
  test.each<[string, Partial<Question>]>([
    ['children', { under: '990100' }],
    ['children of whom some have none under them', { under: '990000' }],
    ['an only child', { under: '990200' }],
    ['the top-most divisions', {}],
  ])('%s: the same by the figures of the answer as by those read for divisions that are named', async (_name, of) => {
    const question = { ...MANY, ...shape, ...of };
    const whole = await ranked(question);
    const known = [...whole.values()].filter((rank) => rank !== null);
    expect(known.length).toBeGreaterThan(0);
    expect(known.length).toBeLessThan(whole.size);
    const divisions = [...new Set([...whole.keys()].map((figure) => figure.split(' ')[1]!))];
    expect(await ranked({ ...MANY, ...shape, divisions })).toEqual(whole);
    // One alone too: the figures that it is ranked among are not in its answer.
    const alone = await ranked({ ...MANY, ...shape, divisions: [divisions[0]!] });
    expect(alone.size).toBeGreaterThan(0);
    for (const [figure, rank] of alone) expect(rank).toEqual(whole.get(figure));
  });
});
