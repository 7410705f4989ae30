import { databaseOf, connect } from '../../src/database/orm.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { answer, type Point } from '../../src/indicators/answer/answer.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import type { Question } from '../../src/indicators/answer/question.js';
import { clearImports, stateOf } from '../import/state.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { Diary } from './diary.js';

let database: TestDatabase;
let server: TestServer;
let diary: Diary;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
});
beforeEach(async () => {
  await clearImports(database.db);
  diary = new Diary(database.db);
});
afterEach(() => diary.close());
afterAll(async () => {
  await server.stop();
  await database.close();
});

const TODAY = '2026-06-30';
const FUNDS = '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期';
const fund = (organisation: string, amount: string) =>
  `2025,市,下达,专项资金,${organisation}有限公司,${amount},示科〔2025〕1号,2025/3/5`;
const CERTIFICATES = '批次,企业名称,统一社会信用代码,推荐时间,申报结果,证书编号,发证日期,公告日期,取消资格日期';

async function pointOf(asOf: string | null, more: Partial<Question> = {}, series = 0): Promise<Point> {
  const question = { indicators: ['FUND_TOTAL'], from: 2025, to: 2025, divisions: ['990103'], asOf, ...more };
  return (await answer(database.db, question, TODAY))[series]!.points[0]!;
}

const valueOf = async (asOf: string | null, more?: Partial<Question>) => (await pointOf(asOf, more)).value;

/** The value on each day of March 2026 asked for. */
async function valuesOn(...days: readonly number[]): Promise<(number | null)[]> {
  const values = [];
  for (const day of days) values.push(await valueOf(`2026-03-${String(day).padStart(2, '0')}`));
  return values;
}

describe('what was known on a day', () => {
  test('is what was imported by then, before a correction and before its undoing', async () => {
    await diary.import('2026-03-02', '资金.csv', [FUNDS, fund('甲', '10'), fund('乙', '20')]);
    const correction = await diary.import('2026-03-05', '更正.csv', [FUNDS, fund('甲', '15'), fund('丙', '5')]);
    await diary.undo('2026-03-09', correction);
    expect(await valuesOn(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).toEqual([null, 30, 30, 30, 40, 40, 40, 40, 30, 30]);
    expect(await valueOf(null)).toBe(30);
    expect(await pointOf('2026-03-01')).toMatchObject({ reason: 'NO_DATA', text: '暂无数据' });
  });

  test('has ids of its own, by which the row is found as it was', async () => {
    await diary.import('2026-03-02', '资金.csv', [FUNDS, fund('甲', '10')]);
    await diary.import('2026-03-05', '更正.csv', [FUNDS, fund('甲', '15')]);
    const at = (alias: string, asOf: string) =>
      `${alias}: yearOverYear(indicators: ["FUND_TOTAL"], from: 2025, to: 2025${asOf}) {
         points { rows { nodes { id rowId workbook cells { text } } } } }`;
    interface Row {
      readonly id: string;
      readonly rowId: string;
      readonly workbook: string;
    }
    const told = await server.ask<Record<'now' | 'then', { points: { rows: { nodes: Row[] } }[] }[]>>(
      `{ ${at('now', '')} ${at('then', ', asOf: "2026-03-03"')} }`,
    );
    const [now, then] = [told.now, told.then].map((series) => series[0]!.points[0]!.rows.nodes[0]!) as [Row, Row];
    expect([now.workbook, then.workbook]).toEqual(['更正.csv', '资金.csv']);
    expect(now.rowId).toBe(then.rowId);
    expect(now.id).not.toBe(then.id);
    for (const row of [now, then]) {
      const { node } = await server.ask<{ node: Row }>(
        `{ node(id: "${row.id}") { ... on LedgerRow { id rowId workbook cells { text } } } }`,
      );
      expect(node).toEqual(row);
    }
    const before = then.id.replace('2026-03-03', '2026-03-01');
    expect(await server.ask(`{ node(id: "${before}") { id } }`)).toEqual({ node: null });
  });

  test('ends with the day in China, wherever the server stands', async () => {
    const run = await diary.import('2026-03-02', '资金.csv', [FUNDS, fund('甲', '10')]);
    await sql`update import_run set loaded_at = '2026-03-02 15:59:59Z' where id = ${run}`.execute(database.db);
    expect(await valuesOn(1, 2)).toEqual([null, 10]);
    await sql`update import_run set loaded_at = '2026-03-02 16:00:00Z' where id = ${run}`.execute(database.db);
    expect(await valuesOn(2, 3)).toEqual([null, 10]);
  });

  test('is each of many changes of a row in its time, also of a run that was undone while others lay above it', async () => {
    await diary.import('2026-03-01', '一.csv', [FUNDS, fund('甲', '1')]);
    const second = await diary.import('2026-03-03', '二.csv', [FUNDS, fund('甲', '2')]);
    const third = await diary.import('2026-03-05', '三.csv', [FUNDS, fund('甲', '3')]);
    await diary.undo('2026-03-07', second);
    expect(await valuesOn(2, 4, 6, 8)).toEqual([1, 2, 3, 3]);
    await diary.undo('2026-03-09', third);
    await diary.import('2026-03-11', '四.csv', [FUNDS, fund('甲', '4')]);
    expect(await valuesOn(2, 4, 6, 8, 9, 10, 11, 12)).toEqual([1, 2, 3, 3, 1, 1, 4, 4]);
  });

  test('is nothing between the undoing of all and its import anew', async () => {
    const run = await diary.import('2026-03-01', '资金.csv', [FUNDS, fund('甲', '7')]);
    await diary.undo('2026-03-03', run);
    await diary.import('2026-03-05', '资金.csv', [FUNDS, fund('甲', '7')]);
    expect(await valuesOn(1, 2, 3, 4, 5)).toEqual([7, 7, null, null, 7]);
  });

  test('has the targets of the time, and how much of the year had passed', async () => {
    await diary.import('2025-03-01', '资金.csv', [FUNDS, fund('甲', '10')]);
    const targets = ['年度,指标名称,计量单位,年度目标', '2025,科技专项资金合计,万元,40'];
    await diary.import('2025-07-01', '年度目标任务.csv', targets);
    expect((await pointOf('2025-06-30')).target).toBeNull();
    expect((await pointOf('2025-07-02')).target).toMatchObject({ low: 40, rate: 25, timeProgress: 50.14 });
    await diary.import('2025-09-01', '更正.csv', [FUNDS, fund('甲', '45')]);
    const met = { indicators: ['TARGET_COMPLETION'] };
    expect(await valueOf('2025-06-30', met)).toBeNull();
    expect(await valueOf('2025-08-31', met)).toBe(0);
    expect(await valueOf('2025-09-01', met)).toBe(100);
    expect(await valueOf('2025-09-01', { ...met, by: 'department' })).toBe(100);
  });

  test('compares with the year before as that was known', async () => {
    const before = (amount: string) => fund('甲', amount).replaceAll('2025', '2024');
    await diary.import('2026-03-01', '资金.csv', [FUNDS, before('10'), fund('甲', '15')]);
    await diary.import('2026-03-03', '更正.csv', [FUNDS, before('20')]);
    expect(await pointOf('2026-03-01')).toMatchObject({ value: 15, previous: 10, rate: 50 });
    expect(await pointOf('2026-03-03')).toMatchObject({ value: 15, previous: 20, rate: -25 });
    expect(await pointOf('2026-03-01', { by: 'level', throughMonth: 6 })).toMatchObject({
      value: 15,
      previous: 10,
      rate: 50,
    });
    const march = await pointOf('2026-03-01', { by: 'month' }, 2);
    expect(march).toMatchObject({ value: 15, previous: 10, rate: 50 });
  });
});

describe('a certificate', () => {
  const hnte = async (asOf: string) => {
    const question = {
      indicators: ['HNTE_NEW', 'HNTE_STOCK', 'HNTE_PASS_RATE', 'HNTE_RECOMMENDED'],
      from: 2025,
      to: 2025,
    };
    const series = await answer(database.db, { ...question, divisions: ['990103'], asOf }, TODAY);
    return series.map(({ points }) => points[0]!.value);
  };

  test('is not known before it is announced, nor that it was revoked before it was', async () => {
    await diary.import('2025-12-01', '高新技术企业申报认定台账.csv', [
      CERTIFICATES,
      '第一批,示例甲有限公司,,2025.5.1,通过,GR202599000001,2025年11月12日,2025年12月20日,',
      '第一批,示例乙有限公司,,2025.5.1,通过,GR202599000002,2025年11月12日,2025年12月20日,2025年12月25日',
      '第一批,示例丙有限公司,,2025.5.1,通过,GR202599000003,2025年12月,,',
      '第一批,示例丁有限公司,,2025.5.1,未通过,—,,,',
    ]);
    expect(await hnte('2025-11-30')).toEqual([null, null, null, null]);
    expect(await hnte('2025-12-19')).toEqual([0, 0, 0, 4]);
    expect(await hnte('2025-12-20')).toEqual([2, 2, 66.67, 4]);
    expect(await hnte('2025-12-24')).toEqual([2, 2, 66.67, 4]);
    expect(await hnte('2025-12-25')).toEqual([2, 1, 66.67, 4]);
    // One that is dated to the month is surely known at its end only.
    expect(await hnte('2025-12-31')).toEqual([3, 2, 75, 4]);
    expect(await hnte(TODAY)).toEqual([3, 2, 75, 4]);
  });
});

interface Asked {
  yearOverYear: {
    division: { code: string };
    points: {
      value: number | null;
      rank: { position: number; of: number } | null;
      rows: {
        totalCount: number;
        nodes: { workbook: string; row: number; cells: { heading: string; text: string }[] }[];
      };
    }[];
  }[];
}

/** Asked over HTTP, as anyone asks. */
async function asked(args: string, fields: string): Promise<Asked['yearOverYear']> {
  const query = `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2025, to: 2025, ${args}) { division { code } points { value ${fields} } } }`;
  return (await server.ask<Asked>(query)).yearOverYear;
}

describe('with a figure of the past go', () => {
  test('the rows as they stood, of an import since undone too', async () => {
    await diary.import('2026-03-02', '资金.csv', [FUNDS, fund('甲', '10'), fund('乙', '20')]);
    const correction = await diary.import('2026-03-05', '更正.csv', [FUNDS, fund('甲', '15')]);
    await diary.undo('2026-03-09', correction);
    const rows = async (day: string) => {
      const fields = 'rows(first: 5) { totalCount nodes { workbook row cells { heading text } } }';
      const [series] = await asked(`divisions: ["990103"], asOf: "${day}"`, fields);
      const { nodes, totalCount } = series!.points[0]!.rows;
      const amounts = nodes.map(({ workbook, row, cells }) => {
        const amount = cells.find(({ heading }) => heading === '金额（万元）')!.text;
        return `${workbook} ${row}: ${amount}`;
      });
      return [totalCount, ...amounts.toSorted()];
    };
    expect(await rows('2026-03-01')).toEqual([0]);
    expect(await rows('2026-03-04')).toEqual([2, '资金.csv 2: 10', '资金.csv 3: 20']);
    expect(await rows('2026-03-06')).toEqual([2, '更正.csv 2: 15', '资金.csv 3: 20']);
    expect(await rows('2026-03-09')).toEqual([2, '资金.csv 2: 10', '资金.csv 3: 20']);
  });

  test('the rank among those that had a figure, and the sums of the divisions above', async () => {
    const [first, second] = [{ code: '150103' }, { code: '150104' }];
    await diary.import('2026-03-01', '资金.csv', [FUNDS, fund('甲', '10')], first);
    await diary.import('2026-03-04', '资金.csv', [FUNDS, fund('乙', '30')], second);
    const ranks = async (divisions: string, day: string) =>
      (await asked(`${divisions}, asOf: "${day}"`, 'rank { position of }')).map(({ points }) => points[0]!);
    for (const divisions of ['under: "150100"', 'divisions: ["150103", "150104"]']) {
      expect(await ranks(divisions, '2026-03-02')).toEqual([
        { value: 10, rank: { position: 1, of: 1 } },
        { value: null, rank: null },
      ]);
      expect(await ranks(divisions, '2026-03-05')).toEqual([
        { value: 10, rank: { position: 2, of: 2 } },
        { value: 30, rank: { position: 1, of: 2 } },
      ]);
    }
    expect(await ranks('divisions: ["150103"]', '2026-03-05')).toEqual([{ value: 10, rank: { position: 2, of: 2 } }]);
    expect((await ranks('under: "150000"', '2026-03-05'))[0]).toEqual({ value: 40, rank: { position: 1, of: 1 } });
    for (const args of ['divisions: ["150000"],', 'divisions: ["150100"],'])
      expect((await asked(`${args} asOf: "2026-03-02"`, ''))[0]!.points).toEqual([{ value: 10 }]);
  });

  test('the top-most divisions of any time, where none is named', async () => {
    const run = await diary.import('2026-03-01', '资金.csv', [FUNDS, fund('甲', '10')]);
    await diary.undo('2026-03-03', run);
    const values = async (day: string) =>
      (await asked(`asOf: "${day}"`, '')).map(({ division, points }) => [division.code, points[0]!.value]);
    expect(await values('2026-03-02')).toContainEqual(['990103', 10]);
    expect(await values('2026-03-04')).toContainEqual(['990103', null]);
  });
});

test('a day to come cannot be asked about, nor one that is none', async () => {
  await expect(valueOf('2026-07-01')).rejects.toThrow(
    '参数 asOf 应为不晚于今天（2026-06-30）的日期，现为 2026-07-01。',
  );
  expect(await valueOf(TODAY)).toBeNull();
  await expect(asked('asOf: "2026-02-30"', '')).rejects.toThrow('not a valid LocalDate: 2026-02-30');
});

test('an import that was undone before the past was kept cannot be answered for while it stood, in its ledgers', async () => {
  await diary.import('2026-03-01', '资金.csv', [FUNDS, fund('甲', '10')]);
  const run = await diary.import('2026-03-03', '更正.csv', [FUNDS, fund('甲', '15')]);
  await diary.undo('2026-03-06', run);
  await sql`update import_run set undone_at = null where id = ${run}`.execute(database.db);
  await sql`delete from import_undone`.execute(database.db);
  expect(await valuesOn(1, 2, 6, 7)).toEqual([10, 10, 10, 10]);
  await expect(valueOf('2026-03-03')).rejects.toThrow(
    '不能按截至 2026-03-03 已知的数据回答：当时已导入的《更正.csv》后来撤销了，撤销时还没有保留历史。请把 asOf 改为 2026-03-03 之前，或 2026-03-06 及以后的日期。',
  );
  await expect(valueOf('2026-03-05')).rejects.toThrow('《更正.csv》');
  expect(await valueOf('2026-03-05', { indicators: ['TRAIN_SESSIONS'] })).toBeNull();
});

test('a stock of the year of that day is the one at the end of its month', async () => {
  await diary.import('2026-03-01', '高企.csv', [
    CERTIFICATES,
    '第一批,示例甲有限公司,,2023.5.1,通过,GR202399000001,2023年6月1日,,',
    '第一批,示例乙有限公司,,2023.5.1,通过,GR202399000002,2023年11月12日,,',
  ]);
  await diary.import('2026-03-01', '培育库.csv', ['年度,企业名称,培育库', '2026,示例丙有限公司,科技企业培育库']);
  const hnte = (asOf: string, year = 2026) => pointOf(asOf, { indicators: ['HNTE_STOCK'], from: year, to: year });
  expect(await hnte('2026-04-15')).toMatchObject({ value: 2, previous: 2 });
  expect((await hnte('2026-04-15')).text).toContain('截至4月末2家');
  expect(await hnte('2026-06-15')).toMatchObject({ value: 1 });
  expect(await hnte('2026-06-15', 2025)).toMatchObject({ value: 2 });
  // A list of the year that does not say since when is of what stands by now.
  const pool = { indicators: ['POOL_COUNT'], from: 2026, to: 2026 };
  expect(await valueOf('2026-04-15', pool)).toBe(1);
  expect(await valueOf('2026-04-15', { ...pool, throughMonth: 3 })).toBe(0);
});

test('asking about the past changes nothing', async () => {
  await diary.import('2026-03-01', '资金.csv', [FUNDS, fund('甲', '10')]);
  const before = await stateOf(database.db);
  await valuesOn(1, 2);
  expect(await stateOf(database.db)).toBe(before);
});

test('all steps together may take as long as one statement may', async () => {
  await diary.import('2026-03-01', '资金.csv', [FUNDS, fund('甲', '10')]);
  const hurried = await connect(database.url, { statement_timeout: 60 });
  const past = databaseOf(hurried);
  const impatient = await startTestServer(database.db, undefined, { now: database.db, past });
  try {
    const codes = CATALOGUE.map(({ code }) => `"${code}"`).join(', ');
    const ask = impatient.ask(
      `{ yearOverYear(indicators: [${codes}], from: 2025, to: 2025, asOf: "2026-03-02") { points { value } } }`,
    );
    await expect(ask).rejects.toThrow('查询用时过长，已停止');
  } finally {
    await impatient.stop();
    await hurried.close(true);
  }
});
