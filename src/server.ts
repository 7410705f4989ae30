import { type FastifyInstance, fastify } from 'fastify';
import { answerClientError } from './client-error.js';
import type { Config } from './config.js';
import { serveConnect } from './connect/serve.js';
import { serveExports } from './exports/routes.js';
import { serveGraphql } from './graphql/server.js';
import type { ImportPort } from './graphql/import-port.js';
import type { Queries } from './database/open.js';
import { unreadiness } from './database/readiness.js';
import type { Database } from './indicators/refresh.js';
import type { Logger } from './log.js';
import { serveOData } from './odata/serve.js';
import type { DatabaseAddress } from './reporting/connection.js';

/** What the HTTP server is put together from. */
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
}: ServerParts): Promise<RunningServer> {
  const app = fastify({
    // What each request is, Fastify would log at `info`.
    loggerInstance: log.child({}, { level: log.isLevelEnabled('warn') ? 'warn' : log.level }),
    // One logger for all requests: what fails within them says where by itself.
    childLoggerFactory: (logger) => logger,
    bodyLimit: 1024 * 1024,
    clientErrorHandler: answerClientError,
  }) as unknown as FastifyInstance;
  guardOrigin(app, config);
  const stopGraphql = await serveGraphql(app, {
    db: queries.now,
    past: queries.past,
    imports,
    jumpFactor: config.jumpFactor,
    log,
  });
  await serveOData(app, { db: queries.now, log, publicUrl: config.publicUrl });
  await serveExports(app, { db, log });
  serveConnect(app, { database, bundled: config.databaseUrl === undefined, publicUrl: config.publicUrl });
  await importRoutes(app);
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const unready = await unreadiness(db);
    if (unready === null) return { status: 'ready' };
    const { code, message, cause } = unready;
    log.warn({ err: cause, code }, 'not ready');
    return reply.code(503).send({ status: 'unavailable', code, message });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: { code: 'NOT_FOUND', message: `没有这个地址：${request.url}` } }),
  );
  const address = await app.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`端口 ${config.port} 已被别的程序占用。请停止那个程序，或用环境变量 PORT 指定另一个端口。`, {
      cause: error,
    });
  });
  return {
    url: address.replace('[::1]', 'localhost'),
    stop: async () => {
      // Long answers, such as exports, are cut off; what is asked for in the meantime is refused.
      const cut = setTimeout(() => app.server.closeAllConnections(), CLOSES_WITHIN_MS);
      await app.close().finally(() => clearTimeout(cut));
      await stopGraphql();
    },
  };
}

/**
 * Answers only requests that are meant for this very server: while there is no access control, a page of another site
 * must not reach it, neither under another name for this address nor by posting a form.
 */
function guardOrigin(app: FastifyInstance, config: Config): void {
  let own: ReadonlySet<string> | undefined;
  app.addHook('onRequest', (request, reply, done) => {
    own ??= ownOrigins(config, portOf(app) ?? config.port);
    const { host = '', origin } = request.headers;
    // A proxy hands on either the public name or the one that it knows this server by.
    if (!own.has(`http://${host}`) && !own.has(`https://${host}`)) refuse(reply, '请求的 Host 不是本服务的地址');
    else if (origin !== undefined && !own.has(origin)) refuse(reply, '不接受其他网站的网页发来的请求');
    else done();
  });
}

/** What a request to this server may call it. */
function ownOrigins({ host, publicUrl }: Config, port: number): ReadonlySet<string> {
  const hosts = ['localhost', '127.0.0.1', '[::1]', host];
  const origins = hosts.flatMap((each) => [`http://${each}:${port}`, ...(port === 80 ? [`http://${each}`] : [])]);
  return new Set([...origins, ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin])]);
}

function refuse(reply: { code(status: number): { send(body: unknown): unknown } }, message: string): unknown {
  return reply.code(403).send({ error: { code: 'FORBIDDEN', message } });
}

function portOf(app: FastifyInstance): number | undefined {
  const address = app.server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
