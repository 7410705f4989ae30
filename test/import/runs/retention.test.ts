import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createRun, newRunId } from '../../../import/runs/record.js';
import { forgetUploads } from '../../../import/runs/retention.js';
import { createTestDatabase, type TestDatabase } from '../../test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('uploaded workbooks go after their days, but for those whose import has not ended', async () => {
  const { db } = database;
  const keep = async (sha256: string, days: number, state?: 'QUEUED' | 'COMMITTED') => {
    await sql`insert into import_file (sha256, content, created_at) values (${sha256}, ${Buffer.from('x')}, now() - make_interval(days => ${days}))`.execute(
      db,
    );
    const options = {
      fileName: 'a.csv',
      sha256,
      dryRun: false,
      divisionCode: null,
      divisionName: null,
      year: null,
      importedBy: null,
    };
    if (state !== undefined) await createRun(db, await newRunId(db), options, state);
  };
  await keep('new', 1, 'COMMITTED');
  await keep('old', 40, 'COMMITTED');
  await keep('waiting', 40, 'QUEUED');
  expect(await forgetUploads(db, 30)).toBe(1);
  const { rows } = await sql<{ sha256: string }>`select sha256 from import_file order by 1`.execute(db);
  expect(rows.map((row) => row.sha256)).toEqual(['new', 'waiting']);
});
