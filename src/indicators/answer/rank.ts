import { sql } from 'kysely';
import type { Point, Series } from './answer.js';
import { hasAllSiblings } from './asked.js';
import { keptFigures } from './figures.js';
import type { Question } from './question.js';
import { type Database, type Sql } from '../../database/sql.js';
import { listed } from '../compute/figures-sql.js';
import { readFigures } from '../compute/past/figures-as-of.js';
import { statementOf } from './statements.js';
import { type FigureTables, KEPT } from '../compute/tables.js';

/** The rank of a figure among the divisions of the same level under the same parent. */
export interface Rank {
  /** From 1; equal figures share it. */
  readonly position: number;
  /** How many of them have a figure. */
  readonly of: number;
  readonly text: string;
}

/** The rank of equal figures among those of a level. */
interface Standing {
  readonly level: string;
  readonly position: number;
  readonly of: number;
  /** How many are equal. */
  readonly ties: number;
  /** Whether any of them is a banner (旗). */
  readonly banners: boolean;
}

interface Row extends Standing {
  division: string;
  indicator: string;
  member: string;
  year: number;
}

/**
 * Ranks the figures of an answer among siblings, best first by the indicator's direction; by size, largest first, where
 * it has none. Figures are compared as they are shown, in the indicator's decimals. One rank for each point of
 * each series, in their order; null for a figure that is not known. One statement, or none where the answer has the
 * siblings' figures too.
 */
export async function ranksOf(
  db: Database,
  question: Question,
  series: readonly Series[],
): Promise<readonly (Rank | null)[]> {
  return hasAllSiblings(question) ? ranksWithin(series) : ranksBeside(db, question, series);
}

/** Ranks among the figures of the answer itself. */
function ranksWithin(series: readonly Series[]): (Rank | null)[] {
  const ranks = new Map<Point, Rank>();
  const families = Map.groupBy(series, ({ indicator, member, place: { parentCode, level } }) =>
    [parentCode, level, indicator.code, member].join('\n'),
  );
  for (const family of families.values()) {
    const { indicator, place, points } = family[0]!;
    const rising = indicator.direction === 'DOWN' ? 1 : -1;
    const banners = family.some((each) => isBanner(each.place.name));
    for (const year of points.keys()) {
      const known = family.map((each) => each.points[year]!).filter(({ value }) => value !== null);
      const equal = Map.groupBy(known, ({ value }) => value!);
      let position = 1;
      for (const value of [...equal.keys()].toSorted((a, b) => rising * (a - b))) {
        const tied = equal.get(value)!;
        const rank = rankOf({ level: place.level, position, of: known.length, ties: tied.length, banners });
        for (const point of tied) ranks.set(point, rank);
        position += tied.length;
      }
    }
  }
  return series.flatMap(({ points }) => points.map((point) => ranks.get(point) ?? null));
}

/** Ranks among figures that are read for ranking. */
async function ranksBeside(
  db: Database,
  question: Question,
  series: readonly Series[],
): Promise<readonly (Rank | null)[]> {
  const ranks = new Map((await rankRows(db, question, series)).map((row) => [keyOf(row), rankOf(row)]));
  return series.flatMap(({ indicator, division, member, points }) =>
    points.map(
      ({ year }) => ranks.get(keyOf({ division, indicator: indicator.code, member: member ?? '', year })) ?? null,
    ),
  );
}

function keyOf({ division, indicator, member, year }: Pick<Row, 'division' | 'indicator' | 'member' | 'year'>): string {
  return `${division}\n${indicator}\n${member}\n${year}`;
}

/** Figures that are ranked together: those of every division, indicator and year of these. */
type RankQuestion = Pick<Question, 'indicators' | 'from' | 'to' | 'by' | 'throughMonth'> & {
  readonly divisions: readonly string[];
};

async function rankRows(
  db: Database,
  { from, to, by, throughMonth, asOf }: Question,
  series: readonly Series[],
): Promise<Row[]> {
  const indicators = [...new Set(series.map(({ indicator }) => indicator))];
  const question: RankQuestion = {
    indicators: indicators.map(({ code }) => code),
    from,
    to,
    by,
    throughMonth,
    divisions: [...new Set(series.map(({ division }) => division))],
  };
  const { rows } = await readFigures(db, { asOf, indicators, by, divisions: siblingsOf(question) }, (reading, tables) =>
    tables === KEPT
      ? reading.executeQuery(statementOf(reading, `ranks ${JSON.stringify(question)}`, () => placedSql(question)))
      : placedSql(question, tables).execute(reading),
  );
  return rows as Row[];
}

/** The siblings of the divisions asked for: code, parent_code, level, name. */
function siblingsOf({ divisions }: RankQuestion): Sql {
  return sql`
    with families as (
      select distinct parent_code, level from division where code = any(${listed(divisions)})
    )
    select s.code, s.parent_code, s.level, s.name from families f
    join division s on s.parent_code = f.parent_code and s.level = f.level
    union all
    select s.code, s.parent_code, s.level, s.name from families f
    join division s on s.parent_code is null and f.parent_code is null and s.level = f.level`;
}

function placedSql(question: RankQuestion, tables: FigureTables = KEPT): Sql {
  return sql`
    with asked as materialized (${siblingsOf(question)}),
    placed as (
      select f.division, f.indicator, f.member, f.year, a.parent_code, a.level, a.name like '%旗' as banner,
        case when i.direction = 'DOWN' then f.value else -f.value end as rising
      from (${keptFigures(question, tables, { planned: false })}) f
      join asked a on a.code = f.division
      join reporting.dim_indicator i on i.code = f.indicator
      where f.value is not null
    ),
    ranked as (
      select division, indicator, member, year, level, (rank() over siblings)::int as position,
        (count(*) over (siblings rows between unbounded preceding and unbounded following))::int as of,
        (count(*) over (siblings range between current row and current row))::int as ties,
        bool_or(banner) over (siblings rows between unbounded preceding and unbounded following) as banners
      from placed window siblings as (partition by parent_code, level, indicator, member, year order by rising)
    )
    select * from ranked where division = any(${listed(question.divisions)})`;
}

/** The Chinese word for divisions of a level together. */
const LEVELS: Readonly<Record<string, string>> = {
  province: '省级区划',
  city: '市',
  county: '区县',
  town: '乡镇',
  village: '村',
};

function kindOf(level: string, banners: boolean): string {
  return level === 'county' && banners ? '旗县区' : (LEVELS[level] ?? '区划');
}

function isBanner(name: string): boolean {
  return name.endsWith('旗');
}

function rankOf({ level, position, of, ties, banners }: Standing): Rank {
  const text = of === 1 ? '' : `在${of}个${kindOf(level, banners)}中${ties > 1 ? '并列' : '排名'}第${position}位`;
  return { position, of, text };
}
