import { sql } from 'kysely';
import type { Sql } from '../../../database/sql.js';
import type { FigureTables } from '../../compute/tables.js';
import { MONTH } from '../../define/measures.js';
import { PERIOD, type Shape, spanTable } from './asked.js';

/** A figure that is known, of what is added and what is taken away. */
const summed = (part: string) =>
  sql`case when bool_or(s.sign = 1 and f.${sql.ref(part)} is not null) then sum(s.sign * f.${sql.ref(part)}) end as ${sql.ref(part)}`;
const PARTS = sql`${summed('numerator')}, ${summed('denominator')}`;
const NO_SOURCE = sql`null::text as source`;

const same = (division: Sql, shape: Shape, month = sql`s.month`) => sql`
  f.division = ${division} and f.indicator = s.indicator and f.year = s.year
  ${shape.throughMonth === null && shape.split !== MONTH ? sql`` : sql`and f.month = ${month}`}`;

/** The member of a kept figure that a point is of. */
function ofPoint({ split }: Shape): Sql {
  return split === '' || split === MONTH
    ? sql`f.dimension = '' and f.member = ''`
    : sql`f.dimension = ${split} and f.member = s.member`;
}

/** The figures of the points themselves: n, side, numerator, denominator. */
export function wholeSql(shape: Shape, tables: FigureTables): Sql {
  const isTarget = shape.to === 'TARGET';
  const other = isTarget
    ? sql`select s.n, s.side, t.low, null::numeric from sides s cross join lateral ${targetOf(sql`s.division`, tables)} t where s.side = 0`
    : sql`
  select s.n, s.side, case s.side when 1 then f.numerator else f.previous_numerator end, case s.side when 1 then f.denominator else f.previous_denominator end
  from sides s join ${sql.table(tables.alike)} f on f.division = s.division and f.indicator = s.indicator and f.year = s.latest and f.month = coalesce(s.month, 0)
  where s.alike`;
  return sql`
  select s.n, s.side, ${PARTS} from sides s join ${spanTable(shape, tables)} f on ${same(sql`s.division`, shape)} and ${ofPoint(shape)}
  where not s.alike ${isTarget ? sql`and s.side = 1` : sql``} group by s.n, s.side
  union all ${other}`;
}

/**
 * What the members of a dimension come to: n, side, key, name, source, numerator, denominator. `where` limits the members
 * `f.member` to those that are part of the whole.
 */
export function memberItems(shape: Shape, tables: FigureTables, where: Sql): Sql {
  if (shape.dimension === MONTH) return monthItems(shape, tables);
  return sql`
  select s.n, s.side, f.member as key, f.member as name, ${NO_SOURCE}, ${PARTS}
  from sides s join ${spanTable(shape, tables)} f on ${same(sql`s.division`, shape)} and f.dimension = ${shape.dimension} and ${where}
  where not s.alike group by s.n, s.side, f.member
  union all
  select s.n, s.side, f.member, f.member, null, ${PARTS}
  from sides s join units u on u.n = s.n and u.side = s.side
  join ${sql.table(tables.part)} f on f.division = u.code and f.indicator = s.indicator and f.year = s.year and f.period = ${PERIOD}
    and f.dimension = ${shape.dimension} and ${where}
  where s.alike group by s.n, s.side, f.member`;
}

/** The calendar months, each as January to it less January to the month before. */
function monthItems(shape: Shape, tables: FigureTables): Sql {
  const months = sql`generate_series(1, ${shape.throughMonth ?? 12}) m(item) cross join lateral (values (m.item, 1), (m.item - 1, -1)) v(month, sign)`;
  const spans = sql`(select s.n, s.side, s.indicator, s.division, s.year, s.member, s.alike, m.item, v.month, v.sign from sides s cross join ${months}) s`;
  const key = sql`s.item::text as key, s.item || '月' as name, ${NO_SOURCE}`;
  return sql`
  select s.n, s.side, ${key}, ${PARTS}
  from ${spans} join ${sql.table(tables.month)} f on ${same(sql`s.division`, { ...shape, throughMonth: 12 })} and ${ofPoint(shape)}
  where not s.alike group by s.n, s.side, s.item
  union all
  select s.n, s.side, ${key}, ${PARTS}
  from ${spans} join units u on u.n = s.n and u.side = s.side
  join ${sql.table(tables.part)} f on f.division = u.code and f.indicator = s.indicator and f.year = s.year and f.period = s.month and ${ofPoint(shape)}
  where s.alike group by s.n, s.side, s.item`;
}

/**
 * What the divisions directly under one come to, and its own rows: n, side, key, name, source, numerator, denominator. Nothing
 * where a report of the division states the total of all, and of a stated ratio, whose parts are not known.
 */
export function divisionItems(shape: Shape, tables: FigureTables): Sql {
  if (shape.to === 'TARGET') return targetItems(shape, tables);
  const part = sql.table(tables.part);
  const alone = sql`exists (
    select from ${part} p where p.division = s.division and p.indicator = s.indicator and p.year = s.year and p.dimension = '' and p.stated)`;
  const own = (code: Sql) => sql`case when ${code} = s.division then d.name || '本级' else d.name end`;
  return sql`
  select s.n, s.side, f.division as key, d.name, ${NO_SOURCE}, ${PARTS}
  from sides s join division d on d.parent_code = s.division join reporting.dim_indicator i on i.code = s.indicator
  join ${spanTable(shape, tables)} f on ${same(sql`d.code`, shape)} and ${ofPoint(shape)} and not (f.stated and i.kind = 'RATIO')
  where not s.alike and not ${alone} group by s.n, s.side, f.division, d.name
  union all
  select s.n, s.side, s.division, d.name || '本级', null, ${PARTS}
  from sides s join division d on d.code = s.division
  join ${part} f on f.division = s.division and f.indicator = s.indicator and f.year = s.year and f.period = ${PERIOD} and ${ofPoint(shape)}
  where not s.alike and not f.stated group by s.n, s.side, s.division, d.name
  union all
  select s.n, s.side, u.child, ${own(sql`u.child`)}, null, ${PARTS}
  from sides s join units u on u.n = s.n and u.side = s.side join division d on d.code = u.child
  join ${part} f on f.division = u.code and f.indicator = s.indicator and f.year = s.year and f.period = ${PERIOD} and ${ofPoint(shape)}
  where s.alike group by s.n, s.side, s.division, u.child, d.name`;
}

/** The target of a division, as the SQL after `lateral`: `low`. */
function targetOf(division: Sql, tables: FigureTables): Sql {
  return sql`(
    select t.low from ${sql.table(tables.target)} t
    where t.division = ${division} and t.year = s.latest and t.indicator = s.indicator order by t.seq limit 1)`;
}

/** The divisions directly under one with what they reached (side 1) and their own targets (side 0). */
function targetItems(shape: Shape, tables: FigureTables): Sql {
  const children = sql`sides s join division d on d.parent_code = s.division`;
  return sql`
  select s.n, s.side, f.division as key, d.name, ${NO_SOURCE}, ${PARTS}
  from ${children} join ${spanTable(shape, tables)} f on ${same(sql`d.code`, shape)} and ${ofPoint(shape)}
  where s.side = 1 group by s.n, s.side, f.division, d.name
  union all
  select s.n, s.side, d.code, d.name, null, t.low, null
  from ${children} cross join lateral ${targetOf(sql`d.code`, tables)} t where s.side = 0`;
}
