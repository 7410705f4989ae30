import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ImportState } from '../entities/import-run.js';
import type { ValueFlag } from '../indicators/answer/compare.js';
import { describedEnum } from './enums.js';
import { ValueFlagEnum } from './indicator.types.js';
import { Node } from './node-id.js';
import { connectionType, ImportCounts } from './paging.js';
import { DateTime } from './scalars.js';

export const ImportStateEnum = describedEnum<ImportState>('ImportState', '导入进行到哪一步', {
  QUEUED: '排队',
  RUNNING: '进行中',
  PREVIEWED: '已预览，未写入',
  COMMITTED: '已导入',
  FAILED: '失败，未写入任何数据',
  UNDONE: '已撤销',
});

export const SeverityEnum = describedEnum<'ERROR' | 'WARNING' | 'INFO'>('Severity', '问题的轻重', {
  ERROR: '错误',
  WARNING: '警告',
  INFO: '提示',
});

@ObjectType({ description: '工作表中的一列及其理解', simpleResolvers: true })
export class RecognizedColumn {
  @Field(() => Int, { description: '列号，A 为 0' })
  column!: number;

  @Field(() => String, { description: '表头（含上级表头）' })
  heading!: string;

  @Field(() => ID, { nullable: true, description: '对应的台账字段；空：只作原文保存' })
  field!: string | null;

  @Field(() => Float, { description: '把握，0 至 1' })
  score!: number;

  @Field(() => String, { description: '依据' })
  reason!: string;

  @Field(() => String, { nullable: true, description: '不带单位的数所用单位' })
  unit!: string | null;
}

@ObjectType({ description: '无法确定时的候选台账', simpleResolvers: true })
export class LedgerCandidate {
  @Field(() => ID, { description: '台账' })
  ledger!: string;

  @Field(() => Float, { description: '符合的程度，0 至 1' })
  score!: number;

  @Field(() => String, { description: '依据' })
  reason!: string;
}

@ObjectType({ description: '人工指定的、对全表各行都成立的一项', simpleResolvers: true })
export class StatedFact {
  @Field(() => ID, { description: '台账字段；year 为年度' })
  field!: string;

  @Field(() => String, { description: '值' })
  value!: string;
}

@ObjectType({ description: '导入的工作表', simpleResolvers: true })
export class ImportSheet {
  @Field(() => String, { description: '工作表名' })
  name!: string;

  @Field(() => ID, { nullable: true, description: '识别为哪个台账' })
  ledger!: string | null;

  @Field(() => Float, { nullable: true, description: '把握，0 至 1' })
  score!: number | null;

  @Field(() => String, { nullable: true, description: '识别依据' })
  reason!: string | null;

  @Field(() => Int, { nullable: true, description: '表头所在行' })
  headerRow!: number | null;

  @Field(() => String, { nullable: true, description: '表的标题' })
  title!: string | null;

  @Field(() => String, { nullable: true, description: '表头上方注明的单位' })
  unit!: string | null;

  @Field(() => Int, { nullable: true, description: '表名、标题或文件名中的年度' })
  year!: number | null;

  @Field(() => [RecognizedColumn], { description: '各列及其理解' })
  columns!: RecognizedColumn[];

  @Field(() => [LedgerCandidate], { description: '待确认时的候选' })
  candidates!: LedgerCandidate[];

  @Field(() => [StatedFact], { description: '人工指定的、对全表各行都成立的内容' })
  facts!: StatedFact[];

  @Field(() => [ID], { description: '各行所属的区划（代码）' })
  divisions!: string[];

  @Field(() => [Int], { description: '各行所属的年度' })
  years!: number[];
}

@ObjectType({ description: '导入中发现的问题', simpleResolvers: true })
export class ImportIssue {
  @Field(() => SeverityEnum, { description: '严重程度' })
  severity!: 'ERROR' | 'WARNING' | 'INFO';

  @Field(() => String, { description: '问题代码' })
  code!: string;

  @Field(() => String, { nullable: true, description: '工作表' })
  sheet!: string | null;

  @Field(() => Int, { nullable: true, description: '行号' })
  row!: number | null;

  @Field(() => String, { nullable: true, description: '单元格，如 G5' })
  address!: string | null;

  @Field(() => String, { nullable: true, description: '表头' })
  heading!: string | null;

  @Field(() => String, { nullable: true, description: '单元格原文' })
  text!: string | null;

  @Field(() => String, { description: '问题是什么' })
  message!: string;

  @Field(() => String, { nullable: true, description: '怎么办' })
  remedy!: string | null;
}

export const ImportIssueConnection = connectionType(ImportIssue, 'ImportIssue', '问题列表');

@ObjectType({ description: '对已有行的一处改动', simpleResolvers: true })
export class ImportDifference {
  @Field(() => ID, { description: '台账' })
  ledger!: string;

  @Field(() => String, { description: '工作表' })
  sheet!: string;

  @Field(() => Int, { description: '行号' })
  row!: number;

  @Field(() => String, { nullable: true, description: '新值所在单元格' })
  address!: string | null;

  @Field(() => String, { description: '存储列' })
  field!: string;

  @Field(() => String, { nullable: true, description: '原值' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: '新值' })
  after!: string | null;
}

export const ImportDifferenceConnection = connectionType(
  ImportDifference,
  'ImportDifference',
  '改动列表',
  '总数，含未逐条列出的改动',
);

@ObjectType({ description: '一项指标因导入而变化', simpleResolvers: true })
export class ImportEffect {
  @Field(() => ID, { description: '指标代码' })
  indicator!: string;

  @Field(() => ID, { description: '行政区划代码；含上级' })
  division!: string;

  @Field(() => Int, { description: '年度' })
  year!: number;

  @Field(() => Float, { nullable: true, description: '导入前的值；空：没有数据' })
  before!: number | null;

  @Field(() => Float, { nullable: true, description: '导入后的值；空：没有数据' })
  after!: number | null;

  @Field(() => [ValueFlagEnum], { description: '导入前对数值的说明' })
  flagsBefore!: readonly ValueFlag[];

  @Field(() => [ValueFlagEnum], { description: '导入后对数值的说明' })
  flagsAfter!: readonly ValueFlag[];
}

export const ImportEffectConnection = connectionType(ImportEffect, 'ImportEffect', '指标变化列表');

@InputType({ description: '对全表各行都成立的一项，如“全部是2022年、市级、立项”' })
export class FactDecision {
  @Field(() => ID, { description: '台账字段的代码或中文名；year（年度）、division（区划代码）也可以' })
  field!: string;

  @Field(() => String, { nullable: true, description: '值，如 2022、市、立项；空：不再指定' })
  value?: string | null;
}

@InputType({ description: '一列的决定' })
export class ColumnDecision {
  @Field(() => String, { description: '表头；表头相同时用列号，如 D' })
  heading!: string;

  @Field(() => ID, { nullable: true, description: '对应字段的代码或中文名；空：不读取' })
  field?: string | null;

  @Field(() => String, { nullable: true, description: '列中数字的单位，如 万元；空：按表中所写' })
  unit?: string | null;
}

@ObjectType({ description: '某类问题的数目', simpleResolvers: true })
export class IssueCount {
  @Field(() => String, { description: '问题代码' })
  code!: string;

  @Field(() => Int, { description: '数目' })
  count!: number;
}

@ObjectType({ description: '导入批次：一个工作簿的一次导入', simpleResolvers: true, implements: Node })
export class ImportRun extends Node {
  @Field(() => String, { description: '工作簿文件名' })
  fileName!: string;

  @Field(() => String, { description: '文件的 SHA-256' })
  sha256!: string;

  @Field(() => ImportStateEnum, { description: '状态' })
  state!: ImportState;

  @Field(() => Boolean, { description: '只预览，不写入' })
  dryRun!: boolean;

  @Field(() => String, { nullable: true, description: '导入人：命令行为本机账户，上传为登录代理或参数 by 给出的名字' })
  importedBy!: string | null;

  @Field(() => DateTime, { description: '开始的时间' })
  createdAt!: string;

  @Field(() => Int, { description: '已读取的行数，导入进行中可见' })
  rowsRead!: number;

  @Field(() => DateTime, { nullable: true, description: '结束的时间；空：还在进行' })
  finishedAt!: string | null;
}

export const ImportRunConnection = connectionType(ImportRun, 'ImportRun', '导入批次列表');

export { ImportCounts };
