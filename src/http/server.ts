import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
import { connectRoutes } from '../connect/routes.js';
import { exportRoutes } from '../exports/routes.js';
import { graphqlRoutes } from '../graphql/routes.js';
import type { ImportPort } from '../graphql/import-port.js';
import type { Queries } from '../database/open.js';
import { unreadiness } from '../database/readiness.js';
import type { Database } from '../database/sql.js';
import type { Logger } from '../log.js';
import { odataRoutes } from '../odata/routes.js';
import type { DatabaseAddress } from '../reporting/connection.js';
import { createApp, type RequestTimes } from './app.js';

/** The parts of the HTTP server. */
export interface ServerParts {
  readonly config: Config;
  readonly db: Database;
  /** Connections for the questions of GraphQL and OData, whose statements are stopped after a while. */
  readonly queries: Pick<Queries, 'now' | 'past'>;
  /** Where BI tools find the database. */
  readonly address: DatabaseAddress;
  readonly imports: ImportPort;
  readonly log: Logger;
  /** Adds the routes of the importing wing. */
  readonly importRoutes: (app: FastifyInstance) => Promise<void>;
  /** By default as long as a large workbook takes over a slow line. */
  readonly times?: RequestTimes;
}

/** A listening server. */
export interface RunningServer {
  /** http://127.0.0.1:4000 */
  readonly url: string;
  stop(): Promise<void>;
}

/** How long requests may take to end when the server stops. */
const CLOSES_WITHIN_MS = 4000;

/** Starts the HTTP server with every door; throws if the port is taken. */
export async function startServer({
  config,
  db,
  queries,
  address: database,
  imports,
  log,
  importRoutes,
  times,
}: ServerParts): Promise<RunningServer> {
  const app = createApp(config, log, times);
  // Before the routes, which it watches being added. Requests are not unpacked: their size is limited as they come.
  await app.register(compress, { encodings: ['br', 'gzip'], globalDecompression: false });
  const stopGraphql = await graphqlRoutes(app, {
    db: queries.now,
    past: queries.past,
    imports,
    jumpFactor: config.jumpFactor,
    log,
  });
  await odataRoutes(app, { db: queries.now, log, publicUrl: config.publicUrl });
  exportRoutes(app, { db });
  connectRoutes(app, { database, bundled: config.databaseUrl === undefined, publicUrl: config.publicUrl });
  await importRoutes(app);
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const unready = await unreadiness(db);
    if (unready === null) return { status: 'ready' };
    const { code, message, cause } = unready;
    log.warn({ err: cause, code }, 'not ready');
    return reply.code(503).send({ status: 'unavailable', code, message });
  });
  const address = await app.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`端口 ${config.port} 已被别的程序占用。请停止那个程序，或用环境变量 PORT 指定另一个端口。`, {
      cause: error,
    });
  });
  return {
    url: address.replace('[::1]', 'localhost'),
    stop: async () => {
      // Long answers, such as exports, are cut off; requests in the meantime are refused.
      const cut = setTimeout(() => app.server.closeAllConnections(), CLOSES_WITHIN_MS);
      await app.close().finally(() => clearTimeout(cut));
      await stopGraphql();
    },
  };
}
