import { sql } from 'kysely';
import type { Database, Sql } from '../../../database/sql.js';
import { ledgerOf } from '../../../entities/ledgers/index.js';
import { readFigures } from '../../compute/past/figures-as-of.js';
import type { IndicatorDefinition } from '../../define/definition.js';
import { columnOf, measuresOf, MONTH } from '../../define/measures.js';
import { summedField, termsOf } from '../../define/value.js';
import { askedSql, type ContributionRef, isAlike, type Shape, shapeOf } from './asked.js';
import { comparedAs } from './compared.js';
import { divisionItems, memberItems, wholeSql } from './kept-items.js';
import { rowItems, type RowSource } from './row-items.js';
import { type Contributions, type SettledRow, settleSql } from './settle.js';
import { contributionText } from './words.js';

/**
 * Splits the changes of points. One statement for all points that are split alike by kept figures; by rows, one for each
 * indicator. The points must have passed `checkContributions`.
 */
export async function contributionsOf(db: Database, asked: readonly ContributionRef[]): Promise<Contributions[]> {
  const refs = await comparedAs(db, asked);
  const known = refs.filter((ref) => changeOf(ref) !== null);
  const found = new Map<ContributionRef, readonly SettledRow[]>();
  const alike = Map.groupBy(known, (ref) =>
    JSON.stringify([shapeOf(ref), isByRow(ref) || opens(ref) ? ref.figure.indicator.code : '']),
  );
  for (const group of alike.values()) {
    const rows = Map.groupBy(await settled(db, group), ({ n }) => n);
    for (const [n, ref] of group.entries()) found.set(ref, rows.get(n) ?? []);
  }
  return refs.map((ref) => toldOf(ref, found.get(ref)));
}

/** The change that is split; null where there is none to split. */
function changeOf({ point }: ContributionRef): number | null {
  return point.change ?? (point.reason === 'COVERAGE' ? point.likeForLike?.change : null) ?? null;
}

function isByRow({ by }: Pick<ContributionRef, 'by'>): boolean {
  return by === 'ROW' || by === 'ENTERPRISE';
}

/** Whether members of the dimension are told that are not part of the whole. */
function opens({ figure, dimension }: ContributionRef): boolean {
  return openMeasures(figure.indicator, dimension).length > 0;
}

function openMeasures(indicator: IndicatorDefinition, dimension: string | null) {
  return measuresOf(indicator)
    .flatMap(termsOf)
    .filter((term) => term.kind === 'flow' && term.openBy !== undefined && term.openBy === dimension);
}

/** The condition of the members `f.member` of a dimension that are part of the whole. */
function counted({ figure, dimension }: ContributionRef): Sql {
  const conditions = openMeasures(figure.indicator, dimension).flatMap(({ rows }) =>
    rows.flatMap(({ ledger, where = [] }) =>
      where.flatMap((condition) => {
        if (condition.field !== dimension) return [];
        columnOf(ledgerOf(ledger), condition.field);
        if ('in' in condition) return [sql`f.member = any(${[...condition.in]}::text[])`];
        return 'notIn' in condition ? [sql`f.member <> all(${[...condition.notIn]}::text[])`] : [];
      }),
    ),
  );
  return sql.join([sql`true`, ...conditions], sql` and `);
}

async function settled(db: Database, refs: readonly ContributionRef[]): Promise<readonly SettledRow[]> {
  const shape = shapeOf(refs[0]!);
  const indicators = [...new Set(refs.map(({ figure }) => figure.indicator))];
  const roots = [
    ...new Set(refs.flatMap(({ figure, other }) => [figure.division, ...(other === null ? [] : [other])])),
  ];
  const by = shape.by === 'DIMENSION' && shape.split === '' ? shape.dimension : shape.split;
  const asked = { asOf: shape.asOf, indicators, by, divisions: sql`select unnest(${roots}::text[]) as code` };
  return readFigures(db, asked, async (reading, tables, past) => {
    const items = itemsOf(refs[0]!, shape, { tables, ...past });
    const statement = settleSql(askedSql(refs, shape, tables), {
      whole: wholeSql(shape, tables),
      items,
      absent: isByRow(shape) ? 'zero' : shape.to === 'DIVISION' ? 'named' : 'unknown',
      first: shape.first,
    });
    const run = async (from: Database) => (await sql<SettledRow>`${statement}`.execute(from)).rows;
    return isByRow(shape) ? withoutLoops(reading, run) : run(reading);
  });
}

/**
 * Runs a statement over rows. How many a measure counts is not known, and for the one row that the planner guesses it would
 * go through all others again and again.
 */
async function withoutLoops<T>(db: Database, run: (tx: Database) => Promise<T>): Promise<T> {
  const read = async (tx: Database) => {
    await sql`set local enable_nestloop = off`.execute(tx);
    return run(tx);
  };
  return db.isTransaction ? read(db) : db.transaction().execute(read);
}

function itemsOf(ref: ContributionRef, shape: Shape, from: RowSource): Sql {
  if (shape.by === 'DIMENSION') return memberItems(shape, from.tables, counted(ref));
  if (shape.by === 'DIVISION') return divisionItems(shape, from.tables);
  return rowItems(ref.figure.indicator, shape, from);
}

function toldOf(ref: ContributionRef, rows: readonly SettledRow[] | undefined): Contributions {
  const of = (part: SettledRow['part']) => rows?.filter((row) => row.part === part);
  const all = rows === undefined ? null : (rows[0] ?? { increase: 0, decrease: 0, rounding: 0 });
  return {
    ref,
    change: changeOf(ref),
    reason: rows === undefined ? ref.point.reason : null,
    likeForLike: isAlike(ref) && rows !== undefined,
    increase: all?.increase ?? null,
    decrease: all?.decrease ?? null,
    rounding: all?.rounding ?? null,
    items: of('item') ?? null,
    others: of('others')?.[0] ?? null,
    unattributed: of('rest')?.[0] ?? null,
  };
}

/** The sentences about changes, each with the row that mainly makes its first member; one statement more for each indicator. */
export async function textsOf(db: Database, all: readonly Contributions[]): Promise<string[]> {
  const mains = all.map(mainRef);
  const split = await contributionsOf(
    db,
    mains.filter((ref) => ref !== null),
  );
  return all.map((told, place) => {
    const row = mains[place] === null ? undefined : split.shift()?.items?.[0];
    const says = row !== undefined && row.contribution !== null && row.contribution * told.change! > 0;
    return contributionText(told, says ? row : undefined);
  });
}

/** The first member of a change to be split by rows; null where they would say no more. */
function mainRef({ ref, change, likeForLike, items }: Contributions): ContributionRef | null {
  const { figure, point, by, to, dimension } = ref;
  const { kind, compares } = figure.indicator;
  const main = items?.[0];
  if (by !== 'DIMENSION' || to !== 'PREVIOUS_YEAR' || dimension === MONTH || likeForLike) return null;
  if (kind === 'RATIO' || compares !== undefined || main === undefined || change === null) return null;
  const { key, value, previous, contribution } = main;
  const alone = countsRows(figure.indicator);
  if (contribution === null || contribution * change <= 0 || alone) return null;
  return {
    ...ref,
    figure: { ...figure, by: dimension, member: key },
    point: { ...point, value, previous, change: contribution },
    by: 'ROW',
    dimension: null,
    first: 1,
  };
}

/** Whether one row of an indicator counts as much as another. */
function countsRows(indicator: IndicatorDefinition): boolean {
  return measuresOf(indicator)
    .flatMap(termsOf)
    .every(({ value }) => summedField(value) === undefined);
}
