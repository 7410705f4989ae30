import { sql } from 'kysely';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { createTestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { rowsOf } from './examples/example.js';
import { insertDivisions, insertRows, type TinyRow } from './insert-rows.js';

const fund = (
  year: number,
  level: string,
  amount: number | null,
  item: string,
  organisation: string,
  more = {},
): TinyRow => ({
  ledger: 'funding',
  year,
  fields: {
    level,
    flow: '下达',
    item,
    organisation,
    date: `${year}-03-01`,
    ...(amount === null ? {} : { amount: Math.round(amount * 10_000) }),
    ...more,
  },
  ...(amount === null ? { flags: { amount: 'masked' } } : {}),
});
const target = (low: number): TinyRow => ({
  ledger: 'target',
  year: 2024,
  fields: { indicator: 'FUND_TOTAL', low, text: `${low}万元`, unit: '万元' },
});
const project = rowsOf('project');
const event = rowsOf('activity');
const recommended = rowsOf('qualification', { type: '高新技术企业' });
const base = rowsOf('base', { status: '建成' });

/** The rows of divisions whose changes from 2023 to 2024 are split by hand. */
const LEDGERS: Readonly<Record<string, readonly TinyRow[]>> = {
  // 600万元, then 163.3.
  '990101': [
    fund(2023, '自治区', 500, '重大专项', '甲公司'),
    fund(2023, '市', 100, '科普专项', '乙公司'),
    fund(2024, '自治区', 3.3, '后补助', '甲公司', { date: '2024-09-01' }),
    fund(2024, '市', 130, '科普专项', '乙公司'),
    fund(2024, '本级', 30, '人才专项', '丙公司'),
  ],
  '990102': [
    // A ratio: 4 of 10 were approved, then 9 of 15.
    ...[...Array(10).keys()].map((n) =>
      project(2023, {
        level: n < 6 ? '市' : '本级',
        name: `甲${n}`,
        appliedDate: '2023-02-01',
        ...(n < 3 || n === 6 ? { approvedDate: '2023-06-01' } : {}),
      }),
    ),
    ...[...Array(15).keys()].map((n) =>
      project(2024, {
        level: n < 5 ? '市' : '本级',
        name: `乙${n}`,
        appliedDate: '2024-02-01',
        ...(n < 3 || n > 8 ? { approvedDate: '2024-06-01' } : {}),
      }),
    ),
    // A policy that two kinds of events passed on.
    event(2023, { kind: '培训', date: '2023-03-01', policies: ['示例意见'] }),
    event(2024, { kind: '培训', date: '2024-03-01', policies: ['示例意见', '示例办法'] }),
    event(2024, { kind: '政策宣讲', date: '2024-05-01', policies: ['示例办法'] }),
    // Bases: two stood, one was revoked, two came.
    base(2022, { name: '东基地', kind: '林果', date: '2022-05-01', revokedDate: '2024-06-01' }),
    base(2022, { name: '西基地', kind: '林果', date: '2022-05-01' }),
    base(2024, { name: '南基地', kind: '蔬菜', date: '2024-05-01' }),
    base(2024, { name: '北基地', kind: '林果', date: '2024-05-01' }),
  ],
  '990103': [
    fund(2023, '市', 0, '一', '甲公司'),
    ...['甲公司', '乙公司', '丙公司'].map((name) => fund(2024, '市', 0.0043, '一', name)),
  ],
  // Two counties and their city, of which the second has no ledger of 2023.
  '990201': [
    target(40),
    fund(2023, '市', 10, '一', '甲公司'),
    fund(2024, '市', 25, '一', '甲公司'),
    recommended(2023, { enterprise: '甲公司', appliedDate: '2023-05-01' }),
  ],
  '990202': [target(30), fund(2024, '市', 40, '一', '丁公司')],
  '990200': [target(100), fund(2023, '市', 1, '市直', '市研究院'), fund(2024, '市', 6, '市直', '市研究院')],
  // The same enterprise in two counties counts once in the city.
  '990301': [
    recommended(2023, { enterprise: '甲公司', appliedDate: '2023-05-01' }),
    recommended(2024, { enterprise: '甲公司', appliedDate: '2024-05-01' }),
    recommended(2024, { enterprise: '乙公司', appliedDate: '2024-05-01' }),
  ],
  '990302': [
    recommended(2023, { enterprise: '丙公司', appliedDate: '2023-05-01' }),
    recommended(2024, { enterprise: '甲公司', appliedDate: '2024-05-01' }),
  ],
  // Masked money of a purpose.
  '990401': [
    fund(2023, '市', 20, '一', '甲公司', { purpose: '科普' }),
    fund(2023, '市', 30, '二', '乙公司', { purpose: '研发' }),
    fund(2024, '市', null, '一', '甲公司', { purpose: '科普' }),
    fund(2024, '市', 45, '二', '乙公司', { purpose: '研发' }),
  ],
};

/** A server over these ledgers. */
export async function openLedgers(): Promise<{ server: TestServer; close: () => Promise<void> }> {
  const database = await createTestDatabase();
  const { db } = database;
  const parents = {
    '990200': '990000',
    '990201': '990200',
    '990202': '990200',
    '990300': '990000',
    '990301': '990300',
    '990302': '990300',
  };
  await insertDivisions(db, [
    { code: '990000', parent: null, level: 'province' },
    ...['990101', '990102', '990103', '990401'].map((code) => ({ code, parent: null })),
    ...Object.entries(parents).map(([code, parent]) => ({
      code,
      parent,
      level: code.endsWith('00') ? 'city' : 'county',
    })),
  ]);
  for (const [division, rows] of Object.entries(LEDGERS)) await insertRows(db, division, rows);
  await sql`update enterprise set credit_code = '91990103MXEFW7ACMY' where division like '9903%' and name = '甲公司'`.execute(
    db,
  );
  await db.transaction().execute((tx) => refreshFigures(tx, Object.keys(LEDGERS)));
  const server = await startTestServer(db);
  const close = async () => {
    await server.stop();
    await database.close();
  };
  return { server, close };
}
