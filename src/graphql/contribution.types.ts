import { ArgsType, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { NoRateReason } from '../indicators/answer/compare.js';
import type { ComparedTo, ContributionBy } from '../indicators/answer/contributions/asked.js';
import type { ContributionKind } from '../indicators/answer/contributions/settle.js';
import { describedEnum } from './enums.js';
import { NoRateReasonEnum } from './indicator.types.js';
import { MAX_PAGE } from './paging.js';

export const ContributionByEnum = describedEnum<ContributionBy>('ContributionBy', '增减按什么分解', {
  DIMENSION: '维度的各成员，维度由 dimension 给出',
  DIVISION: '下一级各区划，和本级',
  ENTERPRISE: '企业（承担单位、执行单位等）；统一社会信用代码相同的为一家',
  ROW: '台账的各行；只计一次的（如企业数）每个一项',
});
export const ContributionKindEnum = describedEnum<ContributionKind>('ContributionKind', '一项与上年相比的情形', {
  NEW: '上年没有，本年有；时点数为新增',
  GONE: '上年有，本年没有；时点数为到期、结束',
  GROWN: '增加；比率为拉高',
  SHRUNK: '减少；比率为拉低',
  UNCHANGED: '不变',
  UNKNOWN: '其中一年的数值不明，贡献在 unattributed 中',
});

export const ComparedToEnum = describedEnum<ComparedTo>('ComparedTo', '与什么相比', {
  PREVIOUS_YEAR: '上年',
  DIVISION: '同级的另一个区划，由 division 给出，同年同期',
  TARGET: '年度目标的下限；只能按 DIVISION 分解，即下一级各区划与其目标的差',
});

@ArgsType()
export class ContributionArgs {
  @Field(() => ContributionByEnum, { defaultValue: 'DIMENSION', description: '按什么分解' })
  by!: ContributionBy;

  @Field(() => ID, { nullable: true, description: 'by 为 DIMENSION 时的维度：指标的 dimensions 之一' })
  dimension?: string | null;

  @Field(() => ComparedToEnum, { defaultValue: 'PREVIOUS_YEAR', description: '与什么相比' })
  to!: ComparedTo;

  @Field(() => ID, { nullable: true, description: 'to 为 DIVISION 时所比的同级区划的代码' })
  division?: string | null;

  @Field(() => Int, { defaultValue: 10, description: `逐项列出贡献最大的几项，至多 ${MAX_PAGE}；其余合计在 others` })
  first!: number;
}

@ObjectType('ContributionItem', { description: '一项的贡献', simpleResolvers: true })
export class Contribution {
  @Field(() => ID, { nullable: true, description: '成员、区划代码、企业，或台账行的 id（可用 node 查询）' })
  key!: string | null;

  @Field(() => String, { nullable: true, description: '名称' })
  name!: string | null;

  @Field(() => ContributionKindEnum, { description: '新增、不再有、增加或减少' })
  kind!: ContributionKind;

  @Field(() => Float, { nullable: true, description: '本年值' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: '上年值；与其他相比时，所比的区划的值，或目标' })
  previous!: number | null;

  @Field(() => Float, { nullable: true, description: '贡献：使增减多了多少，单位同增减' })
  contribution!: number | null;

  @Field(() => Float, { nullable: true, description: '占增减的比重（%）；没有增减时为空' })
  share!: number | null;

  @Field(() => Float, { nullable: true, description: '比率：贡献中由分子变动引起的' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: '比率：贡献中由分母变动引起的' })
  denominator!: number | null;
}

@ObjectType({ description: '若干项合计的贡献', simpleResolvers: true })
export class ContributionSum {
  @Field(() => Int, { description: '项数' })
  count!: number;

  @Field(() => Float, { nullable: true, description: '贡献' })
  contribution!: number | null;

  @Field(() => Float, { nullable: true, description: '占增减的比重（%）' })
  share!: number | null;
}

@ObjectType('Contributions', {
  description: '增减由什么引起：items、others、unattributed 的贡献与 rounding 之和等于 change，比重之和为100%',
  simpleResolvers: true,
})
export class ContributionsType {
  @Field(() => Float, {
    nullable: true,
    description:
      '所分解的增减：即该点的 change；两年所报区划不同时为 likeForLike 的 change；都没有时为空，原因见 reason',
  })
  change!: number | null;

  @Field(() => NoRateReasonEnum, { nullable: true, description: '不能分解的原因' })
  reason!: NoRateReason | null;

  @Field(() => Boolean, { description: '是否只含两年都有台账的区划（同口径）' })
  likeForLike!: boolean;

  @Field(() => Float, { nullable: true, description: '各项中增加的合计；时点数按行分解时，即新增的' })
  increase!: number | null;

  @Field(() => Float, { nullable: true, description: '各项中减少的合计；时点数按行分解时，即到期、结束的' })
  decrease!: number | null;

  @Field(() => [Contribution], { nullable: true, description: '贡献最大的各项，由大到小；没有 change 时为空' })
  items!: readonly Contribution[] | null;

  @Field(() => ContributionSum, { nullable: true, description: '其余各项' })
  others!: ContributionSum | null;

  @Field(() => ContributionSum, {
    nullable: true,
    description: '不能归入各项的：一年的数值不明的、重复计入几项的、填报的合计数等',
  })
  unattributed!: ContributionSum | null;

  @Field(() => Float, { nullable: true, description: '尾差：各项四舍五入后之和与 change 的差' })
  rounding!: number | null;
}
