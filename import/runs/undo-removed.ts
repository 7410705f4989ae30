import { sql } from 'kysely';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import type { Database } from '../../src/database/sql.js';

/**
 * Rows that undone runs removed, as `c`, with their run `r`; without those of a file that has a later reading in force,
 * which left them out as well.
 */
const TAKEN = sql`import_change c join import_run r on r.id = c.run_id and r.state = 'UNDONE'`;
const RULED = sql`exists (
  select from import_run w
  where w.sha256 = r.sha256 and w.division_code is not distinct from r.division_code and w.state = 'COMMITTED'
    and w.loaded_at > r.loaded_at
    and (w.created + w.updated > 0 or exists (select from import_change o where o.run_id = w.id and o.removed))
)`;

/**
 * Puts back the rows of a ledger that undone runs removed, the last removed first; how many. A row whose key another row
 * has stays removed until that one is gone.
 */
export async function returnRows(db: Database, table: string, runId: string): Promise<number> {
  const target = sql.table(table);
  const { rows } = await sql<{ count: number }>`
    with free as (
      select distinct on (c.division, c.before ->> 'key') c.division, c.run_id, c.row_id
      from ${TAKEN}
      where c.removed and c."table" = ${table} and not ${RULED} and not exists (
        select from ${target} o where o.division = c.division and o.key = c.before ->> 'key'
      ) order by c.division, c.before ->> 'key', r.loaded_at desc, c.row_id
    ),
    used as (
      delete from import_change c using free f
      where c."table" = ${table} and c.division = f.division and c.run_id = f.run_id and c.row_id = f.row_id
      returning c.*
    ),
    kept as (
      insert into import_undone (division, run_id, "table", row_id, undone_with, before, removed)
      select division, run_id, "table", row_id, ${runId}, before, true from used
    ),
    back as (
      insert into ${target} select b.* from used cross join lateral jsonb_populate_record(null::${target}, used.before) b returning 1
    )
    select count(*)::int as count from back`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Puts back the enterprises that undone runs removed, without a code that another has by now. */
export async function returnEnterprises(db: Database): Promise<void> {
  const rows = LEDGERS.filter((ledger: LedgerDeclaration) => ledger.enterprise !== undefined).map(
    (ledger) => sql`select division, enterprise_id from ${sql.table(ledger.table)}`,
  );
  const free = (code: string) => sql`case when not exists (
    select from enterprise k where k.division = b.division and k.${sql.ref(code)} = b.${sql.ref(code)}
  ) then b.${sql.ref(code)} end`;
  await sql`
    with used as (
      delete from import_change d using (
        select c.* from ${TAKEN}
        where c.removed and c."table" = 'enterprise' and (not ${RULED} or exists (
          select from (${sql.join(rows, sql` union all `)}) e where e.division = c.division and e.enterprise_id = c.row_id
        ))
      ) c
      where d.division = c.division and d.run_id = c.run_id and d."table" = c."table" and d.row_id = c.row_id
      returning d.*
    )
    insert into enterprise (division, id, name, normalized_name, credit_code, registration_no, created_by, run_id)
    select b.division, b.id, b.name, b.normalized_name, ${free('credit_code')}, ${free('registration_no')}, b.created_by, b.run_id
    from used cross join lateral jsonb_populate_record(null::enterprise, used.before) b`.execute(db);
}
