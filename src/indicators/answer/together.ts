import type { Database } from '../../database/sql.js';

/** The answer that is being computed, and the one that is computed next. */
interface Turn {
  readonly running: Promise<unknown>;
  next: Promise<unknown> | undefined;
}

const turnsOf = new WeakMap<Database, Map<string, Turn>>();

/**
 * Answers a question once for all requests that ask it of a database at the same time: when figures are new a whole
 * office opens the same page. A request that comes while the answer is computed waits for the next one, which all waiting
 * requests share, so that no answer is older than its request; nothing is cached after the answer. `key` identifies the
 * question and `run` answers it; the promise rejects as that of `run` does. The result must not be changed.
 */
export function together<T>(db: Database, key: string, run: () => Promise<T>): Promise<T> {
  let turns = turnsOf.get(db);
  if (turns === undefined) turnsOf.set(db, (turns = new Map()));
  const turn = turns.get(key);
  if (turn === undefined) return begin(turns, key, run);
  const again = () => begin(turns, key, run);
  return (turn.next ??= turn.running.then(again, again)) as Promise<T>;
}

function begin<T>(turns: Map<string, Turn>, key: string, run: () => Promise<T>): Promise<T> {
  const running = run();
  const turn: Turn = { running, next: undefined };
  turns.set(key, turn);
  const done = () => {
    if (turn.next === undefined) turns.delete(key);
  };
  running.then(done, done);
  return running;
}
