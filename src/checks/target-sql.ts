import { sql } from 'kysely';
import type { Sql } from '../database/sql.js';
import { target } from '../entities/ledgers/target.js';
import { TARGET_COMPLETION } from '../indicators/catalogue/target.js';
import { indicatorOfTarget, TARGET_NAMES } from '../indicators/compute/names.js';
import { type CheckScope, inYears } from './scope.js';

/**
 * Targets with a number that no indicator answers to and whose row does not say what was done, so that nothing tells
 * whether they are met. In the columns of `ruleSql`: how many of the year's targets with a number have an indicator, and
 * how many there are.
 */
export function unmatchedSql(scope: CheckScope): Sql | null {
  if (!scope.figures.includes(TARGET_COMPLETION)) return null;
  return sql`
    select division, year, 0 as month, null::text as indicator, name, '项' as unit, matched as lhs, targets as rhs, id as left_row,
      null::uuid as right_row, null::text as period, sheet, row_number
    from (
      with ${TARGET_NAMES}
      select t.division, t.year, t.id, t.sheet, t.row_number, t.indicator as name, t.actual, n.code,
        count(n.code) over years::numeric as matched, count(*) over years::numeric as targets
      from ${sql.table(target.table)} t left join lateral ${indicatorOfTarget(sql`t.indicator`, sql`t.unit`)} n on true
      where t.division = any(${scope.divisions}) and ${inYears(scope, sql`t.year`)} and t.indicator is not null
        and (t.low is not null or t.high is not null)
      window years as (partition by t.division, t.year)
    ) each where code is null and actual is null`;
}
