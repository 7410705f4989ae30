import { Arg, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import type { Point, Series } from '../indicators/answer/answer.js';
import type { Beside } from '../indicators/answer/beside.js';
import {
  comparable,
  compoundGrowth,
  percentage,
  standardScore,
  sumShown,
  wholeValue,
  type Years,
} from '../indicators/answer/windows.js';
import { RequestError } from '../errors.js';
import { YearPoint } from './indicator.types.js';
import { PartPoint, type RollingOf, RollingOfEnum, type ShareOf, ShareOfEnum } from './window.types.js';

/** A point with its series and the figures beside it. */
export interface WindowSource extends Point {
  readonly series: Series;
  readonly beside: Beside;
}

/** The most years of a window. */
const MOST_YEARS = 20;

const years = ({ series }: WindowSource): Years => new Map(series.points.map((point) => [point.year, point]));

@Resolver(() => YearPoint)
export class WindowResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: '占比（%）；比率没有占比，本数或总数不完整、总数不大于零时为空',
  })
  async share(
    @Root() point: WindowSource,
    @Arg('of', () => ShareOfEnum, { defaultValue: 'WHOLE', description: '占什么的比重' }) of: ShareOf,
  ): Promise<number | null> {
    const { series, beside, year } = point;
    if (series.indicator.kind === 'RATIO') return null;
    const whole = await (of === 'WHOLE' ? beside.whole(series) : beside.parent(series));
    return percentage(wholeValue(point), wholeValue(whole?.get(year)));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: '定基指数：基年为 100。基年须在查询的年份内，其间各年完整、口径和所报区划相同，否则为空',
  })
  index(@Root() point: WindowSource, @Arg('base', () => Int, { description: '基年' }) base: number): number | null {
    const { year } = point;
    if (base > year) return null;
    const values = comparable(years(point), year, yearsIn(year - base + 1, 'base', base));
    return percentage(values?.at(-1) ?? null, values?.[0] ?? null);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: '年均增长率（%）：比 years 年前年均增长。各年须在查询的年份内，完整、口径和所报区划相同，否则为空',
  })
  compoundGrowth(
    @Root() point: WindowSource,
    @Arg('years', () => Int, { description: '年数' }) span: number,
  ): number | null {
    if (point.series.indicator.kind === 'RATIO') return null;
    return compoundGrowth(comparable(years(point), point.year, yearsIn(span, 'years', span) + 1));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: '连续 years 年（含本年）的合计或平均。时点数、比率没有合计；各年须在查询的年份内且完整，否则为空',
  })
  rolling(
    @Root() point: WindowSource,
    @Arg('years', () => Int, { description: '年数' }) span: number,
    @Arg('of', () => RollingOfEnum, { defaultValue: 'SUM', description: '合计还是平均' }) of: RollingOf,
  ): number | null {
    const { kind, decimals } = point.series.indicator;
    if (of === 'SUM' && kind !== 'FLOW') return null;
    const known = years(point);
    const first = point.year - yearsIn(span, 'years', span) + 1;
    const values = Array.from({ length: span }, (_, index) => wholeValue(known.get(first + index)));
    if (values.some((value) => value === null)) return null;
    const sum = sumShown(values as number[], decimals);
    return of === 'SUM' ? sum : sumShown([sum / span], Math.max(decimals, 2));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: '标准分：与同一上级的同级区划的平均数相差几个标准差；不足两个区划有数值时为空',
  })
  async standardScore(@Root() { series, beside, year, value }: WindowSource): Promise<number | null> {
    const siblings = await beside.siblings(series);
    return standardScore(
      value,
      siblings.flatMap((each) => each.get(year)?.value ?? []),
    );
  }

  @FieldResolver(() => [PartPoint], {
    nullable: true,
    description: '各月的数值及环比；时点数、比率、按维度分组的和没有月份的指标为空',
  })
  async months(@Root() { series, beside, year }: WindowSource): Promise<PartPoint[] | null> {
    const months = await beside.months(series);
    return months === undefined ? null : partsOf(months, year, series.indicator.decimals);
  }

  @FieldResolver(() => [PartPoint], {
    nullable: true,
    description: '各季度的数值及环比；三个月都完整才有数值。没有月份的指标为空',
  })
  async quarters(@Root() { series, beside, year }: WindowSource): Promise<PartPoint[] | null> {
    const months = await beside.months(series);
    if (months === undefined) return null;
    const { decimals } = series.indicator;
    const quarters = Array.from({ length: 4 }, (_, quarter) =>
      quarterOf(months.slice(quarter * 3, quarter * 3 + 3), decimals),
    );
    return partsOf(quarters, year, decimals);
  }
}

/** A number of years of a window; throws a RequestError beyond the limit. */
function yearsIn(span: number, name: string, given: number): number {
  if (span < 1 || span > MOST_YEARS) throw RequestError.outOfRange(name, `1 至 ${MOST_YEARS} 年`, given);
  return span;
}

type Part = Pick<Point, 'value' | 'flags'>;

/** The sums of three months, year by year, where all are known whole. */
function quarterOf(months: readonly (Years | undefined)[], decimals: number): ReadonlyMap<number, Part> {
  const known = [...new Set(months.flatMap((month) => [...(month?.keys() ?? [])]))];
  return new Map(
    known.map((year) => {
      const parts = months.map((month) => month?.get(year));
      const values = parts.map(wholeValue);
      const value = values.some((each) => each === null) ? null : sumShown(values as number[], decimals);
      return [year, { value, flags: [...new Set(parts.flatMap((part) => part?.flags ?? []))] }];
    }),
  );
}

/** The parts of a year, each beside the one before. */
function partsOf(
  parts: readonly (ReadonlyMap<number, Part> | undefined)[],
  year: number,
  decimals: number,
): PartPoint[] {
  return parts.map((part, index) => {
    const before = index === 0 ? parts.at(-1)?.get(year - 1) : parts[index - 1]?.get(year);
    const { value = null, flags = [] } = part?.get(year) ?? {};
    const [own, previous] = [wholeValue({ value, flags }), wholeValue(before)];
    const change = own === null || previous === null ? null : sumShown([own, -previous], decimals);
    return { number: index + 1, value, previous, change, rate: percentage(change, previous), flags };
  });
}
