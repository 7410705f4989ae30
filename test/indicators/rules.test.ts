import { expect, test } from '@jest/globals';
import { answer } from '../../src/indicators/answer/answer.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { rowsOf } from './examples/example.js';
import { insertDivisions, insertRows } from './insert-rows.js';
import { RULES } from './rule-table.js';
import { ask, city, database, division, nextCode } from './small-divisions.js';

const fund = rowsOf('funding', { level: '市' });

test.each(RULES.map((each) => [each.rule, each] as const))('%s', async (_, { rows, worked, by }) => {
  const code = await division(rows);
  for (const [indicator, year, value, text = ''] of worked) {
    const [point] = await ask(code, indicator, year);
    expect([indicator, year, point!.value]).toEqual([indicator, year, value]);
    expect(point!.text).toContain(text);
  }
  if (by === undefined) return;
  const [indicator, dimension, members] = by;
  const question = { indicators: [indicator], from: 2024, to: 2024, divisions: [code], by: dimension };
  const found = await answer(database.db, question);
  const told = found.filter(({ points }) => points[0]!.value !== 0);
  expect(Object.fromEntries(told.map(({ member, points }) => [member, points[0]!.value]))).toEqual(members);
});

test('money that a city and its district both list counts once; where that cannot be told, it is flagged', async () => {
  const money = (amount: number, organisation: string) =>
    fund(2024, { flow: '下达', documentNo: '示科〔2024〕1号', organisation, amount, date: '2024-03-01' });
  for (const [upper, lower, value, flags] of [
    [money(1_000_000, '甲'), money(1_000_000, '甲'), 100, []],
    [money(1_000_000, '甲'), money(900_000, '甲'), 190, ['OVERLAPPING']],
  ] as const) {
    const code = await city();
    const district = nextCode();
    await insertDivisions(database.db, [{ code: district, parent: code }]);
    await insertRows(database.db, code, [upper]);
    await insertRows(database.db, district, [lower]);
    await database.db.transaction().execute((tx) => refreshFigures(tx, [code, district]));
    const [point] = await ask(code, 'FUND_TOTAL', 2024);
    expect([point!.value, point!.flags]).toEqual([value, flags]);
  }
});

/** The names that the table gives. */
test.each([
  ['FUND_PER_PROJECT', '项目平均资助额'],
  ['FUND_DISBURSE_RATE', '资金拨付率'],
  ['PROJ_APPROVAL_RATE', '当年申报项目立项率'],
  ['PROJ_ACCEPT_RATE', '到期项目验收率'],
  ['TARGET_COMPLETION', '年度目标达标率'],
])('%s is called %s', (code, name) => {
  expect(CATALOGUE.find((each) => each.code === code)!.name).toBe(name);
});
