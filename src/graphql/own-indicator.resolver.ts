import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { IndicatorDefinition as Compiled } from '../indicators/define/definition.js';
import { defineIndicator, removeIndicator } from '../indicators/compute/own/define.js';
import { showDefinitions, type ShownDefinition } from '../indicators/compute/own/show.js';
import type { FormulaShape } from '../indicators/define/own/shape.js';
import type { Context } from './context.js';
import type { ImportPort } from './import-port.js';
import { Indicator } from './indicator.types.js';
import { IndicatorDefinition } from './own-indicator.types.js';

@Resolver(() => IndicatorDefinition)
export class OwnIndicatorResolver {
  @Query(() => [IndicatorDefinition], { description: '指标的定义，内置的和自定义的' })
  indicatorDefinitions(
    @Arg('codes', () => [ID], { nullable: true, description: '指标代码；默认全部' }) codes: string[] | null | undefined,
    @Arg('own', () => Boolean, { nullable: true, description: '只看自定义的，或只看内置的' })
    own: boolean | null | undefined,
    @Ctx() { db }: Context,
  ): Promise<ShownDefinition[]> {
    return showDefinitions(db, { codes: codes ?? null, own: own ?? null });
  }

  @Mutation(() => Indicator, { description: '定义一个指标：几项相加，或两项之比；当即算出全部年份' })
  defineIndicator(
    @Arg('definition', () => IndicatorDefinition, { description: '定义' }) definition: IndicatorDefinition,
    @Arg('replace', () => Boolean, { defaultValue: false, description: '修改已有的自定义指标' }) replace: boolean,
    @Ctx() { db, imports }: Context,
  ): Promise<Compiled> {
    const { sum, ratio, aliases, numerator, denominator, ...given } = definition;
    const own = { ...given, aliases: aliases ?? [], numerator: numerator ?? null, denominator: denominator ?? null };
    return defineIndicator(db, { ...own, formula: plain({ sum, ratio }) }, { replace, valuesOf: valuesOf(imports) });
  }

  @Mutation(() => ID, { description: '删除一个自定义指标' })
  async removeIndicator(
    @Arg('code', () => ID, { description: '自定义指标的代码' }) code: string,
    @Ctx() { db }: Context,
  ): Promise<string> {
    await removeIndicator(db, code);
    return code;
  }
}

/** A formula without absent parts. */
function plain(formula: FormulaShape): FormulaShape {
  return JSON.parse(JSON.stringify(formula, (_, value: unknown) => value ?? undefined)) as FormulaShape;
}

function valuesOf(imports: ImportPort) {
  return (ledger: string, field: string): readonly string[] =>
    imports
      .ledgers()
      .find(({ id }) => id === ledger)
      ?.fields.find(({ name }) => name === field)?.values ?? [];
}
