import type { Database } from './sql.js';
import { sql } from 'kysely';

/** Limits that a role or a server may set, each absent from some versions of PostgreSQL. */
const TIME_LIMITS = [
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'transaction_timeout',
] as const;

/**
 * Runs `work` in a transaction that may last long: no time limit ends it, but PostgreSQL rolls it back within seconds
 * when the program at the other end has died, even in the middle of a statement.
 */
export function longTransaction<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`
      select set_config(name, '0', true) from pg_settings where name = any(${[...TIME_LIMITS]}::text[])`.execute(tx);
    // Servers on some systems cannot check whether a client is connected; they notice at the end of the statement.
    await sql`
      do $$ begin
        perform set_config('tcp_keepalives_idle', '30', true), set_config('tcp_keepalives_interval', '10', true),
          set_config('tcp_keepalives_count', '3', true), set_config('client_connection_check_interval', '2s', true);
      exception when invalid_parameter_value then null;
      end $$`.execute(tx);
    return work(tx);
  });
}
