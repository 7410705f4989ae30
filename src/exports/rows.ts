import { sql } from 'kysely';
import type { Database, Sql } from '../database/sql.js';

/** A row of a dataset by column: every value as text, null where there is none. */
export type TextRow = Readonly<Record<string, string | null>>;

/** How many rows are read at once: few, since writing them to a workbook blocks the event loop. */
const BATCH = 200;

/**
 * The rows of a query in small batches, from one cursor and so of one moment. Nothing is read ahead of the consumer;
 * ending early or aborting stops the query in the database. It is a cursor of SQL: closing one of the protocol waits
 * forever if the connection is lost.
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
    // Only after cancelling is over, which would otherwise cancel the next statement of the connection.
    await cancelling;
    await giveBack();
  }
}

/** A connection of the pool with a read-only transaction, until the generator ends. */
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
      // If the connection is lost, its reader has received the error.
      return holding.catch(() => undefined);
    },
  };
}
