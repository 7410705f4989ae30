import { ArgsType, Field, Int } from 'type-graphql';
import { RequestError } from '../errors.js';
import type { Point } from '../indicators/answer/answer.js';
import { describedEnum, SortDirectionEnum } from './enums.js';

const MEASURES = { VALUE: '数值', CHANGE: '增减', RATE: '增长率', COMPLETION: '目标完成率' } as const;
type Measure = keyof typeof MEASURES;
const MeasureEnum = describedEnum<Measure>('SeriesMeasure', '各系列排序的依据，都取最后一年的', MEASURES);

/** Which of the series of an answer are told, and in which order, by their last year. */
@ArgsType()
export class SeriesArgs {
  @Field(() => Boolean, { nullable: true, description: '只要最后一年的目标已达到（true）或未达到（false）的' })
  met?: boolean | null;

  @Field(() => MeasureEnum, {
    nullable: true,
    description: '按最后一年的什么排序；没有数值的在最后。默认按指标、区划、成员',
  })
  orderBy?: Measure | null;

  @Field(() => SortDirectionEnum, { defaultValue: 'DESC', description: '排序的方向' })
  direction!: 'ASC' | 'DESC';

  @Field(() => Int, { nullable: true, description: '每个指标只要前几个系列' })
  top?: number | null;
}

interface Told {
  readonly indicator: { readonly code: string };
  readonly points: readonly Point[];
}

/** The series chosen, each indicator's together, in the order of the indicators. Throws a RequestError for a bad number. */
export function choose<T extends Told>(series: readonly T[], { met, orderBy, direction, top }: SeriesArgs): T[] {
  if (top !== undefined && top !== null && top < 1) throw RequestError.outOfRange('top', '大于零的整数', top);
  const fits = (each: T) => met === undefined || met === null || each.points.at(-1)?.target?.met === met;
  const families = Map.groupBy(series.filter(fits), ({ indicator }) => indicator.code);
  return [...families.values()].flatMap((family) => ordered(family, orderBy, direction).slice(0, top ?? family.length));
}

function ordered<T extends Told>(series: T[], by: Measure | null | undefined, direction: 'ASC' | 'DESC'): T[] {
  if (by === undefined || by === null) return series;
  const sign = direction === 'ASC' ? 1 : -1;
  const known = (each: T) => measureOf(each.points.at(-1), by);
  return series.toSorted((a, b) => {
    const [left, right] = [known(a), known(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

function measureOf(point: Point | undefined, by: Measure): number | null {
  if (point === undefined) return null;
  switch (by) {
    case 'VALUE':
      return point.value;
    case 'CHANGE':
      return point.change;
    case 'RATE':
      return point.rate;
    case 'COMPLETION':
      return point.target?.rate ?? null;
  }
}
