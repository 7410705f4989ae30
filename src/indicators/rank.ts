import { sql } from 'kysely';
import { keptFigures } from './figures.js';
import type { Question } from './question.js';
import type { Database } from './refresh.js';
import type { FigureRef } from './rows.js';
import type { Sql } from './sql.js';
import { readFigures } from './past/figures-as-of.js';
import { statementOf } from './statements.js';
import { type FigureTables, KEPT } from './tables.js';

/** Where a figure stands among those of the divisions of the same level under the same parent. */
export interface Rank {
  /** From 1; equal figures share it. */
  readonly position: number;
  /** How many of them have a figure. */
  readonly of: number;
  readonly text: string;
}

interface Row {
  division: string;
  indicator: string;
  member: string;
  year: number;
  level: string;
  position: number;
  of: number;
  ties: number;
}

/**
 * Ranks figures among siblings, best first by the indicator's direction; by size, largest first, where neither way is
 * good. Figures are compared as they are shown, in the indicator's decimals. Null for a figure that is not known. One
 * statement for all figures, which are those of one question and at least one.
 */
export async function ranksOf(db: Database, figures: readonly FigureRef[]): Promise<(Rank | null)[]> {
  const ranks = new Map((await rankRows(db, figures)).map((row) => [keyOf(row), rankOf(row)]));
  return figures.map(({ division, indicator, member, year }) => {
    return ranks.get(keyOf({ division, indicator: indicator.code, member: member ?? '', year })) ?? null;
  });
}

function keyOf({ division, indicator, member, year }: Pick<Row, 'division' | 'indicator' | 'member' | 'year'>): string {
  return `${division}\n${indicator}\n${member}\n${year}`;
}

/** Figures whose ranks are asked for together: those of every division, indicator and year of these. */
type RankQuestion = Pick<Question, 'indicators' | 'from' | 'to' | 'by' | 'throughMonth'> & {
  readonly divisions: readonly string[];
};

async function rankRows(db: Database, figures: readonly FigureRef[]): Promise<Row[]> {
  const { by, throughMonth, asOf } = figures[0]!;
  const years = figures.map(({ year }) => year);
  const indicators = [...new Map(figures.map(({ indicator }) => [indicator.code, indicator])).values()];
  const question: RankQuestion = {
    indicators: indicators.map(({ code }) => code),
    from: Math.min(...years),
    to: Math.max(...years),
    by,
    throughMonth,
    divisions: [...new Set(figures.map(({ division }) => division))],
  };
  if (asOf === null) {
    const { rows } = await db.executeQuery(
      statementOf(db, `ranks ${JSON.stringify(question)}`, () => placedSql(question)),
    );
    return rows as Row[];
  }
  return readFigures(db, { asOf, indicators, by, divisions: siblingsOf(question) }, async (from, tables) => {
    const { rows } = await placedSql(question, tables).execute(from);
    return rows as Row[];
  });
}

/** The divisions beside those asked for: code, parent_code, level. */
function siblingsOf({ divisions }: RankQuestion): Sql {
  return sql`
    select s.code, s.parent_code, s.level from division s where exists (
      select from division d
      where d.code = any(${[...divisions]}::text[]) and d.level = s.level and d.parent_code is not distinct from s.parent_code
    )`;
}

function placedSql(question: RankQuestion, tables: FigureTables = KEPT): Sql {
  return sql`
    with asked as materialized (${siblingsOf(question)}),
    placed as (
      select f.division, f.indicator, f.member, f.year, a.parent_code, a.level,
        case when i.direction = 'DOWN' then f.value else -f.value end as rising
      from (${keptFigures(question, tables, { planned: false })}) f
      join asked a on a.code = f.division
      join reporting.dim_indicator i on i.code = f.indicator
      where f.value is not null
    ),
    ranked as (
      select division, indicator, member, year, level, (rank() over siblings)::int as position,
        (count(*) over (siblings rows between unbounded preceding and unbounded following))::int as of,
        (count(*) over (siblings range between current row and current row))::int as ties
      from placed window siblings as (partition by parent_code, level, indicator, member, year order by rising)
    )
    select * from ranked where division = any(${[...question.divisions]}::text[])`;
}

/** What divisions of a level are called together. */
const LEVELS: Readonly<Record<string, string>> = {
  province: '省级区划',
  city: '市',
  county: '区县',
  town: '乡镇',
  village: '村',
};

function rankOf({ level, position, of, ties }: Row): Rank {
  const text = of === 1 ? '' : `在${of}个${LEVELS[level] ?? '区划'}中${ties > 1 ? '并列' : '位居'}第${position}`;
  return { position, of, text };
}
