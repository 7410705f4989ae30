import type { Database } from '../../database/sql.js';

/** What is being answered, and what waits to be asked again once that is done. */
interface Turn {
  readonly running: Promise<unknown>;
  next: Promise<unknown> | undefined;
}

const turnsOf = new WeakMap<Database, Map<string, Turn>>();

/**
 * Answers a question once for all who ask it of a database at the same time: when figures are new a whole office opens
 * the same page. Who comes while it is being answered waits for the next turn, which all who wait share, so that nobody
 * is told less than what was known when they asked; nothing is kept after the answer. `key` tells the question from all
 * others, and `run` answers it; the promise rejects as that of `run` does. What it gives must not be changed.
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
