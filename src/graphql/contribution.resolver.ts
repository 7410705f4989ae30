import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Point } from '../indicators/answer/answer.js';
import { checkContributions } from '../indicators/answer/contributions/asked.js';
import type { SettledRow } from '../indicators/answer/contributions/settle.js';
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
    @Args(() => ContributionArgs) { by, dimension = null, first }: ContributionArgs,
    @Ctx() { loaders }: Context,
  ): Promise<ContributionsType> {
    const { figure } = point;
    const { size } = askedPage({ first });
    const ref = { figure, point, by, dimension, first: size };
    checkContributions(ref);
    const told = await loadersOf(figure, loaders).contributions.load(ref);
    return { ...told, items: told.items?.map((item) => ({ ...item, key: keyOf(item, figure) })) ?? null };
  }
}

/** The key of an item; of a row the id of its source. */
function keyOf({ key, source }: SettledRow, { asOf }: FigureRef): string | null {
  const [ledger, division, id] = source?.split('|') ?? [];
  return ledger === undefined ? key : sourceNodeId({ ledger, division: division!, id: id!, asOf });
}
