import { type RawBuilder, sql } from 'kysely';
import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import type { ReadingScope } from './replaced.js';
import type { Database } from '../../src/database/sql.js';

/** The rows of some divisions that are about an enterprise. */
function rowsOf(divisions: readonly string[]): RawBuilder<unknown> {
  const ledgers: readonly LedgerDeclaration[] = LEDGERS;
  const each = ledgers.flatMap(({ table, enterprise }) =>
    enterprise === undefined
      ? []
      : [
          sql`select division, enterprise_id, run_id from ${sql.table(table)} where division = any(${[...divisions]}::text[])`,
        ],
  );
  return sql.join(each, sql` union all `);
}

/**
 * Removes codes that enterprises have only from earlier readings of the file and that this reading does not have, unless
 * rows of other files depend on them. To be called when the table `party` is made and not yet resolved.
 */
export async function takeBackCodes(db: Database, runId: string, { own, divisions }: ReadingScope): Promise<void> {
  const runs = sql`${[...own]}::uuid[]`;
  const unsaid = sql`
    e.division = any(${[...divisions]}::text[]) and e.run_id = any(${runs}) and (e.credit_code is not null or e.registration_no is not null)
    and not exists (
      select from party p where p.division = e.division
        and (p.enterprise_credit_code = e.credit_code or p.enterprise_registration_no = e.registration_no)
    )
    and not exists (
      select from (${rowsOf(divisions)}) r join import_run later on later.id = r.run_id join import_run mine on mine.id = e.run_id
      where r.division = e.division and r.enterprise_id = e.id and r.run_id <> all(${runs}) and later.loaded_at > mine.loaded_at
    )`;
  await sql`
    with taken as (
      insert into import_change (division, run_id, "table", row_id, before)
      select e.division, ${runId}, 'enterprise', e.id, to_jsonb(e) from enterprise e where ${unsaid}
      returning division, row_id
    )
    update enterprise e set credit_code = null, registration_no = null, run_id = ${runId}
    from taken where e.division = taken.division and e.id = taken.row_id`.execute(db);
}

/** Removes enterprises that earlier readings of the file made and to which no row and no party refers any more. */
export async function takeAwayEnterprises(
  db: Database,
  runId: string,
  { own, divisions }: ReadingScope,
): Promise<void> {
  await sql`
    with gone as (
      delete from enterprise e
      where e.division = any(${[...divisions]}::text[]) and e.created_by = any(${[...own]}::uuid[])
        and not exists (select from party p where p.division = e.division and p.enterprise_id = e.id)
        and not exists (select from (${rowsOf(divisions)}) r where r.division = e.division and r.enterprise_id = e.id)
      returning e.*
    )
    insert into import_change (division, run_id, "table", row_id, before, removed)
    select division, ${runId}, 'enterprise', id, to_jsonb(gone), true from gone
    on conflict (division, run_id, "table", row_id) do update set removed = true`.execute(db);
}
