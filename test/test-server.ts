import type { ImportPort } from '../src/graphql/import-port.js';
import { readConfig } from '../src/config.js';
import { createLog } from '../src/log.js';
import { type ServerParts, startServer } from '../src/http/server.js';
import type { Database } from '../src/database/sql.js';
import type { DatabaseAddress } from '../src/reporting/connection.js';

/** A server on a free port, asked over HTTP as any client asks it. */
export interface TestServer {
  readonly url: string;
  /** Posts a query; the data, or throws with the errors. */
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  stop(): Promise<void>;
}

const noImports: ImportPort = {
  ledgers: () => [],
  commit: () => Promise.reject(new Error('no imports here')),
  settle: () => Promise.reject(new Error('no imports here')),
  undo: () => Promise.reject(new Error('no imports here')),
};

/** Starts the HTTP server over a database; GraphQL may be given connections of its own, and the server settings. */
export async function startTestServer(
  db: Database,
  imports: ImportPort = noImports,
  queries: ServerParts['queries'] = { now: db, past: db },
  settings: Readonly<Record<string, string>> = {},
  address: DatabaseAddress = { host: '127.0.0.1', port: 5432, database: 'taizhang' },
): Promise<TestServer> {
  const server = await startServer({
    config: readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...settings }),
    db,
    queries,
    address,
    imports,
    log: createLog('silent'),
    importRoutes: () => Promise.resolve(),
  });
  return {
    url: server.url,
    stop: () => server.stop(),
    ask: async <T>(query: string, variables: Record<string, unknown> = {}) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as { data?: T; errors?: { message: string }[] };
      if (body.errors !== undefined) throw new Error(body.errors.map((error) => error.message).join('\n'));
      return body.data!;
    },
  };
}
