import { sql } from 'kysely';
import type { Database, Sql } from '../../database/sql.js';
import { NO_MEMBER } from '../compute/asked-rows.js';
import type { FigureTables } from '../compute/tables.js';
import { CATALOGUE } from '../catalogue/index.js';
import type { IndicatorDefinition } from '../define/definition.js';
import { MONTH } from '../define/measures.js';
import { askedSql } from './asked.js';
import type { Question } from './question.js';

/** What a report says beside a figure. */
export interface Aside {
  /** How many are not decided yet and so not in a ratio. */
  readonly pending: number;
  /** What the figure rests on (研发费用, R&D经费); empty where it is not told. */
  readonly bases: readonly string[];
}

/** Beside most figures nothing is said. */
export const NO_ASIDE: Aside = { pending: 0, bases: [] };

/** Asides by figure. */
export type Asides = (indicator: IndicatorDefinition, division: string, member: string, year: number) => Aside;

/** The indicators that the asides of others are made from. */
export function asideSources(indicators: readonly IndicatorDefinition[]): IndicatorDefinition[] {
  const codes = indicators.flatMap(({ pending }) => pending?.of ?? []);
  return CATALOGUE.filter(({ code }) => codes.includes(code));
}

/** Reads the asides of a question; no statement for indicators without any. */
export async function asidesOf(
  db: Database,
  question: Question,
  indicators: readonly IndicatorDefinition[],
  tables: FigureTables,
): Promise<Asides> {
  const pending = await pendingOf(db, question, indicators, tables);
  const bases = await basesOf(db, question, indicators, tables);
  return (indicator, division, member, year) => ({
    pending: pending.get([indicator.code, division, member, year].join('|')) ?? 0,
    bases: basesIn(bases, indicator, division, year),
  });
}

async function pendingOf(
  db: Database,
  question: Question,
  indicators: readonly IndicatorDefinition[],
  tables: FigureTables,
): Promise<Map<string, number>> {
  const pairs = indicators.flatMap(({ code, pending }) => (pending === undefined ? [] : [[code, pending.of]]));
  if (pairs.length === 0 || question.by === MONTH) return new Map();
  const month = question.throughMonth ?? null;
  const figures = sql.table(month === null ? tables.year : tables.month);
  const sameMonth = month === null ? sql`` : sql`and f.month = ${month} and w.month = ${month}`;
  const { rows } = await sql<{ key: string; pending: number }>`
    with asked as materialized (${askedSql(question)})
    select concat_ws('|', f.indicator, f.division, f.member, f.year) as key, (w.numerator - f.denominator)::float8 as pending
    from (values ${sql.join(pairs.map(([code, of]) => sql`(${code}, ${of})`))}) p(code, whole)
    join ${figures} f on f.indicator = p.code
    join ${figures} w on (w.division, w.indicator, w.dimension, w.member, w.year) = (f.division, p.whole, f.dimension, f.member, f.year)
    where ${ofDivisions} and f.dimension = ${question.by ?? ''} and f.year between ${question.from} and ${question.to} ${sameMonth}`.execute(
    db,
  );
  return new Map(rows.map(({ key, pending }) => [key, pending]));
}

type Bases = ReadonlyMap<string, readonly string[]>;

async function basesOf(
  db: Database,
  question: Question,
  indicators: readonly IndicatorDefinition[],
  tables: FigureTables,
): Promise<Bases> {
  const asked = indicators.flatMap(({ code, bases }) => (bases === undefined ? [] : [[code, bases.by]]));
  if (asked.length === 0 || (question.by ?? '') !== '') return new Map();
  const { rows } = await sql<{ key: string; members: string[] }>`
    with asked as materialized (${askedSql(question)})
    select concat_ws('|', f.indicator, f.division, f.year) as key, array_agg(f.member order by f.member) as members
    from (values ${sql.join(asked.map(([code, by]) => sql`(${code}, ${by})`))}) b(code, dimension)
    join ${sql.table(tables.year)} f on f.indicator = b.code and f.dimension = b.dimension
    where ${ofDivisions} and f.numerator is not null and not f.none_recorded and f.denominator is distinct from 0 and f.year between ${question.from} and ${question.to}
    group by 1`.execute(db);
  return new Map(rows.map(({ key, members }) => [key, members]));
}

/** The bases of a figure; rows that do not say have the usual one. */
function basesIn(known: Bases, indicator: IndicatorDefinition, division: string, year: number): string[] {
  const members = known.get([indicator.code, division, year].join('|')) ?? [];
  const named = members.map((member) => (member === NO_MEMBER ? indicator.bases!.usual : member));
  return [...new Set(named)].toSorted(
    (a, b) => Number(b === indicator.bases!.usual) - Number(a === indicator.bases!.usual),
  );
}

const ofDivisions: Sql = sql`f.division = any(array(select code from asked))`;
