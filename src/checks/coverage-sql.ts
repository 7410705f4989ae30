import { sql } from 'kysely';
import type { Sql } from '../database/sql.js';
import { ledgerOf } from '../entities/ledgers/index.js';
import { funding } from '../entities/ledgers/funding.js';
import { WHOLE_YEAR } from '../indicators/compute/cells.js';
import { overlapsSql } from '../indicators/compute/overlaps.js';
import { KEPT } from '../indicators/compute/tables.js';
import { CATALOGUE } from '../indicators/catalogue/index.js';
import { ledgersOf } from '../indicators/define/measures.js';
import { todayInChina } from '../indicators/define/today.js';
import { type CheckScope, inYears } from './scope.js';

/**
 * Ledgers that a division reported in a year and not in the next, although by then others of its parent had, or, of a
 * year that has ended, the division had reported another ledger. In the columns of `ruleSql`: how many divisions of the
 * parent reported the ledger, of how many that did in either year.
 */
export function gapSql(scope: CheckScope): Sql | null {
  const ledgers = CATALOGUE.flatMap((indicator) => {
    const [ledger, ...others] = ledgersOf(indicator);
    if (ledger === undefined || others.length > 0 || !scope.figures.includes(indicator.code)) return [];
    return [sql`(${indicator.code}, ${ledger}, ${ledgerOf(ledger).zh})`];
  });
  if (ledgers.length === 0) return null;
  const presentYear = Number(todayInChina().slice(0, 4));
  return sql`
    select g.division, g.year, 0 as month, null::text as indicator, g.zh as name, '个' as unit, g.reported::numeric as lhs,
      g.expected::numeric as rhs, null::uuid as left_row, null::uuid as right_row, null::text as period, '' as sheet, 0 as row_number
    from (
      with ledgers (indicator, ledger, zh) as (values ${sql.join(ledgers)}),
      told as materialized (
        select distinct p.division, d.parent_code as parent, l.ledger, l.zh, p.year
        from ${sql.table(KEPT.part)} p join ledgers l using (indicator) join division d on d.code = p.division
        where p.dimension = '' and p.period = ${sql.lit(WHOLE_YEAR)} and p.covered and not p.carried and not p.stated
      )
      select t.division, t.year + 1 as year, t.zh,
        (select count(*) from told s where s.parent = t.parent and s.ledger = t.ledger and s.year = t.year + 1) as reported,
        greatest(1, (select count(distinct s.division) from told s
          where s.parent = t.parent and s.ledger = t.ledger and s.year in (t.year, t.year + 1))) as expected
      from told t
      where t.division = any(${scope.divisions}) and ${inYears(scope, sql`t.year + 1`)}
        and not exists (select from told n where n.division = t.division and n.ledger = t.ledger and n.year = t.year + 1)
        and (exists (select from told s where s.parent = t.parent and s.ledger = t.ledger and s.year = t.year + 1)
          or t.year + 1 < ${presentYear} and exists (select from told o where o.division = t.division and o.year = t.year + 1))
    ) g`;
}

/**
 * Money that a division and one under it may both list: of one document, level and flow, but only the organisation or only
 * the amount agrees. Both rows count at the upper division. In the columns of `ruleSql`.
 */
export function overlapSql(scope: CheckScope): Sql | null {
  if (
    !scope.figures.some((code) => CATALOGUE.some((each) => each.code === code && ledgersOf(each).includes(funding.id)))
  )
    return null;
  const pairs = sql`
    with recursive every as (
      select parent_code::text as upper, code::text as lower from division where parent_code is not null
      union all select d.parent_code, e.lower from every e join division d on d.code = e.upper where d.parent_code is not null
    )
    select * from every where upper = any(${scope.divisions}) or lower = any(${scope.divisions})`;
  const table = sql.table(funding.table);
  return sql`
    select u.division, u.year, 0 as month, null::text as indicator, concat_ws(' ', u.document_no, u.organisation) as name, '万元' as unit,
      u.amount / 10000 as lhs, l.amount / 10000 as rhs, u.id as left_row, l.id as right_row, null::text as period, u.sheet, u.row_number
    from (${overlapsSql(pairs, table)}) o
    join ${table} u on u.division = o.upper and u.id = o.id
    join ${table} l on l.division = o.lower and l.id = o.lower_id
    where not o.settled and ${inYears(scope, sql`u.year`)}`;
}
