import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { createSchema } from '../../src/graphql/schema.js';
import { type ServerProcess, startProcess } from '../server/process.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { fieldsWithArguments, type Request, requestsFor } from './every-argument.js';

/** A process of its own, with as little memory as a small machine gives: what blows up ends it. */
const HEAP_MB = 256;
/** Far beyond any answer, on a busy machine too. */
const ANSWER_MS = 300_000;
const AT_ONCE = 8;

let database: TestDatabase;
let server: ServerProcess;
beforeAll(async () => {
  database = await createTestDatabase();
  const fileName = '02科技专项资金台账.xlsx';
  const path = join(import.meta.dirname, '../fixtures/district', fileName);
  await importWorkbook(database.db, { path, fileName, division: { code: '990103', name: '示例区' } });
  server = await startProcess({ DATABASE_URL: database.url, NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` });
});
afterAll(async () => {
  await server.end('SIGTERM');
  await database.close();
});

const FIELDS = fieldsWithArguments(createSchema());

test('the fields of the schema are found, those of results as well as those of the root', () => {
  const names = FIELDS.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Query.fundings', 'YearPoint.rows', 'Mutation.settleSheet']));
  expect(new Set(names).size).toBe(names.length);
});

test.each(FIELDS)('$name is answered, or refused in Chinese, whatever its variables are', async (asked) => {
  const requests = requestsFor(asked);
  const faults: unknown[] = [];
  for (let next = 0; next < requests.length; next += AT_ONCE) {
    const answers = await Promise.all(requests.slice(next, next + AT_ONCE).map(faultOf));
    faults.push(...answers.filter((fault) => fault !== null));
  }
  expect(faults).toEqual([]);
  expect(server.child.exitCode).toBeNull();
});

/** What is wrong with the answer to a request; null where it has data or tells a client's error as it should. */
async function faultOf(request: Request): Promise<unknown> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const told = (errors ?? []).every(
    ({ message, extensions }) =>
      /\p{Script=Han}/u.test(message) &&
      /^[A-Z_]+$/u.test(extensions?.code ?? '') &&
      extensions?.code !== 'INTERNAL_SERVER_ERROR',
  );
  const answered = errors === undefined ? data !== undefined && data !== null : errors.length > 0;
  return told && answered && response.status < 500 ? null : { request, status: response.status, data, errors };
}
