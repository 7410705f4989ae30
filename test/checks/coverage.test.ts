import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { insertDivisions } from '../indicators/insert-rows.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { type Desk, funds, openDesk } from './desk.js';

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

test('the board of gaps has every year of a ledger from its first one on, with its rows and imports', async () => {
  await desk.clear();
  const load = (text: string) => desk.report('西区活动.csv', text, { division: { code: WEST } });
  const first = await load(trainings('2021-05-01', '2021-06-01'));
  const last = await load(trainings('2021-05-01', '2021-06-01', '2023-05-01'));
  const board = async () => {
    const { rows } = await sql`
      select ledger_name, year, reported, row_count, first_run, last_run from reporting.dim_coverage
      where division = ${WEST} and ledger = 'activity' and year < 2024 order by year`.execute(desk.database.db);
    return rows;
  };
  const of = { ledger_name: '科技活动台账', reported: true };
  const none = { ...of, reported: false, row_count: 0, first_run: null, last_run: null };
  expect(await board()).toEqual([
    { ...of, year: 2021, row_count: 2, first_run: first.id, last_run: first.id },
    { ...none, year: 2022 },
    { ...of, year: 2023, row_count: 1, first_run: last.id, last_run: last.id },
  ]);
  await desk.undo(last.id);
  expect(await board()).toEqual([
    { ...of, year: 2021, row_count: 2, first_run: first.id, last_run: first.id },
    { ...none, year: 2022 },
    { ...none, year: 2023 },
  ]);
});

const CERTIFICATES = '企业名称,统一社会信用代码,类型,证书编号,发证日期';
const certificate = (name: string, code: string, no: string, day: string) =>
  `${name},${code},高新技术企业,${no},${day}`;

test('an enterprise or a certificate that two divisions list in one year is named once, by either', async () => {
  await desk.clear();
  const [one, other] = ['91990103TWKF9G5XPX', '91990103MXEFW7ACMY'];
  const west = [
    certificate('甲公司', one, 'GR202399000001', '2023-11-01'),
    certificate('乙公司', '', 'GR202399000002', '2023-11-01'),
    certificate('丙公司', other, 'GR202399000003', '2023-11-01'),
  ];
  const east = [
    certificate('甲有限公司', one, 'GR202399000004', '2023-11-02'),
    certificate('丁公司', '', 'GR202399000002', '2023-11-01'),
    certificate('丙公司', other, 'GR202499000003', '2024-11-01'),
  ];
  await desk.load('西区高企.csv', [CERTIFICATES, ...west].join('\n'), { division: { code: WEST } });
  // A city may list the enterprises of its districts.
  await desk.load('市高企.csv', [CERTIFICATES, west[0]].join('\n'), { division: { code: CITY } });
  const issues = await desk.load('东区高企.csv', [CERTIFICATES, ...east].join('\n'), { division: { code: EAST } });
  expect(issues.filter(({ code }) => code === 'ENTERPRISE_IN_TWO_DIVISIONS')).toEqual([
    expect.objectContaining({
      severity: 'WARNING',
      message: `“甲有限公司 ${one}”2023年在区划990102和区划990101的台账中都有登记，在共同上级的企业数中只计一次（统一社会信用代码互不相同的除外）。`,
      address: 'A2',
    }),
    expect.objectContaining({
      message: expect.stringContaining('“丁公司 GR202399000002”2023年在区划990102和区划990101'),
      address: 'A3',
    }),
  ]);
  const found = await told('ENTERPRISE_IN_TWO_DIVISIONS');
  expect(found.map(({ left, right }) => [left.cell, right.cell])).toEqual([
    [
      { workbook: '西区高企.csv', address: 'A2' },
      { workbook: '东区高企.csv', address: 'A2' },
    ],
    [
      { workbook: '西区高企.csv', address: 'A3' },
      { workbook: '东区高企.csv', address: 'A3' },
    ],
  ]);
  expect(await told('ENTERPRISE_IN_TWO_DIVISIONS', ', from: 2024')).toEqual([]);
});

test('commissioners of one name whose employers are one in short are a doubt', async () => {
  await desk.clear();
  const issues = await desk.load(
    '特派员.csv',
    [
      '年度,姓名,所在单位,协议类型',
      '2023,张三,农科院,责任状',
      '2023,张三,市农业科学院,责任状',
      '2023,李四,农科院,责任状',
      '2023,李四,畜牧站,责任状',
      '2024,张三,农科院,责任状',
    ].join('\n'),
  );
  expect(issues).toEqual([
    expect.objectContaining({
      code: 'COMMISSIONER_NAMES_ALIKE',
      message: '示例区2023年的科技特派员“张三（农科院、市农业科学院）”姓名相同、单位相近，现按两人计。',
      address: 'C2',
    }),
  ]);
});

test('two entries that may be one event are a doubt', async () => {
  await desk.clear();
  const issues = await desk.load(
    '活动.csv',
    [
      '活动类型,活动名称,活动时间,活动地点,主办单位',
      '座谈会,科技企业座谈会,2023年9月上旬,,科技局',
      '座谈会,科技企业座谈会,2023-09-27,会议室,科技局',
      '座谈会,科技企业座谈会,2023-10-08,会议室,科技局',
      '座谈会,科技企业座谈会,2023-09-28,会议室,工信局',
      '培训,实用技术培训,2023-09-01,甲村,科技局',
      '培训,实用技术培训,2023-09-02,甲村,科技局',
    ].join('\n'),
  );
  expect(issues).toEqual([
    expect.objectContaining({
      code: 'EVENT_LISTED_TWICE',
      message: '示例区的活动“科技企业座谈会（9月1日至9月10日、9月27日）”可能是同一次，现按两次计。',
      address: 'C2',
    }),
  ]);
});

const CAUSE = '；“科技专项资金台账”该年1行，上年1行；同时波动的还有“市级科技专项资金”“科技专项资金合计”。';

describe('a jump', () => {
  beforeEach(() => desk.clear());
  const load = (before: string, now: string, jumpFactor?: number) =>
    desk.load(
      '资金.csv',
      funds([2022, '市', '下达', before], [2023, '市', '下达', now]),
      jumpFactor === undefined ? {} : { jumpFactor },
    );
  const messages = (told: readonly { readonly code: string; readonly message: string }[]) =>
    told.map(({ code, message }) => `${code} ${message}`);
  test('to more than five times, or to less than a fifth, is told', async () => {
    expect(messages(await load('100', '500.01'))).toEqual([
      `JUMP 示例区2023年“争取上级科技专项资金总额”为500.01万元，上年为100万元，超过上年的5倍${CAUSE}`,
    ]);
    await desk.clear();
    expect(messages(await load('500', '99.99'))).toEqual([
      `JUMP 示例区2023年“争取上级科技专项资金总额”为99.99万元，上年为500万元，不到上年的20%${CAUSE}`,
    ]);
  });
  test('of just that factor is none, nor is a beginning from zero', async () => {
    expect(await load('100', '500')).toEqual([]);
    await desk.clear();
    expect(await load('0', '500')).toEqual([]);
  });
  test('is what the setting says', async () => {
    expect(messages(await load('100', '201', 2))).toEqual([
      `JUMP 示例区2023年“争取上级科技专项资金总额”为201万元，上年为100万元，超过上年的2倍${CAUSE}`,
    ]);
    await desk.clear();
    expect(await load('100', '999', 10)).toEqual([]);
  });
  test('down is not looked for in a year that is not over, nor where something is masked', async () => {
    const year = new Date().getFullYear();
    expect(await desk.load('资金.csv', funds([year - 1, '市', '下达', '500'], [year, '市', '下达', '1']))).toEqual([]);
    await desk.clear();
    expect(
      await desk.load(
        '资金.csv',
        funds([2022, '市', '下达', '500'], [2023, '市', '下达', '1'], [2023, '市', '下达', '*']),
      ),
    ).toEqual([]);
  });
  test('is told by the import that causes it, with the rows behind it, and by no other', async () => {
    const twenty = Array.from({ length: 20 }, () => [2022, '市', '下达', '5'] as const);
    expect(await desk.load('2022年资金.csv', funds(...twenty))).toEqual([]);
    expect(messages(await desk.load('2023年资金.csv', funds([2023, '市', '下达', '5'])))).toEqual([
      'JUMP 示例区2023年“争取上级科技专项资金总额”为5万元，上年为100万元，不到上年的20%；“科技专项资金台账”该年1行，上年20行；同时波动的还有“市级科技专项资金”“科技专项资金合计”。',
    ]);
    expect(await desk.load('2023年资金.csv', funds([2023, '市', '下达', '5']))).toEqual([]);
    expect(await desk.load('2023年拨付.csv', funds([2023, '市', '拨付', '5']))).toEqual([]);
  });
});
