import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Desk, openDesk } from '../checks/desk.js';
import type { RunReport } from '../../import/report/run-report.js';
import { startTestServer, type TestServer } from '../test-server.js';
import { LEDGERS_OF_2022 } from './ledgers.js';

let desk: Desk;
let server: TestServer;
const runs: RunReport[] = [];
beforeAll(async () => {
  desk = await openDesk();
  for (const [file, text] of Object.entries(LEDGERS_OF_2022)) runs.push(await desk.report(file, text));
  server = await startTestServer(desk.database.db);
});
afterAll(async () => {
  await server.stop();
  await desk.close();
});

test('every ledger is imported without a fault', () => {
  const faults = runs.flatMap(({ issues }) => issues.nodes.filter(({ severity }) => severity === 'ERROR'));
  expect([runs.map(({ state }) => state), faults]).toEqual([Object.keys(LEDGERS_OF_2022).map(() => 'COMMITTED'), []]);
});

/** What an indicator is in 2022: its value, or its members where it is split; its flags behind it. */
async function told(code: string, more = ''): Promise<unknown> {
  const { yearOverYear } = await server.ask<{
    yearOverYear: { member: string | null; points: { value: number | null; flags: string[] }[] }[];
  }>(`{ yearOverYear(indicators: ["${code}"], from: 2022, to: 2022 ${more}) { member points { value flags } } }`);
  const said = ({ value, flags }: { value: number | null; flags: string[] }) =>
    flags.length === 0 ? value : [value, ...flags];
  const series = yearOverYear.map(({ member, points }) => [member, said(points[0]!)] as const);
  return more.includes('by:') ? Object.fromEntries(series) : series[0]![1];
}

/** The kinds of activities of the year. */
const KINDS = {
  专项工作: 2,
  产学研: 1,
  品鉴会: 1,
  培训: 4,
  对接会: 1,
  座谈会: 3,
  志愿服务: 2,
  政策宣讲: 1,
  科普: 6,
  论坛: 1,
  调研: 1,
  路演: 1,
  银企对接: 1,
};

/** Statements of a bureau's yearly report, by their numbers, with the figure that answers them; null is masked or left open there. */
const FIGURES: readonly (readonly [statements: string, code: string, more: string, value: unknown])[] = [
  ['4 7 projects applied for', 'PROJ_APPLIED', '', 3],
  ['3 by programme', 'PROJ_APPLIED', ', by: "type"', { 科技兴区: 2, 重点研发: 1 }],
  ['7 approved', 'PROJ_APPROVED', '', 2],
  ['7 signed', 'PROJ_SIGNED', '', 1],
  ['7 approval rate', 'PROJ_APPROVAL_RATE', '', 66.67],
  ['8 in progress', 'PROJ_ACTIVE', '', 1],
  ['9 accepted', 'PROJ_ACCEPTED', '', 1],
  ['11 accepted in time, of no known due date', 'PROJ_ACCEPT_RATE', '', null],
  ['10 expert sessions', 'EXPERT_SESSIONS', '', [0, 'NONE_RECORDED']],
  ['22 joint applications', 'PROJ_JOINT', '', 1],
  ['12 funds of upper levels, masked', 'FUND_UPPER_TOTAL', '', [null, 'PARTIAL']],
  ['12 by level', 'FUND_UPPER_TOTAL', ', by: "level"', { 自治区: [null, 'PARTIAL'], 市: [null, 'PARTIAL'] }],
  ['5 funds of the own level', 'FUND_LOCAL', '', 15],
  ['6 funds by purpose', 'FUND_LOCAL', ', by: "level"', { 本级: 15 }],
  ['13 68 enterprises in the pool', 'POOL_COUNT', '', 2],
  ['14 16 75 recommended as HNTEs', 'HNTE_RECOMMENDED', '', 9],
  ['15 in two batches', 'HNTE_BATCHES', '', 2],
  ['16 by batch', 'HNTE_RECOMMENDED', ', by: "batch"', { 第一批: 4, 第二批: 5 }],
  ['17 certified so far', 'HNTE_NEW', '', 1],
  ['17 of those decided', 'HNTE_PASS_RATE', '', 100],
  ['69 75 SMEs and SRDI enterprises, of no ledger', 'TSME_COUNT', '', null],
  ['75 SRDI', 'SRDI_COUNT', '', null],
  ['18 19 cooperation with universities', 'IUR_EVENTS', '', 1],
  ['19 partners', 'IUR_PARTNERS', '', 3],
  ['21 a base under discussion', 'BASE_INTENT', '', 1],
  ['23 24 bases applied for', 'BASE_APPLIED', ', by: "kind"', { 文化和科技融合示范基地: 1 }],
  ['25 26 27 roadshows and matchmaking', 'ROADSHOW_EVENTS', '', 2],
  ['20 28 39 55 all activities', 'ACT_TOTAL', ', by: "kind"', KINDS],
  ['30 R&D of enterprises', 'RD_EXP_ASD', '', [150, 'PARTIAL']],
  ['30 intensity', 'RD_INTENSITY_ASD', '', [3, 'PARTIAL']],
  ['31 a document passed on', 'POLICY_INTERPRETED', '', [1, 'PARTIAL']],
  ['32 form of trainings', 'TRAIN_SESSIONS', ', by: "mode"', { 线上: 3, 线下: 1, 未填: 1 }],
  ['32 online share', 'TRAIN_ONLINE_SHARE', '', 75],
  ['33 34 35 37 38 42 53 73 trainings', 'TRAIN_SESSIONS', '', 5],
  ['33 37 attended or held', 'TRAIN_SESSIONS', ', by: "role"', { 主办: 1, 组织参加: 4 }],
  ['39 74 visits to enterprises', 'ENT_VISITS', '', 1],
  ['40 needs by kind', 'ENT_NEEDS', ', by: "kind"', { 资金: 1, 技术: 1, 人才: 1 }],
  ['41 banks and enterprises', 'BANK_EVENTS', '', 1],
  ['41 loans asked for', 'LOAN_DEMAND', '', 300],
  ['41 granted', 'LOAN_GRANTED', '', 200],
  ['43 44 commissioners under contract', 'COMM_CONTRACTED', '', 10],
  ['43 by kind', 'COMM_CONTRACTED', ', by: "kind"', { 自然人: 9, 法人: 1 }],
  ['46 72 income', 'COMM_INCOME', '', [5.5, 'PARTIAL']],
  ['47 49 51 53b science popularisation', 'SCIPOP_EVENTS', '', 6],
  ['48 by kind of place', 'SCIPOP_EVENTS', ', by: "venueType"', { 农村: 3, 社区: 1, 未填: 2 }],
  ['49 days', 'SCIPOP_DAYS', '', [10, 'PARTIAL']],
  ['50 volunteers', 'SCIPOP_VOLUNTEERS', '', [25, 'PARTIAL']],
  ['52 53b materials', 'SCIPOP_MATERIALS', '', [800, 'PARTIAL']],
  ['53 53b consultations', 'CONSULT_COUNT', '', [100, 'PARTIAL']],
  ['53c 56 services', 'COMM_SERVICES', ', by: "mode"', { 一对一: 2, 组团式: 1 }],
  ['56 households', 'COMM_SERVED', '', 40],
  ['54 58 59 60 varieties', 'PLANT_VARIETIES', ', by: "kind"', { 果树: 4, 道地药材: 6 }],
  ['58 71 area, left open', 'PLANT_AREA', '', [null, 'PARTIAL']],
  ['61 on duty', 'DUTY_PERSON_TIMES', '', 70],
  ['62 shifts', 'DUTY_SHIFTS', '', [20, 'PARTIAL']],
  ['63 publicity', 'PUBLICITY', '', [2, 'PARTIAL']],
  ['64 volunteering', 'VOLUNTEER_EVENTS', '', 2],
  ['66 open problems', 'ISSUES_OPEN', '', 2],
];

test.each(FIGURES)('%s: %s%s', async (_, code, more, value) => {
  expect(await told(code, more)).toEqual(value);
});

/** Statements that are rows of a ledger, with the query that finds them and what it answers. */
const ROWS: readonly (readonly [statements: string, query: string, answer: unknown])[] = [
  ['1 2 the division and year', 'divisions { code name }', [{ code: '990103', name: '示例区' }]],
  [
    '20 21 45 events of an undated part of a month',
    'activities(filter: { kind: { eq: "座谈会" }, title: { contains: "示范基地" } }) { nodes { date dateEnd datePrecision venue } }',
    { nodes: [{ date: '2022-03-21', dateEnd: '2022-03-31', datePrecision: 'xun', venue: '示例村' }] },
  ],
  ['28 29 36 one meeting told with two days', 'checks(rules: [EVENT_LISTED_TWICE]) { totalCount }', { totalCount: 1 }],
  [
    '31 the document',
    'activities(filter: { policies: { isNull: false } }) { nodes { policies } }',
    { nodes: [{ policies: ['《关于进一步推动科技创新构建区域创新中心的实施意见》'] }] },
  ],
  [
    '47 51 65 dates of science popularisation',
    'activities(filter: { title: { contains: "科技政策进基层" } }) { nodes { kind date venue } }',
    { nodes: [{ kind: '政策宣讲', date: '2022-09-20', venue: '小府村新时代文明实践站' }] },
  ],
  [
    '57 stages are texts of services',
    'commissionerServices(filter: { content: { contains: "杏树" } }) { totalCount }',
    { totalCount: 1 },
  ],
  ['63 channels', 'activities(filter: { channels: { has: "微信" } }) { totalCount }', { totalCount: 1 }],
  [
    '67 68 69 70 72 74 75 targets of next year',
    'targets { nodes { indicator low high text } }',
    {
      nodes: [
        { indicator: '新认定高新技术企业数', low: 1, high: 2, text: '1－2家' },
        { indicator: '建成（认定）示范基地数', low: 1, high: null, text: '初步打造1个' },
        ...[
          ['科技型中小企业入库数', '推动更多企业加速成长'],
          ['科技企业培育库在库数', '健全培育库'],
          ['科技特派员带动增收', '显著提升'],
          ['规上企业研发投入', '加大投入力度'],
          ['企业走访调研次数', '深入企业调研走访'],
        ].map(([indicator, text]) => ({ indicator, low: null, high: null, text })),
      ],
    },
  ],
];

test.each(ROWS)('%s', async (_, query, answer) => {
  expect(Object.values(await server.ask<Record<string, unknown>>(`{ ${query} }`))).toEqual([answer]);
});

test('every statement has a ledger and a query', () => {
  const answered = new Set([...FIGURES, ...ROWS].flatMap(([statements]) => statements.match(/\b\d+[bc]?\b/g) ?? []));
  const numbers = [...Array.from({ length: 75 }, (_, index) => String(index + 1)), '53b', '53c'];
  expect(numbers.filter((number) => !answered.has(number))).toEqual([]);
});
