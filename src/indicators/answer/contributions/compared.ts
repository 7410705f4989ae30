import type { Database } from '../../../database/sql.js';
import { RequestError } from '../../../errors.js';
import { answer, type Point, type Series } from '../answer.js';
import type { NoRateReason } from '../compare.js';
import type { ContributionRef } from './asked.js';

/** Points with the comparison that is asked for; one question for all that are compared with other divisions alike. */
export async function comparedAs(db: Database, refs: readonly ContributionRef[]): Promise<ContributionRef[]> {
  const others = refs.filter(({ other }) => other !== null);
  const found = new Map<ContributionRef, ContributionRef>();
  const alike = Map.groupBy(others, ({ figure: { by, throughMonth, asOf } }) =>
    JSON.stringify([by, throughMonth, asOf]),
  );
  for (const group of alike.values()) {
    const series = await seriesOf(db, group);
    for (const ref of group) found.set(ref, besideOther(ref, series));
  }
  return refs.map((ref) => (ref.to === 'TARGET' ? besideTarget(ref) : (found.get(ref) ?? ref)));
}

/** The figures of the divisions themselves and of those that they are compared with. */
function seriesOf(db: Database, refs: readonly ContributionRef[]): Promise<Series[]> {
  const figures = refs.map(({ figure }) => figure);
  const { by, throughMonth, asOf } = figures[0]!;
  const years = figures.map(({ year }) => year);
  return answer(db, {
    indicators: figures.map(({ indicator }) => indicator.code),
    from: Math.min(...years),
    to: Math.max(...years),
    divisions: refs.flatMap(({ figure, other }) => [figure.division, other!]),
    by,
    throughMonth,
    asOf,
  });
}

function besideOther(ref: ContributionRef, series: readonly Series[]): ContributionRef {
  const { indicator, division, member, year } = ref.figure;
  const of = (code: string) => series.find((each) => each.division === code && each.indicator.code === indicator.code);
  const [mine, other] = [of(division), of(ref.other!)];
  if (mine !== undefined && other !== undefined && mine.place.level !== other.place.level)
    throw RequestError.otherLevel(other.place.name, mine.place.name);
  const compared = series
    .find((each) => each.division === ref.other && each.indicator.code === indicator.code && each.member === member)
    ?.points.find((each) => each.year === year);
  const { point } = ref;
  const uneven = [point, compared].some((each) =>
    each?.flags.some((flag) => flag === 'INCOMPLETE' || flag === 'CARRIED'),
  );
  const rebased =
    point.bases.length > 0 &&
    compared !== undefined &&
    compared.bases.length > 0 &&
    point.bases.join() !== compared.bases.join();
  const reason = uneven ? 'COVERAGE' : rebased ? 'BASIS' : null;
  return {
    ...ref,
    versus: other?.place.name ?? null,
    point: { ...point, ...difference(ref, compared?.value ?? null, reason) },
  };
}

function besideTarget(ref: ContributionRef): ContributionRef {
  return {
    ...ref,
    versus: '年度目标',
    point: { ...ref.point, ...difference(ref, ref.point.target?.low ?? null, null) },
  };
}

/** The difference of two figures as they are shown, or why there is none. */
function difference(
  { point, figure }: ContributionRef,
  previous: number | null,
  uneven: NoRateReason | null,
): Pick<Point, 'previous' | 'change' | 'reason' | 'likeForLike'> {
  const reason = point.value === null ? 'NO_DATA' : previous === null ? 'NO_BASE' : uneven;
  const change = reason === null ? Number((point.value! - previous!).toFixed(figure.indicator.decimals)) : null;
  return { previous, change, reason, likeForLike: null };
}
