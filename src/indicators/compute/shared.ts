import { sql } from 'kysely';
import type { Database, Sql } from '../../database/sql.js';
import { ledgerOf } from '../../entities/ledgers/index.js';
import type { TableOf } from './asked-rows.js';
import type { IndicatorDefinition, Measure } from '../define/definition.js';
import { dimensionsOf, ledgersOf, measuresOf, MONTH, termsOf } from '../define/plan.js';
import { figuresSql } from './figures-sql.js';
import { type FigureTables, KEPT } from './tables.js';

/** Where enterprises that stand in several divisions are counted. */
export interface SharedOptions {
  readonly tables?: FigureTables;
  readonly tableOf?: TableOf;
  readonly dimensions?: readonly string[];
  readonly present?: Sql;
}

/**
 * Computes by how much the sums of the divisions under some others exceed what those others have, since an enterprise of
 * one credit code stands in several of them. Only the rows of such enterprises are counted again. To be called before
 * the divisions are rolled up.
 */
export async function countShared(
  db: Database,
  divisions: readonly string[],
  indicators: readonly IndicatorDefinition[],
  { tables = KEPT, tableOf = (ledger) => ledger.table, dimensions, present }: SharedOptions = {},
): Promise<void> {
  const counting = indicators.filter((indicator) => measuresOf(indicator).some(countsEnterprises));
  if (counting.length === 0) return;
  await sql`delete from ${sql.table(tables.shared)} where division = any(${[...divisions]}::text[])
    and indicator = any(${counting.map(({ code }) => code)}::text[])`.execute(db);
  for (const division of divisions) {
    if (!(await layOut(db, division))) continue;
    const ledgers = [...new Set(counting.flatMap(ledgersOf))].map(ledgerOf);
    const mine: TableOf = (ledger) => `shared_${ledger.table}`;
    for (const ledger of ledgers) {
      await sql`drop table if exists ${sql.table(mine(ledger))}`.execute(db);
      await sql`create temp table ${sql.table(mine(ledger))} on commit drop as
        select t.* from ${sql.table(tableOf(ledger))} t join shared_enterprise e on e.division = t.division and e.id = t.enterprise_id`.execute(
        db,
      );
    }
    for (const indicator of counting) {
      const split = dimensions ?? dimensionsOf(indicator).filter((dimension) => dimension !== MONTH);
      await sql`
        insert into ${sql.table(tables.shared)} (division, indicator, dimension, member, year, period, numerator, denominator)
        select ${division}, ${indicator.code}, dimension, member, year, period, coalesce(sum(numerator), 0), coalesce(sum(denominator), 0)
        from (${excessSql(indicator, division, split, mine, present)}) excess
        group by dimension, member, year, period having sum(numerator) <> 0 or sum(denominator) <> 0`.execute(db);
    }
  }
}

function countsEnterprises(measure: Measure): boolean {
  return termsOf(measure).some(
    ({ value }) => 'distinct' in value && value.distinct.length === 1 && value.distinct[0] === 'enterprise',
  );
}

/**
 * Remembers the credit codes that stand in some divisions and in others too. A code that no longer does stays and costs
 * a look.
 */
export async function noteShared(db: Database, divisions: readonly string[]): Promise<void> {
  await sql`
    insert into figures.shared_code (credit_code)
    select distinct e.credit_code from enterprise e
    where e.division = any(${[...divisions]}::text[]) and e.credit_code is not null
      and exists (select from enterprise o where o.credit_code = e.credit_code and o.division <> e.division)
    on conflict do nothing`.execute(db);
}

/** Puts the enterprises that stand in several parts of a division into a temporary table; false where there are none. */
async function layOut(db: Database, division: string): Promise<boolean> {
  const standing = sql`
    with recursive tree (code, child) as (
      select code, code::text from division where parent_code = ${division}
      union all select d.code, t.child from division d join tree t on d.parent_code = t.code
    ),
    parts as (select code, child from tree union all select ${division}, ${division} || '*'),
    standing as (
      select e.division, e.id, e.credit_code, p.child
      from figures.shared_code s join enterprise e using (credit_code) join parts p on p.code = e.division
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

/** Of each part of a division what its shared enterprises come to, less what they come to when each counts once. */
function excessSql(
  indicator: IndicatorDefinition,
  division: string,
  dimensions: readonly string[],
  tableOf: TableOf,
  present: Sql | undefined,
): Sql {
  const divisions = sql`(select array_agg(distinct division) from shared_enterprise)::text[]`;
  const sides = measuresOf(indicator).map((measure, side) => {
    const counted = countsEnterprises(measure)
      ? figuresSql(measure, dimensions, divisions, {
          tableOf,
          present,
          over: (facts) => regrouped(facts, measure, division),
        })
      : null;
    if (counted === null) return null;
    const amount = sql`case when division = ${division} then -amount else amount end`;
    return sql`select dimension, member, year, period, ${side === 0 ? sql`${amount} as numerator, 0 as denominator` : sql`0 as numerator, ${amount} as denominator`}
      from (${counted}) f where division = ${division} or division in (select child from shared_enterprise)`;
  });
  return sql.join(
    sides.filter((side) => side !== null),
    sql` union all `,
  );
}

/** The facts of shared enterprises twice: as those of the part that they stand in, and as those of the whole division. */
function regrouped(facts: Sql, measure: Measure, division: string): Sql {
  const time = termsOf(measure)[0]!.kind === 'stock' ? sql`f.year, f.starts, f.ends` : sql`f.year, f.month`;
  const as = (place: Sql) => sql`
    select ${place} as division, f.id, f.ledger, e.credit_code as identity, f.amount, f.masked, f.approximate, ${time}, f.members, f.placed, f.limits
    from every f join shared_enterprise e on e.division = f.division and e.id::text = f.identity`;
  return sql`with every as materialized (${facts}) ${as(sql`e.child`)} union all ${as(sql`${division}::text`)}`;
}
