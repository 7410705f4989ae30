import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { addressOf, connectionOf } from '../../src/reporting/connection.js';
import { grantReader, removeReader } from '../../src/reporting/reader.js';
import { createTestDatabase } from '../test-database.js';
import { startTestServer } from '../test-server.js';

/** A server over the sample district, and a read-only role's connection to its database. */
export interface OpenConnect {
  readonly url: string;
  readonly account: string;
  /** What no file may hold: the passwords of the database's owner and of the role. */
  readonly secrets: readonly string[];
  readonly reader: pg.Client;
  /** Downloads a file of /connect/ for the role's account. */
  file(path: string): Promise<Response>;
  close(): Promise<void>;
}

/** Starts one. */
export async function openConnect(): Promise<OpenConnect> {
  const database = await createTestDatabase('samples');
  const account = `bi_${randomBytes(6).toString('hex')}`;
  const { password } = await grantReader(database.db, { name: account, exclusive: false });
  const reader = new pg.Client({ connectionString: connectionOf(database.url, { name: account, password }).url });
  await reader.connect();
  const server = await startTestServer(database.db, undefined, undefined, undefined, addressOf(database.url));
  return {
    url: server.url,
    account,
    secrets: [password, decodeURIComponent(new URL(database.url).password)],
    reader,
    file: (path) => fetch(`${server.url}/connect/${path}?account=${account}`),
    close: async () => {
      await reader.end();
      await server.stop();
      await removeReader(database.db, account);
      await database.close();
    },
  };
}
