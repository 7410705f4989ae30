import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import type { IndicatorDefinition } from '../define/definition.js';
import { WHOLE_YEAR } from './cells.js';

/** The dimension of what is kept of the divisions that a year shares with the year before: the member is that year. */
export const ALIKE = '=';

/** The divisions that two years in a row have both where they do not have the same: `unit`, and the second `year`. */
export function commonSql(
  { code }: IndicatorDefinition,
  { division, part }: { readonly division: string; readonly part: string },
): Sql {
  return sql`
    with recursive tree (code) as (
      select ${division}::text union all select d.code from division d join tree t on d.parent_code = t.code
    ),
    units as (
      select p.division as unit, p.year from ${sql.table(part)} p
      where p.division in (select code from tree) and p.indicator = ${code} and p.dimension = '' and p.period = ${sql.lit(WHOLE_YEAR)} and p.covered
    ),
    both_years as (
      select n.unit, n.year from units n join units b on b.unit = n.unit and b.year = n.year - 1
    ),
    counts as (select year, count(*) as units from units group by year)
    select e.unit, e.year from both_years e
      join counts n on n.year = e.year join counts b on b.year = e.year - 1
    where (select count(*) from both_years o where o.year = e.year) < greatest(n.units, b.units)`;
}
