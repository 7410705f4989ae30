import { sql } from 'kysely';
import type { Database, Sql } from '../database/sql.js';

/** A row of a dataset by column: every value as text, null where there is none. */
export type TextRow = Readonly<Record<string, string | null>>;

/** Few enough that making a workbook's rows of them holds nobody up. */
const BATCH = 200;

/**
 * The rows of a query, a few at a time, from one cursor and so of one moment. Nothing is read ahead of who takes them;
 * ending early or aborting stops the query in the database. The cursor is one of SQL: closing one of the protocol waits
 * for ever where the connection is lost.
 */
export async function* readBatches(
  db: Database,
  query: Sql,
  signal: AbortSignal,
): AsyncGenerator<readonly TextRow[], void> {
  signal.throwIfAborted();
  const { tx, giveBack } = await takeConnection(db);
  let cancelling: Promise<unknown> | undefined;
  let cancel: (() => void) | undefined;
  try {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    cancel = () => {
      cancelling = sql`select pg_cancel_backend(${rows[0]!.pid})`.execute(db).catch(() => undefined);
    };
    signal.throwIfAborted();
    signal.addEventListener('abort', cancel, { once: true });
    await sql`declare export_rows no scroll cursor for ${query}`.execute(tx);
    for (;;) {
      const batch = await sql<TextRow>`fetch ${sql.lit(BATCH)} from export_rows`.execute(tx);
      if (batch.rows.length > 0) yield batch.rows;
      if (batch.rows.length < BATCH) return;
    }
  } finally {
    if (cancel !== undefined) signal.removeEventListener('abort', cancel);
    // Not before the cancelling is over, which would hit whoever has the connection next.
    await cancelling;
    await giveBack();
  }
}

/** A connection of the pool with a transaction that reads, for as long as a generator lives. */
async function takeConnection(db: Database): Promise<{ tx: Database; giveBack: () => Promise<void> }> {
  const taken = Promise.withResolvers<Database>();
  const ended = Promise.withResolvers<void>();
  const holding = db
    .transaction()
    .setAccessMode('read only')
    .execute((tx) => {
      taken.resolve(tx);
      return ended.promise;
    });
  holding.catch(taken.reject);
  return {
    tx: await taken.promise,
    giveBack: () => {
      ended.resolve();
      // Where the connection is lost, whoever read from it has been told.
      return holding.catch(() => undefined);
    },
  };
}
