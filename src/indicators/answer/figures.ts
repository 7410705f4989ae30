import { sql } from 'kysely';
import { MONTH } from '../define/measures.js';
import type { Question } from './question.js';
import { changed, completion, met, rate, reason } from '../compute/roll-up.js';
import { listed } from '../compute/figures-sql.js';
import { type Sql } from '../../database/sql.js';
import type { FigureTables } from '../compute/tables.js';

/**
 * The kept figures of a question for the divisions in `asked` (column `code`), which the statement around it defines:
 * indicator, division, member, year, the value with its comparison and its target. Years that are planned, but of which
 * nothing is known, are among them unless `planned` is false.
 */
export function keptFigures(question: Question, tables: FigureTables, { planned = true } = {}): Sql {
  // The array is made once before the index scan; for a join the planner would guess the number of divisions.
  const wanted = sql`f.division = any(array(select code from asked)) and f.indicator = any(${listed(question.indicators)})`;
  const month = question.throughMonth ?? null;
  const by = question.by ?? '';
  const years = planned && by === '' ? plannedOnly(question, wanted, tables) : sql``;
  if (by === MONTH) return byMonth(question, wanted, tables);
  if (month !== null) return throughMonth(question, wanted, month, by, tables, years);
  return sql`
    select f.indicator, f.division, f.member, f.year, f.value::float8, f.previous::float8, f.change::float8, f.rate::float8,
      f.reason, f.partial, f.approximate, false as undated, f.none_recorded, f.carried, f.overlapping, f.stated, f.disputed, f.incomplete, f.reported, f.expected,
      f.like_value::float8, f.like_previous::float8, f.like_change::float8, f.like_rate::float8, f.like_divisions, f.target_low::float8 as low, f.target_high::float8 as high,
      f.target_text as text, f.completion::float8, f.met
    from ${sql.table(tables.year)} f
    where ${wanted} and f.dimension = ${by} and f.year between ${question.from} and ${question.to}
    ${years}`;
}

/** Years with a target but without figures; members have no targets. */
function plannedOnly(question: Question, wanted: Sql, tables: FigureTables): Sql {
  return sql`union all (
    select distinct on (f.indicator, f.division, f.year) f.indicator, f.division, '', f.year, null, null, null, null, 'NO_DATA',
      false, false, false, false, false, false, false, false, false, null::int, null::int, null::float8, null::float8, null::float8, null::float8, null::int, f.low::float8, f.high::float8, f.text, null, null
    from ${sql.table(tables.target)} f
    where ${wanted} and f.year between ${question.from} and ${question.to} and not exists (
      select from ${sql.table(tables.year)} y
      where (y.division, y.indicator, y.dimension, y.member, y.year) = (f.division, f.indicator, '', '', f.year)
    )
    order by f.indicator, f.division, f.year, f.seq)`;
}

/** Equal periods: the running figures of one month, each with that of the year before. */
function throughMonth(
  question: Question,
  wanted: Sql,
  month: number,
  by: string,
  tables: FigureTables,
  years: Sql,
): Sql {
  const exact = (alias: string) => sql.raw(`${alias}.numerator`);
  const value = ratioValue(exact('f'), sql.raw('f.denominator'));
  const previous = ratioValue(exact('p'), sql.raw('p.denominator'));
  const like = ratioValue(exact('a'), sql.raw('a.denominator'));
  const likeBefore = ratioValue(sql.raw('a.previous_numerator'), sql.raw('a.previous_denominator'));
  const uneven = sql`(${UNEVEN} or f.carried)`;
  return sql`
    select f.indicator, f.division, f.member, f.year, f.value::float8, p.value::float8 as previous,
      (${changed(uneven, sql`f.value`, sql`p.value`)})::float8 as change,
      (${rate(sql`i.kind`, value, previous, uneven)})::float8 as rate, ${reason(sql`i.kind`, value, previous, uneven)} as reason,
      f.partial, f.approximate, f.undated, f.none_recorded, f.carried, f.overlapping, f.stated, f.disputed, coalesce(w.incomplete, false) as incomplete, w.reported, w.expected,
      ${shown(sql`f.dimension = ''`, sql`round(${like}, i.decimals)`)} as like_value,
      ${shown(sql`f.dimension = ''`, sql`round(${likeBefore}, i.decimals)`)} as like_previous,
      ${shown(sql`f.dimension = ''`, sql`round(${like}, i.decimals) - round(${likeBefore}, i.decimals)`)} as like_change,
      ${shown(sql`f.dimension = ''`, rate(sql`i.kind`, like, likeBefore, sql`false`))} as like_rate,
      case when f.dimension = '' then a.divisions end as like_divisions, t.low::float8, t.high::float8, t.text,
      (${completion(value)})::float8 as completion, ${met(value)} as met
    from ${sql.table(tables.month)} f
    join reporting.dim_indicator i on i.code = f.indicator
    left join ${sql.table(tables.month)} p
      on (p.division, p.indicator, p.dimension, p.member, p.month) = (f.division, f.indicator, f.dimension, f.member, f.month)
      and p.year = f.year - 1
    ${coverage('f', sql`f.month`, tables)}
    left join lateral (
      select * from ${sql.table(tables.target)} t
      where f.dimension = '' and t.division = f.division and t.year = f.year and t.indicator = f.indicator
      order by seq limit 1
    ) t on true
    where ${wanted} and f.dimension = ${by} and f.month = ${month} and f.year between ${question.from} and ${question.to}
    ${years}`;
}

/** Each calendar month by itself: its running figure less that of the month before. */
function byMonth(question: Question, wanted: Sql, tables: FigureTables): Sql {
  const value = ratioValue(sql.raw('m.numerator'), sql.raw('m.denominator'));
  const previous = ratioValue(sql.raw('p.numerator'), sql.raw('p.denominator'));
  const uneven = sql`(${UNEVEN} or m.carried)`;
  return sql`
    with months as (
      select f.indicator, f.division, f.year, f.month, f.partial, f.approximate, f.undated, f.carried, f.overlapping, f.stated, f.disputed,
        f.numerator = coalesce(b.numerator, 0) and not f.partial and not f.undated and i.kind = 'FLOW' as none_recorded,
        case when k.told then f.numerator - coalesce(b.numerator, 0) end as numerator,
        case when k.told then f.denominator - coalesce(b.denominator, 0) end as denominator
      from ${sql.table(tables.month)} f
      join reporting.dim_indicator i on i.code = f.indicator
      left join ${sql.table(tables.month)} b
        on (b.division, b.indicator, b.dimension, b.member, b.year) = (f.division, f.indicator, f.dimension, f.member, f.year)
        and b.month = f.month - 1
      -- A stated total of the months up to one says nothing of each.
      cross join lateral (select not f.stated or not f.undated and not coalesce(b.undated, false) as told) k
      where ${wanted} and f.dimension = '' and f.year between ${question.from - 1} and ${question.to}
        and f.month <= ${question.throughMonth ?? 12}
    )
    select m.indicator, m.division, m.month::text as member, m.year, round(${value}, i.decimals)::float8 as value,
      round(${previous}, i.decimals)::float8 as previous,
      (${changed(uneven, sql`round(${value}, i.decimals)`, sql`round(${previous}, i.decimals)`)})::float8 as change,
      (${rate(sql`i.kind`, value, previous, uneven)})::float8 as rate, ${reason(sql`i.kind`, value, previous, uneven)} as reason,
      m.partial, m.approximate, m.undated, m.none_recorded, m.carried, m.overlapping, m.stated, m.disputed, coalesce(w.incomplete, false) as incomplete, w.reported, w.expected,
      null::float8 as like_value, null::float8 as like_previous, null::float8 as like_change, null::float8 as like_rate, null::int as like_divisions, null::float8 as low, null::float8 as high, null as text,
      null::float8 as completion, null::boolean as met
    from months m
    join reporting.dim_indicator i on i.code = m.indicator
    left join months p on (p.indicator, p.division, p.month) = (m.indicator, m.division, m.month) and p.year = m.year - 1
    ${coverage('m', sql`m.month`, tables)}
    where m.year >= ${question.from}`;
}

/** Whether other divisions reported in a year than in the one before, or none did in one of them. */
const UNEVEN = sql`(a.division is not null or coalesce((w.reported > 0) <> (v.reported > 0), false))`;

/**
 * Joined to a month's figure: `w`, the divisions that reported in its year, `v`, those of the year before, and `a`, the
 * figures of those of both years.
 */
function coverage(figure: string, month: Sql, tables: FigureTables): Sql {
  const of = (column: string) => sql.ref(`${figure}.${column}`);
  const whole = (alias: string, year: Sql) => sql`
    left join ${sql.table(tables.year)} ${sql.ref(alias)}
      on (${sql.ref(`${alias}.division`)}, ${sql.ref(`${alias}.indicator`)}, ${sql.ref(`${alias}.dimension`)}, ${sql.ref(`${alias}.member`)}, ${sql.ref(`${alias}.year`)})
        = (${of('division')}, ${of('indicator')}, '', '', ${year})`;
  return sql`${whole('w', of('year'))} ${whole('v', sql`${of('year')} - 1`)}
    left join ${sql.table(tables.alike)} a
      on (a.division, a.indicator, a.year, a.month) = (${of('division')}, ${of('indicator')}, ${of('year')}, ${month})`;
}

function shown(whole: Sql, value: Sql): Sql {
  return sql`(case when ${whole} then ${value} end)::float8`;
}

function ratioValue(numerator: Sql, denominator: Sql): Sql {
  return sql`case when i.kind = 'RATIO' then ${numerator} / nullif(${denominator}, 0) * i.factor else ${numerator} end`;
}
