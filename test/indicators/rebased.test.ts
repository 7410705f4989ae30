import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { answer } from '../../src/indicators/answer/answer.js';
import type { TinyRow } from './insert-rows.js';
import { ask, city, database, division } from './small-divisions.js';

const spent = (year: number, of: 'rdExpense' | 'rdExpenditure', amount: number, industry = '制造业'): TinyRow => ({
  ledger: 'enterprise-year',
  year,
  fields: {
    enterprise: `示例${industry}`,
    industry,
    revenue: 10_000_000,
    [of]: amount,
    rdBasis: of === 'rdExpense' ? '研发费用' : 'R&D经费',
  },
});

const CHANGED = [spent(2023, 'rdExpenditure', 100_000), spent(2024, 'rdExpense', 150_000)];
const SAME = [spent(2023, 'rdExpense', 100_000), spent(2024, 'rdExpense', 150_000)];
/** A city with a division for each of these ledgers. */
async function cityOf(ledgers: readonly (readonly TinyRow[])[]): Promise<string> {
  const code = await city();
  for (const rows of ledgers) await division(rows, code);
  return code;
}

const NOT_COMPARED = { change: null, rate: null, reason: 'BASIS' };

test('figures on two bases are not compared, in the answer and in the tables that other doors read', async () => {
  const code = await division(CHANGED);
  for (const [indicator, value, previous] of [
    ['RD_EXP_ASD', 15, 10],
    ['RD_INTENSITY_ASD', 1.5, 1],
    ['RD_ACTIVE_SHARE', 100, 100],
  ] as const) {
    const [, point] = await ask(code, indicator, 2023, 2024);
    expect(point).toMatchObject({ value, previous, ...NOT_COMPARED });
    expect(point!.text).toMatch(/，口径与上年不同，不作比较$/u);
    const { rows } = await sql`
      select value::float8, previous::float8, change, rate, reason from reporting.indicator_year
      where division = ${code} and indicator = ${indicator} and year = 2024 and dimension in ('', 'industry')`.execute(
      database.db,
    );
    expect(rows).toEqual([0, 1].map(() => ({ value, previous, ...NOT_COMPARED })));
  }
});

test('figures of one basis in both years are compared, and so is each basis by itself', async () => {
  const code = await division(SAME);
  expect((await ask(code, 'RD_EXP_ASD', 2024))[0]).toMatchObject({ change: 5, rate: 50, reason: null });
  const mixed = await division([...SAME, spent(2024, 'rdExpenditure', 70_000, '采矿业')]);
  const question = { indicators: ['RD_EXP_ASD'], from: 2024, to: 2024, divisions: [mixed] };
  const by = async (dimension: string) =>
    (await answer(database.db, { ...question, by: dimension })).map(({ member, points: [point] }) => [
      member,
      point!.change,
      point!.reason,
    ]);
  expect(await by('rdBasis')).toEqual([
    ['R&D经费', 7, 'ZERO_BASE'],
    ['研发费用', 5, null],
  ]);
  // Which basis an industry has is not told apart.
  expect(await by('industry')).toEqual([
    ['制造业', null, 'BASIS'],
    ['采矿业', null, 'BASIS'],
  ]);
});

test('a parent is not compared where a division under it changed its basis, nor like for like', async () => {
  const turned = [spent(2023, 'rdExpense', 100_000), spent(2024, 'rdExpenditure', 150_000)];
  const swapped = await cityOf([CHANGED, turned]);
  expect((await ask(swapped, 'RD_EXP_ASD', 2024))[0]).toMatchObject({ value: 30, previous: 20, ...NOT_COMPARED });
  const joined = await cityOf([CHANGED, [spent(2024, 'rdExpense', 20_000)]]);
  expect((await ask(joined, 'RD_EXP_ASD', 2024))[0]).toMatchObject({
    reason: 'COVERAGE',
    likeForLike: { value: 15, previous: 10, change: null, rate: null, divisions: 1 },
  });
});

test('a division that joins on another basis does not keep the others from being compared', async () => {
  const code = await cityOf([SAME, [spent(2024, 'rdExpenditure', 20_000)]]);
  expect((await ask(code, 'RD_EXP_ASD', 2024))[0]).toMatchObject({
    reason: 'COVERAGE',
    likeForLike: { value: 15, previous: 10, change: 5, rate: 50 },
  });
});
