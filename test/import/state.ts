import { sql } from 'kysely';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import type { Database } from '../../src/indicators/refresh.js';

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** What the database says, whatever its ids are: every ledger row, enterprise and figure, in a fixed order. */
export async function stateOf(db: Database): Promise<string> {
  const parts: string[] = [];
  for (const ledger of LEDGERS) {
    const { rows } = await sql<{ state: string | null }>`
      select string_agg(state, E'\\n' order by state) as state from (
        select (to_jsonb(t) - '{id,key,match_key,enterprise_id,created_by,run_id,sheet,row_number,cells}'::text[])::text
          || regexp_replace(t.key, ${UUID}, '·', 'g') || coalesce(e.name || e.credit_code, '') as state
        from ${sql.table(ledger.table)} t left join enterprise e on e.division = t.division and e.id = t.enterprise_id
      ) rows`.execute(db);
    parts.push(`${ledger.id}\n${rows[0]?.state ?? ''}`);
  }
  for (const [name, query] of Object.entries({
    enterprise: sql`select to_jsonb(e) - '{id,created_by,run_id}'::text[] as state from enterprise e`,
    year: sql`select to_jsonb(y) as state from reporting.indicator_year y`,
    month: sql`select to_jsonb(m) as state from reporting.indicator_month m`,
    target: sql`select to_jsonb(t) as state from reporting.target t`,
  })) {
    const { rows } = await sql<{ state: string | null }>`
      select string_agg(state::text, E'\\n' order by state::text) as state from (${query}) s`.execute(db);
    parts.push(`${name}\n${rows[0]?.state ?? ''}`);
  }
  return parts.join('\n\n');
}
