import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ValueFlag } from '../indicators/answer/compare.js';
import { describedEnum } from './enums.js';
import { ValueFlagEnum } from './indicator.types.js';

/** What a share is of. */
const SHARE_OF = {
  WHOLE: '同一区划的合计（按维度分组时）',
  PARENT: '上一级区划',
} as const;
export type ShareOf = keyof typeof SHARE_OF;
export const ShareOfEnum = describedEnum<ShareOf>('ShareOf', '占什么的比重', SHARE_OF);

/** What becomes of the values of several years. */
const ROLLING_OF = { SUM: '合计', AVERAGE: '平均' } as const;
export type RollingOf = keyof typeof ROLLING_OF;
export const RollingOfEnum = describedEnum<RollingOf>('RollingOf', '连续几年的数值怎样合在一起', ROLLING_OF);

@ObjectType({ description: '一个月或一个季度的数值', simpleResolvers: true })
export class PartPoint {
  @Field(() => Int, { description: '月（1 至 12）或季（1 至 4）' })
  number!: number;

  @Field(() => Float, { nullable: true, description: '空：没有数据' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: '上月（季）值；1月为上年12月，须在查询的年份内' })
  previous!: number | null;

  @Field(() => Float, { nullable: true, description: '环比增减' })
  change!: number | null;

  @Field(() => Float, { nullable: true, description: '环比增长率（%）；上月（季）为零或负时为空' })
  rate!: number | null;

  @Field(() => [ValueFlagEnum], { description: '对数值的说明' })
  flags!: readonly ValueFlag[];
}
