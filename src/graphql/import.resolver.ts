import type DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { COUNT } from '../database/columns.js';
import { RequestError } from '../errors.js';
import type { Context } from './context.js';
import {
  ColumnDecision,
  FactDecision,
  ImportCounts,
  type ImportDifference,
  ImportDifferenceConnection,
  type ImportEffect,
  ImportEffectConnection,
  type ImportIssue,
  ImportIssueConnection,
  ImportRun,
  ImportRunConnection,
  ImportSheet,
  IssueCount,
} from './import.types.js';
import { type RunListPart, selectRuns } from './loaders.js';
import { decisionOf, ledgerOfSheet } from './sheet-decision.js';
import {
  askedPage,
  type Connection,
  decodeCursor,
  encodeCursor,
  isUuid,
  type Page,
  PageArgs,
  pageOf,
} from './paging.js';
import type { CountsRecord, RunRecord, SheetRecord } from './records.js';

@Resolver(() => ImportRun)
export class ImportRunResolver {
  @Query(() => ImportRun, { nullable: true, description: '一次导入' })
  import(
    @Arg('id', () => ID, { description: '导入批次的 id' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<RunRecord | null> | null {
    return isUuid(id) ? loaders.runs.load(id) : null;
  }

  @Query(() => ImportRunConnection, { description: '全部导入，新的在前' })
  async imports(@Args(() => PageArgs) asked: PageArgs, @Ctx() { db }: Context): Promise<Connection<RunRecord>> {
    const page = askedPage(asked);
    const last = page.cursor === null ? null : String(decodeCursor(page.cursor, 1)[0]);
    if (last !== null && !isUuid(last)) throw RequestError.invalidCursor();
    const [runs, { count }] = await Promise.all([
      selectRuns(db)
        .$if(last !== null, (all) => all.where('id', page.backward ? '>' : '<', last))
        .orderBy('id', page.backward ? 'asc' : 'desc')
        .limit(page.size + 1)
        .execute(),
      db.selectFrom('import_run').select(COUNT).executeTakeFirstOrThrow(),
    ]);
    return { ...pageOf(runs, page, ({ id }) => encodeCursor([id])), totalCount: count };
  }

  @Mutation(() => ImportRun, { description: '将预览过的导入正式写入' })
  async commitImport(
    @Arg('id', () => ID, { description: '导入批次的 id' }) id: string,
    @Ctx() context: Context,
  ): Promise<RunRecord> {
    await context.imports.commit(knownId(id));
    return reload(context, id);
  }

  @Mutation(() => ImportRun, {
    description: '确认工作表是哪个台账、各列是什么、全表各行都怎样，并重新导入；决定会记住，下次自动采用',
  })
  async settleSheet(
    @Arg('id', () => ID, { description: '导入批次的 id' }) id: string,
    @Arg('sheet', () => String, { description: '工作表名' }) sheet: string,
    @Arg('ledger', () => ID, { nullable: true, description: '台账的代码或中文名；已识别的工作表可以不写' })
    ledger: string | null | undefined,
    @Arg('columns', () => [ColumnDecision], { nullable: true, description: '各列的决定；没有列出的按识别的结果' })
    columns: ColumnDecision[] | null | undefined,
    @Arg('facts', () => [FactDecision], { nullable: true, description: '表中没有、但全表各行都一样的内容' })
    facts: FactDecision[] | null | undefined,
    @Arg('division', () => ID, {
      nullable: true,
      description: '工作表标题与导入时指定的区划不一致时，确认它属于哪个区划（代码）',
    })
    division: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<RunRecord> {
    const run = knownId(id);
    const known = ledgerOfSheet(
      context.imports.ledgers(),
      ledger ?? null,
      await context.loaders.sheets.load(run),
      sheet,
    );
    const decision = decisionOf(known, columns ?? [], facts ?? [], division ?? null);
    return reload(context, await context.imports.settle(run, sheet, decision));
  }

  @Mutation(() => ImportRun, { description: '整体撤销一次导入' })
  async undoImport(
    @Arg('id', () => ID, { description: '导入批次的 id' }) id: string,
    @Ctx() context: Context,
  ): Promise<RunRecord> {
    await context.imports.undo(knownId(id));
    return reload(context, id);
  }

  @FieldResolver(() => [ImportSheet], { description: '各工作表的识别和结果' })
  sheets(@Root() { id }: RunRecord, @Ctx() { loaders }: Context): Promise<SheetRecord[]> {
    return loaders.sheets.load(id);
  }

  @FieldResolver(() => ImportCounts, { description: '各种结果的行数' })
  counts(@Root() run: RunRecord): CountsRecord {
    return run;
  }

  @FieldResolver(() => ImportDifferenceConnection, { description: '对已有行的改动，逐格列出原值与新值' })
  async differences(
    @Root() { id, differenceCount }: RunRecord,
    @Args(() => PageArgs) asked: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<ImportDifference>> {
    return { ...(await listOf(loaders.differences, id, asked)), totalCount: differenceCount };
  }

  @FieldResolver(() => ImportEffectConnection, { description: '各项指标因本次导入（预览则为将要）发生的变化' })
  async effects(
    @Root() { id }: RunRecord,
    @Args(() => PageArgs) asked: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<ImportEffect>> {
    return { ...(await listOf(loaders.effects, id, asked)), totalCount: await loaders.effectCounts.load(id) };
  }

  @FieldResolver(() => [IssueCount], { description: '各类问题的总数（含未逐条列出的）' })
  issueCounts(@Root() { issueCounts }: RunRecord): IssueCount[] {
    return Object.entries(issueCounts)
      .map(([code, count]) => ({ code, count }))
      .toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  }

  @FieldResolver(() => ImportIssueConnection, { description: '发现的问题，按工作表和行' })
  async issues(
    @Root() { id }: RunRecord,
    @Args(() => PageArgs) asked: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<ImportIssue>> {
    const [page, totalCount] = await Promise.all([listOf(loaders.issues, id, asked), loaders.issueTotals.load(id)]);
    return { ...page, totalCount };
  }
}

@Resolver(() => ImportSheet)
export class ImportSheetResolver {
  @FieldResolver(() => ImportCounts, { description: '各种结果的行数' })
  counts(@Root() sheet: SheetRecord): CountsRecord {
    return sheet;
  }
}

/** The number in a cursor of a run's list. */
function seqOf(cursor: string): number {
  const [seq] = decodeCursor(cursor, 1);
  if (typeof seq !== 'number' || !Number.isInteger(seq) || Math.abs(seq) > 2 ** 31 - 1)
    throw RequestError.invalidCursor();
  return seq;
}

function knownId(id: string): string {
  if (!isUuid(id)) throw RequestError.unknownRun(id);
  return id;
}

async function reload({ loaders }: Context, id: string): Promise<RunRecord> {
  loaders.runs.clear(id);
  loaders.sheets.clear(id);
  const run = await loaders.runs.load(id);
  if (run === null) throw RequestError.unknownRun(id);
  return run;
}

/** A page of what is kept of a run in the order of its numbers. */
async function listOf<T extends { seq: number }>(
  loader: DataLoader<RunListPart, T[]>,
  runId: string,
  asked: PageArgs,
): Promise<Page<T>> {
  const page = askedPage(asked);
  const { size, cursor, backward } = page;
  const rows = await loader.load({ runId, beyond: cursor === null ? null : seqOf(cursor), count: size + 1, backward });
  return pageOf(rows, page, (row) => encodeCursor([row.seq]));
}
