import { sql } from 'kysely';
import type { Database } from '../../database/sql.js';
import { LEDGERS } from '../../entities/ledgers/index.js';
import { PRESENT_MONTH } from './present.js';

/**
 * Rewrites which of some ledgers some divisions have reported for which years: every year from the first one with rows to
 * the present one, with the number of rows, and the imports that made the first and changed the last.
 */
export async function refreshReported(
  db: Database,
  divisions: readonly string[],
  ids: readonly string[] = LEDGERS.map(({ id }) => id),
): Promise<void> {
  const ledgers = LEDGERS.filter(({ id }) => ids.includes(id));
  if (ledgers.length === 0) return;
  const here = sql`${[...divisions]}::text[]`;
  await sql`delete from reporting.dim_coverage where division = any(${here}) and ledger = any(${[...ids]}::text[])`.execute(
    db,
  );
  const listed = ledgers.map(
    ({ id, table, zh }) => sql`
    select division, ${sql.lit(id)} as ledger, ${sql.lit(zh)} as ledger_name, year, count(*)::int as row_count,
      min(created_by::text)::uuid as first_run, max(run_id::text)::uuid as last_run
    from ${sql.table(table)} where division = any(${here}) group by division, year`,
  );
  await sql`
    with listed as materialized (${sql.join(listed, sql` union all `)}),
    spans as materialized (
      select s.division, s.ledger, s.ledger_name, y.year from (
        select division, ledger, ledger_name, min(year) as first, greatest(max(year), ${PRESENT_MONTH} / 12) as last
        from listed group by division, ledger, ledger_name
      ) s cross join lateral generate_series(s.first, s.last) y(year)
    ),
    years as (
      insert into reporting.dim_year (year, first_day, last_day)
      select distinct year, make_date(year, 1, 1), make_date(year, 12, 31) from spans on conflict do nothing
    )
    insert into reporting.dim_coverage (division, ledger, ledger_name, year, first_day, reported, row_count, first_run, last_run)
    select s.division, s.ledger, s.ledger_name, s.year, make_date(s.year, 1, 1), l.row_count is not null,
      coalesce(l.row_count, 0), l.first_run, l.last_run
    from spans s left join listed l using (division, ledger, year)`.execute(db);
}
