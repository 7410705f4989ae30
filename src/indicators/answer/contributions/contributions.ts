import { sql } from 'kysely';
import type { Database, Sql } from '../../../database/sql.js';
import { ledgerOf } from '../../../entities/ledgers/index.js';
import { NO_MEMBER } from '../../compute/asked-rows.js';
import { readFigures } from '../../compute/past/figures-as-of.js';
import type { IndicatorDefinition } from '../../define/definition.js';
import { columnOf, measuresOf } from '../../define/measures.js';
import { termsOf } from '../../define/value.js';
import { askedSql, type ContributionRef, isAlike, type Shape, shapeOf } from './asked.js';
import { divisionItems, memberItems, wholeSql } from './kept-items.js';
import { rowItems, type RowSource } from './row-items.js';
import { type Contributions, type SettledRow, settleSql } from './settle.js';
import { contributionText } from './words.js';

/**
 * Splits the changes of points. One statement for all points that are split alike by kept figures; by rows, one for each
 * indicator. The points must have passed `checkContributions`.
 */
export async function contributionsOf(db: Database, refs: readonly ContributionRef[]): Promise<Contributions[]> {
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
  const roots = [...new Set(refs.map(({ figure }) => figure.division))];
  const by = shape.by === 'DIMENSION' && shape.split === '' ? shape.dimension : shape.split;
  const asked = { asOf: shape.asOf, indicators, by, divisions: sql`select unnest(${roots}::text[]) as code` };
  return readFigures(db, asked, async (reading, tables, past) => {
    const items = itemsOf(refs[0]!, shape, { tables, ...past });
    const { rows } = await sql<SettledRow>`${settleSql(askedSql(refs, shape, tables), {
      whole: wholeSql(shape, tables),
      items,
      absent: isByRow(shape) ? 'zero' : 'unknown',
      first: shape.first,
    })}`.execute(reading);
    return rows;
  });
}

function itemsOf(ref: ContributionRef, shape: Shape, from: RowSource): Sql {
  if (shape.by === 'DIMENSION') return memberItems(shape, from.tables, counted(ref));
  if (shape.by === 'DIVISION') return divisionItems(shape, from.tables);
  return rowItems(ref.figure.indicator, shape, from);
}

function toldOf(ref: ContributionRef, rows: readonly SettledRow[] | undefined): Contributions {
  const { point } = ref;
  const likeForLike = isAlike(ref) && rows !== undefined;
  if (rows === undefined)
    return {
      change: null,
      reason: point.reason,
      likeForLike,
      increase: null,
      decrease: null,
      items: null,
      others: null,
      unattributed: null,
      rounding: null,
      text: '',
    };
  const of = (part: SettledRow['part']) => rows.filter((row) => row.part === part);
  const told = {
    change: changeOf(ref),
    reason: null,
    likeForLike,
    increase: rows[0]?.increase ?? 0,
    decrease: rows[0]?.decrease ?? 0,
    rounding: rows[0]?.rounding ?? 0,
    items: of('item').map((row) => (row.name === '' ? { ...row, name: NO_MEMBER } : row)),
    others: of('others')[0] ?? null,
    unattributed: of('rest')[0] ?? null,
  };
  return { ...told, text: contributionText(ref, told) };
}
