import type { Database } from '../../src/database/sql.js';
import type { Recall } from '../recognize/remembered.js';

/** The remembered decisions that the preview of a run used, so that committing it reads the same; null where it has none. */
export async function previewed(db: Database, runId: string): Promise<Recall | null> {
  const run = await db.selectFrom('import_run').select('recalled').where('id', '=', runId).executeTakeFirst();
  const recalled = run?.recalled ?? null;
  return recalled === null ? null : async ({ name }) => (Object.hasOwn(recalled, name) ? recalled[name] : undefined);
}
