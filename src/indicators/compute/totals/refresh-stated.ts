import { sql } from 'kysely';
import { observation } from '../../../entities/ledgers/observation.js';
import { target } from '../../../entities/ledgers/target.js';
import type { Database, Sql } from '../../../database/sql.js';
import { ledgerTable } from '../facts.js';
import type { TableOf } from '../asked-rows.js';
import { WHOLE_YEAR } from '../cells.js';
import { type FigureTables, KEPT } from '../tables.js';
import { statedSql } from './stated.js';

/**
 * Rewrites which figures of some divisions of one depth are those that their reports state, for want of rows: parts with
 * `stated`. The rows' own parts, and the figures of the divisions under these, must be up to date. Gives the indicators
 * whose parts changed.
 */
export async function refreshStated(
  db: Database,
  divisions: readonly string[],
  { tables = KEPT, tableOf = ledgerTable }: { readonly tables?: FigureTables; readonly tableOf?: TableOf } = {},
): Promise<string[]> {
  if (divisions.length === 0) return [];
  const here = sql`${[...divisions]}::text[]`;
  const part = sql.table(tables.part);
  const stated = partsSql(here, tables, tableOf);
  const same = sql`(p.division, p.indicator, p.year, p.period) = (s.division, s.indicator, s.year, s.period)`;
  const told = (alias: string) =>
    sql.join(
      ['numerator', 'denominator', 'partial', 'approximate', 'undated', 'disputed'].map((name) =>
        sql.ref(`${alias}.${name}`),
      ),
    );
  const gone = await sql<{ indicator: string }>`
    with stated as materialized (${stated})
    delete from ${part} p where division = any(${here}) and stated
      and not exists (select from stated s where ${same} and (${told('s')}) is not distinct from (${told('p')}))
    returning indicator`.execute(db);
  const made = await sql<{ indicator: string }>`
    with stated as materialized (${stated})
    insert into ${part} (division, indicator, dimension, member, year, period, numerator, denominator, partial, approximate, undated, disputed, none_recorded, carried, covered, stated)
    select division, indicator, '', '', year, period, ${told('s')}, false, false, true, true from stated s
    where not exists (select from ${part} p where ${same} and p.dimension = '')
    returning indicator`.execute(db);
  return [...new Set([...gone.rows, ...made.rows].map(({ indicator }) => indicator))];
}

/** Those of some divisions that state totals; with `part` also those that did when their figures were last computed. */
export async function statingDivisions(
  db: Database,
  divisions: readonly string[],
  tableOf: TableOf = ledgerTable,
  part?: string,
): Promise<Set<string>> {
  const here = sql`${[...divisions]}::text[]`;
  const { rows } = await sql<{ code: string }>`
    select code from unnest(${here}) code
    where exists (select from ${sql.table(tableOf(observation))} o where o.division = code)
      or exists (select from ${sql.table(tableOf(target))} t where t.division = code and (t.actual is not null or t.flags ? 'actual'))
      ${part === undefined ? sql`` : sql`or exists (select from ${sql.table(part)} p where p.division = code and p.stated)`}`.execute(
    db,
  );
  return new Set(rows.map(({ code }) => code));
}

/**
 * The parts that reports state. A division states an indicator in a year in which no rows of it or of one under it make
 * a figure; with figures of divisions under it only if its report has an undisputed number of the whole year.
 */
function partsSql(here: Sql, tables: FigureTables, tableOf: TableOf): Sql {
  const whole = sql.lit(WHOLE_YEAR);
  return sql`
    with recursive under (root, code) as (
      select code::text, code::text from unnest(${here}) code
      union all select u.root, d.code from under u join division d on d.parent_code = u.code
    ),
    points as (
      select division, indicator, year, month, (array_agg(value order by half, value))[1] as value, bool_or(about) as about,
        count(distinct value) > 1 and max(value - half) >= min(value + half) as disputed
      from (${statedSql(here, tableOf)}) each group by division, indicator, year, month
    ),
    stating as (
      select s.division, s.indicator, s.year from (
        select division, indicator, year, bool_or(month = 0 and value is not null and not disputed) as whole
        from points group by division, indicator, year
      ) s
      where not exists (
        select from under u join ${sql.table(tables.part)} p on p.division = u.code
        where u.root = s.division and p.indicator = s.indicator and p.year = s.year and p.dimension = '' and p.period = ${whole} and not p.stated
      ) and (s.whole or not exists (
        select from division d join ${sql.table(tables.year)} f on f.division = d.code
        where d.parent_code = s.division and f.indicator = s.indicator and f.year = s.year and f.dimension = ''
      ))
    ),
    valued as (
      select s.*, t.period, case when not p.disputed then p.value end / case when i.kind = 'RATIO' then i.factor else 1 end as amount,
        i.kind, p.division is not null as known, coalesce(p.about, false) as about, coalesce(p.disputed, false) as disputed
      from stating s join reporting.dim_indicator i on i.code = s.indicator
      cross join generate_series(1, ${whole}) t(period)
      left join points p on (p.division, p.indicator, p.year) = (s.division, s.indicator, s.year)
        and p.month = case when t.period >= 12 then 0 else t.period end
    )
    select division, indicator, year, period, amount as numerator,
      case when kind = 'RATIO' and amount is not null then 1::numeric end as denominator,
      amount is null and (known or period = ${whole}) as partial, about and amount is not null as approximate,
      not known and period <> ${whole} as undated, disputed
    from valued`;
}
