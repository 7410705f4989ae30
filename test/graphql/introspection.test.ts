import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { startTestServer, type TestServer } from '../test-server.js';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.db);
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

interface Answer {
  status: number;
  data?: Record<string, unknown>;
  errors?: { message: string; extensions: { code: string } }[];
}

async function ask(query: string): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const TOOLS = [
  getIntrospectionQuery(),
  getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true }),
  getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, typeDepth: 12 } as object),
  getIntrospectionQuery({ descriptions: false }),
];
const CHAIN = 'name kind ofType { name kind ofType { name kind ofType { name kind } } }';
const aliased = (count: number, field: string) => Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');
const GREEDY = [
  `{ __schema { types { name description inputFields { name description type { ${CHAIN} inputFields { name description type { ${CHAIN} } } } } } } }`,
  `{ __schema { types { fields { args { name type { inputFields { name description type { ${CHAIN} } } } } } } } }`,
  `{ ${aliased(20, '__schema { types { name fields { name description args { name description } } } }')} }`,
  `{ ${aliased(90, `__type(name: "Query") { fields { name description type { ${CHAIN} } args { name } } }`)} }`,
  `{ ${aliased(90, `__type(name: "Project") { fields { name description type { ${CHAIN} } } }`)} }`,
  `{ ${aliased(90, '__schema { queryType { fields { name description args { name description } } } }')} }`,
  `{ __schema { types { ${aliased(60, 'description')} fields { ${aliased(39, 'description').replaceAll('a', 'b')} } } } }`,
  `{ __schema { types { fields { ${aliased(90, 'description')} } } } }`,
  `{ __schema { types { enumValues { ${aliased(90, 'description')} } } } }`,
];

test.each(TOOLS)('what a tool asks is answered: %#', async (query) => {
  const { data, errors } = await ask(query);
  expect(errors).toBeUndefined();
  expect(data?.['__schema']).toMatchObject({ queryType: { name: 'Query' } });
});

test('a glance at a type and its neighbours is answered', async () => {
  const glance = `{ __type(name: "Query") { name fields { name description args { name type { ${CHAIN} } } type { name fields { name } } } } }`;
  expect((await ask(glance)).errors).toBeUndefined();
});

test('no question is told more than some times the whole schema', async () => {
  const whole = JSON.stringify((await ask(TOOLS[1]!)).data).length;
  for (const query of GREEDY) {
    const { status, data, errors } = await ask(query);
    if (errors === undefined) expect(JSON.stringify(data).length).toBeLessThan(3 * whole);
    else expect([status, errors[0]!.extensions.code]).toEqual([400, 'QUERY_TOO_COSTLY']);
  }
  const refused = await Promise.all(GREEDY.map(async (query) => (await ask(query)).errors !== undefined));
  expect(refused.filter(Boolean).length).toBeGreaterThan(2);
});
