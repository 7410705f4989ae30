import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Desk, openDesk } from '../checks/desk.js';
import { startTestServer, type TestServer } from '../test-server.js';

let desk: Desk;
let server: TestServer;
beforeAll(async () => {
  desk = await openDesk();
  server = await startTestServer(desk.database.db);
  await desk.report(
    '科技活动台账.csv',
    [
      '活动类型,活动名称,活动时间,参加人数',
      '培训,按日,2023-03-05,10',
      '培训,按月,2023年3月,10',
      '培训,按年,2023年,10',
      '培训,无日期,,10',
    ].join('\n'),
    { year: 2023 },
  );
});
afterAll(async () => {
  await server.stop();
  await desk.close();
});

test.each([
  ['{ gte: "2023-01-01", lte: "2023-12-31" }', ['按年', '按日', '按月']],
  ['{ gte: "2023-03-01", lte: "2023-03-31" }', ['按日', '按月']],
  ['{ gte: "2023-03-01", lt: "2023-03-31" }', ['按日']],
  ['{ lte: "2023-06-30" }', ['按日', '按月']],
  ['{ gt: "2023-01-01" }', ['按日', '按月']],
  ['{ eq: "2023-03-05" }', ['按日']],
  ['{ eq: "2023-01-01" }', []],
  ['{ in: ["2023-01-01", "2023-03-01", "2023-03-05", null] }', ['按日', '无日期']],
  ['{ ne: "2023-03-05" }', ['按年', '按月', '无日期']],
  ['{ notIn: ["2023-03-05", null] }', ['按年', '按月']],
  ['{ eq: null }', ['无日期']],
  ['{ isNull: false }', ['按年', '按日', '按月']],
] as const)('a filter of dates fits a whole span: %s', async (filter, titles) => {
  const { activities } = await server.ask<{ activities: { nodes: readonly { title: string }[] } }>(
    `{ activities(filter: { date: ${filter} }) { nodes { title } } }`,
  );
  expect(activities.nodes.map(({ title }) => title).toSorted()).toEqual([...titles].toSorted());
});

test('in the views a year is no day, and has its first and last', async () => {
  const { rows } = await sql`
    select title, date::text, date_from::text, date_end::text, date_precision from reporting.activity order by title`.execute(
    desk.database.db,
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      { title: '按年', date: null, date_from: '2023-01-01', date_end: '2023-12-31', date_precision: 'year' },
      { title: '按月', date: '2023-03-01', date_from: '2023-03-01', date_end: '2023-03-31', date_precision: 'month' },
      { title: '按日', date: '2023-03-05', date_from: '2023-03-05', date_end: '2023-03-05', date_precision: 'day' },
      { title: '无日期', date: null, date_from: null, date_end: null, date_precision: null },
    ]),
  );
});
