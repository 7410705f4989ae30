import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLObjectType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { createSchema } from '../../src/graphql/schema.js';
import { IMPORTABLE } from '../../import/importable.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { Diary } from '../indicators/diary.js';
import { startTestServer, type TestServer } from '../test-server.js';

const schema = createSchema();
const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());

/** Every list of rows at the root that has pages, with the type of its nodes. */
const CONNECTIONS = fieldsOf(schema.getQueryType()!).flatMap((field) => {
  const type = getNamedType(field.type);
  if (!isObjectType(type) || type.getFields()['pageInfo'] === undefined || field.args.some(isRequiredArgument))
    return [];
  const node = getNamedType(type.getFields()['nodes']!.type) as GraphQLObjectType;
  return [{ name: field.name, node }];
});

/** The fields of a type that hold plain values and ask for nothing. */
const plainOf = (type: GraphQLObjectType) =>
  fieldsOf(type)
    .filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument))
    .map(({ name }) => name)
    .join(' ');

const [ledgerRow, enterprise, ledger] = ['LedgerRow', 'Enterprise', 'Ledger'].map(
  (name) => schema.getType(name) as GraphQLObjectType,
) as [GraphQLObjectType, GraphQLObjectType, GraphQLObjectType];

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase('samples');
  server = await startTestServer(database.db, {
    ledgers: () => IMPORTABLE,
    commit: () => Promise.reject(new Error('no imports here')),
    settle: () => Promise.reject(new Error('no imports here')),
    undo: () => Promise.reject(new Error('no imports here')),
  });
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

interface Page {
  edges: { cursor: string; node: object }[];
  nodes: object[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

async function pageOf({ name, node }: (typeof CONNECTIONS)[number], args: string): Promise<Page> {
  const fields = plainOf(node);
  const { page } = await server.ask<{ page: Page }>(
    `{ page: ${name}(${args}) { edges { cursor node { ${fields} } } nodes { ${fields} } totalCount
       pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  );
  expect(page.edges.map((edge) => edge.node)).toEqual(page.nodes);
  expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual(
    page.edges.length === 0 ? [null, null] : [page.edges[0]!.cursor, page.edges.at(-1)!.cursor],
  );
  return page;
}

/** All nodes, in pages from the first on, or from the last back. */
async function nodesOf(connection: (typeof CONNECTIONS)[number], backward: boolean, size: number): Promise<object[]> {
  const [count, cursor] = backward ? ['last', 'before'] : ['first', 'after'];
  const nodes: object[] = [];
  for (let at: string | null = null; ;) {
    const page: Page = await pageOf(connection, `${count}: ${size}${at === null ? '' : `, ${cursor}: "${at}"`}`);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    expect(backward ? hasNextPage : hasPreviousPage).toBe(at !== null);
    if (backward) nodes.unshift(...page.nodes);
    else nodes.push(...page.nodes);
    if (!(backward ? hasPreviousPage : hasNextPage)) {
      expect(nodes).toHaveLength(page.totalCount);
      return nodes;
    }
    at = backward ? startCursor : endCursor;
  }
}

test('the lists of the root are found', () => {
  const names = CONNECTIONS.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['fundings', 'enterprises', 'checks', 'imports', 'mappings']));
});

describe.each(CONNECTIONS)('$name', (connection) => {
  test('has the same nodes forwards and backwards, by edges and without', async () => {
    const whole = await nodesOf(connection, false, 500);
    if (connection.name !== 'mappings') expect(whole.length).toBeGreaterThan(0);
    const size = Math.max(2, Math.ceil(whole.length / 4));
    expect(await nodesOf(connection, false, size)).toEqual(whole);
    expect(await nodesOf(connection, true, size)).toEqual(whole);
    expect((await pageOf(connection, 'last: 1')).nodes).toEqual(whole.slice(-1));
  });

  test('refuses both directions at once', async () => {
    await expect(pageOf(connection, 'first: 1, last: 1')).rejects.toThrow('不能同用');
  });
});

test('rows in an order with empty values are read backwards too', async () => {
  const order = '[{ field: acceptedDate, direction: DESC }, { field: level }]';
  const ask = async (args: string) =>
    (await server.ask<{ projects: Page }>(
      `{ projects(orderBy: ${order}, ${args}) { nodes { id } totalCount pageInfo { startCursor } } }`,
    ))!.projects;
  const forwards = await ask('first: 500');
  const backwards: object[] = [];
  for (let before = ''; backwards.length < forwards.totalCount;) {
    const { nodes, pageInfo } = await ask(`last: 7${before}`);
    backwards.unshift(...nodes);
    before = `, before: "${pageInfo.startCursor}"`;
  }
  expect(backwards).toEqual(forwards.nodes);
});

test('what belongs to a run or a figure is read backwards too', async () => {
  const lists = ['issues', 'differences', 'effects'];
  const ask = (args: string) =>
    server.ask<{ imports: { nodes: Record<string, Page>[] }; yearOverYear: { points: { rows: Page }[] }[] }>(
      `{ imports { nodes { ${lists.map((name) => `${name}(${args}) { edges { cursor } totalCount }`).join(' ')} } }
         yearOverYear(indicators: ["FUND_TOTAL", "PROJ_APPROVED"], from: 2022, to: 2024) {
           points { rows(${args}) { edges { cursor } totalCount } } } }`,
    );
  const pages = (data: Awaited<ReturnType<typeof ask>>): Page[] => [
    ...data.imports.nodes.flatMap((node) => Object.values(node)),
    ...data.yearOverYear.flatMap(({ points }) => points.map(({ rows }) => rows)),
  ];
  const [all, last] = [pages(await ask('first: 500')), pages(await ask('last: 2'))];
  expect(all.filter(({ totalCount }) => totalCount > 2).length).toBeGreaterThan(10);
  for (const [index, { edges, totalCount }] of all.entries()) {
    if (totalCount > 500) continue;
    expect(last[index]).toEqual({ edges: edges.slice(-2), totalCount });
  }
});

/** An object with its type and its plain fields; of its places all that have an id. */
interface Known {
  readonly __typename: string;
  readonly id: string;
}

test('every id is of one object among all types, which node(id) finds as the lists tell it', async () => {
  const known: Known[] = [];
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && type.getInterfaces().length > 0,
  );
  for (const { name, node } of CONNECTIONS.filter(({ node }) => types.includes(node))) {
    const fields = fieldsOf(node).map((field) => field.name);
    const parts = ['source', 'enterpriseRef'].filter((part) => fields.includes(part));
    const { list } = await server.ask<{ list: { nodes: (Known & Record<string, Known | null>)[] } }>(
      `{ list: ${name}(first: 3) { nodes { __typename ${plainOf(node)} ${parts
        .map((part) => `${part} { __typename ${plainOf(part === 'source' ? ledgerRow : enterprise)} }`)
        .join(' ')} } } }`,
    );
    for (const { source, enterpriseRef, ...each } of list.nodes)
      known.push(each as Known, ...[source, enterpriseRef].filter((part) => part !== null && part !== undefined));
  }
  const { ledgers } = await server.ask<{ ledgers: Known[] }>(`{ ledgers { __typename ${plainOf(ledger)} } }`);
  known.push(...ledgers);
  const met = new Set(known.map(({ __typename }) => __typename));
  expect(types.map(({ name }) => name).filter((name) => !met.has(name))).toEqual(['SheetMapping']);
  const byId = new Map<string, Known>();
  for (const each of known) {
    expect(byId.get(each.id) ?? each).toEqual(each);
    byId.set(each.id, each);
    const fields = plainOf(schema.getType(each.__typename) as GraphQLObjectType);
    const { node } = await server.ask<{ node: Known }>(
      `query ($id: ID!) { node(id: $id) { __typename ... on ${each.__typename} { ${fields} } } }`,
      { id: each.id },
    );
    expect(node).toEqual(each);
  }
});

test.each(['', 'x', 'Funding:150103', 'Nothing:150103:0198a1c2-0000-7000-8000-000000000000', '150103:none'])(
  'node(id: "%s") is null',
  async (id) => {
    expect(await server.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  },
);

test('the rows that checks name are found by their ids', async () => {
  const diary = new Diary(database.db);
  await diary.import('2026-03-02', '年度目标任务台账.csv', [
    '年度,指标名称,单位,目标值',
    '2023,高价值发明专利数,件,不少于30件',
  ]);
  diary.close();
  const side = 'row { ledger id rowId }';
  const { checks } = await server.ask<{
    checks: { nodes: Record<'left' | 'right', { row: { ledger: string; id: string } | null }>[] };
  }>(`{ checks(rules: [TARGET_UNMATCHED], first: 500) { nodes { left { ${side} } right { ${side} } } } }`);
  const rows = checks.nodes.flatMap(({ left, right }) => [left.row, right.row]).filter((row) => row !== null);
  const first = [...Map.groupBy(rows, (row) => row.ledger).values()].map(([row]) => row!);
  expect(first.map((row) => row.ledger)).toEqual(['target']);
  for (const row of first)
    expect(
      await server.ask('query ($id: ID!) { node(id: $id) { ... on LedgerRow { ledger id rowId } } }', { id: row.id }),
    ).toEqual({ node: row });
});
