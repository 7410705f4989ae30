import type { CompiledQuery } from 'kysely';
import type { Database, Sql } from '../../database/sql.js';

/** As many statements are kept; the one asked longest ago goes first. */
const MOST = 500;
const LONGEST_KEY = 2_000;
const kept = new Map<string, CompiledQuery>();

/**
 * The compiled statement of a question, made by `make` from nothing but what `key` says. A page asks the same questions
 * again and again, and writing the text of one anew took some 5 % of the time of an answer.
 */
export function statementOf(db: Database, key: string, make: () => Sql): CompiledQuery {
  const known = kept.get(key);
  if (known !== undefined) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const made = make().compile(db);
  if (key.length <= LONGEST_KEY) kept.set(key, made);
  if (kept.size > MOST) kept.delete(kept.keys().next().value!);
  return made;
}
