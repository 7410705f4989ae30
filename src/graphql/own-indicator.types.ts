import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Direction, Theme } from '../indicators/define/definition.js';
import type {
  ConditionShape,
  FormulaShape,
  MeasureShape,
  RatioPart,
  RowsShape,
} from '../indicators/define/own/shape.js';
import { describedEnum } from './enums.js';
import { DirectionEnum, ThemeEnum } from './indicator.types.js';

const RatioPartEnum = describedEnum<RatioPart>('RatioPart', '比率的一部分', {
  NUMERATOR: '分子',
  DENOMINATOR: '分母',
});

// Input and output share a class, so that a definition that was shown can be sent again.

@InputType('IndicatorConditionInput', {
  description: '对台账一个字段的条件；所给各项同时满足，为 null 的一项等于没有给。没有填写的用 known: false',
})
@ObjectType('IndicatorCondition', {
  description: '对台账一个字段的条件；所给各项同时满足，为 null 的一项等于没有给。没有填写的用 known: false',
})
export class IndicatorCondition implements ConditionShape {
  @Field(() => ID, { description: '字段名，见 ledgers' })
  field!: string;

  @Field(() => [String], { nullable: true, description: '属于；列表字段为含有其中之一' })
  in?: string[] | null;

  @Field(() => [String], { nullable: true, description: '不属于；未填的也算' })
  notIn?: string[] | null;

  @Field(() => String, { nullable: true, description: '包含' })
  contains?: string | null;

  @Field(() => Boolean, { nullable: true, description: '是否已填' })
  known?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '是、否；未填算否' })
  is?: boolean | null;

  @Field(() => Float, { nullable: true, description: '大于（金额以元计，下同）' })
  above?: number | null;

  @Field(() => Float, { nullable: true, description: '不小于' })
  atLeast?: number | null;

  @Field(() => Float, { nullable: true, description: '小于' })
  below?: number | null;

  @Field(() => Float, { nullable: true, description: '不大于' })
  atMost?: number | null;
}

@InputType('IndicatorRowsInput', { description: '一个台账中计入的行；给 from 为年末存量，否则为当年发生' })
@ObjectType('IndicatorRows', { description: '一个台账中计入的行；有 from 为年末存量，否则为当年发生' })
export class IndicatorRows implements RowsShape {
  @Field(() => ID, { description: '台账，见 ledgers' })
  ledger!: string;

  @Field(() => [IndicatorCondition], { nullable: true, description: '计入的条件，同时满足' })
  where?: IndicatorCondition[] | null;

  @Field(() => [IndicatorCondition], {
    nullable: true,
    description: '有满足这些条件的行才算这一年有台账；默认有行即可。有台账而无计入的行时数值为零，否则为无数据',
  })
  scope?: IndicatorCondition[] | null;

  @Field(() => ID, { nullable: true, description: '按哪个日期字段计入年和月；默认按行的年度' })
  at?: string | null;

  @Field(() => ID, { nullable: true, description: '按年度计年时，以哪个日期字段定月份' })
  month?: string | null;

  @Field(() => ID, { nullable: true, description: '存量自哪个日期起计' })
  from?: string | null;

  @Field(() => Boolean, { nullable: true, description: '没有起始日期的行自其年度末起计；默认不计' })
  orYear?: boolean | null;

  @Field(() => [ID], { nullable: true, description: '存量到哪些日期中最早的为止' })
  until?: string[] | null;
}

@InputType('IndicatorMeasureInput', {
  description: '计什么：引用已有指标，或台账的行；默认计行数，可改为求和或不同值计一次',
})
@ObjectType('IndicatorMeasure', {
  description: '计什么：引用已有指标，或台账的行；默认计行数，可改为求和或不同值计一次',
})
export class IndicatorMeasure implements MeasureShape {
  @Field(() => ID, { nullable: true, description: '引用的指标代码' })
  indicator?: string | null;

  @Field(() => RatioPartEnum, { nullable: true, description: '引用比率指标的哪一部分' })
  part?: RatioPart | null;

  @Field(() => [IndicatorRows], { nullable: true, description: '计入的行，可来自几个台账' })
  rows?: IndicatorRows[] | null;

  @Field(() => ID, { nullable: true, description: '求和的字段' })
  sum?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: '这些字段合起来不同的值计一次；enterprise 指行所属的企业，列表字段逐个计',
  })
  distinct?: string[] | null;

  @Field(() => [IndicatorCondition], { nullable: true, description: '再加的条件，对其中每个台账都适用' })
  where?: IndicatorCondition[] | null;
}

@InputType('IndicatorRatioInput', { description: '比率：分子 ÷ 分母 × 倍数' })
@ObjectType('IndicatorRatio', { description: '比率：分子 ÷ 分母 × 倍数' })
export class IndicatorRatio {
  @Field(() => IndicatorMeasure, { description: '分子' })
  numerator!: IndicatorMeasure;

  @Field(() => IndicatorMeasure, { description: '分母' })
  denominator!: IndicatorMeasure;

  @Field(() => Float, { nullable: true, description: '倍数；默认百分比为 100，其他为 1' })
  factor?: number | null;
}

@InputType('IndicatorDefinitionInput', { description: '自定义指标' })
@ObjectType('IndicatorDefinition', { description: '指标的定义；可照样改一改，另定义一个' })
export class IndicatorDefinition implements FormulaShape {
  @Field(() => ID, { description: '指标代码；自定义的以 OWN_ 开头' })
  code!: string;

  @Field(() => String, { description: '指标名称；目标按名称对应到指标' })
  name!: string;

  @Field(() => String, { description: '英文名称' })
  englishName!: string;

  @Field(() => String, { description: '计量单位；金额为元、千元、万元、百万元或亿元，比率如 %、万元/项、件/亿元' })
  unit!: string;

  @Field(() => Int, { description: '小数位数' })
  decimals!: number;

  @Field(() => DirectionEnum, { description: '越大越好还是越小越好' })
  direction!: Direction;

  @Field(() => ThemeEnum, { description: '主题' })
  theme!: Theme;

  @Field(() => String, { nullable: true, description: '口径；比率为分子。不给则按定义写出' })
  numerator?: string | null;

  @Field(() => String, { nullable: true, description: '比率的分母。不给则按定义写出' })
  denominator?: string | null;

  @Field(() => [IndicatorMeasure], { nullable: true, description: '相加的各项；与 ratio 给出一种' })
  sum?: IndicatorMeasure[] | null;

  @Field(() => IndicatorRatio, { nullable: true, description: '比率；与 sum 给出一种' })
  ratio?: IndicatorRatio | null;

  @Field(() => [String], { nullable: true, description: '别名' })
  aliases?: string[] | null;
}
