import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import { type LedgerDeclaration, OPEN_SHEETS } from '../../entities/ledger.js';
import { ledgerOf } from '../../entities/ledgers/index.js';
import { askedRows, groupsOf, NO_MEMBER, type TableOf, yearsOf } from './asked-rows.js';
import { flowCells, stockCells, WHOLE_YEAR } from './cells.js';
import { conditionSql } from './condition.js';
import { factsOf, ledgerTable } from './facts.js';
import type { Measure, RowsMeasure } from '../define/definition.js';
import { openedBy } from '../define/measures.js';
import { coversSql } from './placed.js';
import { PRESENT_MONTH } from './present.js';
import { addedSql } from './sum.js';
import { leftOutSql } from './whole.js';

/** Up to so many texts are listed one by one; each number of them is a statement of its own. */
const LISTED = 20;

/**
 * An array of texts for `any` and `unnest`. A prepared statement shows its planner how many a short one has; of a
 * parameter it would guess ten, and with large tables it then plans the statement anew each time it is asked.
 */
export function listed(texts: readonly string[]): Sql {
  return texts.length > 0 && texts.length <= LISTED
    ? sql`array[${sql.join(texts.map((text) => sql`${text}::text`))}]`
    : sql`${[...texts]}::text[]`;
}

/** The ledger whose groups are all that a measure counts; null where it counts others. */
function setsOf({ rows }: RowsMeasure, tableOf: TableOf): LedgerDeclaration | null {
  const [first] = rows;
  if (first === undefined || rows.some(({ ledger }) => ledger !== first.ledger)) return null;
  const ledger = ledgerOf(first.ledger);
  return tableOf(ledger) === groupsOf(ledger) ? ledger : null;
}

/** How figures are computed from rows. */
export interface FigureOptions {
  readonly tableOf?: TableOf | undefined;
  /** The month (year × 12 + month − 1) to which stocks go on; by default the present one. */
  readonly present?: Sql | undefined;
  /** What the figures are computed over instead of all facts. */
  readonly over?: (facts: Sql) => Sql;
  /** Members besides those of the rows: division, dimension, member. */
  readonly also?: Sql;
}

/**
 * A measure's figures: division, dimension, member, year, period (1–12: January to that month; 13: the year),
 * amount, masked, approximate, undated, none, carried, covered. The whole has dimension and member ''. Years in which the ledgers
 * cover the subject but nothing counts are there with amount 0 and `none`; an amount of which nothing is known, be it
 * masked, not placed or of no known month, is null. A stock goes on to the year `present`; `carried` says that no ledger
 * is as new. Of the present year a stock is that at the end of the present month.
 */
export function figuresSql(
  measure: Measure,
  dimensions: readonly string[],
  divisions: Sql,
  options: FigureOptions = {},
): Sql {
  if (measure.kind === 'sum')
    return addedSql(measure.terms.map((term) => figuresSql(term, dimensions, divisions, options)));
  const openBy = measure.kind === 'flow' ? measure.openBy : undefined;
  if (openBy !== undefined && dimensions.includes(openBy)) {
    const others = dimensions.filter((each) => each !== openBy);
    // A member is told where the whole is.
    return sql`
      with closed as materialized (${figuresSql(measure, others, divisions, options)})
      select * from closed
      union all
      select * from (${figuresSql(openedBy(measure, openBy), [openBy], divisions, options)}) opened
      where dimension = ${sql.lit(openBy)} and (division, year, period) in (select division, year, period from closed where dimension = '')`;
  }
  const { tableOf = ledgerTable, present = PRESENT_MONTH, over = (facts: Sql) => facts, also } = options;
  const sets = setsOf(measure, tableOf);
  const cells =
    measure.kind === 'flow' ? flowCells(measure, dimensions, sets) : stockCells(measure, dimensions, sets, present);
  const rows = measure.rows.map((_, index) =>
    factsOf(measure, index, dimensions, divisions, { tableOf, sets, present }),
  );
  return sql`
with facts as (${over(sql.join(rows, sql` union all `))}),
told as materialized (
  ${coverageSql(measure, divisions, tableOf)}
  union select division, year, limits, ledger from facts where placed
),
covered as materialized (${measure.kind === 'flow' ? sql`select distinct division, year, false as carried, true as covered from told` : standingYears(present)}),
-- The years in which more may be counted than is told: by a sheet that waits for a decision, or by one that nobody has
-- brought, about the members of a field that the sheets leave out.
open as materialized (
  select t.division, ${sql.lit(OPEN_SHEETS)} as field, y.since, ${measure.kind === 'flow' ? sql`y.since` : sql`null`} as until
  from told t join figures.sheet_limits l on l.id = t.limits
  cross join lateral jsonb_array_elements_text(l.limits -> ${sql.lit(OPEN_SHEETS)}) o(year)
  cross join lateral (select case o.year when '*' then t.year else o.year::int end as since) y
  union ${leftOutSql(measure)}
),
${cells},
known as (
  select division, year, carried, covered from covered
  union select division, year, false, false from cells c where dimension = '' and (division, year) not in (select division, year from covered)
),
members as (
  select distinct division, dimension, member from cells union select distinct division, '', '' from known
  ${also === undefined ? sql`` : sql`union ${also}`}
),
-- In a year of which no sheet can say anything of a member, that member has no figure.
sayable as materialized (
  select distinct m.division, m.dimension, m.member, k.year
  from members m join told v using (division) join known k on k.division = m.division and k.year ${measure.kind === 'flow' ? sql`=` : sql`>=`} v.year
  left join figures.sheet_limits l on l.id = v.limits
  where coalesce(l.limits -> m.dimension ? m.member or (l.limits -> m.dimension = '[]' and m.member = ${sql.lit(NO_MEMBER)}), true)
)
select m.division, m.dimension, m.member, k.year, p.period,
  case when (c.masked or c.undated or w.open) and c.amount is null then null else coalesce(c.amount, 0) end as amount,
  coalesce(c.masked, false) or w.open as masked,
  coalesce(c.approximate, false) as approximate,
  coalesce(c.undated, false) as undated,
  c.amount is null and not (coalesce(c.masked, false) or coalesce(c.undated, false) or w.open) as none,
  k.carried, k.covered and not w.left_out as covered
from known k
join members m on m.division = k.division
cross join generate_series(1, ${sql.lit(WHOLE_YEAR)}) p(period)
left join totals c on c.division = k.division and c.dimension = m.dimension and c.member = m.member
  and c.year = k.year and c.period = p.period
cross join lateral (
  select coalesce(bool_or(o.field <> m.dimension), false) as open, count(*) > 0 as left_out
  from open o where o.division = k.division and k.year between o.since and coalesce(o.until, k.year)
) w
where m.dimension = '' or ${measure.kind === 'flow' ? sql`c.division is not null` : sql`c.amount is not null or c.masked`}
  or (m.division, m.dimension, m.member, k.year) in (select division, dimension, member, year from sayable)`;
}

/** The years in which rows stand by sheets that cover the subject, with the limits of those sheets. */
function coverageSql(measure: RowsMeasure, divisions: Sql, tableOf: TableOf): Sql {
  const years = measure.rows.map((rows) => {
    const ledger = ledgerOf(rows.ledger);
    const of = sql`${sql.lit(ledger.table)} as ledger`;
    const conditions = [sql`true`, ...(rows.scope ?? []).map((condition) => conditionSql(ledger, condition))];
    const table = tableOf(ledger);
    const told =
      table === groupsOf(ledger) && rows.scope === undefined
        ? sql`select division, year, limits from ${sql.table(yearsOf(ledger))}`
        : sql`select distinct r.division, r.year, r.limits from ${askedRows(ledger, table, divisions, { members: false, linked: false })} r where ${sql.join(conditions, sql` and `)}`;
    return sql`select t.division, t.year, t.limits, ${of} from (${told}) t left join figures.sheet_limits l on l.id = t.limits where ${coversSql(ledger, rows, measure.value)}`;
  });
  return sql.join(years, sql` union `);
}

/** Of a stock: every year from the first of its rows to the present one; `covered` from the first one that a ledger covers. */
function standingYears(present: Sql): Sql {
  return sql`
  select s.division, y.year, y.year > s.last as carried, coalesce(y.year >= s.covered_from, false) as covered
  from (
    select division, min(year) as first, max(year) as last, min(year) filter (where covers) as covered_from from (
      select division, year, true as covers from told union select division, year, false from facts
    ) years group by division
  ) s cross join lateral generate_series(s.first, greatest(s.last, ${present} / 12)) y(year)`;
}
