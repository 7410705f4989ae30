import { sql } from 'kysely';
import type { Database, Sql } from '../../database/sql.js';
import { ledgerOf } from '../../entities/ledgers/index.js';
import { qualification } from '../../entities/ledgers/qualification.js';
import type { TableOf } from './asked-rows.js';
import type { IndicatorDefinition, Measure } from '../define/definition.js';
import { WHOLE_YEAR } from './cells.js';
import { dimensionsOf, ledgersOf, measuresOf, MONTH } from '../define/measures.js';
import { termsOf } from '../define/value.js';
import { ALIKE, commonSql } from './common-units.js';
import { figuresSql } from './figures-sql.js';
import { addsFunds, layOutOverlaps, listedTwiceSql, markDoubtful, unmarkDoubtful } from './overlaps.js';
import { type FigureTables, KEPT } from './tables.js';

/** Where enterprises that stand in several divisions are counted. */
export interface SharedOptions {
  readonly tables?: FigureTables;
  readonly tableOf?: TableOf;
  readonly dimensions?: readonly string[];
  readonly present?: Sql;
}

/**
 * Computes by how much the sums of the divisions under some others exceed what those others have: an enterprise of one
 * credit code or certificate may stand in several of them, and money in the ledger of a division and in one under it. Only
 * such rows are counted again. To be called before the divisions are rolled up.
 */
export async function countShared(
  db: Database,
  divisions: readonly string[],
  indicators: readonly IndicatorDefinition[],
  { tables = KEPT, tableOf = (ledger) => ledger.table, dimensions, present }: SharedOptions = {},
): Promise<void> {
  const counting = indicators.filter(countsShared);
  const adding = indicators.filter(addsFunds);
  if (counting.length + adding.length === 0) return;
  await sql`delete from ${sql.table(tables.shared)} where division = any(${[...divisions]}::text[])
    and indicator = any(${[...counting, ...adding].map(({ code }) => code)}::text[])`.execute(db);
  await unmarkDoubtful(db, adding, divisions, tables.part);
  for (const division of divisions) {
    const enterprises = counting.length > 0 && (await layOut(db, division));
    const funds = adding.length > 0 && (await layOutOverlaps(db, division, tableOf));
    const mine: TableOf = (ledger) => `shared_${ledger.table}`;
    if (enterprises) await layOutRows(db, counting, tableOf, mine);
    for (const indicator of new Set([...(enterprises ? counting : []), ...(funds ? adding : [])])) {
      const split = dimensions ?? dimensionsOf(indicator).filter((dimension) => dimension !== MONTH);
      const options = { division, dimensions: split, present, part: tables.part };
      const twice = [
        ...(enterprises && countsShared(indicator) ? [excessSql(indicator, { ...options, tableOf: mine })] : []),
        ...(funds && addsFunds(indicator) ? [listedTwiceSql(indicator, options)] : []),
      ];
      await sql`
        insert into ${sql.table(tables.shared)} (division, indicator, dimension, member, year, period, numerator, denominator)
        select ${division}, ${indicator.code}, dimension, member, year, period, coalesce(sum(numerator), 0), coalesce(sum(denominator), 0)
        from (${sql.join(twice, sql` union all `)}) excess
        group by dimension, member, year, period having sum(numerator) <> 0 or sum(denominator) <> 0`.execute(db);
      if (funds && addsFunds(indicator)) await markDoubtful(db, indicator, options);
    }
  }
}

/** Puts the rows of the enterprises that are laid out into temporary tables. */
async function layOutRows(
  db: Database,
  indicators: readonly IndicatorDefinition[],
  tableOf: TableOf,
  mine: TableOf,
): Promise<void> {
  for (const ledger of [...new Set(indicators.flatMap(ledgersOf))].map(ledgerOf)) {
    await sql`drop table if exists ${sql.table(mine(ledger))}`.execute(db);
    await sql`create temp table ${sql.table(mine(ledger))} on commit drop as
      select t.* from ${sql.table(tableOf(ledger))} t join shared_enterprise e on e.division = t.division and e.id = t.enterprise_id`.execute(
      db,
    );
  }
}

/** Whether an indicator counts enterprises, which may stand in several divisions. */
export function countsShared(indicator: IndicatorDefinition): boolean {
  return measuresOf(indicator).some(countsEnterprises);
}

function countsEnterprises(measure: Measure): boolean {
  return termsOf(measure).some(
    ({ value }) => 'distinct' in value && value.distinct.length === 1 && value.distinct[0] === 'enterprise',
  );
}

/**
 * Remembers the credit codes, and the numbers of certificates of enterprises without one, that stand in some divisions and
 * in others too; whether any ever did. What no longer does stays and costs a look. A row of any ledger may give an
 * enterprise its code, or an undo take it away: where there are any, every indicator that counts enterprises is to be
 * counted again.
 */
export async function noteShared(db: Database, divisions: readonly string[]): Promise<boolean> {
  const here = sql`any(${[...divisions]}::text[])`;
  await sql`
    insert into figures.shared_code (credit_code)
    select distinct e.credit_code from enterprise e
    where e.division = ${here} and e.credit_code is not null
      and exists (select from enterprise o where o.credit_code = e.credit_code and o.division <> e.division)
    union
    select q.certificate_no from ${CERTIFICATES} q join ${CERTIFICATES} o using (certificate_no)
    where q.division = ${here} and o.division <> q.division and (q.credit_code is null or o.credit_code is null)
    on conflict do nothing`.execute(db);
  const { rows } = await sql`select from figures.shared_code limit 1`.execute(db);
  return rows.length > 0;
}

/** The certificates of enterprises. */
const CERTIFICATES = sql`(
  select q.certificate_no, e.division, e.id, e.credit_code
  from ${sql.table(qualification.table)} q join enterprise e on e.division = q.division and e.id = q.enterprise_id
)`;

/**
 * The enterprises that stand in several divisions, with the code that they share. One without a credit code has that of the
 * enterprises elsewhere that hold its certificates, or their number where none of these has a code. Where they have several
 * codes, or its own division has another enterprise of that code, it stays another.
 */
const SHARED = sql`
    held as materialized (
      select c.* from ${CERTIFICATES} c join figures.shared_code s on s.credit_code = c.certificate_no
    ),
    without_code as (
      select h.division, h.id, coalesce(min(o.credit_code), min(h.certificate_no)) as credit_code
      from held h join held o on o.certificate_no = h.certificate_no and o.division <> h.division
      where h.credit_code is null
      group by h.division, h.id having count(distinct o.credit_code) <= 1
    ),
    certified as (
      select w.*, count(*) over (partition by w.division, w.credit_code) as alike from without_code w
      where not exists (select from enterprise e where e.division = w.division and e.credit_code = w.credit_code)
    ),
    known as (
      select division, id, credit_code from certified where alike = 1
      union all
      select e.division, e.id, e.credit_code
      from (select credit_code from figures.shared_code union select credit_code from certified where alike = 1) s
      join enterprise e using (credit_code)
    )`;

/** Puts the enterprises that stand in several parts of a division into a temporary table; false where there are none. */
async function layOut(db: Database, division: string): Promise<boolean> {
  const standing = sql`
    with recursive tree (code, child) as (
      select code, code::text from division where parent_code = ${division}
      union all select d.code, t.child from division d join tree t on d.parent_code = t.code
    ),
    parts as (select code, child from tree union all select ${division}, ${division} || '*'),
    ${SHARED},
    standing as (
      select k.division, k.id, k.credit_code, p.child from known k join parts p on p.code = k.division
    )
    select * from standing where credit_code in (
      select credit_code from standing group by credit_code having count(distinct child) > 1
    )`;
  const { rows } = await sql`select from (${standing}) s limit 1`.execute(db);
  if (rows.length === 0) return false;
  await sql`drop table if exists shared_enterprise`.execute(db);
  await sql`create temp table shared_enterprise on commit drop as ${standing}`.execute(db);
  return true;
}

interface Excess {
  readonly division: string;
  readonly dimensions: readonly string[];
  readonly tableOf: TableOf;
  readonly present: Sql | undefined;
  /** The table of what divisions' own rows come to. */
  readonly part: string;
}

/**
 * Of each part of a division what its shared enterprises come to, less what they come to when each counts once. The same
 * of the divisions that two years have both, in `ALIKE`.
 */
function excessSql(indicator: IndicatorDefinition, excess: Excess): Sql {
  const { division, dimensions, tableOf, present } = excess;
  const divisions = sql`(select array_agg(distinct division) from shared_enterprise)::text[]`;
  const sides = measuresOf(indicator).map((measure, side) => {
    if (!countsEnterprises(measure)) return null;
    const counted = figuresSql(measure, dimensions, divisions, {
      tableOf,
      present,
      over: (facts) => regrouped(facts, measure, indicator, excess),
    });
    const signed = sql`case when negative then -amount else amount end`;
    return sql`
      select dimension, member, year, period, ${side === 0 ? sql`${signed} as numerator, 0 as denominator` : sql`0 as numerator, ${signed} as denominator`}
      from (
        with counted as materialized (${counted}), alike as materialized (select distinct year from (${commonSql(indicator, excess)}) c)
        select dimension, member, year, period, amount, division = ${division} as negative
        from counted where division = ${division} or division in (select child from shared_enterprise)
        union all
        select ${sql.lit(ALIKE)}, a.year::text, f.year, f.period, f.amount, f.division = ${division} || ${sql.lit(ALIKE)} || a.year
        from counted f join alike a on f.division like '%' || ${sql.lit(ALIKE)} || a.year and f.year in (a.year, a.year - 1)
        where f.dimension = ''
      ) counts`;
  });
  return sql.join(
    sides.filter((side) => side !== null),
    sql` union all `,
  );
}

/**
 * The facts of shared enterprises as those of the part that they stand in and of the whole division; both once more for
 * each year of `commonSql`, of its divisions alone. Of a ratio without those of years and members of which it is not told.
 */
function regrouped(facts: Sql, measure: Measure, indicator: IndicatorDefinition, excess: Excess): Sql {
  const isStock = termsOf(measure)[0]!.kind === 'stock';
  const time = isStock ? sql`f.year, f.starts, f.ends` : sql`f.year, f.month`;
  // What stands does so from the first year on that its division tells.
  const since = sql`
    join (
      select p.division, min(p.year) as first from ${sql.table(excess.part)} p
      where p.indicator = ${indicator.code} and p.dimension = '' and p.period = ${sql.lit(WHOLE_YEAR)} and not p.stated group by p.division
    ) t on t.division = e.division`;
  const told = (dimension: Sql, member: Sql) => sql`exists (
    select from ${sql.table(excess.part)} p where p.division = e.division and p.indicator = ${indicator.code}
      and p.dimension = ${dimension} and p.member = ${member} and p.year = f.year and p.period = ${sql.lit(WHOLE_YEAR)} and not p.stated)`;
  const partly = indicator.per !== undefined && !isStock;
  const members = partly
    ? sql`array(
        select case when ${told(sql`m.dimension`, sql`m.member`)} then m.member end
        from unnest(${[...excess.dimensions]}::text[], f.members) with ordinality m(dimension, member, place) order by m.place)`
    : sql`f.members`;
  const alike = (place: Sql) => as(sql`${place} || ${sql.lit(ALIKE)} || c.year`, sql`join common c using (unit)`);
  const as = (place: Sql, of = sql``) => sql`
    select ${place} as division, f.id, f.ledger, f.credit_code as identity, f.amount, f.masked, f.approximate, ${time}, f.members, f.placed, f.limits from shared f ${of}`;
  return sql`
    with every as materialized (${facts}),
    shared as materialized (
      select f.id, f.ledger, e.division as unit, e.child, e.credit_code, f.amount, f.masked, f.approximate, ${isStock ? sql`t.first as year, greatest(f.starts, t.first * 12) as starts, f.ends` : time}, ${members} as members, f.placed, f.limits
      from every f join shared_enterprise e on e.division = f.division and e.id::text = f.identity ${isStock ? since : sql``}
      ${partly ? sql`where ${told(sql`''`, sql`''`)}` : sql``}
    ),
    common as (${commonSql(indicator, excess)})
    ${as(sql`f.child`)}
    union all ${as(sql`${excess.division}::text`)}
    union all ${alike(sql`f.child`)} union all ${alike(sql`${excess.division}::text`)}`;
}
