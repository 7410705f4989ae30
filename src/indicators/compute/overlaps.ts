import { sql } from 'kysely';
import type { Database, Sql } from '../../database/sql.js';
import { funding } from '../../entities/ledgers/funding.js';
import type { IndicatorDefinition, Measure, RowsMeasure } from '../define/definition.js';
import { measuresOf, unitFactor } from '../define/measures.js';
import { termsOf } from '../define/value.js';
import type { TableOf } from './asked-rows.js';
import { WHOLE_YEAR } from './cells.js';
import { ALIKE, commonSql } from './common-units.js';
import { figuresSql } from './figures-sql.js';

/**
 * Funding rows that a division and one under it may both list: `upper`, `id`, `lower`, `lower_id`, `settled`. They agree in
 * year, document, level and flow. Settled: also in organisation and amount, and both list as many such rows, so it is the
 * same money. Else the organisation or the amount agrees, and whether it is the same money cannot be told. `pairs` is a
 * statement of the columns `upper` and `lower`.
 */
export function overlapsSql(pairs: Sql, table: Sql): Sql {
  const document = sql`year, document_no, level, flow`;
  const columns = sql`division, id, year, document_no, level, coalesce(flow, '') as flow, organisation, amount`;
  const known = sql`document_no is not null and level is not null and amount is not null`;
  const counted = (rows: Sql) => sql`
    select division, ${document}, organisation, amount, count(*) as n from ${rows}
    where organisation is not null group by division, ${document}, organisation, amount`;
  return sql`
  with pairs as materialized (${pairs}),
  uppers as materialized (
    select ${columns} from ${table} where division in (select upper from pairs) and ${known}
  ),
  lowers as materialized (
    select ${columns} from ${table}
    where division in (select lower from pairs) and ${known} and document_no in (select document_no from uppers)
  ),
  same as materialized (
    select p.upper, p.lower, ${document}, organisation, amount
    from (${counted(sql`uppers`)}) u
    join (${counted(sql`lowers`)}) l using (${document}, organisation, amount, n)
    join pairs p on (p.upper, p.lower) = (u.division, l.division)
  ),
  found as materialized (
    select p.upper, u.id, p.lower, l.id as lower_id, s.upper is not null as settled
    from uppers u
    join pairs p on p.upper = u.division
    join lowers l on l.division = p.lower and (l.year, l.document_no, l.level, l.flow) = (u.year, u.document_no, u.level, u.flow)
      and (l.organisation = u.organisation or l.amount = u.amount and (l.organisation is null or u.organisation is null))
    left join same s on (s.upper, s.lower, s.year, s.document_no, s.level, s.flow, s.organisation, s.amount)
      = (p.upper, p.lower, u.year, u.document_no, u.level, u.flow, u.organisation, u.amount) and (l.organisation, l.amount) = (u.organisation, u.amount)
  )
  select * from found f
  where settled or not exists (
    select from found o where o.settled and o.upper = f.upper and (o.id = f.id or (o.lower, o.lower_id) = (f.lower, f.lower_id))
  )`;
}

/** Whether an indicator adds up rows of the funding ledger, so that money listed twice would count twice. */
export function addsFunds(indicator: IndicatorDefinition): boolean {
  return measuresOf(indicator).some((measure) => fundTerms(measure).length > 0);
}

/** The terms of a measure that add up rows of the funding ledger, with these rows alone. */
function fundTerms(measure: Measure): RowsMeasure[] {
  return termsOf(measure).flatMap((term) => {
    if (term.kind !== 'flow' || 'distinct' in term.value) return [];
    const rows = term.rows.filter(({ ledger }) => ledger === funding.id);
    return rows.length === 0 ? [] : [{ ...term, rows }];
  });
}

const ROWS = 'overlapping_funding';

/**
 * Puts the overlaps of a division's own funding rows with those under it into the temporary table `listed_twice`, and the
 * rows themselves into another; false where there are none.
 */
export async function layOutOverlaps(db: Database, division: string, tableOf: TableOf): Promise<boolean> {
  const table = sql.table(tableOf(funding));
  const { rows: own } = await sql`
    select where exists (select from division where parent_code = ${division})
      and exists (select from ${table} where division = ${division} and document_no is not null)`.execute(db);
  if (own.length === 0) return false;
  const pairs = sql`
    with recursive under as (
      select code from division where parent_code = ${division}
      union all select d.code from under u join division d on d.parent_code = u.code
    ) select ${division}::text as upper, code::text as lower from under`;
  await sql`drop table if exists listed_twice, ${sql.table(ROWS)}`.execute(db);
  await sql`create temp table listed_twice on commit drop as ${overlapsSql(pairs, table)}`.execute(db);
  const { rows: some } = await sql`select from listed_twice limit 1`.execute(db);
  if (some.length === 0) return false;
  await sql`create temp table ${sql.table(ROWS)} on commit drop as
    select t.* from ${table} t join (select upper, id from listed_twice union select lower, lower_id from listed_twice) o
      on o.upper = t.division and o.id = t.id`.execute(db);
  return true;
}

/** What the overlaps of a division that are laid out are added up for. */
export interface Overlaps {
  readonly division: string;
  readonly dimensions: readonly string[];
  readonly present: Sql | undefined;
  /** The table of what divisions' own rows come to. */
  readonly part: string;
}

/**
 * What a division's own rows add to money that divisions under it list as well: dimension, member, year, period, numerator,
 * denominator. The same of the divisions that two years have both, in `ALIKE`.
 */
export function listedTwiceSql(indicator: IndicatorDefinition, overlaps: Overlaps): Sql {
  return summedSql(indicator, overlaps, (facts) => listedTwice(facts, indicator, overlaps));
}

/** Marks a division's own parts that rows contribute to of which cannot be told whether they are listed twice. */
export async function markDoubtful(db: Database, indicator: IndicatorDefinition, overlaps: Overlaps): Promise<void> {
  const doubtful = summedSql(indicator, overlaps, (facts) => doubted(facts, indicator, overlaps));
  await sql`
    update ${sql.table(overlaps.part)} p set overlapping = true from (${doubtful}) d
    where (p.division, p.indicator, p.dimension, p.member, p.year, p.period)
      = (${overlaps.division}, ${indicator.code}, d.dimension, d.member, d.year, d.period)`.execute(db);
}

/** Takes back what `markDoubtful` marked. */
export async function unmarkDoubtful(
  db: Database,
  indicators: readonly IndicatorDefinition[],
  divisions: readonly string[],
  part: string,
): Promise<void> {
  await sql`
    update ${sql.table(part)} set overlapping = false where overlapping and division = any(${[...divisions]}::text[])
      and indicator = any(${indicators.map(({ code }) => code)}::text[])`.execute(db);
}

/** What some of the facts of overlapping rows come to. */
function summedSql(
  indicator: IndicatorDefinition,
  { division, dimensions, present, part }: Overlaps,
  over: (facts: Sql) => Sql,
): Sql {
  const here = sql`(select array_agg(distinct division) from ${sql.table(ROWS)})::text[]`;
  const sides = measuresOf(indicator).flatMap((measure, side) =>
    fundTerms(measure).map((term) => {
      const unit = sql.lit(unitFactor(measure, indicator.unit, side === 0 ? 'numerator' : 'denominator'));
      const amount = sql`amount / ${unit}`;
      return sql`
      select dimension, member, year, period, ${side === 0 ? sql`${amount} as numerator, 0 as denominator` : sql`0 as numerator, ${amount} as denominator`}
      from (
        with sums as materialized (${figuresSql(term, dimensions, here, { tableOf: () => ROWS, present, over })})
        select dimension, member, year, period, amount from sums s
        where division = ${division} and exists (
          select from ${sql.table(part)} p where (p.division, p.indicator, p.dimension, p.member, p.year, p.period)
            = (${division}, ${indicator.code}, s.dimension, s.member, s.year, s.period))
        union all
        select ${sql.lit(ALIKE)}, split_part(division, ${sql.lit(ALIKE)}, 2), year, period, amount from sums
        where division like ${`${division}${ALIKE}%`} and dimension = ''
      ) amounts where amount <> 0`;
    }),
  );
  return sql.join(sides, sql` union all `);
}

const fact = (amount: Sql) =>
  sql`f.id, f.ledger, f.identity, ${amount}, f.masked, f.approximate, f.year, f.month, f.members, f.placed, f.limits`;
const FACT = fact(sql`f.amount`);

/** The overlaps of facts that count in one year, and are told by the lower division: `id`, `lower`, `year`. */
function countingSql(condition: Sql, { code }: IndicatorDefinition, part: string): Sql {
  return sql`
  select o.id, o.lower, f.year from listed_twice o
  join every f on f.division = o.upper and f.id = o.id
  join every l on l.division = o.lower and l.id = o.lower_id and l.year = f.year
  where f.placed and l.placed and ${condition} and exists (
    select from ${sql.table(part)} p where p.division = o.lower and p.indicator = ${code}
      and p.dimension = '' and p.year = f.year and p.period = ${sql.lit(WHOLE_YEAR)})`;
}

/** The facts of a division's own rows whose money one under it tells too; once more for each year of `commonSql`. */
function listedTwice(facts: Sql, indicator: IndicatorDefinition, { division, part }: Overlaps): Sql {
  return sql`
    with every as materialized (${facts}),
    twice as materialized (${countingSql(sql`o.settled`, indicator, part)}),
    common as materialized (${commonSql(indicator, { division, part })})
    select ${division}::text as division, ${FACT} from every f
    where f.division = ${division} and f.id in (select id from twice)
    union all
    select ${`${division}${ALIKE}`}::text || c.year, ${FACT} from every f
    join common c on c.unit = f.division and f.year in (c.year, c.year - 1)
    where f.division = ${division} and exists (
      select from twice t join common l on l.unit = t.lower and l.year = c.year where t.id = f.id)`;
}

/**
 * The facts of a division's own rows of which cannot be told whether one under it lists the same money; without signs, so
 * that none is hidden by another.
 */
function doubted(facts: Sql, indicator: IndicatorDefinition, { division, part }: Overlaps): Sql {
  return sql`
    with every as materialized (${facts}),
    doubtful as materialized (${countingSql(sql`not o.settled`, indicator, part)})
    select f.division, ${fact(sql`abs(f.amount) as amount`)} from every f
    where f.division = ${division} and f.id in (select id from doubtful)`;
}
