import { expect, test } from '@jest/globals';
import { answer } from '../../src/indicators/answer/answer.js';
import type { TinyRow } from './insert-rows.js';
import { activity, ask, certificate, city, database, division, SCIPOP, TODAY, told } from './small-divisions.js';

/** 100 万元 of a level, by a sheet of all levels or of one. */
const received = (year: number, level: string, limits?: TinyRow['limits']): TinyRow => ({
  ledger: 'funding',
  year,
  fields: { level, flow: '下达', amount: 1_000_000, date: `${year}-05-01` },
  ...(limits === undefined ? {} : { limits }),
});
const CITY_ONLY = { level: ['市'] };

test('a total is partial where the sheets of its year leave out kinds that it counts', async () => {
  const code = await division([
    activity(2023, { kind: '培训' }),
    activity(2023, { kind: '科普' }),
    activity(2024, { kind: '科普' }, SCIPOP),
  ]);
  const points = await ask(code, 'ACT_TOTAL', 2023, 2024);
  expect(told(points)).toEqual({ 2023: [2], 2024: [1, 'PARTIAL', 'INCOMPLETE'] });
  expect(points[1]).toMatchObject({ change: null, rate: null, reason: 'COVERAGE', likeForLike: null });
  expect(points[1]!.text).toBe('1场次（另有部分数据未填列或未公开）');
  expect(told(await ask(code, 'SCIPOP_EVENTS', 2023, 2024))).toEqual({ 2023: [1], 2024: [1] });
});

test('two years about the same part are compared', async () => {
  const code = await division([received(2023, '市', CITY_ONLY), received(2024, '市', CITY_ONLY)]);
  const [, point] = await ask(code, 'FUND_UPPER_TOTAL', 2023, 2024);
  expect(point).toMatchObject({ value: 100, flags: ['PARTIAL'], change: 0, reason: null });
});

test('sheets that leave out nothing together, and one that says nothing of the kinds, tell the whole', async () => {
  const levels = ['国家', '自治区', '市', '本级'];
  const each = levels.map((level) => received(2023, level, { level: [level] }));
  const code = await division([...each, received(2024, '市', { level: [] })]);
  expect(told(await ask(code, 'FUND_TOTAL', 2023, 2024))).toEqual({ 2023: [400], 2024: [100] });
});

test('nothing that counts among a part is not zero of the whole', async () => {
  const paid = received(2024, '市', CITY_ONLY);
  const code = await division([{ ...paid, fields: { ...paid.fields, flow: '拨付' } }]);
  expect(told(await ask(code, 'FUND_TOTAL', 2024))).toEqual({ 2024: [null, 'PARTIAL'] });
  expect(told(await ask(code, 'FUND_CITY', 2024))).toEqual({ 2024: [0, 'NONE_RECORDED'] });
});

test('the member that a sheet is about is whole, others are not told', async () => {
  const code = await division([received(2024, '市', CITY_ONLY)]);
  const question = { indicators: ['FUND_TOTAL'], from: 2024, to: 2024, divisions: [code] };
  const by = async (dimension: string) =>
    (await answer(database.db, { ...question, by: dimension }, TODAY)).map(({ member, points }) => [
      member,
      ...points.flatMap(({ value, flags }) => [value, ...flags]),
    ]);
  expect(await by('level')).toEqual([['市', 100]]);
  expect(await by('flow')).toEqual([['下达', 100, 'PARTIAL']]);
});

test('a stock is whole from the year in which the last of its kinds was told of', async () => {
  const of = (type: string, year: number): TinyRow => {
    const row = certificate(year, `${type}甲`, { type });
    return { ...row, limits: { type: [type] } };
  };
  const code = await division([of('高新技术企业', 2022), of('科技型中小企业', 2023), of('专精特新中小企业', 2024)]);
  const points = await ask(code, 'ENT_CULTIVATED', 2022, 2024);
  expect(told(points)).toEqual({ 2022: [1, 'PARTIAL'], 2023: [2, 'PARTIAL'], 2024: [3] });
  expect(points[2]!.reason).toBe('COVERAGE');
  expect(told(await ask(code, 'HNTE_STOCK', 2022, 2024))).toEqual({
    2022: [1],
    2023: [1, 'CARRIED'],
    2024: [1, 'CARRIED'],
  });
});

test('a parent compares the divisions that told the whole in both years, of whole years and of months', async () => {
  const parent = await city();
  const whole = (year: number) => [received(year, '市'), received(year, '本级')];
  await division([...whole(2023), ...whole(2024)], parent);
  const part = await division([...whole(2023), received(2024, '市', CITY_ONLY)], parent);
  for (const more of [{}, { throughMonth: 9 }]) {
    const [, point] = await ask(parent, 'FUND_TOTAL', 2023, 2024, more);
    expect(point).toMatchObject({ value: 300, previous: 400, change: null, rate: null, reason: 'COVERAGE' });
    expect(point).toMatchObject({ flags: ['PARTIAL', 'INCOMPLETE'], reported: { reported: 1, expected: 2 } });
    expect(point!.likeForLike).toMatchObject({ value: 200, previous: 200, divisions: 1 });
    expect(point!.text).toMatch(/300万元（2个区县中1个已报，另有部分数据未填列或未公开），同口径与上年(同期)?持平$/u);
    expect((await ask(part, 'FUND_TOTAL', 2023, 2024, more))[1]).toMatchObject({ change: null, reason: 'COVERAGE' });
  }
});
