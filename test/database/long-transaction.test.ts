import type { Database } from '../../src/database/sql.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { longTransaction } from '../../src/database/long-transaction.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { until } from '../until.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const setting = async (db: Database, name: string) => {
  const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db);
  return rows[0]!.value;
};

test('no time limit ends it, and the limits hold again after it', async () => {
  await database.db.connection().execute(async (db) => {
    await sql`set statement_timeout = '50ms'`.execute(db);
    await longTransaction(db, async (tx) => {
      await sql`select pg_sleep(0.2)`.execute(tx);
      for (const name of ['lock_timeout', 'idle_in_transaction_session_timeout'])
        expect(await setting(tx, name)).toBe('0');
      expect(await setting(tx, 'client_connection_check_interval')).toBe('2s');
    });
    expect(await setting(db, 'statement_timeout')).toBe('50ms');
    expect(await setting(db, 'client_connection_check_interval')).toBe('0');
    await sql`reset statement_timeout`.execute(db);
  });
});

test('it is rolled back in the middle of a statement when its program is killed', async () => {
  const built = (path: string) => JSON.stringify(fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url)));
  const program = `
    import { sql } from ${JSON.stringify(import.meta.resolve('kysely'))};
    import { connect } from ${built('database/orm.js')};
    import { longTransaction } from ${built('database/long-transaction.js')};
    const orm = await connect(${JSON.stringify(database.url)});
    await longTransaction(orm.em.fork().getKysely(), (tx) => sql\`select pg_advisory_xact_lock(42), pg_sleep(600)\`.execute(tx));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
  const isHeld = async () => {
    const { rows } = await sql`
      select from pg_locks where locktype = 'advisory' and objid = 42 and database = (select oid from pg_database where datname = current_database())`.execute(
      database.db,
    );
    return rows.length > 0;
  };
  await until(async () => {
    expect(child.exitCode).toBeNull();
    return isHeld();
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  // Until the statement ends by itself it would be ten minutes, for which the test does not wait.
  await until(async () => !(await isHeld()));
});
