import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answer, type Point } from '../../src/indicators/answer/answer.js';
import { timeProgress } from '../../src/indicators/answer/completion.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { insertDivisions, insertRows, type TinyRow } from './insert-rows.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
  await insertDivisions(database.db, [
    { code: '990000', parent: null, level: 'province' },
    { code: '990100', parent: '990000', level: 'city' },
    { code: '990101', parent: '990100' },
    { code: '990102', parent: '990100' },
    { code: '990103', parent: '990100' },
    { code: '990104', parent: '990100' },
    { code: '990200', parent: '990000', level: 'city' },
    { code: '990201', parent: '990200' },
  ]);
  // 万元 of 2023 and 2024; 990104 has rows, but none of money.
  await insertRows(database.db, '990104', [{ ledger: 'issue', year: 2024, fields: { text: '缺少设备' } }]);
  await funds('990101', 100, 107);
  await funds('990102', 300, 90);
  await funds('990103', 0, 107);
  await funds('990201', 50, 500);
  await insertRows(database.db, '990103', [
    target(2024, 'FUND_TOTAL', { low: 100, text: '100万元', unit: '万元' }),
    target(2024, 'TRAIN_SESSIONS', { low: 4, text: '4场次' }),
    target(2025, 'FUND_TOTAL', { low: 200, text: '200万元', unit: '万元' }),
    target(2024, 'DUTY_PERSON_TIMES', { high: 30, text: '不超过30人次' }),
    { ledger: 'activity', year: 2024, fields: { kind: '志愿服务', date: '2024-05-04', people: 24 } },
    target(2024, 'LOAN_SATISFACTION', { low: 50, text: '≥50%' }),
    { ledger: 'financing', year: 2024, fields: { enterprise: '甲', demand: 1000, granted: 400, date: '2024-03-01' } },
    target(2024, 'COMM_SERVICES', { text: '增强服务' }),
    { ledger: 'commissioner-service', year: 2024, fields: { commissioner: '张三', date: '2024-03-01' } },
  ]);
  await refreshFigures(database.db, ['990101', '990102', '990103', '990104', '990201']);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

/** Half of the year's money comes in January, the rest in December. */
function funds(division: string, before: number, now: number): Promise<void> {
  const rows = [
    [2023, before],
    [2024, now],
  ].flatMap(([year, amount]) =>
    ['01', '12'].map((month): TinyRow => ({
      ledger: 'funding',
      year: year!,
      fields: { level: '市', flow: '下达', amount: amount! * 5000, date: `${year}-${month}-08`, purpose: '科普' },
    })),
  );
  return insertRows(database.db, division, rows);
}

function target(
  year: number,
  indicator: string,
  fields: { low?: number; high?: number; text: string; unit?: string },
): TinyRow {
  return { ledger: 'target', year, fields: { indicator, ...fields } };
}

interface Asked {
  yearOverYear: {
    division: { code: string };
    member: string | null;
    points: { year: number; value: number | null; rank: { position: number; of: number; text: string } | null }[];
  }[];
}

const ranked = (args: string) =>
  server.ask<Asked>(
    `{ yearOverYear(${args}) { division { code } member points { year value rank { position of text } } } }`,
  );

describe('the children of a division', () => {
  test('are asked by their parent', async () => {
    const { yearOverYear } = await ranked('indicators: ["FUND_TOTAL"], from: 2024, to: 2024, under: "990100"');
    expect(yearOverYear.map(({ division, points }) => [division.code, points[0]!.value])).toEqual([
      ['990101', 107],
      ['990102', 90],
      ['990103', 107],
      ['990104', null],
    ]);
  });

  test('are none where there are none', async () => {
    const { yearOverYear } = await ranked('indicators: ["FUND_TOTAL"], from: 2024, to: 2024, under: "990104"');
    expect(yearOverYear).toEqual([]);
  });

  test('cannot be asked beside divisions, or of a code that nobody has', async () => {
    const ask = (args: string) => ranked(`indicators: ["FUND_TOTAL"], from: 2024, to: 2024, ${args}`);
    await expect(ask('under: "990100", divisions: ["990101"]')).rejects.toThrow('只能给一个');
    await expect(ask('under: "999999"')).rejects.toThrow('没有行政区划：999999。请给行政区划代码');
  });
});

describe('the rank among siblings', () => {
  test('is by the direction of the indicator; equal figures share it, and who has none does not count', async () => {
    const { yearOverYear } = await ranked('indicators: ["FUND_TOTAL"], from: 2023, to: 2024, under: "990100"');
    expect(yearOverYear.map(({ points }) => points.map(({ rank }) => rank))).toEqual([
      [
        { position: 2, of: 3, text: '在3个区县中排名第2位' },
        { position: 1, of: 3, text: '在3个区县中并列第1位' },
      ],
      [
        { position: 1, of: 3, text: '在3个区县中排名第1位' },
        { position: 3, of: 3, text: '在3个区县中排名第3位' },
      ],
      [
        { position: 3, of: 3, text: '在3个区县中排名第3位' },
        { position: 1, of: 3, text: '在3个区县中并列第1位' },
      ],
      [null, null],
    ]);
  });

  test('is among those of the same parent only, at every level, alone too', async () => {
    const { yearOverYear } = await ranked(
      'indicators: ["FUND_TOTAL"], from: 2024, to: 2024, divisions: ["990201", "990200", "990000"]',
    );
    expect(yearOverYear.map(({ points }) => points[0]!.rank)).toEqual([
      { position: 1, of: 1, text: '' },
      { position: 1, of: 2, text: '在2个市中排名第1位' },
      { position: 1, of: 1, text: '' },
    ]);
  });

  test('is of the very figure that was asked for: a part of the year, a member of a dimension, a month', async () => {
    const of = async (args: string) => {
      const { yearOverYear } = await ranked(
        `indicators: ["FUND_TOTAL"], from: 2024, to: 2024, divisions: ["990102"], ${args}`,
      );
      return yearOverYear.map(({ member, points }) => [member, points[0]!.value, points[0]!.rank?.position]);
    };
    expect(await of('throughMonth: 6')).toEqual([[null, 45, 3]]);
    expect(await of('by: "purpose"')).toEqual([['科普', 90, 3]]);
    expect(await of('by: "purpose", throughMonth: 6')).toEqual([['科普', 45, 3]]);
    expect((await of('by: "month"')).filter(([, value]) => value !== 0)).toEqual([
      ['1', 45, 3],
      ['12', 45, 3],
    ]);
  });
});

describe('a target', () => {
  const pointsOf = async (indicator: string, more: object = {}, today = '2024-07-01'): Promise<readonly Point[]> => {
    const question = { indicators: [indicator], from: 2024, to: 2025, divisions: ['990103'], ...more };
    return (await answer(database.db, question, today))[0]!.points;
  };

  test('is told in the report’s words, with the time that has passed while the year is not over', async () => {
    const [point] = await pointsOf('FUND_TOTAL');
    expect(point!.target).toEqual({ low: 100, high: null, text: '100万元', rate: 107, met: true, timeProgress: 50 });
    expect(point!.text).toBe('107万元，上年为0，增加107万元，完成年度目标的107%，超序时进度57个百分点');
    const [over] = await pointsOf('FUND_TOTAL', {}, '2025-02-01');
    expect(over!.target?.timeProgress).toBe(100);
    expect(over!.text).toBe('107万元，上年为0，增加107万元，完成年度目标的107%');
  });

  test('is compared with the months that were asked for', async () => {
    const [point] = await pointsOf('FUND_TOTAL', { throughMonth: 9 }, '2025-02-01');
    expect(point!.target).toEqual({
      low: 100,
      high: null,
      text: '100万元',
      rate: 53.5,
      met: false,
      timeProgress: 74.86,
    });
    expect(point!.text).toBe('1—9月53.5万元，上年同期为0，增加53.5万元，完成年度目标的53.5%，落后序时进度21.4个百分点');
  });

  test('stands in a year of which nothing is known yet, in equal periods too', async () => {
    for (const more of [{}, { throughMonth: 3 }]) {
      const [, point] = await pointsOf('FUND_TOTAL', more);
      expect(point).toMatchObject({
        year: 2025,
        value: null,
        reason: 'NO_DATA',
        target: { low: 200, text: '200万元', rate: null, met: null, timeProgress: 0 },
        text: '暂无数据',
      });
    }
  });

  test('is an upper bound, a ratio or words', async () => {
    expect((await pointsOf('DUTY_PERSON_TIMES'))[0]!.text).toBe('24人次，控制在年度目标以内');
    expect((await pointsOf('LOAN_SATISFACTION'))[0]!.text).toBe('40%，未达到年度目标');
    const [words] = await pointsOf('COMM_SERVICES');
    expect(words!.target).toMatchObject({ text: '增强服务', rate: null, met: null });
    expect(words!.text).toBe('1次');
  });

  test('is not given to the parts of a figure', async () => {
    expect((await pointsOf('FUND_TOTAL', { by: 'purpose' }))[0]).toMatchObject({ value: 107, target: null });
  });
});

test('the share of a year that has passed ends with the month or with today, whichever is earlier', () => {
  expect(timeProgress(2023, null, '2023-01-01')).toBe(0.27);
  expect(timeProgress(2023, null, '2023-12-31')).toBe(100);
  expect(timeProgress(2023, 6, '2024-05-01')).toBe(49.59);
  expect(timeProgress(2023, 6, '2023-03-31')).toBe(24.66);
  expect(timeProgress(2025, null, '2024-05-01')).toBe(0);
});

test('several divisions, a dimension, equal periods and children combine', async () => {
  const series = await answer(database.db, {
    indicators: ['FUND_TOTAL', 'FUND_CITY'],
    from: 2023,
    to: 2024,
    under: '990000',
    by: 'purpose',
    throughMonth: 1,
  });
  expect(
    series.map(({ indicator, division, member, points }) => [
      indicator.code,
      division,
      member,
      ...points.map(({ value }) => value),
    ]),
  ).toEqual([
    ['FUND_TOTAL', '990100', '科普', 200, 152],
    ['FUND_TOTAL', '990200', '科普', 25, 250],
    ['FUND_CITY', '990100', '科普', 200, 152],
    ['FUND_CITY', '990200', '科普', 25, 250],
  ]);
});

test('what cannot be asked is told with what to do', async () => {
  const ask = (question: object) =>
    answer(database.db, { indicators: ['FUND_TOTAL'], from: 2023, to: 2024, ...question });
  const said = async (question: object) => {
    const error = (await ask(question).catch((thrown: unknown) => thrown)) as Error;
    return error.message;
  };
  expect(await said({ indicators: [] })).toBe(
    '参数 indicators 请至少给一个指标代码，可用 indicators 查询全部指标代码。',
  );
  expect(await said({ indicators: ['FUNDS'] })).toContain('没有指标：FUNDS。可用 indicators 查询');
  expect(await said({ to: 2022 })).toBe('参数 to 应为不早于 from（2023）的年份，现为 2022。');
  expect(await said({ from: 22 })).toBe('参数 from 应为1900 至 2200 之间的年份，现为 22。');
  expect(await said({ throughMonth: 13 })).toBe('参数 throughMonth 应为1 至 12 的月份，现为 13。');
  expect(await said({ by: 'colour' })).toMatch(/^指标 FUND_TOTAL 不能按“colour”分组，可用维度：level、/u);
});
