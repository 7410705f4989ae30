import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase('samples');
  server = await startTestServer(database.db);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

const ALL: readonly LedgerDeclaration[] = LEDGERS;
const WITH_ENTERPRISE = ALL.filter(({ enterprise }) => enterprise !== undefined);

interface Node {
  readonly id: string;
  readonly year: number;
  readonly enterpriseRef: { id: string } | null;
  readonly divisionRef: { code: string; name: string; parent: { code: string } | null };
}

async function nodesOf(connection: string, filter: string, more = ''): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after = ''; ;) {
    const { list } = await server.ask<{
      list: { nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }>(
      `{ list: ${connection}(filter: ${filter}, first: 500${after}) {
           nodes { id year divisionRef { code name parent { code } } ${more} } pageInfo { hasNextPage endCursor } } }`,
    );
    nodes.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) return nodes;
    after = `, after: "${list.pageInfo.endCursor}"`;
  }
}

test.each(WITH_ENTERPRISE)('$connection of some enterprises are those that name them', async ({ connection }) => {
  const all = await nodesOf(connection, '{}', 'enterpriseRef { id }');
  const ids = [...new Set(all.flatMap(({ enterpriseRef }) => enterpriseRef?.id ?? []))];
  expect(ids.length).toBeGreaterThan(1);
  const of = (...chosen: readonly (string | undefined)[]) =>
    all.filter(({ enterpriseRef }) => chosen.includes(enterpriseRef?.id)).map(({ id }) => id);
  const found = async (condition: string) =>
    (await nodesOf(connection, `{ enterpriseRef: ${condition} }`)).map(({ id }) => id);
  const [first, last] = [ids[0]!, ids.at(-1)!];
  expect(await found(`{ eq: "${first}" }`)).toEqual(of(first));
  expect(await found(`{ in: ["${first}", "${last}"] }`)).toEqual(of(first, last));
  expect(await found('{ in: [] }')).toEqual([]);
  expect(await found('{ isNull: true }')).toEqual(of(undefined));
});

test('an enterprise and all that ledgers say of it go in one query', async () => {
  const [{ enterpriseRef } = { enterpriseRef: null }] = await nodesOf(
    'qualifications',
    '{ enterpriseRef: { isNull: false } }',
    'enterpriseRef { id }',
  );
  const parts = WITH_ENTERPRISE.map(
    ({ connection }) => `${connection}(filter: { enterpriseRef: { eq: $id } }) { totalCount }`,
  );
  const told = await server.ask<Record<string, { totalCount: number }>>(
    `query ($id: ID!) { node(id: $id) { ... on Enterprise { name } } ${parts.join(' ')} }`,
    { id: enterpriseRef!.id },
  );
  expect(told['qualifications']!.totalCount).toBeGreaterThan(0);
});

test.each(['eq', 'in', 'isNull'])('%s: null is refused', async (operator) => {
  await expect(nodesOf('fundings', `{ enterpriseRef: { ${operator}: null } }`)).rejects.toThrow('不能为 null');
});

test.each(['x', 'Funding:150103:0198a1c2-0000-7000-8000-000000000000', '0198a1c2-0000-7000-8000-000000000000'])(
  'what is no enterprise’s id is refused: %s',
  async (id) => {
    await expect(nodesOf('fundings', `{ enterpriseRef: { eq: "${id}" } }`)).rejects.toThrow('不是企业的 id');
  },
);

test.each(LEDGERS)('$connection under a division are those of all divisions below it', async ({ connection }) => {
  const all = await nodesOf(connection, '{}');
  const [{ divisionRef } = all[0]!] = all;
  const under = async (code: string) => (await nodesOf(connection, `{ under: "${code}" }`)).map(({ id }) => id);
  expect(await under(divisionRef.code)).toEqual(
    all.filter((node) => node.divisionRef.code === divisionRef.code).map(({ id }) => id),
  );
  const { divisions } = await server.ask<{ divisions: { code: string }[] }>('{ divisions { code } }');
  const parts = await Promise.all(divisions.map(({ code }) => under(code)));
  expect(parts.flat().toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  expect(await under('000000')).toEqual([]);
});

test('rows are grouped by what is known of their enterprise', async () => {
  const years = await server.ask<{
    enterpriseYears: { nodes: { year: number; industry: string | null; enterpriseRef: { id: string } | null }[] };
  }>('{ enterpriseYears(first: 500, orderBy: [{ field: year }]) { nodes { year industry enterpriseRef { id } } } }');
  const listed = years.enterpriseYears.nodes;
  const industries = new Map(
    listed.flatMap(({ enterpriseRef, industry }) =>
      enterpriseRef === null || industry === null ? [] : [[enterpriseRef.id, industry]],
    ),
  );
  const covered = new Set(listed.map(({ year }) => year));
  const above = new Set(listed.map(({ year, enterpriseRef }) => `${year} ${enterpriseRef?.id}`));
  const rows = await nodesOf('fundings', '{}', 'enterpriseRef { id }');
  const expected = Map.groupBy(rows, ({ year, enterpriseRef }) => {
    const id = enterpriseRef?.id;
    const scale = id === undefined || !covered.has(year) ? null : above.has(`${year} ${id}`);
    return JSON.stringify([industries.get(id ?? '') ?? null, scale]);
  });
  const { fundingGroups } = await server.ask<{
    fundingGroups: { nodes: { keys: Record<string, unknown>; count: number }[]; totalCount: number };
  }>(
    `{ fundingGroups(by: [enterpriseIndustry, enterpriseAboveScale], orderBy: [{ by: KEY, field: enterpriseIndustry }]) {
         totalCount nodes { keys { enterpriseIndustry enterpriseAboveScale } count } } }`,
  );
  expect(fundingGroups.totalCount).toBe(expected.size);
  expect(expected.size).toBeGreaterThan(3);
  for (const { keys, count } of fundingGroups.nodes)
    expect(count).toBe(
      expected.get(JSON.stringify([keys['enterpriseIndustry'], keys['enterpriseAboveScale']]))?.length,
    );
});

test('the text of a source goes by one name, and by its old one for the time being', async () => {
  for (const { connection } of LEDGERS.filter(({ fields }) => 'source' in fields)) {
    const counts = await server.ask<Record<string, { totalCount: number }>>(
      `{ now: ${connection}(filter: { sourceText: { isNull: true } }) { totalCount }
         before: ${connection}(filter: { source: { isNull: true } }) { totalCount } }`,
    );
    expect(counts['now']).toEqual(counts['before']);
  }
});
