import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { insertDivisions } from '../indicators/insert-rows.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { type Desk, openDesk } from './desk.js';

const CITY = '990100';
const [WEST, EAST] = ['990101', '990102'];

let desk: Desk;
let server: TestServer;
beforeAll(async () => {
  desk = await openDesk();
  server = await startTestServer(desk.database.db);
  await insertDivisions(desk.database.db, [
    { code: CITY, parent: null, level: 'city' },
    { code: WEST, parent: CITY },
    { code: EAST, parent: CITY },
  ]);
});
afterAll(async () => {
  await server.stop();
  await desk.close();
});

const HEADINGS = '年度,资金级次,资金流向,下达文号,资金名称,执行单位,金额（万元）,下达日期';
const money = (...rows: readonly string[]) => [HEADINGS, ...rows].join('\n');
const trainings = (...days: readonly string[]) =>
  ['活动类型,活动名称,活动时间,参加人数', ...days.map((day) => `培训,实用技术培训,${day},30`)].join('\n');

interface Told {
  readonly text: string;
  readonly left: {
    readonly value: number;
    readonly cell: { readonly address: string; readonly workbook: string } | null;
  };
  readonly right: {
    readonly value: number;
    readonly cell: { readonly address: string; readonly workbook: string } | null;
  };
}

async function told(rule: string, more = ''): Promise<readonly Told[]> {
  const sides = '{ value cell { workbook address } }';
  const { checks } = await server.ask<{ checks: { nodes: readonly Told[] } }>(
    `{ checks(rules: [${rule}]${more}) { nodes { text left ${sides} right ${sides} } } }`,
  );
  return checks.nodes;
}

test('money of one document that a city and its district list differently is named once, with both cells, in the import and in checks', async () => {
  const west = money(
    '2023,市,下达,市财教〔2023〕7号,创新券,甲公司,100,2023-03-01',
    '2023,市,下达,市财教〔2023〕7号,创新券,乙公司,60,2023-03-01',
  );
  const city = money(
    '2023,市,下达,市财教〔2023〕7号,创新券,甲公司,100,2023-03-01',
    '2023,市,下达,市财教〔2023〕7号,创新券,乙公司,61,2023-03-01',
    '2023,市,拨付,市财教〔2023〕7号,创新券,乙公司,60,2023-03-01',
  );
  expect(await desk.load('西区资金.csv', west, { division: { code: WEST } })).toEqual([]);
  const issues = await desk.load('市资金.csv', city, { division: { code: CITY } });
  const text =
    '“市财教〔2023〕7号 乙公司”登记为61万元，所辖区划的台账登记为60万元，是否同一笔资金不能确定，在区划9901002023年的合计中都计入了。';
  expect(issues.filter(({ code }) => code === 'OVERLAPPING')).toEqual([
    expect.objectContaining({ severity: 'WARNING', message: text, address: 'G3' }),
  ]);
  expect(await told('OVERLAPPING')).toEqual([
    {
      text: expect.stringContaining(text),
      left: { value: 61, cell: { workbook: '市资金.csv', address: 'G3' } },
      right: { value: 60, cell: { workbook: '西区资金.csv', address: 'G3' } },
    },
  ]);
  expect(await told('OVERLAPPING', `, divisions: ["${EAST}"]`)).toEqual([]);
  await desk.clear();
});

test('a ledger of last year that is missing is told where others have reported it, or the year has ended', async () => {
  await desk.load('西区活动.csv', trainings('2021-05-01', '2022-05-01', '2023-05-01'), { division: { code: WEST } });
  await desk.load('东区活动.csv', trainings('2021-05-01', '2023-06-01'), { division: { code: EAST } });
  await desk.load('东区资金.csv', money('2021,市,下达,市财教〔2021〕7号,创新券,甲公司,100,2021-03-01'), {
    division: { code: EAST },
  });
  expect(await told('LEDGER_NOT_REPORTED')).toEqual([
    {
      text: '区划9901022022年没有“科技活动台账”，上年有；同级应报2个区划，已报1个。',
      left: { value: 1, cell: null },
      right: { value: 2, cell: null },
    },
  ]);
  await desk.load('东区资金2022.csv', money('2022,市,下达,市财教〔2022〕7号,创新券,甲公司,100,2022-03-01'), {
    division: { code: EAST },
  });
  const gaps = (await told('LEDGER_NOT_REPORTED')).map(({ text }) => text);
  expect(gaps).toEqual([
    '区划9901022022年没有“科技活动台账”，上年有；同级应报2个区划，已报1个。',
    '区划9901022023年没有“科技专项资金台账”，上年有；同级应报1个区划，已报0个。',
  ]);
  expect(await told('LEDGER_NOT_REPORTED', `, divisions: ["${WEST}"]`)).toEqual([]);
});
