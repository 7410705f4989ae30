import { RequestError } from '../../../errors.js';
import { CATALOGUE } from '../../catalogue/index.js';
import type { Database } from '../../../database/sql.js';
import { formulaOf } from '../../define/own/formula.js';
import { compileAll, readDefinitions } from './read.js';
import type { FormulaShape, OwnDefinition } from '../../define/own/shape.js';

/** A definition for display: an analyst's as it was given, one of the catalogue in the same shape. */
export interface ShownDefinition extends Omit<OwnDefinition, 'formula'>, FormulaShape {
  readonly own: boolean;
}

/** The definitions of some codes, or all; throws a RequestError that names unknown ones. */
export async function showDefinitions(
  db: Database,
  asked: { readonly codes: readonly string[] | null; readonly own: boolean | null },
): Promise<ShownDefinition[]> {
  const kept = await readDefinitions(db);
  const { indicators } = compileAll(kept);
  const shown: ShownDefinition[] = [
    ...CATALOGUE.map((indicator) => ({
      ...indicator,
      ...formulaOf(indicator),
      aliases: indicator.aliases ?? [],
      denominator: indicator.denominator ?? null,
      own: false,
    })),
    ...kept.map(({ formula, ...given }) => {
      const compiled = indicators.find(({ code }) => code === given.code);
      return {
        ...given,
        ...formula,
        numerator: given.numerator ?? compiled?.numerator ?? null,
        denominator: given.denominator ?? compiled?.denominator ?? null,
        own: true,
      };
    }),
  ];
  const unknown = (asked.codes ?? []).filter((code) => !shown.some((each) => each.code === code));
  if (unknown.length > 0) throw RequestError.unknownIndicator(unknown);
  return shown.filter(
    ({ code, own }) => (asked.codes?.includes(code) ?? true) && (asked.own === null || asked.own === own),
  );
}
