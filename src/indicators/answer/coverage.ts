import { sql } from 'kysely';
import type { Series } from './answer.js';
import type { Question } from './question.js';
import { type Database } from '../../database/sql.js';
import { WHOLE_YEAR } from '../compute/cells.js';
import { listed } from '../compute/figures-sql.js';
import { readFigures } from '../compute/past/figures-as-of.js';

/** Which divisions at or under the one of a figure are behind it. */
export interface Coverage {
  /** How many have rows that cover the indicator in the year. */
  readonly reported: number;
  /** How many had by then. */
  readonly expected: number;
  /** Those that had before, but not in the year; by code. */
  readonly missing: readonly { readonly code: string; readonly name: string }[];
}

/** A division with rows that cover an indicator, or that states its total, at or under the one asked. */
interface Unit {
  readonly root: string;
  readonly indicator: string;
  readonly code: string;
  readonly name: string;
  /** The divisions above it, up to the one asked. */
  readonly above: readonly string[];
  /** The years that its rows cover; those in which it states the total of all under it. */
  readonly years: readonly number[];
  readonly stated: readonly number[];
}

/** The coverage of each point of each series of an answer, in their order. One statement. */
export async function coverageOf(
  db: Database,
  { by, asOf }: Question,
  series: readonly Series[],
): Promise<readonly Coverage[]> {
  const indicators = [...new Set(series.map(({ indicator }) => indicator))];
  const roots = listed([...new Set(series.map(({ division }) => division))]);
  const divisions = sql`select unnest(${roots}) as code`;
  const { rows } = await readFigures(db, { asOf, indicators, by, divisions }, (reading, tables) =>
    sql<Unit>`
      with recursive under (root, code, above) as (
        select code::text, code::text, '{}'::text[] from division where code = any(${roots})
        union all select u.root, d.code, u.above || u.code from under u join division d on d.parent_code = u.code
      )
      select u.root, p.indicator, d.code, d.name, u.above,
        coalesce(array_agg(p.year order by p.year) filter (where not p.stated), '{}') as years,
        coalesce(array_agg(p.year order by p.year) filter (where p.stated), '{}') as stated
      from under u join ${sql.table(tables.part)} p on p.division = u.code join division d on d.code = u.code
      where p.indicator = any(${listed(indicators.map(({ code }) => code))}) and p.dimension = '' and p.member = ''
        and p.period = ${sql.lit(WHOLE_YEAR)} and p.covered
      group by u.root, p.indicator, d.code, d.name, u.above order by d.code`.execute(reading),
  );
  const units = Map.groupBy(rows, ({ root, indicator }) => `${root}\n${indicator}`);
  return series.flatMap(({ indicator, division, points }) => {
    const mine = units.get(`${division}\n${indicator.code}`) ?? [];
    return points.map(({ year }) => coverageAt(mine, year));
  });
}

function coverageAt(units: readonly Unit[], year: number): Coverage {
  const begun = units.filter(({ years, stated }) => Math.min(...years, ...stated) <= year);
  // One that only states totals is none of those expected beside divisions under it.
  const expected = begun.filter(
    ({ code, years }) => Math.min(...years) <= year || !begun.some(({ above }) => above.includes(code)),
  );
  const stating = new Set(begun.filter(({ stated }) => stated.includes(year)).map(({ code }) => code));
  const reports = ({ code, above, years }: Unit) =>
    years.includes(year) || [code, ...above].some((each) => stating.has(each));
  const missing = expected.filter((unit) => !reports(unit));
  return {
    reported: expected.length - missing.length,
    expected: expected.length,
    missing: missing.map(({ code, name }) => ({ code, name })),
  };
}
