import { sql } from 'kysely';
import type { Database } from '../../src/database/sql.js';

/** Deletes uploaded workbooks older than some days, except those whose import has not ended; how many. */
export async function forgetUploads(db: Database, days: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('import_file as f')
    .where('f.created_at', '<', sql<Date>`now() - make_interval(days => ${days})`)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('import_run as r')
            .whereRef('r.sha256', '=', 'f.sha256')
            .where('r.state', 'in', ['QUEUED', 'RUNNING']),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
