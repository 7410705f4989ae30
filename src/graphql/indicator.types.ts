import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { NO_RATE_REASONS, type NoRateReason, VALUE_FLAGS, type ValueFlag } from '../indicators/compare.js';
import {
  type Direction,
  DIRECTIONS,
  INDICATOR_KINDS,
  type IndicatorKind,
  type Theme,
  THEMES,
} from '../indicators/definition.js';

/** A GraphQL enum of some names. */
export function enumOf<const T extends string>(names: readonly T[]): { readonly [K in T]: K } {
  return Object.fromEntries(names.map((name) => [name, name])) as { readonly [K in T]: K };
}

export const IndicatorKindEnum = enumOf(INDICATOR_KINDS);
export const DirectionEnum = enumOf(DIRECTIONS);
export const ThemeEnum = enumOf(THEMES);
export const NoRateReasonEnum = enumOf(NO_RATE_REASONS);
export const ValueFlagEnum = enumOf(VALUE_FLAGS);

registerEnumType(IndicatorKindEnum, { name: 'IndicatorKind', description: '时期数、时点数、比率' });
registerEnumType(DirectionEnum, { name: 'Direction', description: '越高越好、越低越好、中性' });
registerEnumType(ThemeEnum, { name: 'Theme', description: '主题' });
registerEnumType(NoRateReasonEnum, {
  name: 'NoRateReason',
  description: '无增长率的原因：无数据、无上年数、上年为零、上年为负、比率以百分点比较',
});
registerEnumType(ValueFlagEnum, { name: 'ValueFlag', description: '含未公开数值、含约数、月份不明的未计入' });

@ObjectType({ description: '指标', simpleResolvers: true })
export class Indicator {
  @Field(() => ID)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  englishName!: string;

  @Field(() => String, { description: '计量单位' })
  unit!: string;

  @Field(() => IndicatorKindEnum)
  kind!: IndicatorKind;

  @Field(() => DirectionEnum)
  direction!: Direction;

  @Field(() => ThemeEnum)
  theme!: Theme;

  @Field(() => Int, { description: '小数位数' })
  decimals!: number;

  @Field(() => String, { description: '口径；比率为分子' })
  numerator!: string;

  @Field(() => String, { nullable: true, description: '比率的分母' })
  denominator!: string | null;

  @Field(() => [ID], { description: '可用于 by 的维度' })
  dimensions!: string[];
}

@ObjectType({ description: '目标完成情况', simpleResolvers: true })
export class TargetCompletion {
  @Field(() => Float, { nullable: true, description: '目标下限' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: '目标上限' })
  high!: number | null;

  @Field(() => String, { description: '目标原文' })
  text!: string;

  @Field(() => Float, { nullable: true, description: '完成率（%），不以100为限' })
  rate!: number | null;

  @Field(() => Boolean, { nullable: true, description: '是否达到目标；文字目标为空' })
  met!: boolean | null;

  @Field(() => Float, { description: '时间进度（%）：该年已过去的时间占全年的比重，截至今天或 throughMonth 月末' })
  timeProgress!: number;
}

@ObjectType({ description: '在同一上级的同级区划中的位次' })
export class Rank {
  @Field(() => Int, { description: '第几；按指标方向由好到差，中性指标由大到小；数值相同的并列' })
  position!: number;

  @Field(() => Int, { description: '有数值的同级区划个数' })
  of!: number;

  @Field(() => String, { description: '报告用语，如：在9个区县中位居第2；只有一个区划有数值时为空' })
  text!: string;
}

/** The fields of a point that come straight from the answer. */
@ObjectType('YearPoint', { description: '一年的数值及同比', simpleResolvers: true })
export class YearPoint {
  @Field(() => Int)
  year!: number;

  @Field(() => Float, { nullable: true, description: '空：没有数据' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: '上年值' })
  previous!: number | null;

  @Field(() => Float, { nullable: true, description: '增减；比率为百分点' })
  change!: number | null;

  @Field(() => Float, { nullable: true, description: '同比增长率（%）' })
  rate!: number | null;

  @Field(() => NoRateReasonEnum, { nullable: true })
  reason!: NoRateReason | null;

  @Field(() => [ValueFlagEnum])
  flags!: ValueFlag[];

  @Field(() => TargetCompletion, { nullable: true })
  target!: TargetCompletion | null;

  @Field(() => String, { description: '报告用语，如：1101.55万元，同比增长29.49%' })
  text!: string;
}
