import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { answer } from '../../src/indicators/answer/answer.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { MONTH, dimensionsOf } from '../../src/indicators/define/measures.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { rowsBehind } from '../../src/indicators/answer/rows.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { EXAMPLES } from './examples/index.js';
import { insertDivisions, insertRows } from './insert-rows.js';

/** Each example has a division to itself. */
const placed = EXAMPLES.map((example, index) => ({ ...example, division: String(990_100 + index) }));
const byCode = new Map(CATALOGUE.map((indicator) => [indicator.code, indicator]));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await insertDivisions(
    database.db,
    placed.map(({ division }) => ({ code: division, parent: null })),
  );
  for (const { division, rows } of placed) await insertRows(database.db, division, rows);
  await refreshFigures(
    database.db,
    placed.map(({ division }) => division),
  );
});
afterAll(() => database.close());

test('every indicator of the catalogue has one worked example', () => {
  expect(EXAMPLES.map(({ code }) => code).toSorted()).toEqual(CATALOGUE.map(({ code }) => code).toSorted());
});

test('every indicator says in words what it counts, and a ratio what it divides by', () => {
  for (const { code, kind, englishName, numerator, denominator } of CATALOGUE) {
    expect([code, englishName]).toEqual([code, expect.stringMatching(/^[A-Z][\w&–\- ]+$/u)]);
    expect([code, numerator]).toEqual([code, expect.stringMatching(/\p{Script=Han}/u)]);
    expect([code, denominator === undefined]).toEqual([code, kind !== 'RATIO']);
  }
});

describe.each(placed)('$code', ({ code, division, told, parts, text, behind, by, through }) => {
  const indicator = byCode.get(code)!;
  const ask = async (more: object = {}) =>
    answer(database.db, { indicators: [code], from: 2024, to: 2024, divisions: [division], ...more });

  test('is called, measured and rounded as the field does it', () => {
    const { name, unit, kind, direction, decimals } = indicator;
    expect([name, unit, kind, direction, decimals]).toEqual(told);
  });

  test('has the parts worked out by hand', async () => {
    const { rows } = await sql<{ year: number; numerator: number | null; denominator: number | null }>`
      select year, numerator::float8, denominator::float8 from reporting.indicator_year
      where division = ${division} and indicator = ${code} and dimension = ''`.execute(database.db);
    const found = Object.keys(parts).map((year) => {
      const row = rows.find((each) => each.year === Number(year));
      if (row === undefined) return [year, null];
      return [year, row.denominator === null ? [row.numerator] : [row.numerator, row.denominator]];
    });
    expect(Object.fromEntries(found)).toEqual(parts);
  });

  test('is told beside the year before', async () => {
    const [series] = await ask();
    expect(series!.points[0]!.text).toBe(text);
  });

  test('leads to the rows that count', async () => {
    const figure = { indicator, division, year: 2024, by: null, member: null, throughMonth: null, asOf: null };
    const [page] = await rowsBehind(database.db, [{ figure, count: 20, beyond: null, backward: false }]);
    expect(page!.totalCount).toBe(behind);
    expect(page!.rows).toHaveLength(behind);
  });

  if (by !== undefined)
    test('is split by dimensions', async () => {
      for (const [dimension, members] of Object.entries(by)) {
        const series = await ask({ by: dimension });
        expect(Object.fromEntries(series.map(({ member, points }) => [member, points[0]!.value]))).toEqual(members);
      }
    });

  if (through !== undefined)
    test('is told for equal periods', async () => {
      for (const [month, value] of Object.entries(through)) {
        const [series] = await ask({ throughMonth: Number(month) });
        expect([month, series!.points[0]!.value]).toEqual([month, value]);
      }
    });
});

test('an indicator is split by every dimension that all its ledgers have, and by month where its rows have dates', () => {
  const offered = Object.fromEntries(CATALOGUE.map((indicator) => [indicator.code, dimensionsOf(indicator)]));
  expect(offered['FUND_TOTAL']).toEqual(['level', 'flow', 'purpose', 'source', MONTH]);
  expect(offered['PROJ_APPLIED']).toEqual([
    'level',
    'type',
    'field',
    'department',
    'acceptanceResult',
    'status',
    MONTH,
  ]);
  expect(offered['FUND_PER_PROJECT']).toEqual(offered['PROJ_APPROVED']);
  expect(offered['HNTE_STOCK']).toEqual(['type', 'level', 'field', 'batch', 'result', 'renewal', 'authority']);
  expect(offered['TRAIN_SESSIONS']).toEqual(['kind', 'venueType', 'mode', 'role', MONTH]);
});
