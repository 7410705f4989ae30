import { sql } from 'kysely';
import type { Database } from './sql.js';

/**
 * Switches PostgreSQL's compiling of statements (JIT) off for this database, or, for a role that does not own it, for
 * that role in it. Figures are computed by statements of many expressions over few rows: compiling one takes seconds,
 * running it milliseconds. Connections that are open keep their setting, except this one.
 */
export async function switchOffJit(tx: Database): Promise<void> {
  await sql`
    do $$ begin
      if current_setting('jit') = 'off' then return; end if;
      begin
        execute format('alter database %I set jit = off', current_database());
      exception when insufficient_privilege then
        execute format('alter role %I in database %I set jit = off', current_user, current_database());
      end;
      perform set_config('jit', 'off', false);
    end $$`.execute(tx);
}
