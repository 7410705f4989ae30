import { Field, ID, ObjectType } from 'type-graphql';
import { StatedFact } from './import.types.js';
import { Node } from './node-id.js';
import { connectionType } from './paging.js';
import { DateTime } from './scalars.js';

@ObjectType({ description: '记住的一列的含义', simpleResolvers: true })
export class MappedColumn {
  @Field(() => String, { description: '表头，或列号' })
  heading!: string;

  @Field(() => ID, { nullable: true, description: '对应的字段；空：不读取' })
  field!: string | null;

  @Field(() => String, { nullable: true, description: '列中数字的单位' })
  unit!: string | null;
}

@ObjectType({ description: '为一个区划记住的、对某种工作表的决定', simpleResolvers: true, implements: Node })
export class SheetMapping extends Node {
  @Field(() => ID, { description: '行政区划代码' })
  division!: string;

  @Field(() => [String], { description: '工作表的表头，凭它们认出同样的工作表' })
  headings!: string[];

  @Field(() => String, { nullable: true, description: '作出决定时的工作表' })
  sheet!: string | null;

  @Field(() => String, { nullable: true, description: '作出决定时的文件' })
  fileName!: string | null;

  @Field(() => ID, { nullable: true, description: '台账；空：没有指定' })
  ledger!: string | null;

  @Field(() => [MappedColumn], { description: '各列的含义' })
  columns!: MappedColumn[];

  @Field(() => [StatedFact], {
    description: '对全表各行都成立的内容；年度和日期只用于同一个文件，其余用于表名、标题只有数字不同的工作表',
  })
  facts!: StatedFact[];

  @Field(() => String, { nullable: true, description: '作出决定的人' })
  decidedBy!: string | null;

  @Field(() => DateTime, { description: '作出决定的时间' })
  decidedAt!: string;
}

export const SheetMappingConnection = connectionType(SheetMapping, 'SheetMapping', '记住的决定的列表');
