import { sql } from 'kysely';
import type { Database } from '../../src/database/sql.js';

/** Deletes uploaded workbooks that were kept long enough, except those whose import has not ended; how many went. */
export async function forgetUploads(db: Database, days: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from import_file f
      where f.created_at < now() - make_interval(days => ${days})
        and not exists (select from import_run r where r.sha256 = f.sha256 and r.state in ('QUEUED', 'RUNNING'))
      returning 1
    )
    select count(*)::int as count from gone`.execute(db);
  return rows[0]?.count ?? 0;
}
