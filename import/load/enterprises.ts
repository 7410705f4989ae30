import { sql } from 'kysely';
import type { Database, Stage } from './stage.js';

/**
 * Leads what staged rows say of enterprises to the enterprises, in the temporary table `party`: by credit code, else by registration number, else by normalised name within
 * the division; never by likeness. Enterprises not known yet are made, and a known name without a code gets its code.
 */
export async function resolveEnterprises(db: Database, stages: readonly Stage[], runId: string): Promise<void> {
  const named = stages
    .filter((stage) => stage.ledger.enterprise !== undefined)
    .map(
      (stage) => sql`
      select division, party_name, party_normalized, party_credit_code, party_registration_no, min(seq) as seq
      from ${sql.table(stage.table)} where party_normalized is not null or party_credit_code is not null or party_registration_no is not null
      group by 1, 2, 3, 4, 5`,
    );
  const nobody = sql`select null::varchar as division, null::text as party_name, null::text as party_normalized, null::text as party_credit_code, null::text as party_registration_no, 0 as seq where false`;
  await sql`
    create temp table party on commit drop as
    select division, min(party_name) as enterprise_name, party_normalized as enterprise_normalized,
      party_credit_code as enterprise_credit_code, party_registration_no as enterprise_registration_no,
      min(seq) as seq, null::uuid as enterprise_id
    from (${sql.join([nobody, ...named], sql` union all `)}) each group by 1, 3, 4, 5`.execute(db);
  await sql`analyze party`.execute(db);
  for (const code of ['credit_code', 'registration_no'] as const) {
    const staged = sql.ref(`s.enterprise_${code}`);
    const column = sql.ref(code);
    // A name known without a code is that of the first row that gives it one.
    const named = sql`
      select distinct on (e.division, e.id) e.division, e.id, ${staged} as code
      from party s join enterprise e on e.division = s.division and e.normalized_name = s.enterprise_normalized
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
        from party s
        where ${staged} is not null and s.enterprise_normalized is not null
          and not exists (select from enterprise k where k.division = s.division and k.${column} = ${staged})
        order by s.division, ${staged}, s.seq
      ) fresh`.execute(db);
    await sql`
      update party s set enterprise_id = e.id from enterprise e
      where s.enterprise_id is null and e.division = s.division and e.${column} = ${staged}`.execute(db);
  }
  await sql`
    insert into enterprise (division, id, name, normalized_name, created_by, run_id)
    select division, figures.new_id(), enterprise_name, enterprise_normalized, ${runId}, ${runId} from (
      select distinct on (s.division, s.enterprise_normalized) s.division, s.enterprise_name, s.enterprise_normalized
      from party s
      where s.enterprise_id is null and s.enterprise_normalized is not null
        and not exists (
          select from enterprise k where k.division = s.division and k.normalized_name = s.enterprise_normalized
        )
      order by s.division, s.enterprise_normalized, s.seq
    ) fresh`.execute(db);
  await sql`
    update party s set enterprise_id = e.id
    from (select distinct on (division, normalized_name) division, normalized_name, id from enterprise order by 1, 2, id) e
    where s.enterprise_id is null and e.division = s.division and e.normalized_name = s.enterprise_normalized`.execute(
    db,
  );
}
