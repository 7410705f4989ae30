import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importWorkbook } from '../../import/import.js';
import { openQueries } from '../../src/database/open.js';
import { steadyIndicators } from '../../src/indicators/compute/known.js';
import { LIMITS } from '../../src/graphql/limits.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

interface Answer {
  status: number;
  data?: Record<string, unknown>;
  errors?: { message: string; extensions: { code: string } }[];
}

let database: TestDatabase;
let queries: Awaited<ReturnType<typeof openQueries>>;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  queries = await openQueries(database.url, 1);
  server = await startTestServer(database.db, undefined, queries);
  const fileName = '02科技专项资金台账.xlsx';
  const path = join(import.meta.dirname, '../fixtures/district', fileName);
  await importWorkbook(database.db, { path, fileName, division: { code: '990103', name: '示例区' } });
});
afterAll(async () => {
  await server.stop();
  await queries.close();
  await database.close();
});

async function post(body: unknown): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const ask = (query: string, variables: Record<string, unknown> = {}) => post({ query, variables });

describe('what people ask is answered', () => {
  test('a page of 500 rows, each with its enterprise, run and cells', async () => {
    const { data, errors } = await ask(
      `{ fundings(first: 500) { totalCount pageInfo { hasNextPage endCursor } nodes {
        id year level item amount enterpriseRef { name creditCode }
        source { workbook sheet row import { id createdAt } cells { address heading field text } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ fundings: { totalCount: 63 } });
  });

  test('every indicator of thirty divisions over ten years, and the rows behind ten figures over five', async () => {
    const { data } = await ask('{ indicators { code } }');
    const codes = (data!['indicators'] as { code: string }[]).map(({ code }) => code);
    const divisions = Array.from({ length: 30 }, () => '990103');
    const wide = `query ($indicators: [ID!]!, $divisions: [ID!]) { yearOverYear(indicators: $indicators, divisions: $divisions, from: 2013, to: 2022) {
      indicator { code name } division { code name } points { year value rate text target { text rate } } } }`;
    expect((await ask(wide, { indicators: codes, divisions })).errors).toBeUndefined();
    const deep = `query ($indicators: [ID!]!) { yearOverYear(indicators: $indicators, from: 2018, to: 2022) {
      points { rows(first: 100) { nodes { workbook sheet row cells { address text } import { fileName } } } } } }`;
    expect((await ask(deep, { indicators: codes.slice(0, 10) })).errors).toBeUndefined();
  });
});

test('an indicator is defined and removed however long an import keeps it waiting, and questions are stopped as before', async () => {
  const own = `definition: { code: "OWN_WAIT", name: "等待", englishName: "Waiting", unit: "万元", decimals: 2, direction: UP,
    theme: FUNDING, sum: [{ indicator: "FUND_CITY" }] }`;
  for (const mutation of [
    `mutation { defineIndicator(${own}) { code } }`,
    'mutation { removeIndicator(code: "OWN_WAIT") }',
  ]) {
    const asked = await database.db.transaction().execute(async (importing) => {
      await steadyIndicators(importing);
      const answer = ask(mutation);
      await sql`select pg_sleep(1.5)`.execute(importing);
      return { answer };
    });
    expect(await asked.answer).not.toHaveProperty('errors');
  }
  await expect(sql`select pg_sleep(1.5)`.execute(queries.now)).rejects.toMatchObject({ code: '57014' });
});

describe('what would be too much is refused before it is done, with what to do instead', () => {
  const refused: Record<string, () => string> = {
    QUERY_TOO_LONG: () => `{ ${'__typename '.repeat(LIMITS.tokens)} }`,
    QUERY_TOO_DEEP: () => {
      const deep = (levels: number): string => (levels === 0 ? 'code' : `parent { ${deep(levels - 1)} }`);
      return `{ divisions { ${deep(LIMITS.depth)} } }`;
    },
    TOO_MANY_ALIASES: () =>
      `{ ${Array.from({ length: LIMITS.aliases + 1 }, (_, index) => `a${index}: ledgers { id }`).join(' ')} }`,
    QUERY_TOO_COSTLY: () => '{ imports(first: 500) { nodes { issues(first: 500) { nodes { code } } } } }',
  };

  test.each(Object.keys(refused))('%s', async (code) => {
    const { status, errors } = await ask(refused[code]!());
    expect({ status, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({ status: 400, codes: [code] });
    expect(errors![0]!.message).toMatch(/请/u);
  });

  test.each([
    '{ fundings(filter: { item: { contains: "a\\u0000" } }) { totalCount } }',
    '{ divisions(under: "\\u0000") { code } }',
    '{ yearOverYear(indicators: ["FUND_CITY"], from: 2021, to: 2022, divisions: ["\\u0000"]) { member } }',
    '{ checks(divisions: ["\\u0000"]) { totalCount } }',
    `mutation { defineIndicator(definition: { code: "OWN_NUL", name: "空字符", englishName: "NUL", unit: "项", decimals: 0,
      direction: UP, theme: FUNDING, sum: [{ rows: [{ ledger: "funding", where: [{ field: "item", contains: "\\u0000" }] }] }] }) { code } }`,
  ])('a character that the database cannot hold: %s', async (query) => {
    const { errors } = await ask(query);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNUSABLE_TEXT']);
    expect(errors![0]!.message).toMatch(/请/u);
  });

  const nested = (levels: number) => `${'{not: '.repeat(levels)}{}${'}'.repeat(levels)}`;
  const fundings = 'query ($filter: FundingFilter) { fundings(filter: $filter) { totalCount } }';
  const inJson = (levels: number) =>
    `{"query": "${fundings}", "variables": {"filter": ${'{"not":'.repeat(levels)}{}${'}'.repeat(levels)}}}`;
  const deep: Record<string, [code: string, body: unknown]> = {
    'a filter in the text': ['VALUE_TOO_DEEP', { query: `{ fundings(filter: ${nested(1_200)}) { totalCount } }` }],
    'a default of a variable': ['VALUE_TOO_DEEP', { query: fundings.replace('Filter)', `Filter = ${nested(1_200)})`) }],
    'a variable': ['VALUE_TOO_DEEP', inJson(60_000)],
    'a list that the parser cannot read': [
      'QUERY_TOO_DEEP',
      { query: `{ divisions(under: ${'['.repeat(2_400)}${']'.repeat(2_400)}) { code } }` },
    ],
    // The parser may read them or run out of stack, by how it is compiled; the code is the same.
    selections: [
      'QUERY_TOO_DEEP',
      { query: `{ divisions { ${'parent { '.repeat(1_600)} code ${'}'.repeat(1_600)} } }` },
    ],
  };
  test.each(Object.keys(deep))('%s that is nested too deep', async (name) => {
    const [code, body] = deep[name]!;
    const { status, errors } = await post(body);
    expect({ status, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({ status: 400, codes: [code] });
    expect(errors![0]!.message).toMatch(/请/u);
  });

  test('filters that are nested as deep as anybody writes them are answered', async () => {
    expect((await ask(`{ fundings(filter: ${nested(40)}) { totalCount } }`)).errors).toBeUndefined();
    expect((await post(inJson(40))).errors).toBeUndefined();
  });

  test('a hundred text searches, in one filter or by aliases; thirty are answered, and so is a dashboard', async () => {
    const search = (count: number, condition: string) =>
      ask(
        `{ ${Array.from({ length: count }, (_, n) => `a${n}: fundings(filter: ${condition}) { totalCount }`).join(' ')} }`,
      );
    const text = '{ item: { containsAnyCase: "科技" } }';
    expect((await search(100, text)).errors![0]!.extensions.code).toBe('QUERY_TOO_COSTLY');
    expect((await search(1, `{ or: [${`${text},`.repeat(100)}] }`)).errors![0]!.extensions.code).toBe(
      'QUERY_TOO_COSTLY',
    );
    expect((await search(30, text)).errors).toBeUndefined();
    expect((await search(100, '{ year: { eq: 2022 }, level: { in: ["市"] } }')).errors).toBeUndefined();
    const figures = Array.from(
      { length: 30 },
      (_, n) =>
        `a${n}: yearOverYear(indicators: ["FUND_CITY", "FUND_TOTAL"], from: 2018, to: ${2020 + (n % 4)}, divisions: ["990103"], by: "level") { indicator { name } division { name } points { year value rate text target { rate } } }`,
    );
    expect((await ask(`{ ${figures.join(' ')} }`)).errors).toBeUndefined();
  });

  test('many questions as of a day', async () => {
    const past = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: yearOverYear(indicators: ["FUND_TOTAL"], from: 2021, to: 2021, asOf: "2026-01-0${(index % 9) + 1}") { points { year } }`).join(' ')} }`;
    expect((await ask(past(10))).errors).toBeUndefined();
    expect((await ask(past(30))).errors![0]!.extensions.code).toBe('QUERY_TOO_COSTLY');
  });

  test('depth and aliases are counted through fragments, and a fragment spread again and again costs each time', async () => {
    const fragments = Array.from(
      { length: LIMITS.depth },
      (_, index) => `fragment f${index} on Division { parent { ...f${index + 1} } }`,
    );
    const deep = `{ divisions { ...f0 } } ${fragments.join(' ')} fragment f${LIMITS.depth} on Division { code }`;
    expect((await ask(deep)).errors?.[0]?.extensions.code).toBe('QUERY_TOO_DEEP');
    const doubled = Array.from(
      { length: 30 },
      (_, index) => `fragment g${index} on Division { ...g${index + 1} ... on Division { ...g${index + 1} } }`,
    );
    const wide = `{ divisions { ...g0 } } ${doubled.join(' ')} fragment g30 on Division { children { code } }`;
    const began = performance.now();
    const { status, errors } = await ask(wide);
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toMatch(/请/u);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('a page that is too long, and a cursor of nothing', async () => {
    expect((await ask('{ fundings(first: 501) { totalCount } }')).errors).toMatchObject([
      { message: '参数 first 应为0 至 500，现为 501。', extensions: { code: 'OUT_OF_RANGE' } },
    ]);
    expect((await ask('{ fundings(first: -1) { totalCount } }')).errors?.[0]?.extensions.code).toBe('OUT_OF_RANGE');
  });

  test('a statement that takes too long is stopped, while an import would go on', async () => {
    await database.db.transaction().execute(async (tx) => {
      await sql`lock table planting in access exclusive mode`.execute(tx);
      expect((await ask('{ plantings { totalCount } }')).errors).toMatchObject([
        { message: expect.stringContaining('QUERY_TIMEOUT_SECONDS'), extensions: { code: 'QUERY_TIMEOUT' } },
      ]);
      await sql`select pg_sleep(1.5)`.execute(tx);
    });
    expect((await ask('{ plantings { totalCount } }')).errors).toBeUndefined();
  });
});

test('messages tell some of a long list, and the beginning of a long text', async () => {
  const names = Array.from({ length: 1_000 }, (_, n) => `NONE_${n}`);
  const figures = `query ($names: [ID!]!, $divisions: [ID!]) { yearOverYear(indicators: $names, divisions: $divisions, from: 2021, to: 2022) { member } }`;
  const long = 'x'.repeat(100_000);
  const answers = [
    await ask(figures, { names }),
    await ask(figures, { names: ['FUND_CITY'], divisions: names }),
    await ask('query ($names: [ID!]) { indicators(codes: $names) { code } }', { names }),
    await ask('query ($names: [ID!]) { checks(indicators: $names) { totalCount } }', { names }),
    await ask('query ($names: [ID!]) { indicatorDefinitions(codes: $names) { code } }', { names }),
    await ask('mutation ($id: ID!) { undoImport(id: $id) { id } }', { id: long }),
    await ask('query ($first: Int) { imports(first: $first) { totalCount } }', { first: long }),
  ];
  for (const { errors } of answers) {
    expect(errors).toHaveLength(1);
    expect(errors![0]!.message.length).toBeLessThan(700);
  }
  expect(answers[0]!.errors![0]!.message).toContain('等 1000 个');
});

describe('every fault has a code, says in Chinese what to do, and shows nothing of the inside', () => {
  test.each([
    ['GRAPHQL_PARSE_FAILED', 400, { query: '{ fundings { ' }],
    ['GRAPHQL_VALIDATION_FAILED', 400, { query: '{ fundings { nothing } }' }],
    ['GRAPHQL_VALIDATION_FAILED', 400, { query: '{ fundings(filter: { date: { gte: "昨天" } }) { totalCount } }' }],
    ['BAD_USER_INPUT', 400, { query: 'query ($id: ID!) { import(id: $id) { id } }' }],
    ['BAD_USER_INPUT', 400, { query: 'query ($n: Int) { imports(first: $n) { totalCount } }', variables: { n: 'x' } }],
    ['OPERATION_RESOLUTION_FAILURE', 400, { query: 'query a { __typename } query b { __typename }' }],
    ['UNSUPPORTED_OPERATION', 400, { query: 'subscription { x }' }],
    ['PERSISTED_QUERY_NOT_SUPPORTED', 400, { extensions: { persistedQuery: { version: 1, sha256Hash: '__proto__' } } }],
    ['UNKNOWN_PARAMETER', 400, { query: '{ __typename }', variable: { n: 1 } }],
    ['UNKNOWN_PARAMETER', 400, { query: '{ __typename }', operationname: 'a' }],
    ['BAD_BODY', 400, [[{ query: '{ __typename }' }]]],
    ['BAD_BODY', 400, []],
    ['BAD_REQUEST', 400, {}],
    ['BAD_REQUEST', 400, '{ "query": '],
    ['UNKNOWN_INDICATOR', 200, { query: '{ indicators(codes: ["X"]) { code } }' }],
  ])('%s', async (code, status, body) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status, errors: [{ extensions: { code } }] });
    expect(answer.errors![0]!.message).toMatch(/请|可用/u);
    expect(JSON.stringify(answer)).not.toMatch(/stack|node_modules|\.js/u);
  });

  test('a fault of the program is told as a number in the log', async () => {
    await sql`alter table planting rename to planting_gone`.execute(database.db);
    try {
      const answer = await ask('{ plantings { totalCount } }');
      expect(answer.errors).toEqual([
        {
          message: expect.stringMatching(/^程序出错（错误编号 \w+）/u),
          locations: expect.anything(),
          path: ['plantings'],
          extensions: {
            code: 'INTERNAL_SERVER_ERROR',
            remedy: '请把编号告诉管理员。',
            reference: expect.stringMatching(/^\w{8}$/u),
          },
        },
      ]);
      expect(JSON.stringify(answer)).not.toMatch(/relation|planting_gone|stack/u);
    } finally {
      await sql`alter table planting_gone rename to planting`.execute(database.db);
    }
  });
});
