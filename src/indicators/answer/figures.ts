import { sql } from 'kysely';
import { MONTH } from '../define/plan.js';
import type { Question } from './question.js';
import { completion, met, rate, reason } from '../compute/roll-up.js';
import { listed } from '../compute/figures-sql.js';
import { type Sql } from '../../database/sql.js';
import type { FigureTables } from '../compute/tables.js';

/**
 * The kept figures of a question for the divisions in `asked` (column `code`), which the statement around it defines:
 * indicator, division, member, year, the value with its comparison and its target. Years that are planned, but of which
 * nothing is known, are among them unless `planned` is false.
 */
export function keptFigures(question: Question, tables: FigureTables, { planned = true } = {}): Sql {
  // The array is made once, before the index is looked into; a join would have to guess how many divisions there are.
  const wanted = sql`f.division = any(array(select code from asked)) and f.indicator = any(${listed(question.indicators)})`;
  const month = question.throughMonth ?? null;
  const by = question.by ?? '';
  const years = planned && by === '' ? plannedOnly(question, wanted, tables) : sql``;
  if (by === MONTH) return byMonth(question, wanted, tables);
  if (month !== null) return throughMonth(question, wanted, month, by, tables, years);
  return sql`
    select f.indicator, f.division, f.member, f.year, f.value::float8, f.previous::float8, f.change::float8, f.rate::float8,
      f.reason, f.partial, f.approximate, false as undated, f.target_low::float8 as low, f.target_high::float8 as high,
      f.target_text as text, f.completion::float8, f.met
    from ${sql.table(tables.year)} f
    where ${wanted} and f.dimension = ${by} and f.year between ${question.from} and ${question.to}
    ${years}`;
}

/** A year that is planned but of which nothing is known yet has its target all the same; members have no targets. */
function plannedOnly(question: Question, wanted: Sql, tables: FigureTables): Sql {
  return sql`union all (
    select distinct on (f.indicator, f.division, f.year) f.indicator, f.division, '', f.year, null, null, null, null, 'NO_DATA',
      false, false, false, f.low::float8, f.high::float8, f.text, null, null
    from ${sql.table(tables.target)} f
    where ${wanted} and f.year between ${question.from} and ${question.to} and not exists (
      select from ${sql.table(tables.year)} y
      where (y.division, y.indicator, y.dimension, y.member, y.year) = (f.division, f.indicator, '', '', f.year)
    )
    order by f.indicator, f.division, f.year, f.seq)`;
}

/** Equal periods: the running figures of one month, each year beside the one before. */
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
  return sql`
    select f.indicator, f.division, f.member, f.year, f.value::float8, p.value::float8 as previous,
      round(${value} - ${previous}, i.decimals)::float8 as change,
      (${rate(sql`i.kind`, value, previous)})::float8 as rate, ${reason(sql`i.kind`, value, previous)} as reason,
      f.partial, f.approximate, f.undated, t.low::float8, t.high::float8, t.text,
      (${completion(value)})::float8 as completion, ${met(value)} as met
    from ${sql.table(tables.month)} f
    join reporting.dim_indicator i on i.code = f.indicator
    left join ${sql.table(tables.month)} p
      on (p.division, p.indicator, p.dimension, p.member, p.month) = (f.division, f.indicator, f.dimension, f.member, f.month)
      and p.year = f.year - 1
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
  return sql`
    with months as (
      select f.indicator, f.division, f.year, f.month, f.partial, f.approximate, f.undated,
        f.numerator - coalesce(b.numerator, 0) as numerator, f.denominator - coalesce(b.denominator, 0) as denominator
      from ${sql.table(tables.month)} f
      left join ${sql.table(tables.month)} b
        on (b.division, b.indicator, b.dimension, b.member, b.year) = (f.division, f.indicator, f.dimension, f.member, f.year)
        and b.month = f.month - 1
      where ${wanted} and f.dimension = '' and f.year between ${question.from - 1} and ${question.to}
        and f.month <= ${question.throughMonth ?? 12}
    )
    select m.indicator, m.division, m.month::text as member, m.year, round(${value}, i.decimals)::float8 as value,
      round(${previous}, i.decimals)::float8 as previous, round(${value} - ${previous}, i.decimals)::float8 as change,
      (${rate(sql`i.kind`, value, previous)})::float8 as rate, ${reason(sql`i.kind`, value, previous)} as reason,
      m.partial, m.approximate, m.undated, null::float8 as low, null::float8 as high, null as text,
      null::float8 as completion, null::boolean as met
    from months m
    join reporting.dim_indicator i on i.code = m.indicator
    left join months p on (p.indicator, p.division, p.month) = (m.indicator, m.division, m.month) and p.year = m.year - 1
    where m.year >= ${question.from}`;
}

function ratioValue(numerator: Sql, denominator: Sql): Sql {
  return sql`case when i.kind = 'RATIO' then ${numerator} / nullif(${denominator}, 0) * i.factor else ${numerator} end`;
}
