import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { ObservedRow } from '../checks/cells.js';
import type { Finding, SheetCell } from '../checks/findings.js';
import { CHECK_CODES, CHECK_RULES, type CheckCode } from '../checks/rules.js';
import type { Side } from '../checks/sides.js';
import type { IndicatorDefinition } from '../indicators/define/definition.js';
import { describedEnum } from './enums.js';
import { LedgerRow } from './ledger-row.js';
import { connectionType } from './paging.js';

export const CheckCodeEnum = describedEnum(
  'CheckCode',
  '一致性检查的规则',
  Object.fromEntries(CHECK_CODES.map((code) => [code, CHECK_RULES[code].name])) as Record<CheckCode, string>,
);

@ObjectType({ description: '一致性检查的一条规则', simpleResolvers: true })
export class CheckRule {
  @Field(() => CheckCodeEnum, { description: '规则代码' })
  code!: CheckCode;

  @Field(() => String, { description: '规则名称' })
  name!: string;

  @Field(() => String, { description: '比较的一方' })
  left!: string;

  @Field(() => String, { description: '与之比较的另一方' })
  right!: string;

  @Field(() => String, { description: '允许的差' })
  tolerance!: string;

  @Field(() => String, { description: '处理办法' })
  remedy!: string;
}

@ObjectType({ description: '工作表中的一个单元格', simpleResolvers: true })
export class CheckCell {
  @Field(() => ID, { description: '工作表识别成的台账' })
  ledger!: string;

  @Field(() => String, { description: '工作簿文件名' })
  workbook!: string;

  @Field(() => String, { description: '工作表' })
  sheet!: string;

  @Field(() => Int, { description: '行号' })
  row!: number;

  @Field(() => String, { description: '地址，如 D5' })
  address!: string;

  @Field(() => String, { description: '表头' })
  heading!: string;

  @Field(() => String, { description: '原文' })
  text!: string;
}

@ObjectType({ description: '互相矛盾的两个数之一及其出处', simpleResolvers: true })
export class CheckSide {
  @Field(() => String, { description: '这个数是什么' })
  name!: string;

  @Field(() => Float, { description: '数值，单位见 unit' })
  value!: number;

  @Field(() => LedgerRow, { nullable: true, description: '写有这个数的报表行；按台账计算的数为空，依据见 rows' })
  row!: ObservedRow | null;

  @Field(() => CheckCell, { nullable: true, description: '写有这个数的单元格；计算的数为空' })
  cell!: SheetCell | null;
}

@ObjectType({
  description: '一处矛盾：同一区划、同一时期的两个数，或一张表的合计与各行，对不上',
  simpleResolvers: true,
})
export class Check {
  @Field(() => Int, { nullable: true, description: '空：表中的合计含多个年份，见 period' })
  year!: number | null;

  @Field(() => String, { description: '所属时期，如：2023年、2023年1—6月、2021—2023年' })
  period!: string;

  @Field(() => String, { description: '指标名称，或报表中的写法；表中的合计为其表头' })
  name!: string;

  @Field(() => String, { nullable: true, description: '两个数的计量单位' })
  unit!: string | null;

  @Field(() => Float, { description: 'left 减 right；增长率为百分点' })
  difference!: number;

  @Field(() => String, { description: '用文字说明，如：青峪区2023年“验收项目数”为6项，上年为1项，超过上年的5倍。' })
  text!: string;
}

/** A finding with its words and sides. */
export type CheckSource = Check &
  Pick<Finding, 'rule' | 'division' | 'place'> & {
    readonly sides: readonly [Side, Side];
    readonly definition: IndicatorDefinition | null;
  };

export const CheckConnection = connectionType(Check, 'Check', '矛盾列表');
