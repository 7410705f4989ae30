import type { Sql } from '../../database/sql.js';
import { sql } from 'kysely';

/**
 * The sum of several measures' figures. It is known in the years in which all of them are; a member that one of them lacks
 * counts as zero in it.
 */
export function addedSql(figures: readonly Sql[]): Sql {
  const terms = figures.map((_, index) => sql.ref(`term${index}`));
  const years = terms.map((term) => sql`select division, year from ${term} where dimension = ''`);
  return sql`
with ${sql.join(figures.map((each, index) => sql`${terms[index]!} as materialized (${each})`))},
years as (${sql.join(years, sql` intersect `)})
select division, dimension, member, year, period, sum(amount) as amount, bool_or(masked) as masked,
  bool_or(approximate) as approximate, bool_or(undated) as undated,
  bool_and(none) as none, bool_or(carried) as carried, bool_and(covered) as covered
from (${sql.join(
    terms.map((term) => sql`select * from ${term}`),
    sql` union all `,
  )}) terms join years using (division, year)
group by division, dimension, member, year, period`;
}
