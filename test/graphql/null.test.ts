import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type GraphQLInputObjectType, getNamedType, isInputObjectType, isRequiredArgument } from 'graphql';
import { nodeField } from '../../src/graphql/ledger-types.js';
import { createSchema } from '../../src/graphql/schema.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase('fixtures');
  server = await startTestServer(database.db);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

/** A field of a connection's filter, with the operators that it takes. */
interface FilterField {
  readonly connection: string;
  readonly filter: string;
  readonly field: string;
  readonly operators: readonly string[];
  readonly isDate: boolean;
}

/** Every field of every filter of the schema, but for those that join filters and for enterprises (related.test.ts). */
const FIELDS: readonly FilterField[] = Object.values(createSchema().getQueryType()!.getFields()).flatMap(
  ({ name, args }) => {
    const filter = args.find((arg) => arg.name === 'filter')?.type;
    // Groups take the filter of their list.
    if (filter === undefined || !isInputObjectType(filter) || args.some(isRequiredArgument)) return [];
    return Object.values(filter.getFields())
      .filter(({ type }) => isInputObjectType(type) && type !== filter && type.name !== 'EnterpriseRefFilter')
      .map((field) => ({
        connection: name,
        filter: filter.name,
        field: field.name,
        operators: Object.keys((getNamedType(field.type) as GraphQLInputObjectType).getFields()),
        isDate: getNamedType(field.type).name === 'DateFilter',
      }));
  },
);
const TAKES_NULL = ['eq', 'ne'];

test('filters of all ledgers and of enterprises are found', () => {
  expect(new Set(FIELDS.map(({ connection }) => connection)).size).toBe(20);
  expect(FIELDS.length).toBeGreaterThan(200);
});

/** How many rows each of some filters leaves. */
async function counts(
  { connection, filter }: FilterField,
  filters: Readonly<Record<string, object | null>>,
): Promise<Record<string, number>> {
  const names = Object.keys(filters);
  const asked = names.map((name) => `${name}: ${connection}(filter: $${name}) { totalCount }`);
  const query = `query (${names.map((name) => `$${name}: ${filter}`).join(', ')}) { ${asked.join(' ')} }`;
  const data = await server.ask<Record<string, { totalCount: number }>>(query, filters);
  return Object.fromEntries(names.map((name) => [name, data[name]!.totalCount]));
}

/** A value of some row; a date is one that is known to the day. Undefined if no row has one. */
async function valueOf({ connection, filter, field, isDate }: FilterField): Promise<unknown> {
  const last = isDate ? `last: ${field}End` : '';
  const { rows } = await server.ask<{ rows: { nodes: { value: unknown; last?: unknown }[] } }>(
    `query ($filter: ${filter}) { rows: ${connection}(filter: $filter, first: 100) { nodes { value: ${nodeField(field)} ${last} } } }`,
    { filter: { [field]: { isNull: false } } },
  );
  return rows.nodes.find((node) => !isDate || node.last === node.value)?.value;
}

test.each(FIELDS)('$connection by $field: null is what is not stated', async (asked) => {
  const { field, operators } = asked;
  const { all, none, stated, unstated } = await counts(asked, {
    all: {},
    none: { [field]: null },
    stated: { [field]: { isNull: false } },
    unstated: { [field]: { isNull: true } },
  });
  expect([none, stated! + unstated!]).toEqual([all, all]);
  if (!operators.includes('eq')) return;
  const { eq, notEq } = await counts(asked, {
    eq: { [field]: { eq: null } },
    notEq: { not: { [field]: { eq: null } } },
  });
  expect([eq, notEq]).toEqual([unstated, stated]);
  if (!operators.includes('in')) return;
  const found = await counts(asked, {
    ne: { [field]: { ne: null } },
    in: { [field]: { in: [null] } },
    notIn: { [field]: { notIn: [null] } },
    nothing: { [field]: { in: [] } },
  });
  expect(found).toEqual({ ne: stated, in: unstated, notIn: stated, nothing: 0 });
  const value = await valueOf(asked);
  if (value === undefined) return;
  const { equal, ...others } = await counts(asked, {
    equal: { [field]: { eq: value } },
    ne: { [field]: { ne: value } },
    in: { [field]: { in: [value, null] } },
    notIn: { [field]: { notIn: [value, null] } },
    notInValue: { [field]: { notIn: [value] } },
  });
  expect(equal).toBeGreaterThan(0);
  expect(others).toEqual({
    ne: all! - equal!,
    in: equal! + unstated!,
    notIn: stated! - equal!,
    notInValue: all! - equal!,
  });
});

test.each(FIELDS)('$connection by $field: null is refused by every other operator', async (asked) => {
  const { connection, filter, field, operators } = asked;
  const others = operators.filter((operator) => !TAKES_NULL.includes(operator));
  expect(others).toContain('isNull');
  const answers = await Promise.all(
    others.map(async (operator) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: `query ($filter: ${filter}) { ${connection}(filter: $filter) { totalCount } }`,
          variables: { filter: { [field]: { [operator]: null } } },
        }),
      });
      const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
      return errors.map(({ message, extensions }) => ({ message, extensions }));
    }),
  );
  for (const [index, operator] of others.entries())
    expect(answers[index]).toMatchObject([
      {
        message: `条件 ${operator} 不能为 null。查没有填写的请用 isNull: true；不要这个条件，请去掉 ${operator}。`,
        extensions: { code: 'NULL_CONDITION' },
      },
    ]);
});

test('a variable that is null asks for what is not stated; one that is not given asks nothing', async () => {
  const query = 'query ($amount: Float) { fundings(filter: { amount: { eq: $amount } }) { totalCount } }';
  const count = async (variables: Record<string, unknown>) =>
    (await server.ask<{ fundings: { totalCount: number } }>(query, variables)).fundings.totalCount;
  expect(await count({ amount: null })).toBe(1);
  expect(await count({})).toBe(63);
});
