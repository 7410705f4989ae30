import { Arg, Args, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { askChecks } from '../checks/ask.js';
import { observedRows } from '../checks/cells.js';
import { type Place, PLACE_TYPES } from '../checks/findings.js';
import { CHECK_CODES, CHECK_RULES, type CheckCode } from '../checks/rules.js';
import { indicatorsBehind, type Side, sidesOf } from '../checks/sides.js';
import { periodOf, placeOf, tellFinding } from '../checks/words.js';
import { RequestError } from '../errors.js';
import type { SourceRow } from '../indicators/answer/rows.js';
import type { IndicatorDefinition } from '../indicators/define/definition.js';
import { indicatorsOf } from '../indicators/compute/known.js';
import { Check, CheckCodeEnum, CheckConnection, CheckRule, CheckSide, type CheckSource } from './check.types.js';
import type { Context } from './context.js';
import { Division } from './division.resolver.js';
import { figureRows } from './figure-rows.js';
import { Indicator } from './indicator.types.js';
import { LedgerRowConnection } from './ledger-row.js';
import { askedPage, type Connection, decodeCursor, encodeCursor, PageArgs, pageOf } from './paging.js';
import type { DivisionRecord } from './records.js';

@Resolver(() => Check)
export class CheckResolver {
  @Query(() => [CheckRule], { description: '一致性检查的全部规则' })
  checkRules(): CheckRule[] {
    return CHECK_CODES.map(ruleOf);
  }

  @Query(() => CheckConnection, { description: '一致性检查：现有数据中互相矛盾的数' })
  async checks(
    @Arg('divisions', () => [ID], { nullable: true, description: '区划代码，含其下全部；默认全部区划' })
    divisions: string[] | null | undefined,
    @Arg('from', () => Int, { nullable: true, description: '起始年' }) from: number | null | undefined,
    @Arg('to', () => Int, { nullable: true, description: '截止年' }) to: number | null | undefined,
    @Arg('indicators', () => [ID], {
      nullable: true,
      description: '指标代码；默认全部指标、报表中不属于指标的数和表中的合计',
    })
    indicators: string[] | null | undefined,
    @Arg('rules', () => [CheckCodeEnum], { nullable: true, description: '只看这些规则' })
    rules: CheckCode[] | null | undefined,
    @Arg('jumpFactor', () => Float, { nullable: true, description: '与上年相差多少倍算同比异常波动；默认按设置' })
    jumpFactor: number | null | undefined,
    @Args(() => PageArgs) asked: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<CheckSource>> {
    const { db } = context;
    const page = askedPage(asked);
    const factor = jumpFactor ?? context.jumpFactor;
    const { findings, totalCount } = await askChecks(db, {
      divisions,
      from,
      to,
      indicators,
      jumpFactor: factor,
      count: page.size + 1,
      backward: page.backward,
      ...(rules === undefined || rules === null ? {} : { rules }),
      ...(page.cursor === null ? {} : { beyond: placeIn(page.cursor) }),
    });
    const rows = await observedRows(db, findings);
    const known = await indicatorsOf(db, indicatorsBehind(findings));
    const sources = { rows, indicators: new Map(known.map((each) => [each.code, each])) };
    const told = findings.map((finding): CheckSource => ({
      ...finding,
      period: periodOf(finding),
      difference: Number(finding.difference),
      text: tellFinding(finding, factor, placeOf(finding, rows)),
      sides: sidesOf(finding, sources),
      definition: sources.indicators.get(finding.indicator ?? '') ?? null,
    }));
    return { ...pageOf(told, page, ({ place }) => encodeCursor(place)), totalCount };
  }

  @FieldResolver(() => CheckRule, { description: '依据的规则' })
  rule(@Root() { rule }: CheckSource): CheckRule {
    return ruleOf(rule);
  }

  @FieldResolver(() => Indicator, { nullable: true, description: '空：报表中不属于任何指标的数，表中的合计' })
  indicator(@Root() { definition }: CheckSource): IndicatorDefinition | null {
    return definition;
  }

  @FieldResolver(() => Division, { nullable: true, description: '空：表中的合计含多个区划，导入时也没有指定区划' })
  division(@Root() { division }: CheckSource, @Ctx() { loaders }: Context): Promise<DivisionRecord | null> {
    return division === null ? Promise.resolve(null) : loaders.divisions.load(division);
  }

  @FieldResolver(() => CheckSide, { description: '比较的一方' })
  left(@Root() { sides }: CheckSource): Side {
    return sides[0];
  }

  @FieldResolver(() => CheckSide, { description: '与之比较的另一方' })
  right(@Root() { sides }: CheckSource): Side {
    return sides[1];
  }
}

@Resolver(() => CheckSide)
export class CheckSideResolver {
  @FieldResolver(() => String, { nullable: true, description: '写有这个数的单元格，如 D5' })
  address(@Root() { cell }: Side): string | null {
    return cell?.address ?? null;
  }

  @FieldResolver(() => LedgerRowConnection, { description: '这个数所依据的台账行；写在报表中的数即该报表行' })
  rows(
    @Root() { figure, row }: Side,
    @Args(() => PageArgs) asked: PageArgs,
    @Ctx() { loaders }: Context,
  ): Connection<SourceRow> | Promise<Connection<SourceRow>> {
    if (figure !== null) return figureRows(figure, asked, loaders);
    const page = askedPage(asked);
    if (page.cursor !== null) throw RequestError.invalidCursor();
    const rows = row === null ? [] : [row];
    return { ...pageOf(rows, page, ({ id }) => encodeCursor([id])), totalCount: rows.length };
  }
}

function ruleOf(code: CheckCode): CheckRule {
  return { code, ...CHECK_RULES[code] };
}

/** The position in a cursor. */
function placeIn(cursor: string): Place {
  const values = decodeCursor(cursor, PLACE_TYPES.length);
  if (values.some((value, index) => typeof value !== PLACE_TYPES[index])) throw RequestError.invalidCursor();
  return values as Place;
}
