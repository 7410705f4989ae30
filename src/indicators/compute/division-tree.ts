import { sql } from 'kysely';
import { LEDGERS } from '../../entities/ledgers/index.js';
import type { Database } from '../../database/sql.js';

/**
 * Writes some divisions and all above them to `reporting.dim_division`. That table lists the divisions that have ledger
 * rows, or a division under them that has; `division` keeps all others for questions about the past.
 */
export async function listDivisions(db: Database, divisions: readonly string[]): Promise<void> {
  await sql`
    insert into reporting.dim_division (code, name, level, parent_code)
    with recursive up as (
      select * from division where code = any(${[...divisions]}::text[])
      union select d.* from division d join up on d.code = up.parent_code
    )
    select code, name, level, parent_code from up
    on conflict (code) do update set name = excluded.name, level = excluded.level, parent_code = excluded.parent_code
    where (dim_division.name, dim_division.level, dim_division.parent_code) is distinct from (excluded.name, excluded.level, excluded.parent_code)`.execute(
    db,
  );
}

/** The reporting tables that refer to a division. */
const REFERRING = [
  'figures.alike',
  'figures.shared',
  'reporting.indicator_year',
  'reporting.indicator_month',
  'reporting.target',
  'reporting.dim_coverage',
];

/**
 * Removes those divisions that have neither ledger rows nor a listed division under them from the reporting tables.
 * `layers`: divisions from the deepest up. The caller holds the lock of their figures.
 */
export async function unlistEmpty(db: Database, layers: readonly (readonly string[])[]): Promise<void> {
  const tables = [...LEDGERS.map(({ table }) => table), 'enterprise'];
  const rows = tables.map((table) => sql`exists (select from ${sql.table(table)} t where t.division = d.code)`);
  for (const layer of layers) {
    const { rows: empty } = await sql<{ code: string }>`
      select d.code from reporting.dim_division d where d.code = any(${[...layer]}::text[])
        and not exists (select from reporting.dim_division under where under.parent_code = d.code)
        and not (${sql.join(rows, sql` or `)})`.execute(db);
    if (empty.length === 0) continue;
    const codes = sql`${empty.map(({ code }) => code)}::text[]`;
    for (const table of REFERRING)
      await sql`delete from ${sql.table(table)} where division = any(${codes})`.execute(db);
    await sql`delete from reporting.dim_division where code = any(${codes})`.execute(db);
  }
}
