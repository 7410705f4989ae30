import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { answer } from '../../src/indicators/answer/answer.js';
import { indicatorsOf } from '../../src/indicators/compute/known.js';
import { rowsBehind } from '../../src/indicators/answer/rows.js';
import { randomFile } from '../import/random-file.js';
import { clearImports } from '../import/state.js';
import { randomCases } from '../random-cases.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { Diary } from './diary.js';

const RUNS = randomCases(100, 3);
const DIVISION = '990103';
const CODES = ['FUND_TOTAL', 'FUND_CITY', 'HNTE_NEW', 'HNTE_STOCK', 'HNTE_PASS_RATE'];

let database: TestDatabase;
let diary: Diary;
beforeAll(async () => {
  database = await createTestDatabase();
  diary = new Diary(database.db, { code: DIVISION, name: '示例区' });
});
afterAll(async () => {
  diary.close();
  await database.close();
});

/** A file comes in, or, by a number, one of the imports that stand is undone. */
const event = fc.oneof(
  { weight: 3, arbitrary: randomFile.map((file) => ({ file })) },
  { weight: 2, arbitrary: fc.nat().map((undo) => ({ undo })) },
);

/** What is told on a day: figures, parts of them in equal periods, and the rows behind one. */
async function told(day: string, asOf: string | null): Promise<Record<'whole' | 'parts' | 'behind', unknown>> {
  const { db } = database;
  const question = { from: 2020, to: 2023, divisions: [DIVISION], asOf };
  const today = asOf === null ? day : '2026-12-31';
  const ask = (more: object) => answer(db, { indicators: CODES, ...question, ...more }, today);
  const [indicator] = await indicatorsOf(db, ['FUND_TOTAL']);
  const figure = { indicator: indicator!, division: DIVISION, year: 2021, by: null, member: null, throughMonth: null };
  const [page] = await rowsBehind(db, [{ figure: { ...figure, asOf }, count: 50, beyond: null, backward: false }]);
  return {
    whole: await ask({}),
    parts: await ask({ indicators: ['FUND_TOTAL', 'FUND_CITY'], by: 'level', throughMonth: 6 }),
    behind: {
      rows: page!.rows.map(({ asOf: _day, ...row }) => row).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      total: page!.totalCount,
    },
  };
}

test('as of each day of any sequence of imports and undoes, all is told as it was on that day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 2, maxLength: 6 }), async (events) => {
      await clearImports(database.db);
      await sql`insert into division (code, name, level) values (${DIVISION}, '示例区', 'county') on conflict do nothing`.execute(
        database.db,
      );
      const standing: string[] = [];
      const days: { day: string; said: unknown }[] = [];
      for (const [index, each] of events.entries()) {
        const day = `2026-03-${String(index + 2).padStart(2, '0')}`;
        if ('file' in each) standing.push(await diary.import(day, each.file.name, each.file.text.split('\n')));
        else if (standing.length > 0) await diary.undo(day, standing.splice(each.undo % standing.length, 1)[0]!);
        days.push({ day, said: await told(day, null) });
      }
      for (const { day, said } of days) expect(await told(day, day)).toEqual(said);
      expect((await told('2026-03-01', '2026-03-01')).behind).toEqual({ rows: [], total: 0 });
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
