import { sql } from 'kysely';
import { askedSql } from './asked.js';
import { type Comparison, type LikeForLike, type NoRateReason, type ValueFlag } from './compare.js';
import { type Aside, type Asides, asidesOf, asideSources } from './asides.js';
import { type Period, phrase } from './phrase.js';
import { achieved, type Completion, timeProgress } from './completion.js';
import { todayInChina } from '../define/today.js';
import type { IndicatorDefinition } from '../define/definition.js';
import { indicatorsOf } from '../compute/known.js';
import { keptFigures } from './figures.js';
import { unknownDivisions } from './former.js';
import { readFigures } from '../compute/past/figures-as-of.js';
import { MONTH } from '../define/measures.js';
import { checkQuestion, type Question } from './question.js';
import type { Database, Sql } from '../../database/sql.js';
import { statementOf } from './statements.js';
import { type FigureTables, KEPT } from '../compute/tables.js';

export interface Point extends Comparison {
  readonly year: number;
  readonly target: Completion | null;
  /** What the figure rests on (研发费用, R&D经费); empty where it is not told. */
  readonly bases: readonly string[];
  readonly text: string;
}

/** A division beside its figures. */
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

/** A figure with its division; a division without figures has one row, whose other columns are null. */
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
  none_recorded: boolean;
  carried: boolean;
  overlapping: boolean;
  stated: boolean;
  disputed: boolean;
  incomplete: boolean;
  reported: number | null;
  expected: number | null;
  like_value: number | null;
  like_previous: number | null;
  like_change: number | null;
  like_rate: number | null;
  like_divisions: number | null;
  low: number | null;
  high: number | null;
  text: string | null;
  completion: number | null;
  met: boolean | null;
}

/**
 * Answers from the kept figures, in one indexed read whose cost does not depend on the number of ledger rows. One
 * series for each indicator, division and member, a point for every year asked; a year of which nothing is known is a
 * point with null value. `today`, an ISO date, tells how much of the present year has passed. Throws a RequestError for a
 * question that cannot be asked. With `asOf` the figures are computed from the rows as they were known then.
 */
export async function answer(db: Database, question: Question, today = todayInChina()): Promise<Series[]> {
  const indicators = await indicatorsOf(db, question.indicators);
  checkQuestion(question, indicators, today);
  const { rows, asides } = await rowsOf(db, question, indicators);
  const unknown = rows.filter((row) => row.code === null).map((row) => row.asked);
  if (unknown.length > 0) throw await unknownDivisions(db, unknown);
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
        points: years.map((year) =>
          pointOf(indicator, known?.get(member)?.get(year), {
            period: { year, throughMonth: month, today: question.asOf ?? today },
            level: place.level,
            aside: asides(indicator, place.code, member, year),
          }),
        ),
      }));
    }),
  );
}

async function rowsOf(
  db: Database,
  question: Question,
  indicators: readonly IndicatorDefinition[],
): Promise<{ rows: Row[]; asides: Asides }> {
  const { asOf, by } = question;
  const read = [...new Set([...indicators, ...asideSources(indicators)])];
  return readFigures(db, { asOf, indicators: read, by, divisions: askedSql(question) }, async (from, tables) => {
    const { rows } = await (tables === KEPT
      ? from.executeQuery(statementOf(from, `figures ${JSON.stringify(question)}`, () => questionSql(question)))
      : questionSql(question, tables).execute(from));
    return { rows: rows as Row[], asides: await asidesOf(from, question, indicators, tables) };
  });
}

/** The one statement of a question: its divisions, each with its figures. */
export function questionSql(question: Question, tables: FigureTables = KEPT): Sql {
  return sql`
    with asked as materialized (${askedSql(question)})
    select a.asked, a.code, a.name, a.level, a.parent_code as "parentCode", f.indicator, f.member, f.year, f.value, f.previous,
      f.change, f.rate, f.reason, f.partial, f.approximate, f.undated, f.none_recorded, f.carried, f.overlapping, f.stated, f.disputed, f.incomplete, f.reported,
      f.expected, f.like_value, f.like_previous, f.like_change, f.like_rate, f.like_divisions, f.low, f.high, f.text, f.completion, f.met
    from asked a left join (${keptFigures(question, tables)}) f on f.division = a.code
    order by a.place, a.asked, ${question.by === MONTH ? sql`f.member::int` : sql`f.member`}, f.year`;
}

/** The comparison of the divisions of both years, where it differs from that of all and there are any. */
function likeOf(row: Row): LikeForLike | null {
  if (row.like_divisions === null || row.like_divisions === 0) return null;
  return {
    value: row.like_value,
    previous: row.like_previous,
    change: row.like_change,
    rate: row.like_rate,
    divisions: row.like_divisions,
  };
}

function pointOf(
  indicator: IndicatorDefinition,
  row: Row | undefined,
  { period, level, aside }: { readonly period: Period; readonly level: string; readonly aside: Aside },
): Point {
  const comparison: Comparison =
    row === undefined
      ? {
          value: null,
          previous: null,
          change: null,
          rate: null,
          reason: 'NO_DATA',
          flags: [],
          likeForLike: null,
          reported: null,
        }
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
            ...(row.none_recorded ? (['NONE_RECORDED'] as const) : []),
            ...(row.carried ? (['CARRIED'] as const) : []),
            ...(row.incomplete ? (['INCOMPLETE'] as const) : []),
            ...(row.overlapping ? (['OVERLAPPING'] as const) : []),
            ...(row.stated ? (['REPORTED'] as const) : []),
            ...(row.disputed ? (['DISPUTED'] as const) : []),
          ] satisfies ValueFlag[],
          likeForLike: likeOf(row),
          reported:
            row.reported === null || row.expected === null ? null : { reported: row.reported, expected: row.expected },
        };
  const target: Completion | null =
    row === undefined || row.text === null
      ? null
      : {
          low: row.low,
          high: row.high,
          text: row.text,
          rate: row.completion,
          met: row.met,
          timeProgress: timeProgress(period.year, period.throughMonth, period.today),
        };
  const said = phrase(indicator, comparison, period, level, aside);
  const reached = target === null ? '' : achieved(indicator, target);
  return {
    ...comparison,
    year: period.year,
    target,
    bases: aside.bases,
    text: reached === '' ? said : `${said}，${reached}`,
  };
}
