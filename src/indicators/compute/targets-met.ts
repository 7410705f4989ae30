import { sql } from 'kysely';
import { TARGET_COMPLETION } from '../catalogue/target.js';
import { type Database, type Sql } from '../../database/sql.js';
import { NO_MEMBER } from './asked-rows.js';
import { WHOLE_YEAR } from './cells.js';
import type { FigureTables } from './tables.js';

/** Whether some divisions, or those directly under them, have targets or had some when this was last computed. */
export async function haveTargets(db: Database, divisions: readonly string[], tables: FigureTables): Promise<boolean> {
  const here = sql`${[...divisions]}::text[]`;
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from ${sql.table(tables.target)} where division = any(${here}))
      or exists (
        select from ${sql.table(tables.year)} f join division d on d.code = f.division
        where f.indicator = ${TARGET_COMPLETION} and (d.code = any(${here}) or d.parent_code = any(${here}))
      ) as any`.execute(db);
  return rows[0]!.any;
}

/**
 * Computes how many of some divisions' own targets with known figures are met, from up-to-date figures: by the end of the
 * year, and by the end of each month. Of a target without a figure, what its row in `rows` says was done tells by the end
 * of the year; a target with a number and neither makes the share PARTIAL. `met` is the condition of target `t` and a
 * figure.
 */
export async function countTargets(
  db: Database,
  divisions: readonly string[],
  { tables, rows }: { readonly tables: FigureTables; readonly rows: string },
  met: (value: Sql) => Sql,
): Promise<void> {
  const here = sql`${[...divisions]}::text[]`;
  const part = sql.table(tables.part);
  const exact = sql`case when i.kind = 'RATIO' then f.numerator / nullif(f.denominator, 0) * i.factor else f.numerator end`;
  await sql`delete from ${part} where division = any(${here}) and indicator = ${TARGET_COMPLETION}`.execute(db);
  await sql`
    insert into ${part} (division, indicator, dimension, member, year, period, numerator, denominator, partial, approximate, undated, none_recorded, carried, covered)
    with figures as (
      select division, indicator, year, ${sql.lit(WHOLE_YEAR)} as period, numerator, denominator
      from ${sql.table(tables.year)} where division = any(${here}) and dimension = ''
      union all
      select division, indicator, year, month, numerator, denominator
      from ${sql.table(tables.month)} where division = any(${here}) and dimension = ''
    ),
    -- Numbered as the targets are; a bound and what was done are in the unit of the row.
    done as (
      select division, year, row_number() over (partition by division, year order by row_number, id) as seq,
        case when low is not null then actual >= low when high is not null then actual <= high end as met
      from ${sql.table(rows)} where division = any(${here})
    ),
    compared as (
      select t.division, t.year, p.period, coalesce(nullif(t.department, ''), ${sql.lit(NO_MEMBER)}) as department,
        coalesce(${met(exact)}, case when p.period = ${sql.lit(WHOLE_YEAR)} then d.met end) as met
      from ${sql.table(tables.target)} t
      left join done d on d.division = t.division and d.year = t.year and d.seq = t.seq
      cross join generate_series(1, ${sql.lit(WHOLE_YEAR)}) p(period)
      left join reporting.dim_indicator i on i.code = t.indicator
      left join figures f on f.division = t.division and f.indicator = t.indicator and f.year = t.year and f.period = p.period
      where t.division = any(${here}) and (t.low is not null or t.high is not null)
        and t.indicator is distinct from ${TARGET_COMPLETION}
    )
    select division, ${TARGET_COMPLETION}, case when grouping(department) = 0 then 'department' else '' end,
      coalesce(department, ''), year, period, count(*) filter (where met), count(met), bool_or(met is null), false, false, false, false, true
    from compared group by grouping sets ((division, year, period), (division, year, period, department))`.execute(db);
}
