import { columns } from '../../../database/columns.js';
import { RequestError } from '../../../errors.js';
import { CATALOGUE } from '../../catalogue/index.js';
import type { IndicatorDefinition } from '../../define/definition.js';
import type { Database } from '../../../database/sql.js';
import { compileOwn } from '../../define/own/compile.js';
import type { OwnDefinition } from '../../define/own/shape.js';

const BUILT_IN = new Map(CATALOGUE.map((indicator) => [indicator.code, indicator]));

/** The indicators of analysts' definitions, and the faults of invalid definitions. */
export interface OwnIndicators {
  readonly indicators: readonly IndicatorDefinition[];
  /** Why a definition no longer fits this program's ledgers, by code. */
  readonly faults: ReadonlyMap<string, RequestError>;
}

/** Reads the stored definitions, oldest first. */
export async function readDefinitions(db: Database): Promise<OwnDefinition[]> {
  const rows = await db
    .selectFrom('own_indicator')
    .select(columns('code', 'name', 'englishName', 'aliases', 'unit', 'decimals', 'direction', 'theme'))
    .select(['numerator', 'denominator', 'definition as formula'])
    .orderBy('created_at')
    .orderBy('code')
    .execute();
  return rows as OwnDefinition[];
}

/** Compiles definitions, which may refer to one another; an invalid one gives its fault instead of an indicator. */
export function compileAll(definitions: readonly OwnDefinition[]): OwnIndicators {
  const kept = new Map(definitions.map((own) => [own.code, own]));
  const done = new Map<string, IndicatorDefinition>();
  const faults = new Map<string, RequestError>();
  const compile = (code: string, path: readonly string[]): IndicatorDefinition | undefined => {
    const known = BUILT_IN.get(code) ?? done.get(code);
    const own = kept.get(code);
    if (known !== undefined || own === undefined) return known;
    if (path.includes(code))
      throw RequestError.invalidDefinition(`指标互相引用成环：${[...path, code].join(' → ')}，请断开其中一个引用。`);
    const indicator = compileOwn(own, (other) => compile(other, [...path, code]));
    done.set(code, indicator);
    return indicator;
  };
  for (const { code } of definitions) {
    try {
      compile(code, []);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      faults.set(code, error);
    }
  }
  return { indicators: definitions.map(({ code }) => done.get(code)).filter((each) => each !== undefined), faults };
}
