import { expect, test } from '@jest/globals';
import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLObjectType,
  parse,
  validate,
} from 'graphql';
import { compiling } from '../../src/graphql/execute.js';

/** A schema with what an operation may meet: arguments of each kind, lists, nulls where none may be, and faults. */
const schema = buildSchema(`
  enum Kind { FLOW STOCK }
  input Range { from: Int, to: Int = 9, names: [String!] }
  interface Named { name: String! }
  type Point implements Named { name: String!, year: Int!, value: Float, kind: Kind, flags: [Kind!]!, next: Point, all: [Point!] }
  type Query {
    echo(text: String, number: Float, kind: Kind, range: Range, ids: [ID!], on: Boolean = true): String
    point(broken: String): Point
    points: [Point]
    named: Named
    late: Point!
    faulty: String
    tooLong: Int
  }
`);
const fields = (schema.getType('Query') as GraphQLObjectType).getFields();
const POINT = {
  name: '研发',
  year: 2023,
  value: 1.5,
  kind: 'FLOW',
  flags: ['FLOW', 'STOCK'],
  next: { name: '下', year: 2024, value: null, kind: null, flags: [], next: null, all: [] },
  all: [],
};
const resolvers: Record<string, (source: unknown, args: Record<string, unknown>) => unknown> = {
  echo: (_, args) => JSON.stringify(Object.entries(args).toSorted(([a], [b]) => a.localeCompare(b))),
  point: (_, { broken }) => (typeof broken === 'string' ? { ...POINT, next: { ...POINT, [broken]: null } } : POINT),
  points: () => [POINT, null, { ...POINT, year: null }, new Error('no such point')],
  named: () => ({ __typename: 'Point', ...POINT }),
  late: () => Promise.resolve(null),
  faulty: () => {
    throw new Error('未找到', { cause: 1 });
  },
  tooLong: () => 2 ** 40,
};
for (const [name, resolve] of Object.entries(resolvers)) fields[name]!.resolve = resolve as never;
const compiled = compiling(schema);

const OPERATIONS: readonly (readonly [string, Readonly<Record<string, unknown>>?])[] = [
  ['{ point { name year value kind flags next { name value kind flags next { name } all { year } } } }'],
  ['{ constructor: echo(text: "a") point { toString: year valueOf: kind hasOwnProperty: name } }'],
  [
    'query ($ids: ID!, $name: String!) { echo(ids: [$ids]) point { name } b: echo(range: { names: [$name] }) }',
    { ids: 1, name: 'n' },
  ],
  ['query ($text: String, $on: Boolean) { echo(text: $text, on: $on) }'],
  ['query ($text: String, $on: Boolean = false) { echo(text: $text, on: $on) }', { text: null }],
  ['{ echo(text: "\\"}); throw 1; `${1}` \\\\ \\n \\u2028 \'", ids: ["a\\"b", "*/", 7], number: 1e300, kind: STOCK) }'],
  ['{ echo(text: """块\n  `${process}` */ // """, range: { from: 1, names: ["\\u0000", "</script>"] }) }'],
  [
    'query ($from: Int, $names: [String!], $on: Boolean = false) { echo(range: { from: $from, names: $names }, on: $on) }',
  ],
  [
    'query ($from: Int, $names: [String!], $on: Boolean = false) { echo(range: { from: $from, names: $names }, on: $on) }',
    { from: 3, names: ['x', '"'], on: null },
  ],
  [
    'query ($range: Range, $kind: Kind) { echo(range: $range, kind: $kind) }',
    { range: { to: null, names: [] }, kind: 'FLOW' },
  ],
  ['query ($range: Range) { echo(range: $range) }', { range: { from: 'x' } }],
  ['query ($range: Range) { echo(range: $range) }', { range: { __proto__x: 1 } }],
  ['query ($kind: Kind!) { echo(kind: $kind) }'],
  [
    'query ($yes: Boolean!, $no: Boolean!) { a: echo @include(if: $yes) b: echo @skip(if: $yes) c: echo @include(if: $no) }',
    { yes: true, no: false },
  ],
  ['{ point { ...P next { ... on Point { year } ...P } } } fragment P on Named { name __typename }'],
  ['{ named { __typename name ... on Point { value } } __typename }'],
  ['{ point(broken: "year") { name next { year } } }'],
  ['{ point(broken: "flags") { flags next { name flags } } echo }'],
  ['{ points { name year } echo }'],
  ['{ late { name } echo }'],
  ['{ faulty echo tooLong }'],
  [
    '{ __schema { types { name fields { name args { name defaultValue } } } } __type(name: "Range") { inputFields { name } } }',
  ],
];

test.each(OPERATIONS.map(([text, variables]) => ({ text, variables })))(
  '$text is answered as graphql-js does',
  async ({ text, variables }) => {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    const expected = await execute({
      schema,
      document,
      ...(variables === undefined ? {} : { variableValues: variables }),
    });
    const found = await run(document, variables);
    expect(JSON.stringify(found.data)).toBe(JSON.stringify(expected.data));
    const placesOf = (errors: readonly GraphQLError[] | undefined) =>
      errors?.map(({ path, locations, extensions }) => JSON.stringify({ path, locations, extensions })).toSorted();
    expect(placesOf(found.errors)).toEqual(placesOf(expected.errors));
    for (const error of found.errors ?? []) expect(error).toBeInstanceOf(GraphQLError);
  },
);

test('the error that a resolver threw is there behind what is told of it', async () => {
  const { errors } = await run(parse('{ faulty }'));
  expect(errors).toHaveLength(1);
  expect(errors![0]!.message).toBe('未找到');
  expect(errors![0]!.originalError?.cause).toBe(1);
});

test('of several operations the one of a name is executed, and none where there is none of it', async () => {
  const document = parse('query A { a: echo } query B { b: echo(text: "B") }');
  const named = (operationName?: string) => compiled({ document, operationName, context: {}, variables: undefined });
  expect((await named('B')).data).toEqual({ b: '[["on",true],["text","B"]]' });
  expect((await named('A')).data).toEqual({ a: '[["on",true]]' });
  for (const name of ['C', '', undefined]) {
    const { data, errors } = await named(name);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
  }
});

test('an empty name is that of no operation, even where there is but one', async () => {
  const document = parse('{ echo }');
  const { data, errors } = await compiled({ document, operationName: '', context: {}, variables: undefined });
  expect(data).toBeUndefined();
  expect(errors).toHaveLength(1);
});

function run(document: DocumentNode, variables?: Readonly<Record<string, unknown>>) {
  return compiled({ document, operationName: undefined, context: {}, variables });
}
