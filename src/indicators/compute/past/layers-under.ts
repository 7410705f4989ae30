import { sql } from 'kysely';
import type { Database, Sql } from '../../../database/sql.js';

/**
 * Some divisions, as a statement with a column `code`, and all under them, in layers from the deepest up, so that each
 * layer sums up finished ones.
 */
export async function layersUnder(db: Database, divisions: Sql): Promise<string[][]> {
  const { rows } = await sql<{ layer: string[] }>`
    with recursive under as (
      select d.code, 0 as depth from division d where d.code in (select code from (${divisions}) asked)
      union all
      select d.code, under.depth + 1 from under join division d on d.parent_code = under.code
    ), deepest as (select code, max(depth) as depth from under group by code)
    select array_agg(code::text order by code) as layer from deepest group by depth order by depth desc`.execute(db);
  return rows.map(({ layer }) => layer);
}
