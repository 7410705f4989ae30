import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { columnLetter } from '../entities/import-run.js';
import type { SourceRow } from '../indicators/answer/rows.js';
import type { Context } from './context.js';
import { declare } from './declared.js';
import { ImportRun, StatedFact } from './import.types.js';
import { Node, NODE_ID, ROW_ID, sourceNodeId } from './node-id.js';
import { connectionType } from './paging.js';
import type { RunRecord } from './records.js';

@ObjectType({ description: '原始单元格', simpleResolvers: true })
export class LedgerCell {
  @Field(() => String, { description: '地址，如 G5' })
  address!: string;

  @Field(() => String, { nullable: true, description: '表头' })
  heading!: string | null;

  @Field(() => String, { nullable: true, description: '对应的台账字段' })
  field!: string | null;

  @Field(() => String, { description: '原文' })
  text!: string;
}

@ObjectType({ description: '台账中的一行及其出处', simpleResolvers: true, implements: Node })
export class LedgerRow extends Node {
  @Field(() => ID, { description: '台账' })
  ledger!: string;

  @Field(() => ID, { description: '行政区划代码' })
  division!: string;

  @Field(() => Int, { description: '年度' })
  year!: number;

  @Field(() => String, { description: '工作表' })
  sheet!: string;

  @Field(() => Int, { description: '行号' })
  row!: number;
}

export const LedgerRowConnection = connectionType(LedgerRow, 'LedgerRow', '台账行列表', '总数', (edge) => {
  declare(edge, 'monthsLate', () => Int, {
    nullable: true,
    description: '逾期未验收项目：到该时点已逾期的月数，不足一个月的按一个月计；其他指标为空',
  });
});

@Resolver(() => LedgerRow)
export class LedgerRowResolver {
  @FieldResolver(() => ID, { description: NODE_ID })
  id(@Root() row: SourceRow): string {
    return sourceNodeId({ ...row, asOf: row.asOf ?? null });
  }

  @FieldResolver(() => ID, { description: ROW_ID })
  rowId(@Root() { id }: SourceRow): string {
    return id;
  }

  @FieldResolver(() => String, { description: '工作簿文件名' })
  async workbook(@Root() { runId }: SourceRow, @Ctx() { loaders }: Context): Promise<string> {
    return (await loaders.runs.load(runId))?.fileName ?? '';
  }

  @FieldResolver(() => [LedgerCell], { description: '该行各单元格的原文（不含个人信息）' })
  async cells(@Root() { runId, sheet, row, cells }: SourceRow, @Ctx() { loaders }: Context): Promise<LedgerCell[]> {
    const columns = await loaders.headings.load({ runId, sheet });
    const byLetter = new Map(columns.map((column) => [columnLetter(column.column), column]));
    return Object.entries(cells)
      .map(([letter, text]) => ({
        address: `${letter}${row}`,
        heading: byLetter.get(letter)?.heading ?? null,
        field: byLetter.get(letter)?.field ?? null,
        text,
      }))
      .toSorted((a, b) => a.address.length - b.address.length || (a.address < b.address ? -1 : 1));
  }

  @FieldResolver(() => [StatedFact], { description: '该行所在工作表中，人工指定的、对全表各行都成立的内容' })
  async facts(@Root() { runId, sheet }: SourceRow, @Ctx() { loaders }: Context): Promise<readonly StatedFact[]> {
    const sheets = await loaders.sheets.load(runId);
    return sheets.find(({ name }) => name === sheet)?.facts ?? [];
  }

  @FieldResolver(() => ImportRun, { nullable: true, description: '导入批次' })
  import(@Root() { runId }: SourceRow, @Ctx() { loaders }: Context): Promise<RunRecord | null> {
    return loaders.runs.load(runId);
  }
}
