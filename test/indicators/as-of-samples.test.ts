import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answer } from '../../src/indicators/answer/answer.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { todayInChina } from '../../src/indicators/define/today.js';
import { dimensionsOf } from '../../src/indicators/define/measures.js';
import type { Question } from '../../src/indicators/answer/question.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('samples');
});
afterAll(() => database.close());

/** The answer from the figures that are kept, and the one computed from the rows as they are known today. */
async function bothWays(question: Pick<Question, 'indicators' | 'by' | 'throughMonth'>): Promise<[unknown, unknown]> {
  const today = todayInChina();
  const asked = { from: 2019, to: 2027, divisions: ['990204'], ...question };
  return [await answer(database.db, asked, today), await answer(database.db, { ...asked, asOf: today }, today)];
}

const ALL = CATALOGUE.map(({ code }) => code);

test('as of today every figure of the samples is the one that is kept', async () => {
  const [kept, computed] = await bothWays({ indicators: ALL });
  expect(computed).toEqual(kept);
  expect(JSON.stringify(kept).match(/"value":\d/gu)!.length).toBeGreaterThan(150);
});

test('so are those of the first half of each year', async () => {
  const [kept, computed] = await bothWays({ indicators: ALL, throughMonth: 6 });
  expect(computed).toEqual(kept);
});

const DIMENSIONS = [...new Set(CATALOGUE.flatMap(dimensionsOf))];

test.each(DIMENSIONS)('so are those by %s', async (by) => {
  const indicators = CATALOGUE.filter((indicator) => dimensionsOf(indicator).includes(by)).map(({ code }) => code);
  const [kept, computed] = await bothWays({ indicators, by });
  expect(computed).toEqual(kept);
});
