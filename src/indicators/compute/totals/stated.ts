import { sql } from 'kysely';
import { observation } from '../../../entities/ledgers/observation.js';
import { target } from '../../../entities/ledgers/target.js';
import type { Sql } from '../../../database/sql.js';
import type { TableOf } from '../asked-rows.js';
import { indicatorOfTarget, TARGET_NAMES, totalName } from '../names.js';
import { conversion, unitsSql } from '../units.js';
import { monthOf } from './period.js';

const LAST_YEARS = 2;
const ABOUT = 1;
const UNKNOWN = 9;

/**
 * The totals that reports state of indicators, as a statement: ledger (its table), division, id, indicator, year, month (0: the whole
 * year, 1–11: January to that month), value and half (half a step of its last decimal) in the indicator's unit, and about.
 * Of a point, only those that say most: exact ones before approximate ones, those of the year itself before what the next
 * year's report says of it. A masked one has no value and is there where nothing else is known.
 */
export function statedSql(divisions: Sql, tableOf: TableOf): Sql {
  const flag = (column: string) => sql`flags ->> ${sql.lit(column)}`;
  const figure = (column: string) => sql`
    case when ${flag(column)} in ('masked', 'unknown') then null else ${sql.ref(column)} end as value,
    coalesce(${flag(column)} in ('approximate', 'atLeast', 'atMost'), false) as about`;
  const told = (column: string) => sql`(${sql.ref(column)} is not null or ${flag(column)} in ('masked', 'unknown'))`;
  const observations = sql.table(tableOf(observation));
  const mine = sql`division = any(${divisions}) and indicator is not null`;
  return sql`
    with ${TARGET_NAMES},
    listed as materialized (
      select ${sql.lit(observation.table)} as ledger, division, id, year, indicator as name, unit, coalesce(period, '') as period, 0 as late, ${figure('value')}
      from ${observations} where ${mine} and ${told('value')}
      union all
      select ${sql.lit(observation.table)}, division, id, year - 1, indicator, unit, coalesce(period, ''), ${sql.lit(LAST_YEARS)}, ${figure('previous')}
      from ${observations} where ${mine} and previous is not null
      union all
      select ${sql.lit(target.table)}, division, id, year, indicator, unit, '', 0, ${figure('actual')}
      from ${sql.table(tableOf(target))} where ${mine} and ${told('actual')}
    ),
    titles as materialized (
      select t.ledger, t.name, t.unit, n.code
      from (select distinct ledger, name, unit, ${totalName(sql`name`)} as title from listed) t
      join lateral ${indicatorOfTarget(sql`case when t.ledger = ${sql.lit(target.table)} then t.name else t.title end`, sql`t.unit`)} n on true
    ),
    spans as materialized (select period, ${monthOf(sql`period`)} as month from (select distinct period from listed) p),
    units as materialized (${unitsSql(sql`select unit from listed union select unit from reporting.dim_indicator`)}),
    converted as (
      select l.ledger, l.division, l.id, t.code as indicator, l.year, s.month, l.value * c.conv as value,
        power(10::numeric, -scale(trim_scale(l.value))) / 2 * c.conv as half, l.about,
        case when l.value is null then ${sql.lit(UNKNOWN)} else l.late + case when l.about then ${sql.lit(ABOUT)} else 0 end end as rank
      from listed l join titles t on t.ledger = l.ledger and t.name = l.name and t.unit is not distinct from l.unit join spans s using (period)
      join reporting.dim_indicator i on i.code = t.code
      left join units u on u.unit = l.unit
      left join units w on w.unit = i.unit
      cross join lateral (select ${conversion('u', 'w')} as conv) c
      -- A number without a unit may be a share as well as a percentage.
      where s.month >= 0 and c.conv is not null and (l.unit is not null or i.unit <> '%')
    )
    select ledger, division, id, indicator, year, month, value, half, about from (
      select *, min(rank) over (partition by division, indicator, year, month) as least from converted
    ) ranked where rank = least`;
}
