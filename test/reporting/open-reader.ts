import { randomBytes } from 'node:crypto';
import type { Database } from '../../src/database/sql.js';
import { type Connection, connectionOf } from '../../src/reporting/connection.js';
import { grantReader, removeReader } from '../../src/reporting/reader.js';
import { createTestDatabase } from '../test-database.js';

/** The connection strings of a read-only role on a database that holds the sample district. */
export interface OpenReader extends Connection {
  /** The database with its owner's rights. */
  readonly db: Database;
  close(): Promise<void>;
}

/** Opens such a database, as `npm run bi-user` leaves it. */
export async function openReader(): Promise<OpenReader> {
  const database = await createTestDatabase('samples');
  const name = `bi_${randomBytes(6).toString('hex')}`;
  const reader = await grantReader(database.db, { name, exclusive: false });
  return {
    ...connectionOf(database.url, reader),
    db: database.db,
    close: async () => {
      await removeReader(database.db, name);
      await database.close();
    },
  };
}
