import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Point } from '../indicators/answer/answer.js';
import { checkContributions } from '../indicators/answer/contributions/asked.js';
import type { Contributions, SettledRow } from '../indicators/answer/contributions/settle.js';
import type { FigureRef } from '../indicators/answer/rows.js';
import type { Context } from './context.js';
import { ContributionArgs, ContributionsType } from './contribution.types.js';
import { YearPoint } from './indicator.types.js';
import { loadersOf } from './loaders.js';
import { sourceNodeId } from './node-id.js';
import { askedPage } from './paging.js';

@Resolver(() => YearPoint)
export class ContributionResolver {
  @FieldResolver(() => ContributionsType, { description: '为什么增减：哪些成员、区划、企业、台账行引起与上年的差' })
  async contributions(
    @Root() point: Point & { readonly figure: FigureRef },
    @Args(() => ContributionArgs) { by, dimension = null, to, division = null, first }: ContributionArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Contributions> {
    const { figure } = point;
    const { size } = askedPage({ first });
    const ref = { figure, point, by, dimension, to, other: division, first: size };
    checkContributions(ref);
    const told = await loadersOf(figure, loaders).contributions.load(ref);
    return { ...told, items: told.items?.map((item) => ({ ...item, key: keyOf(item, figure) })) ?? null };
  }
}

@Resolver(() => ContributionsType)
export class ContributionTextResolver {
  @FieldResolver(() => String, {
    description: '报告用语，如：减少496.7万元，主要是自治区减少450万元（占90.6%，其中“示例专项”上年300万元、本年没有）',
  })
  text(@Root() told: Contributions, @Ctx() { loaders }: Context): Promise<string> {
    return loadersOf(told.ref.figure, loaders).contributionTexts.load(told);
  }
}

/** The key of an item; of a row the id of its source. */
function keyOf({ key, source }: SettledRow, { asOf }: FigureRef): string | null {
  const [ledger, division, id] = source?.split('|') ?? [];
  return ledger === undefined ? key : sourceNodeId({ ledger, division: division!, id: id!, asOf });
}
