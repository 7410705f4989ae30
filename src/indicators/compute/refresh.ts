import { type Database, type Sql } from '../../database/sql.js';
import { sql } from 'kysely';
import { lock } from '../../database/locks.js';
import { ledgerOf } from '../../entities/ledgers/index.js';
import {
  askedOf,
  groupsOf,
  groupsSql,
  memberSetsOf,
  memberSetsSql,
  type TableOf,
  unnumberedOf,
  unnumberedSql,
  yearsOf,
} from './asked-rows.js';
import { TARGET_COMPLETION } from '../catalogue/target.js';
import type { IndicatorDefinition, Measure } from '../define/definition.js';
import { listDivisions, unlistEmpty } from './division-tree.js';
import { steadyIndicators } from './known.js';
import { dimensionsOf, ledgersOf, measuresOf, MONTH, unitFactor } from '../define/measures.js';
import { refreshReported } from './reported.js';
import { rollUp } from './roll-up.js';
import { membersSql } from './facts.js';
import { figuresSql } from './figures-sql.js';
import { countShared, countsShared, noteShared } from './shared.js';
import { type FigureTables, KEPT } from './tables.js';
import { refreshTargets } from './targets.js';
import { refreshStated, statingDivisions } from './totals/refresh-stated.js';

/**
 * Brings the figures of some divisions, and of every division above them, into step with the ledger rows. Runs in the
 * caller's transaction, so rows and figures change together. `ledgers`: those whose rows changed; all by default.
 */
export async function refreshFigures(
  db: Database,
  divisions: readonly string[],
  ledgers?: readonly string[],
): Promise<void> {
  if (divisions.length === 0) return;
  const all = await steadyIndicators(db);
  const touched = all.filter(
    (indicator) => ledgers === undefined || ledgersOf(indicator).some((ledger) => ledgers.includes(ledger)),
  );
  await listDivisions(db, divisions);
  await refreshReported(db, divisions, ledgers);
  const tableOf = await groupRows(db, divisions, ledgers ?? [], touched);
  for (const indicator of touched) await computeParts(db, indicator, divisions, { tableOf });
  const targetsChanged = ledgers === undefined || ledgers.includes('target');
  if (targetsChanged) await refreshTargets(db, divisions);
  const areShared = await noteShared(db, divisions);
  const changed = all.filter((indicator) => touched.includes(indicator) || (areShared && countsShared(indicator)));
  const codes = new Set((targetsChanged ? all : changed).map((indicator) => indicator.code));
  const layers = await layersUp(db, divisions);
  const stating = await statingDivisions(db, layers.flat(), undefined, KEPT.part);
  for (const layer of layers) {
    for (const code of await refreshStated(db, ofThese(layer, stating))) codes.add(code);
    await countShared(db, layer, changed);
    await rollUp(db, layer, [...codes, TARGET_COMPLETION]);
  }
  await unlistEmpty(db, layers);
}

/** Computes some indicators and the targets anew in every division; for who changed the indicators. */
export async function refreshIndicators(db: Database, indicators: readonly IndicatorDefinition[]): Promise<void> {
  const { rows } = await sql<{ code: string }>`select code from division order by code`.execute(db);
  const divisions = rows.map((row) => row.code);
  await listDivisions(db, divisions);
  for (const indicator of indicators) await computeParts(db, indicator, divisions);
  await refreshTargets(db, divisions);
  const codes = new Set(indicators.map(({ code }) => code));
  await noteShared(db, divisions);
  const layers = await layersUp(db, divisions);
  const stating = await statingDivisions(db, layers.flat(), undefined, KEPT.part);
  for (const layer of layers) {
    for (const code of await refreshStated(db, ofThese(layer, stating))) codes.add(code);
    await countShared(db, layer, indicators);
    await rollUp(db, layer, [...codes, TARGET_COMPLETION]);
  }
  await unlistEmpty(db, layers);
}

const ofThese = (codes: readonly string[], wanted: ReadonlySet<string>) => codes.filter((code) => wanted.has(code));

/** The divisions and those above them, in layers from the deepest up, so that each layer adds up finished ones. */
export async function layersUp(db: Database, divisions: readonly string[]): Promise<string[][]> {
  const { rows } = await sql<{ code: string; depth: number }>`
    with recursive up as (
      select code, parent_code from division where code = any(${[...divisions]}::text[])
      union select d.code, d.parent_code from division d join up on d.code = up.parent_code
    ), depth as (
      select code, 0 as depth, parent_code from up
      union all select depth.code, depth.depth + 1, d.parent_code from depth join division d on d.code = depth.parent_code
    )
    select code, max(depth)::int as depth from depth group by code order by depth desc, code`.execute(db);
  const layers = new Map<number, string[]>();
  for (const row of rows) {
    const layer = layers.get(row.depth) ?? [];
    layer.push(row.code);
    layers.set(row.depth, layer);
  }
  return [...layers.values()];
}

/** Waits for other loads that roll up into the same divisions; held to the end of the transaction. */
export async function lockAncestors(db: Database, divisions: readonly string[]): Promise<void> {
  const layers = await layersUp(db, divisions);
  for (const code of layers.flat().toSorted()) await lock(db, 'figures', code);
}

/** From this many rows on, going through a ledger once for each indicator costs more than to group its rows first. */
const GROUP_FROM = 5_000;

/** Groups the rows of long ledgers that are the same to these indicators. */
async function groupRows(
  db: Database,
  divisions: readonly string[],
  ledgers: readonly string[],
  indicators: readonly IndicatorDefinition[],
): Promise<TableOf> {
  const grouped = new Set<string>();
  const codes = sql`${[...divisions]}::text[]`;
  for (const id of ledgers) {
    const ledger = ledgerOf(id);
    // A bitmap would be made of all the rows before the first one is counted.
    await sql`set local enable_bitmapscan = off`.execute(db);
    const { rows: beyond } = await sql`
      select from ${sql.table(ledger.table)} where division = any(${codes}) offset ${GROUP_FROM} limit 1`.execute(db);
    await sql`set local enable_bitmapscan to default`.execute(db);
    if (beyond.length === 0) continue;
    const unnumbered = sql.table(unnumberedOf(ledger));
    const sets = sql.table(memberSetsOf(ledger));
    const groups = sql.table(groupsOf(ledger));
    const years = sql.table(yearsOf(ledger));
    await sql`drop table if exists ${sql.join([unnumbered, sets, groups, years])}`.execute(db);
    // A few thousand rows tell the planner enough; it looks at thirty thousand otherwise.
    await sql`set local default_statistics_target = 10`.execute(db);
    const make = (table: Sql, rows: Sql) => sql`create temp table ${table} on commit drop as ${rows}`.execute(db);
    // Rows just written are not counted yet, and of the few that it expects the planner would rather sort the texts.
    await sql`set local enable_sort = off`.execute(db);
    await make(unnumbered, unnumberedSql(ledger, codes, askedOf(ledger, indicators)));
    await sql`set local enable_sort to default`.execute(db);
    await make(sets, memberSetsSql(ledger));
    await make(groups, groupsSql(ledger));
    await make(years, sql`select distinct division, year, limits from ${groups}`);
    await sql`analyze ${sql.join([sets, groups, years])}`.execute(db);
    await sql`set local default_statistics_target to default`.execute(db);
    grouped.add(id);
  }
  return (ledger) => (grouped.has(ledger.id) ? groupsOf(ledger) : ledger.table);
}

/** How figures are computed from rows. */
export interface PartOptions {
  readonly tableOf?: TableOf | undefined;
  /** Fields to split by; all by default. */
  readonly dimensions?: readonly string[];
  /** The month to which stocks go on; by default the present one. */
  readonly present?: Sql;
}

/** The figures of an indicator over rows, by division, dimension, member, year and period, in its unit. */
export function partsSql(
  indicator: IndicatorDefinition,
  divisions: Sql,
  {
    tableOf,
    dimensions = dimensionsOf(indicator).filter((dimension) => dimension !== MONTH),
    present,
  }: PartOptions = {},
): Sql {
  const [measure, per] = measuresOf(indicator);
  const unit = sql.lit(unitFactor(indicator.measure, indicator.unit));
  if (per === undefined) {
    const top = figuresSql(measure, dimensions, divisions, { tableOf, present });
    return sql`select division, dimension, member, year, period, amount / ${unit} as numerator, null::numeric as denominator, masked as partial, approximate, undated, none as none_recorded, carried, covered from (${top}) t`;
  }
  const perUnit = sql.lit(unitFactor(per, indicator.unit, 'denominator'));
  const side = (one: Measure, other: Measure) =>
    figuresSql(one, dimensions, divisions, {
      tableOf,
      present,
      also: membersSql(other, dimensions, divisions, { tableOf, present }),
    });
  // A ratio is known where both its parts are: a member that only one has counts nothing in the other if that can say so.
  return sql`
    with top as materialized (${side(measure, per)}), bottom as materialized (${side(per, measure)})
    select division, dimension, member, year, period, t.amount / ${unit} as numerator, b.amount / ${perUnit} as denominator,
      t.masked or b.masked as partial, t.approximate or b.approximate as approximate, t.undated or b.undated as undated,
      false as none_recorded, t.carried or b.carried as carried, t.covered and b.covered as covered
    from top t join bottom b using (division, dimension, member, year, period)`;
}

/** Computes what some divisions' own rows come to, for one indicator; nothing where it is not made from rows. */
export async function computeParts(
  db: Database,
  indicator: IndicatorDefinition,
  divisions: readonly string[],
  { tables = KEPT, ...options }: PartOptions & { readonly tables?: FigureTables } = {},
): Promise<void> {
  if (indicator.compares !== undefined) return;
  const codes = sql`${[...divisions]}::text[]`;
  const part = sql.table(tables.part);
  await sql`delete from ${part} where division = any(${codes}) and indicator = ${indicator.code}`.execute(db);
  await sql`
    insert into ${part} (division, indicator, dimension, member, year, period, numerator, denominator, partial, approximate, undated, none_recorded, carried, covered)
    select division, ${indicator.code}, dimension, member, year, period, numerator, denominator, partial, approximate, undated, none_recorded, carried, covered
    from (${partsSql(indicator, codes, options)}) parts`.execute(db);
}
