import { sql } from 'kysely';
import type { Database } from './stage.js';

/**
 * Leads each staged row to its enterprise: by credit code, else by registration number, else by normalised name within
 * the division; never by likeness. Enterprises not known yet are made, and a known name without a code gets its code.
 */
export async function resolveEnterprises(db: Database, runId: string): Promise<void> {
  for (const code of ['credit_code', 'registration_no'] as const) {
    const staged = sql.ref(`s.enterprise_${code}`);
    const column = sql.ref(code);
    // A name known without a code is that of the first row that gives it one.
    const named = sql`
      select distinct on (e.division, e.id) e.division, e.id, ${staged} as code
      from staged s join enterprise e on e.division = s.division and e.normalized_name = s.enterprise_normalized
      where ${staged} is not null and e.credit_code is null and e.registration_no is null
        and not exists (select from enterprise k where k.division = s.division and k.${column} = ${staged})
      order by e.division, e.id, s.seq`;
    await sql`
      insert into import_change (division, run_id, "table", row_id, before)
      select e.division, ${runId}, 'enterprise', e.id, to_jsonb(e)
      from (${named}) n join enterprise e on e.division = n.division and e.id = n.id
      where e.created_by <> ${runId}
      on conflict do nothing`.execute(db);
    await sql`
      update enterprise e set ${column} = n.code, run_id = ${runId} from (
        select distinct on (division, code) * from (${named}) each order by division, code, id
      ) n where e.division = n.division and e.id = n.id`.execute(db);
    await sql`
      insert into enterprise (division, id, name, normalized_name, ${column}, created_by, run_id)
      select division, figures.new_id(), enterprise_name, enterprise_normalized, code, ${runId}, ${runId} from (
        select distinct on (s.division, ${staged}) s.division, s.enterprise_name, s.enterprise_normalized, ${staged} as code
        from staged s
        where ${staged} is not null and s.enterprise_normalized is not null
          and not exists (select from enterprise k where k.division = s.division and k.${column} = ${staged})
        order by s.division, ${staged}, s.seq
      ) fresh`.execute(db);
    await sql`
      update staged s set enterprise_id = e.id from enterprise e
      where s.enterprise_id is null and e.division = s.division and e.${column} = ${staged}`.execute(db);
  }
  await sql`
    insert into enterprise (division, id, name, normalized_name, created_by, run_id)
    select division, figures.new_id(), enterprise_name, enterprise_normalized, ${runId}, ${runId} from (
      select distinct on (s.division, s.enterprise_normalized) s.division, s.enterprise_name, s.enterprise_normalized
      from staged s
      where s.enterprise_id is null and s.enterprise_normalized is not null
        and not exists (
          select from enterprise k where k.division = s.division and k.normalized_name = s.enterprise_normalized
        )
      order by s.division, s.enterprise_normalized, s.seq
    ) fresh`.execute(db);
  await sql`
    update staged s set enterprise_id = e.id
    from (select distinct on (division, normalized_name) division, normalized_name, id from enterprise order by 1, 2, id) e
    where s.enterprise_id is null and e.division = s.division and e.normalized_name = s.enterprise_normalized`.execute(
    db,
  );
  await sql`
    update staged set key = replace(key, E'\\x01', enterprise_id::text), match_key = replace(match_key, E'\\x01', enterprise_id::text)
    where enterprise_id is not null and (strpos(key, E'\\x01') > 0 or strpos(match_key, E'\\x01') > 0)`.execute(db);
}
