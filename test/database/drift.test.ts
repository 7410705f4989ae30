import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createSchema, schemaText } from '../../src/graphql/schema.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('the migrations make exactly the schema that the entities declare', async () => {
  // MikroORM takes the comments of a view in another schema for those of the table of that name.
  await sql`drop schema reporting cascade`.execute(database.db);
  const difference = await database.orm.schema.getUpdateSchemaSQL({ wrap: false });
  expect(difference.trim()).toBe('');
});

test('schema.graphql is the schema that the server serves', () => {
  const committed = readFileSync(join(import.meta.dirname, '../../schema.graphql'), 'utf8');
  expect(committed).toBe(schemaText(createSchema()));
});
