import { lock, lockShared } from '../../database/locks.js';
import { RequestError } from '../../errors.js';
import { CATALOGUE } from '../catalogue/index.js';
import type { IndicatorDefinition } from '../define/definition.js';
import { compileAll, readDefinitions } from './own/read.js';
import type { Database } from '../../database/sql.js';

const byCode = new Map(CATALOGUE.map((indicator) => [indicator.code, indicator]));

/**
 * All indicators: the catalogue's, then those that analysts defined, read from the database each time, so that every
 * process has the present ones. One statement.
 */
export async function allIndicators(db: Database): Promise<IndicatorDefinition[]> {
  return [...CATALOGUE, ...compileAll(await readDefinitions(db)).indicators];
}

/**
 * The indicators of some codes, in that order; throws a RequestError that names unknown ones. Reads the database only
 * for codes that the catalogue does not have.
 */
export async function indicatorsOf(db: Database, codes: readonly string[]): Promise<IndicatorDefinition[]> {
  const known = codes.every((code) => byCode.has(code))
    ? byCode
    : new Map((await allIndicators(db)).map((indicator) => [indicator.code, indicator]));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0) throw RequestError.unknownIndicator(unknown);
  return [...new Set(codes)].map((code) => known.get(code)!);
}

/** As allIndicators, locked against changes until the transaction ends; for writing figures. */
export async function steadyIndicators(tx: Database): Promise<IndicatorDefinition[]> {
  await lockShared(tx, 'indicators');
  return allIndicators(tx);
}

/** Waits until no transaction writes figures; held to the end of the transaction, which may then change the indicators. */
export async function lockIndicators(tx: Database): Promise<void> {
  await lock(tx, 'indicators');
}
