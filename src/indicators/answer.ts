import { sql } from 'kysely';
import { RequestError } from '../errors.js';
import { type Comparison, type NoRateReason, phrase, type ValueFlag } from './compare.js';
import type { IndicatorDefinition } from './definition.js';
import { indicatorsOf } from './known.js';
import { dimensionsOf, MONTH } from './plan.js';
import type { Database } from './refresh.js';
import { completion, met, rate, reason } from './roll-up.js';
import type { Sql } from './sql.js';
import { type FigureTables, KEPT } from './tables.js';

/** A question for year-over-year figures. */
export interface Question {
  readonly indicators: readonly string[];
  readonly from: number;
  readonly to: number;
  /** Codes; absent: every top-most division with data. */
  readonly divisions?: readonly string[] | null;
  /** January to this month of each year. */
  readonly throughMonth?: number | null;
  /** A dimension that every indicator asked for has. */
  readonly by?: string | null;
}

export interface Completion {
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string;
  /** Actual ÷ low bound, in %. */
  readonly rate: number | null;
  readonly met: boolean | null;
}

export interface Point extends Comparison {
  readonly year: number;
  readonly target: Completion | null;
  readonly text: string;
}

/** A division as it is told beside its figures. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parentCode: string | null;
}

export interface Series {
  readonly indicator: IndicatorDefinition;
  readonly division: string;
  readonly place: Place;
  readonly member: string | null;
  readonly points: readonly Point[];
}

/** The most years one question may span. */
export const MAX_YEARS = 100;

/** A figure beside the division it was asked for; a division without figures has one row, of which the rest is null. */
interface Row {
  asked: string;
  /** Null where there is no such division. */
  code: string | null;
  name: string;
  level: string;
  parentCode: string | null;
  indicator: string | null;
  member: string;
  year: number;
  value: number | null;
  previous: number | null;
  change: number | null;
  rate: number | null;
  reason: NoRateReason | null;
  partial: boolean;
  approximate: boolean;
  undated: boolean;
  low: number | null;
  high: number | null;
  text: string | null;
  completion: number | null;
  met: boolean | null;
}

/**
 * Answers from the kept figures, in one indexed read whose cost does not depend on the number of ledger rows. One
 * series for each indicator, division and member, a point for every year asked; a year of which nothing is known is a
 * point with null value. Throws a RequestError for what cannot be asked.
 */
export async function answer(db: Database, question: Question): Promise<Series[]> {
  const indicators = await indicatorsOf(db, question.indicators);
  check(question, indicators);
  const rows = (await questionSql(question).execute(db)).rows as Row[];
  const unknown = rows.filter((row) => row.code === null).map((row) => row.asked);
  if (unknown.length > 0) throw RequestError.unknownDivision(unknown);
  const places = new Map<string, Place>();
  const members = new Map<string, Map<string, Map<number, Row>>>();
  for (const row of rows) {
    if (!places.has(row.asked)) {
      const { name, level, parentCode } = row;
      places.set(row.asked, { code: row.asked, name, level, parentCode });
    }
    if (row.indicator === null) continue;
    const series = `${row.indicator}\n${row.asked}`;
    let known = members.get(series);
    if (known === undefined) members.set(series, (known = new Map()));
    const points = known.get(row.member);
    if (points === undefined) known.set(row.member, new Map([[row.year, row]]));
    else points.set(row.year, row);
  }
  const years = Array.from({ length: question.to - question.from + 1 }, (_, index) => question.from + index);
  const whole = question.by === undefined || question.by === null;
  const month = question.throughMonth ?? null;
  return indicators.flatMap((indicator) =>
    [...places.values()].flatMap((place) => {
      const known = members.get(`${indicator.code}\n${place.code}`);
      return (whole ? [''] : [...(known?.keys() ?? [])]).map((member) => ({
        indicator,
        division: place.code,
        place,
        member: whole ? null : member,
        points: years.map((year) => pointOf(indicator, year, known?.get(member)?.get(year), month)),
      }));
    }),
  );
}

function check(question: Question, indicators: readonly IndicatorDefinition[]): void {
  if (question.to < question.from) throw RequestError.outOfRange('to', `不早于 from（${question.from}）的年份`);
  for (const name of ['from', 'to'] as const) {
    const year = question[name];
    if (year < 1900 || year > 2200) throw RequestError.outOfRange(name, '1900 至 2200 之间的年份');
  }
  if (question.to - question.from >= MAX_YEARS)
    throw RequestError.outOfRange('to', `from 之后 ${MAX_YEARS} 年以内的年份`);
  const month = question.throughMonth ?? null;
  if (month !== null && (month < 1 || month > 12)) throw RequestError.outOfRange('throughMonth', '1 至 12');
  const by = question.by ?? null;
  if (by === null) return;
  for (const indicator of indicators) {
    const offered = dimensionsOf(indicator);
    if (!offered.includes(by)) throw RequestError.unknownDimension(by, indicator.code, offered);
  }
}

/** The divisions with figures that no other one covers. */
export async function topDivisions(db: Database): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from (${TOP}) top order by code`.execute(db);
  return rows.map((row) => row.code);
}

const TOP = sql`
  select code as asked, code, name, level, parent_code, 0 as place from reporting.dim_division
  where (parent_code is null or parent_code not in (select code from reporting.dim_division))
    and exists (select from reporting.indicator_year y where y.division = code)`;

/** The divisions of a question, in the order in which they are answered; `code` is null where there is none. */
function askedSql({ divisions }: Question): Sql {
  if (divisions === undefined || divisions === null) return TOP;
  return sql`
    select a.asked, d.code, d.name, d.level, d.parent_code, a.place
    from unnest(${[...new Set(divisions)]}::text[]) with ordinality a(asked, place) left join division d on d.code = a.asked`;
}

/** The one statement of a question: its divisions, each with its figures. */
export function questionSql(question: Question, tables: FigureTables = KEPT): Sql {
  return sql`
    with asked as materialized (${askedSql(question)})
    select a.asked, a.code, a.name, a.level, a.parent_code as "parentCode", f.indicator, f.member, f.year, f.value, f.previous,
      f.change, f.rate, f.reason, f.partial, f.approximate, f.undated, f.low, f.high, f.text, f.completion, f.met
    from asked a left join (${figures(question, tables)}) f on f.division = a.code
    order by a.place, a.asked, ${question.by === MONTH ? sql`f.member::int` : sql`f.member`}, f.year`;
}

function figures(question: Question, tables: FigureTables): Sql {
  // The array is made once, before the index is looked into; a join would have to guess how many divisions there are.
  const wanted = sql`f.division = any(array(select code from asked)) and f.indicator = any(${[...question.indicators]}::text[])`;
  const month = question.throughMonth ?? null;
  const by = question.by ?? '';
  if (by === MONTH) return byMonth(question, wanted, tables);
  if (month !== null) return throughMonth(question, wanted, month, by, tables);
  return sql`
    select f.indicator, f.division, f.member, f.year, f.value::float8, f.previous::float8, f.change::float8, f.rate::float8,
      f.reason, f.partial, f.approximate, false as undated, f.target_low::float8 as low, f.target_high::float8 as high,
      f.target_text as text, f.completion::float8, f.met
    from ${sql.table(tables.year)} f
    where ${wanted} and f.dimension = ${by} and f.year between ${question.from} and ${question.to}
    union all
    -- A year that is planned but of which nothing is known yet has its target all the same.
    select distinct on (f.indicator, f.division, f.year) f.indicator, f.division, '', f.year, null, null, null, null, 'NO_DATA',
      false, false, false, f.low::float8, f.high::float8, f.text, null, null
    from ${sql.table(tables.target)} f
    where ${by} = '' and ${wanted} and f.year between ${question.from} and ${question.to} and not exists (
      select from ${sql.table(tables.year)} y
      where (y.division, y.indicator, y.dimension, y.member, y.year) = (f.division, f.indicator, '', '', f.year)
    )`;
}

/** Equal periods: the running figures of one month, each year beside the one before. */
function throughMonth(question: Question, wanted: Sql, month: number, by: string, tables: FigureTables) {
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
    where ${wanted} and f.dimension = ${by} and f.month = ${month} and f.year between ${question.from} and ${question.to}`;
}

/** Each calendar month by itself: its running figure less that of the month before. */
function byMonth(question: Question, wanted: Sql, tables: FigureTables) {
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

function pointOf(indicator: IndicatorDefinition, year: number, row: Row | undefined, month: number | null): Point {
  const comparison: Comparison =
    row === undefined
      ? { value: null, previous: null, change: null, rate: null, reason: 'NO_DATA', flags: [] }
      : {
          value: row.value,
          previous: row.previous,
          change: row.change,
          rate: row.rate,
          reason: row.reason,
          flags: [
            ...(row.partial ? (['PARTIAL'] as const) : []),
            ...(row.approximate ? (['APPROXIMATE'] as const) : []),
            ...(row.undated ? (['UNDATED'] as const) : []),
          ] satisfies ValueFlag[],
        };
  const target =
    row === undefined || row.text === null
      ? null
      : { low: row.low, high: row.high, text: row.text, rate: row.completion, met: row.met };
  return { ...comparison, year, target, text: phrase(indicator, comparison, month) };
}
