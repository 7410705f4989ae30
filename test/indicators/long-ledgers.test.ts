import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { fieldColumns } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { keptAndLive } from '../import/live.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('samples');
});
afterAll(() => database.close());

test('the figures of ledgers long enough to be grouped are those of their rows', async () => {
  const { db } = database;
  for (const ledger of LEDGERS) {
    const table = sql.table(ledger.table);
    const fields = Object.entries(ledger.fields).flatMap(([name, field]) => fieldColumns(name, field));
    const columns = sql.join(
      ['division', 'year', 'enterprise_id', 'flags', 'created_by', 'run_id', 'sheet', 'row_number', 'cells']
        .concat(fields.map(({ name }) => name))
        .map((name) => sql.ref(name)),
    );
    const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from ${table}`.execute(db);
    expect(rows[0]!.rows).toBeGreaterThan(0);
    await sql`
      insert into ${table} (id, key, ${columns})
      select figures.new_id(), key || '-' || n, ${columns}
      from ${table}, generate_series(1, ${Math.ceil(5_001 / rows[0]!.rows)}::int) n`.execute(db);
  }
  const { rows: divisions } = await sql<{ code: string }>`select code from division`.execute(db);
  const ledgers = LEDGERS.map(({ id }) => id);
  await db.transaction().execute((tx) =>
    refreshFigures(
      tx,
      divisions.map(({ code }) => code),
      ledgers,
    ),
  );
  const { kept, live } = await keptAndLive(db, ledgers);
  expect(kept).toEqual(live);
});
