import { sql } from 'kysely';
import type { Database } from '../database/sql.js';
import type { Logger } from '../log.js';
import { TIME_LIMIT } from './reader.js';

/** How often the server checks for statements that run too long. */
const EVERY_MS = 5000;

/**
 * Cancels statements of this database's read-only roles that run longer than the role's limit. PostgreSQL does so by the
 * role's `statement_timeout`, which every role can change for itself; this uses the comment on the role, which it cannot
 * change. Returns the roles.
 */
export async function stopOverruns(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with running as materialized (
      select pid, usesysid, usename, query_start,
        substring(shobj_description(usesysid, 'pg_authid') from ${TIME_LIMIT})::int as seconds
      from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and state = 'active'
    ), overrun as materialized (
      -- Materialized before any is cancelled: PostgreSQL evaluates the conditions of one query in any order.
      select pid, usename from running
      where clock_timestamp() > query_start + make_interval(secs => seconds) and pg_has_role(usesysid, 'usage')
    )
    select usename as name, pg_cancel_backend(pid) from overrun`.execute(db);
  return rows.map(({ name }) => name);
}

/** Checks for such statements until it is stopped. */
export function watchOverruns(db: Database, log: Logger): { stop(): Promise<void> } {
  let looking: Promise<void> | undefined;
  const look = async () => {
    try {
      const names = await stopOverruns(db);
      if (names.length > 0) log.warn({ roles: names }, 'statements of read-only roles broken off: they ran too long');
    } catch (error) {
      log.error({ err: error }, 'cannot look for statements of read-only roles that run too long');
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
