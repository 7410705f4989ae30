import { sql } from 'kysely';
import type { Sql } from '../../../database/sql.js';
import { RequestError } from '../../../errors.js';
import { ledgerOf } from '../../../entities/ledgers/index.js';
import { WHOLE_YEAR } from '../../compute/cells.js';
import { listed } from '../../compute/figures-sql.js';
import type { FigureTables } from '../../compute/tables.js';
import { dimensionsOf, ledgersOf, MONTH } from '../../define/measures.js';
import type { Point } from '../answer.js';
import type { FigureRef } from '../rows.js';

/** What a change is split by: members of a dimension, divisions directly under the one asked, enterprises, or rows. */
export const CONTRIBUTIONS_BY = ['DIMENSION', 'DIVISION', 'ENTERPRISE', 'ROW'] as const;
export type ContributionBy = (typeof CONTRIBUTIONS_BY)[number];

/** What a figure is compared with: that of the year before, that of another division, or the target. */
export const COMPARED_TO = ['PREVIOUS_YEAR', 'DIVISION', 'TARGET'] as const;
export type ComparedTo = (typeof COMPARED_TO)[number];

/** A point whose change is to be split. */
export interface ContributionRef {
  readonly figure: FigureRef;
  readonly point: Point;
  readonly to: ComparedTo;
  /** The code of the division that it is compared with; null else. */
  readonly other: string | null;
  /** What it is compared with, in words; null: the year before. */
  readonly versus?: string | null;
  readonly by: ContributionBy;
  /** The dimension of `DIMENSION`, else null. */
  readonly dimension: string | null;
  /** How many items are told one by one. */
  readonly first: number;
}

/** Throws a RequestError where a point cannot be split so. */
export function checkContributions({ figure, by, dimension, to, other }: ContributionRef): void {
  const { indicator } = figure;
  const offered = dimensionsOf(indicator);
  if ((to === 'DIVISION') !== (other !== null) || (to === 'DIVISION' && by === 'DIVISION'))
    throw RequestError.otherDivision();
  if (to === 'TARGET' && (by !== 'DIVISION' || indicator.kind === 'RATIO' || figure.by !== null))
    throw RequestError.targetByDivision();
  if (by !== 'DIMENSION' && dimension !== null) throw RequestError.eitherOr(`by: ${by}`, 'dimension');
  if (by === 'DIMENSION' && (dimension === null || !offered.includes(dimension)))
    throw RequestError.unknownDimension(dimension ?? '', indicator.code, offered);
  if (by === 'DIMENSION' && figure.by !== null && dimension !== MONTH)
    throw RequestError.eitherOr('yearOverYear(by: …)', 'contributions(dimension: …)');
  const none = by === 'ENTERPRISE' && !ledgersOf(indicator).some((ledger) => ledgerOf(ledger).enterprise !== undefined);
  if (none || ((by === 'ROW' || by === 'ENTERPRISE') && indicator.compares !== undefined))
    throw RequestError.unknownDimension(by, indicator.code, offered);
}

/** What all points of one statement have in common. */
export type Shape = Pick<ContributionRef, 'by' | 'dimension' | 'first' | 'to'> &
  Pick<FigureRef, 'throughMonth' | 'asOf'> & {
    /** The dimension that the points are members of; '' where they are of the whole. */
    readonly split: string;
  };

export function shapeOf({ figure, by, dimension, first, to }: ContributionRef): Shape {
  return { by, dimension, first, to, throughMonth: figure.throughMonth, asOf: figure.asOf, split: figure.by ?? '' };
}

/** Whether a point is compared by the divisions that two years have both. */
export function isAlike({ point }: ContributionRef): boolean {
  return point.change === null;
}

/** The figures of whole years, or of January to a month. */
export function spanTable({ throughMonth, split }: Shape, tables: FigureTables): Sql {
  return sql.table(throughMonth === null && split !== MONTH ? tables.year : tables.month);
}

/** The period in the table of parts. */
export const PERIOD = sql`coalesce(s.month, ${sql.lit(WHOLE_YEAR)})`;

/**
 * The points as common table expressions. `asked`: a point `n` with its indicator, division, year, member, and whether it is
 * compared `alike`. `sides`: the year itself (side 1) and the one before, or the other division (0), with the `month` up to which it is told, and
 * `sign` -1 for what is taken away: a calendar month is January to it less January to the one before. `units`: the
 * divisions at and under that of a side, with the `child` that they are at or under, and those `above`.
 */
export function askedSql(refs: readonly ContributionRef[], shape: Shape, tables: FigureTables): Sql {
  const figures = refs.map(({ figure }) => figure);
  const months =
    shape.split === MONTH
      ? sql`(values (a.member::int, 1), (a.member::int - 1, -1))`
      : sql`(values (${shape.throughMonth}::int, 1))`;
  const before = shape.to === 'DIVISION' ? sql`a.year - s.side` : sql`a.year - 1`;
  const covered = (year: Sql) => sql`exists (
    select from ${sql.table(tables.part)} p where p.division = u.code and p.indicator = u.indicator and p.dimension = ''
      and p.period = ${sql.lit(WHOLE_YEAR)} and p.year = ${year} and p.covered)`;
  return sql`
  asked as materialized (
    select (n - 1)::int as n, indicator, division, coalesce(other, division) as other, year, member, alike
    from unnest(${listed(figures.map(({ indicator }) => indicator.code))}, ${listed(figures.map(({ division }) => division))},
      ${figures.map(({ year }) => year)}::int[], ${figures.map(({ member }) => member ?? '')}::text[], ${refs.map(isAlike)}::boolean[], ${refs.map(({ other }) => other)}::text[])
      with ordinality t(indicator, division, year, member, alike, other, n)
  ),
  sides as materialized (
    select a.n, s.side, a.indicator, case s.side when 1 then a.division else a.other end as division, ${before} + s.side as year, a.year as latest, a.member, a.alike, m.month, m.sign
    from asked a cross join (values (1), (0)) s(side) cross join lateral ${months} m(month, sign)
  ),
  under as (
    select distinct n, side, indicator, year, latest, alike, division as root, division::text as code, division::text as child, '{}'::text[] as above from sides
    union all
    select u.n, u.side, u.indicator, u.year, u.latest, u.alike, u.root, d.code, case when u.code = u.root then d.code else u.child end, u.above || u.code
    from under u join division d on d.parent_code = u.code
  ),
  units as materialized (
    select * from under u where not u.alike or (${covered(sql`u.latest`)} and ${covered(sql`u.latest - 1`)})
  )`;
}
