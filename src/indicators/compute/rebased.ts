import { sql } from 'kysely';
import type { Database, Sql } from '../../database/sql.js';
import { CATALOGUE } from '../catalogue/index.js';
import { NO_MEMBER } from './asked-rows.js';
import { WHOLE_YEAR } from './cells.js';
import type { FigureTables } from './tables.js';

/**
 * Takes away the comparison of figures of some divisions of one depth that rest on something else than those of the year
 * before (研发费用, R&D经费), with the reason BASIS. Of the divisions alike of both years, too, if one of them changed. A
 * member of another dimension has the basis of the whole, which must be one.
 */
export async function endRebased(
  db: Database,
  divisions: readonly string[],
  indicators: readonly string[],
  tables: FigureTables,
): Promise<void> {
  const based = CATALOGUE.flatMap(({ code, bases }) =>
    bases === undefined || !indicators.includes(code) ? [] : [sql`(${code}, ${bases.by}, ${bases.usual})`],
  );
  if (based.length === 0) return;
  const here = sql`${[...divisions]}::text[]`;
  const year = sql.table(tables.year);
  await sql`
    with based(code, dimension, usual) as (values ${sql.join(based)}),
    whole as materialized (${basesSql(sql`${year} f`, sql`f.division = any(${here})`)}),
    own as materialized (${basesSql(sql`${sql.table(tables.part)} f`, sql`f.division = any(${here}) and f.period = ${sql.lit(WHOLE_YEAR)} and f.covered and not f.stated`)}),
    moved as (
      select n.division, n.indicator, n.year from own n join own p using (division, indicator)
      where p.year = n.year - 1 and n.bases <> p.bases
      union
      select d.parent_code, f.indicator, f.year from ${year} f join division d on d.code = f.division
      where d.parent_code = any(${here}) and f.indicator in (select code from based) and f.dimension = ''
        and (f.reason = 'BASIS' or f.like_value is not null and f.like_previous is not null and f.like_change is null)
    ),
    unlike as materialized (
      select n.division, n.indicator, n.year, n.bases <> p.bases as differs, m.division is not null as moved,
        cardinality(n.bases) + cardinality(p.bases) > 2 as several
      from whole n join whole p on (p.division, p.indicator, p.year) = (n.division, n.indicator, n.year - 1)
      left join moved m on (m.division, m.indicator, m.year) = (n.division, n.indicator, n.year)
    )
    update ${year} f set change = null, rate = null,
      reason = case when f.reason = 'COVERAGE' then f.reason else 'BASIS' end,
      like_change = case when not u.moved then f.like_change end, like_rate = case when not u.moved then f.like_rate end
    from unlike u join based b on b.code = u.indicator
    where (f.division, f.indicator, f.year) = (u.division, u.indicator, u.year) and f.dimension <> b.dimension
      and (u.differs or u.moved or u.several and f.dimension <> '') and f.value is not null and f.previous is not null`.execute(
    db,
  );
}

/** What figures by division, indicator and year rest on; rows that do not say have the usual basis. */
function basesSql(figures: Sql, which: Sql): Sql {
  return sql`
      select f.division, f.indicator, f.year, array_agg(distinct case f.member when ${sql.lit(NO_MEMBER)} then b.usual else f.member end) as bases
      from based b join ${figures} on f.indicator = b.code and f.dimension = b.dimension
      where ${which} and f.numerator is not null and not f.none_recorded and f.denominator is distinct from 0
      group by 1, 2, 3`;
}
