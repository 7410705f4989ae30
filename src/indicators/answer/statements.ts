import type { CompiledQuery } from 'kysely';
import type { Database, Sql } from '../../database/sql.js';

/** How many statements are cached; the least recently used is removed first. */
const MOST = 500;
const LONGEST_KEY = 2_000;
const kept = new Map<string, CompiledQuery>();

/**
 * The compiled statement of a question from a cache; `make` makes it from the content of `key` alone. A page repeats its
 * questions, and compiling one takes about 5 % of the time of an answer.
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
