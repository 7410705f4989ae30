import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { NoRateReason, ValueFlag } from '../indicators/answer/compare.js';
import type { Direction, IndicatorKind, Theme } from '../indicators/define/definition.js';
import { DIRECTION_WORDS, KIND_WORDS, THEME_WORDS } from '../indicators/define/terms.js';
import { describedEnum } from './enums.js';

export const IndicatorKindEnum = describedEnum<IndicatorKind>('IndicatorKind', '指标的类别', KIND_WORDS);
export const DirectionEnum = describedEnum<Direction>('Direction', '指标的方向', DIRECTION_WORDS);
export const ThemeEnum = describedEnum<Theme>('Theme', '指标的主题', THEME_WORDS);
export const NoRateReasonEnum = describedEnum<NoRateReason>('NoRateReason', '没有增长率的原因', {
  NO_DATA: '没有数据',
  NO_BASE: '没有上年数',
  ZERO_BASE: '上年数为零',
  NEGATIVE_BASE: '上年数为负',
  RATIO: '比率，以百分点比较',
  COVERAGE: '两年有台账的区划不同（见 likeForLike），或时点数由以前年度推算',
  BASIS: '两年口径不同（如研发费用与R&D经费），或不能确定口径相同，不作比较',
});
export const ValueFlagEnum = describedEnum<ValueFlag>('ValueFlag', '对数值的说明', {
  PARTIAL: '有的行数据未公开、未填列，或缺少所需的日期等而无法归入，或同一文件中有工作表还没有确认，没有计入',
  NONE_RECORDED: '零：台账涵盖，但没有登记',
  CARRIED: '台账尚未登记到该年，由以前年度的记录推算',
  INCOMPLETE: '所辖区划中有的此前有台账，该年还没有',
  OVERLAPPING: '含上下级台账可能都登记的资金：文号、级次、流向相同，单位或金额只有一项相同或未填',
  REPORTED: '填报数：该年没有相应的逐笔台账，采用统计表、完成情况表中填报的合计数；见 rows',
  DISPUTED: '各报表填报的合计数不一致，没有采用；见 rows',
  APPROXIMATE: '含约数',
  UNDATED: '月份不明的行没有计入',
});

@ObjectType({ description: '指标', simpleResolvers: true })
export class Indicator {
  @Field(() => ID, { description: '指标代码' })
  code!: string;

  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => String, { description: '英文名称' })
  englishName!: string;

  @Field(() => String, { description: '计量单位' })
  unit!: string;

  @Field(() => IndicatorKindEnum, { description: '类别' })
  kind!: IndicatorKind;

  @Field(() => DirectionEnum, { description: '越大越好还是越小越好' })
  direction!: Direction;

  @Field(() => ThemeEnum, { description: '主题' })
  theme!: Theme;

  @Field(() => Int, { description: '小数位数' })
  decimals!: number;

  @Field(() => String, { description: '口径；比率为分子' })
  numerator!: string;

  @Field(() => String, { nullable: true, description: '比率的分母' })
  denominator!: string | null;

  @Field(() => [String], { description: '别名：目标和报表中可用的其他名称' })
  aliases!: string[];

  @Field(() => String, { description: '规则：由定义生成，即实际的计算方法' })
  definition!: string;

  @Field(() => String, { nullable: true, description: '依据的正式文件及文号；空为科技管理部门通行口径' })
  source!: string | null;

  @Field(() => String, { nullable: true, description: '不计什么，容易误读之处' })
  notes!: string | null;

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

  @Field(() => Boolean, { nullable: true, description: '是否达到目标；定性指标为空' })
  met!: boolean | null;

  @Field(() => Float, { description: '序时进度（%）：该年已过去的时间占全年的比重，截至今天或 throughMonth 月末' })
  timeProgress!: number;
}

@ObjectType({ description: '在同一上级的同级区划中的位次', simpleResolvers: true })
export class Rank {
  @Field(() => Int, { description: '第几；按指标方向由好到差，中性指标由大到小；数值相同的并列' })
  position!: number;

  @Field(() => Int, { description: '有数值的同级区划个数' })
  of!: number;

  @Field(() => String, { description: '报告用语，如：在9个区县中排名第2位；只有一个区划有数值时为空' })
  text!: string;
}

@ObjectType({ description: '尚未报送的区划', simpleResolvers: true })
export class MissingDivision {
  @Field(() => ID, { description: '行政区划代码' })
  code!: string;

  @Field(() => String, { description: '名称' })
  name!: string;
}

@ObjectType('Coverage', { description: '哪些区划的台账涵盖了该年该指标', simpleResolvers: true })
export class PointCoverage {
  @Field(() => Int, { description: '该年已有台账的区划数' })
  reported!: number;

  @Field(() => Int, { description: '该年或此前有过台账的区划数' })
  expected!: number;

  @Field(() => [MissingDivision], { description: '此前有过台账、该年还没有的区划' })
  missing!: readonly MissingDivision[];
}

@ObjectType({ description: '两年都有台账的区划之间的比较', simpleResolvers: true })
export class LikeForLike {
  @Field(() => Float, { nullable: true, description: '本年值' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: '上年值' })
  previous!: number | null;

  @Field(() => Float, { nullable: true, description: '增减；比率为百分点' })
  change!: number | null;

  @Field(() => Float, { nullable: true, description: '增长率（%）' })
  rate!: number | null;

  @Field(() => Int, { description: '区划数' })
  divisions!: number;
}

/** The fields of a point that come straight from the answer. */
@ObjectType('YearPoint', { description: '一年的数值及同比', simpleResolvers: true })
export class YearPoint {
  @Field(() => Int, { description: '年度' })
  year!: number;

  @Field(() => Float, { nullable: true, description: '空：没有数据' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: '上年值' })
  previous!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '增减：所示的本年值减上年值；比率为百分点；两年所报区划或口径不同时为空',
  })
  change!: number | null;

  @Field(() => Float, { nullable: true, description: '同比增长率（%）' })
  rate!: number | null;

  @Field(() => NoRateReasonEnum, { nullable: true, description: '没有增长率的原因' })
  reason!: NoRateReason | null;

  @Field(() => [ValueFlagEnum], { description: '对数值的说明' })
  flags!: ValueFlag[];

  @Field(() => LikeForLike, { nullable: true, description: '同口径比较；两年所报区划相同时为空' })
  likeForLike!: LikeForLike | null;

  @Field(() => TargetCompletion, { nullable: true, description: '该年目标的完成情况；空：没有目标' })
  target!: TargetCompletion | null;

  @Field(() => String, { description: '报告用语，如：1101.55万元，同比增长29.49%' })
  text!: string;
}
