import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import { isKey, summaryOf } from '../../src/graphql/group-types.js';
import { fieldsOf } from '../../src/graphql/ledger-types.js';
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

type Value = string | number | boolean | null | { id: string };
type Row = Readonly<Record<string, Value>>;

const namesOf = (ledger: LedgerDeclaration) =>
  Object.entries(fieldsOf(ledger)).filter(([, field]) => field.deprecated === undefined);
const summed = (ledger: LedgerDeclaration) =>
  namesOf(ledger).flatMap(([name, field]) => {
    const kind = summaryOf(field);
    return kind === undefined ? [] : [[name, kind] as const];
  });

/** All rows of a ledger, by their fields' names in the declaration; what is taken back is below zero. */
async function rowsOf(ledger: LedgerDeclaration): Promise<Row[]> {
  const told = namesOf(ledger).map(([name, { kind }]) => (kind === 'enterprise' ? `${name} { id }` : name));
  const rows: Row[] = [];
  for (let after = ''; ;) {
    const { list } = await server.ask<{
      list: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }>(
      `{ list: ${ledger.connection}(first: 500${after}) { nodes { ${told.join(' ')} }
         pageInfo { hasNextPage endCursor } } }`,
    );
    rows.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) break;
    after = `, after: "${list.pageInfo.endCursor}"`;
  }
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const less = ledger.fields[name]?.less;
        if (name === 'enterpriseRef') return [name, (value as { id: string } | null)?.id ?? null];
        const taken = less !== undefined && typeof value === 'number' && less.in.includes(String(row[less.by]));
        return [name, taken ? -Math.abs(value) : value];
      }),
    ),
  );
}

const PARTS = {
  number: 'known sum average min max median',
  date: 'known min max',
  text: 'known distinct',
};

/** The summary of a field's values, worked out in the plainest way. */
function summary(kind: keyof typeof PARTS, values: readonly Value[]): Record<string, Value> {
  const known = values.filter((value) => value !== null);
  const sorted = known.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [min = null, max = null] = [sorted[0], sorted.at(-1)];
  if (kind === 'text') return { known: known.length, distinct: new Set(known).size };
  if (kind === 'date') return { known: known.length, min, max };
  if (known.length === 0) return { known: 0, sum: null, average: null, min, max, median: null };
  const numbers = sorted as number[];
  const sum = numbers.reduce((all, each) => all + each, 0);
  const middle = (numbers.length - 1) / 2;
  const median = (numbers[Math.floor(middle)]! + numbers[Math.ceil(middle)]!) / 2;
  return { known: known.length, sum, average: sum / numbers.length, min, max, median };
}

interface Group {
  readonly keys: Row;
  readonly count: number;
  readonly [field: string]: unknown;
}

const queryOf = ({ entity }: LedgerDeclaration) => `${entity[0]!.toLowerCase()}${entity.slice(1)}Groups`;

async function groupsOf(
  ledger: LedgerDeclaration,
  by: readonly string[],
): Promise<{ groups: Group[]; totalCount: number }> {
  const told = summed(ledger).map(([name, kind]) => `${name} { ${PARTS[kind]} }`);
  const keys = by.length === 0 ? '__typename' : by.join(' ');
  const { groups } = await server.ask<{ groups: { nodes: Group[]; totalCount: number } }>(
    `{ groups: ${queryOf(ledger)}(by: [${by.join(', ')}], first: 500) {
         nodes { keys { ${keys} } count ${told.join(' ')} } totalCount } }`,
  );
  return { groups: groups.nodes, totalCount: groups.totalCount };
}

describe.each(LEDGERS.map((ledger) => ({ ledger, name: ledger.connection })))('$name', ({ ledger }) => {
  const keys = namesOf(ledger).flatMap(([name, field]) => (isKey(field) ? [name] : []));

  test('groups by no field, by each and by two are those of its rows', async () => {
    const rows = await rowsOf(ledger);
    expect(rows.length).toBeGreaterThan(0);
    for (const by of [[], ...keys.map((key) => [key]), keys.slice(-2)]) {
      const expected = Map.groupBy(rows, (row) => JSON.stringify(by.map((key) => row[key])));
      const { groups, totalCount } = await groupsOf(ledger, by);
      expect(totalCount).toBe(by.length === 0 ? 1 : expected.size);
      for (const { keys: values, count, ...fields } of groups) {
        const mine = expected.get(JSON.stringify(by.map((key) => values[key])))!;
        expect(count).toBe(mine.length);
        for (const [name, kind] of summed(ledger)) {
          const naive = summary(
            kind,
            mine.map((row) => row[name]!),
          );
          for (const [part, value] of Object.entries(fields[name] as Record<string, Value>)) {
            if (typeof value === 'number')
              expect(value / ((naive[part] as number) || 1)).toBeCloseTo(naive[part] === 0 ? 0 : 1, 9);
            else expect([name, part, value]).toEqual([name, part, naive[part]]);
          }
        }
      }
    }
  });
});

const ask = async <T>(args: string, nodes: string): Promise<T> =>
  (await server.ask<{ fundingGroups: T }>(`{ fundingGroups(${args}) { ${nodes} } }`)).fundingGroups;

test('groups are chosen by their summaries and ordered by them, page by page', async () => {
  type Nodes = { nodes: { keys: Row; count: number; amount: { sum: number } }[]; totalCount: number };
  const told =
    'nodes { keys { organisation level } count amount { sum } } totalCount pageInfo { endCursor hasNextPage }';
  const order = 'orderBy: [{ by: SUM, field: amount, direction: DESC }]';
  const all = await ask<Nodes>(`by: [organisation, level], ${order}, first: 500`, told);
  const sums = all.nodes.map(({ amount }) => amount.sum);
  expect(sums).toEqual(sums.toSorted((a, b) => b - a));
  const least = sums[9]!;
  const large = await ask<Nodes>(
    `by: [organisation, level], ${order}, having: { amount: { sum: { gte: ${least} } }, count: { gte: 1 } }`,
    told,
  );
  expect(large.nodes).toEqual(all.nodes.filter(({ amount }) => amount.sum >= least));
  const paged: Nodes['nodes'] = [];
  for (let after = ''; ;) {
    const page = await ask<Nodes & { pageInfo: { endCursor: string; hasNextPage: boolean } }>(
      `by: [organisation, level], ${order}, first: 7${after}`,
      told,
    );
    expect(page.totalCount).toBe(all.totalCount);
    paged.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) break;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
  expect(paged).toEqual(all.nodes);
});

test('the filter of the list holds for its groups', async () => {
  const [whole, city] = await Promise.all([
    ask<{ nodes: { keys: Row; count: number }[] }>('by: [level]', 'nodes { keys { level } count }'),
    ask<{ nodes: { keys: Row; count: number }[] }>(
      'by: [level], filter: { level: { eq: "市" } }',
      'nodes { keys { level } count }',
    ),
  ]);
  expect(city.nodes).toEqual(whole.nodes.filter(({ keys }) => keys['level'] === '市'));
  expect(city.nodes).toHaveLength(1);
  const none = await ask('by: [], filter: { level: { eq: "无" } }', 'nodes { count amount { known sum } }');
  expect(none).toEqual({ nodes: [{ count: 0, amount: { known: 0, sum: null } }] });
});

test('fields are told by fragments, under other names and in edges', async () => {
  const { fundingGroups } = await server.ask<{ fundingGroups: { edges: { node: Record<string, unknown> }[] } }>(
    `query { fundingGroups(by: [], first: 1) { edges { node { ...told money: amount { sum } } } } }
     fragment told on FundingGroup { amount { average } organisation @include(if: true) { distinct } }`,
  );
  expect(fundingGroups.edges[0]!.node).toEqual({
    amount: { average: expect.any(Number) },
    money: { sum: expect.any(Number) },
    organisation: { distinct: expect.any(Number) },
  });
});

test.each([
  'orderBy: [{ by: COUNT, field: amount }]',
  'orderBy: [{ by: SUM }]',
  'orderBy: [{ by: SUM, field: level }]',
  'orderBy: [{ by: KEY, field: flow }]',
  'orderBy: [{ by: MEDIAN, field: date }]',
])('%s is refused with what can be', async (args) => {
  await expect(ask(`by: [level], ${args}`, 'nodes { count }')).rejects.toThrow(/不能按 .*排序/u);
});
