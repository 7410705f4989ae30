import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { RequestError } from '../errors.js';
import { answer, type Place, type Point } from '../indicators/answer/answer.js';
import { Beside } from '../indicators/answer/beside.js';
import type { IndicatorDefinition, Theme } from '../indicators/define/definition.js';
import { allIndicators, indicatorsOf } from '../indicators/compute/known.js';
import { OWN_PREFIX } from '../indicators/define/own/shape.js';
import { dimensionsOf } from '../indicators/define/measures.js';
import { definitionOf } from '../indicators/define/own/words.js';
import type { Question } from '../indicators/answer/question.js';
import type { Database } from '../database/sql.js';
import { type Coverage, coverageOf } from '../indicators/answer/coverage.js';
import { ranksOf } from '../indicators/answer/rank.js';
import type { FigureRef, SourceRow } from '../indicators/answer/rows.js';
import { together } from '../indicators/answer/together.js';
import type { Context } from './context.js';
import { Division } from './division.resolver.js';
import { figureRows } from './figure-rows.js';
import { Indicator, PointCoverage, Rank, ThemeEnum, YearPoint } from './indicator.types.js';
import { LedgerRowConnection } from './ledger-row.js';
import { type Connection, PageArgs } from './paging.js';
import { LocalDate } from './scalars.js';
import { choose, SeriesArgs } from './series-args.js';

/** A point with what its rows are found by, its rank among siblings, and which divisions are behind it. */
type PointSource = Point & {
  readonly figure: FigureRef;
  readonly ranked: () => Promise<Rank | null>;
  readonly covered: () => Promise<Coverage>;
};

@ObjectType({ description: '一个指标在一个区划（及一个维度成员）的各年数值', simpleResolvers: true })
export class IndicatorSeries {
  @Field(() => Indicator, { description: '指标' })
  indicator!: IndicatorDefinition;

  @Field(() => Division, { description: '区划' })
  division!: Place;

  @Field(() => String, { nullable: true, description: '维度成员；未分组时为空' })
  member!: string | null;

  @Field(() => [YearPoint], { description: '各年的数值' })
  points!: readonly PointSource[];
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => [Indicator], { description: '指标目录' })
  async indicators(
    @Arg('codes', () => [ID], { nullable: true, description: '指标代码；默认全部' }) codes: string[] | null | undefined,
    @Arg('theme', () => ThemeEnum, { nullable: true, description: '主题；默认全部' }) theme: Theme | null | undefined,
    @Ctx() { db }: Context,
  ): Promise<IndicatorDefinition[]> {
    const chosen = await (codes === undefined || codes === null ? allIndicators(db) : indicatorsOf(db, codes));
    return theme === undefined || theme === null ? chosen : chosen.filter((indicator) => indicator.theme === theme);
  }

  @FieldResolver(() => [ID])
  dimensions(@Root() indicator: IndicatorDefinition): string[] {
    return dimensionsOf(indicator);
  }

  @FieldResolver(() => [String])
  aliases(@Root() { aliases }: IndicatorDefinition): readonly string[] {
    return aliases ?? [];
  }

  @FieldResolver(() => String)
  definition(@Root() indicator: IndicatorDefinition): string {
    return definitionOf(indicator);
  }

  @FieldResolver(() => Boolean, { description: '是否自定义' })
  own(@Root() { code }: IndicatorDefinition): boolean {
    return code.startsWith(OWN_PREFIX);
  }
}

@Resolver(() => IndicatorSeries)
export class IndicatorSeriesResolver {
  @Query(() => [IndicatorSeries], { description: '各年数值、同比与目标完成' })
  async yearOverYear(
    @Arg('indicators', () => [ID], { nullable: true, description: '指标代码' }) codes: string[] | null | undefined,
    @Arg('theme', () => ThemeEnum, {
      nullable: true,
      description: '一个主题的全部指标，代替 indicators；给了 by 时为其中有该维度的',
    })
    theme: Theme | null | undefined,
    @Arg('from', () => Int, { description: '起始年' }) from: number,
    @Arg('to', () => Int, { description: '截止年' }) to: number,
    @Arg('divisions', () => [ID], { nullable: true, description: '区划代码；上级含其下全部；默认最上一级' })
    divisions: string[] | null | undefined,
    @Arg('under', () => ID, { nullable: true, description: '区划代码：查询其下一级的各个区划，不与 divisions 同用' })
    under: string | null | undefined,
    @Arg('throughMonth', () => Int, { nullable: true, description: '各年1月至该月（同期）；默认全年' })
    throughMonth: number | null | undefined,
    @Arg('by', () => ID, { nullable: true, description: '按维度分组' }) by: string | null | undefined,
    @Arg('asOf', () => LocalDate, {
      nullable: true,
      description: '截至该日（北京时间当日终了）已知的数据：只含当时已导入的行和已公告的证书；默认现在',
    })
    asOf: string | null | undefined,
    @Args(() => SeriesArgs) chosen: SeriesArgs,
    @Ctx() { db, past }: Context,
  ): Promise<IndicatorSeries[]> {
    const indicators = await codesOf(db, codes, theme, by);
    const question = { indicators, from, to, divisions, under, throughMonth, by, asOf };
    const database = asOf === undefined || asOf === null ? db : past;
    const series = await together(database, JSON.stringify(question), () => seriesOf(database, question));
    return choose(series, chosen);
  }
}

@Resolver(() => YearPoint)
export class YearPointResolver {
  @FieldResolver(() => Rank, { nullable: true, description: '在同一上级的同级区划中的位次；没有数值时为空' })
  rank(@Root() { ranked }: PointSource): Promise<Rank | null> {
    return ranked();
  }

  @FieldResolver(() => PointCoverage, { description: '该年有台账的区划（含本级），与此前有过台账的相比' })
  coverage(@Root() { covered }: PointSource): Promise<Coverage> {
    return covered();
  }

  @FieldResolver(() => LedgerRowConnection, { description: '数值所依据的台账行' })
  rows(
    @Root() { figure }: PointSource,
    @Args(() => PageArgs) asked: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<SourceRow>> {
    return figureRows(figure, asked, loaders);
  }
}

/** The codes of the indicators that are named, or of those of a theme that have the dimension, if one is asked for. */
async function codesOf(
  db: Database,
  codes: readonly string[] | null | undefined,
  theme: Theme | null | undefined,
  by: string | null | undefined,
): Promise<readonly string[]> {
  if (theme === undefined || theme === null) return codes ?? [];
  if (codes !== undefined && codes !== null) throw RequestError.eitherOr('indicators', 'theme');
  const all = await allIndicators(db);
  const fits = (indicator: IndicatorDefinition) =>
    indicator.theme === theme && (by === undefined || by === null || dimensionsOf(indicator).includes(by));
  return all.filter(fits).map(({ code }) => code);
}

async function seriesOf(db: Database, question: Question): Promise<IndicatorSeries[]> {
  const series = await answer(db, question);
  const { by = null, throughMonth = null, asOf = null } = question;
  let ranks: ReturnType<typeof ranksOf> | undefined;
  // All figures of the answer are ranked at once, when the first rank is asked for.
  const rankOf = async (place: number) => (await (ranks ??= ranksOf(db, question, series)))[place]!;
  let coverages: ReturnType<typeof coverageOf> | undefined;
  const coveredOf = async (place: number) => (await (coverages ??= coverageOf(db, question, series)))[place]!;
  const beside = new Beside(db, question, series);
  let places = 0;
  return series.map((each) => {
    const { indicator, division, place, member, points } = each;
    return {
      indicator,
      division: place,
      member,
      points: points.map((point) => {
        const figure = { indicator, division, member, year: point.year, by, throughMonth, asOf };
        const place = places++;
        return { ...point, figure, series: each, beside, ranked: () => rankOf(place), covered: () => coveredOf(place) };
      }),
    };
  });
}
