import { sql } from 'kysely';
import { indicatorOfTarget, TARGET_NAMES } from './names.js';
import type { Database } from '../../database/sql.js';
import { type FigureTables, KEPT } from './tables.js';

/**
 * Rewrites the targets of some divisions from the rows of the target ledger: each with its indicator and its bounds in that
 * unit.
 */
export async function refreshTargets(
  db: Database,
  divisions: readonly string[],
  rows = 'annual_target',
  tables: FigureTables = KEPT,
): Promise<void> {
  const here = sql`${[...divisions]}::text[]`;
  await sql`
    insert into ${sql.table(tables.years)} (year, first_day, last_day)
    select distinct year, make_date(year, 1, 1), make_date(year, 12, 31) from ${sql.table(rows)} where division = any(${here})
    on conflict do nothing`.execute(db);
  await sql`delete from ${sql.table(tables.target)} where division = any(${here})`.execute(db);
  await sql`
    insert into ${sql.table(tables.target)} (division, year, seq, indicator, name, low, high, comparator, text, first_day, department)
    with ${TARGET_NAMES},
    units (unit, size) as (values ('元', 1), ('千元', 1e3), ('万元', 1e4), ('百万元', 1e6), ('亿元', 1e8),
      ('人次', 1), ('万人次', 1e4), ('份', 1), ('万份', 1e4))
    select t.division, t.year, row_number() over (partition by t.division, t.year order by t.row_number, t.id),
      n.code, coalesce(t.indicator, t.text, ''),
      t.low * coalesce(stated.size / wanted.size, 1), t.high * coalesce(stated.size / wanted.size, 1),
      t.comparator, coalesce(t.text, ''), make_date(t.year, 1, 1), t.department
    from ${sql.table(rows)} t
    -- A growth in per cent is no target for the figure itself.
    left join lateral ${indicatorOfTarget(sql`t.indicator`, sql`t.unit`)} n on true
    left join units stated on stated.unit = t.unit
    left join units wanted on wanted.unit = n.unit
    where t.division = any(${here})`.execute(db);
}
