import { databaseOf, connect } from '../../src/database/orm.js';
import { pino } from 'pino';
import { Writable } from 'node:stream';
import { reportRoutes } from '../../import/report/routes.js';
import { type UploadOptions, uploadRoutes } from '../../import/upload.js';
import { parseDivision, readConfig } from '../../src/config.js';
import { openQueries, type Queries } from '../../src/database/open.js';
import type { RequestTimes } from '../../src/http/app.js';
import { startServer } from '../../src/http/server.js';

/** A server with every route, over connections of its own. */
export interface WholeServer {
  readonly url: string;
  /** What was logged, one object a line. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly queries: Queries;
  stop(): Promise<void>;
}

/** Starts a server with the routes of imports too; `jobs` takes what is uploaded. */
export async function serveWhole(
  url: string,
  jobs: UploadOptions['jobs'],
  options: { readonly times?: RequestTimes; readonly maxBytes?: number; readonly atOnce?: number } = {},
): Promise<WholeServer> {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (line: Buffer, _encoding, done) => {
      lines.push(JSON.parse(line.toString()) as Record<string, unknown>);
      done();
    },
  });
  const log = pino({ level: 'warn' }, stream);
  const orm = await connect(url);
  const db = databaseOf(orm);
  const queries = await openQueries(url, 30);
  const config = readConfig({ PORT: '0' });
  const refused = () => Promise.reject(new Error('no imports here'));
  const { times, maxBytes = 1024 * 1024, atOnce } = options;
  const server = await startServer({
    config,
    db,
    queries,
    address: { host: '127.0.0.1', port: 5432, database: 'taizhang' },
    imports: { ledgers: () => [], commit: refused, settle: refused, undo: refused },
    log,
    importRoutes: async (app) => {
      const atMost = atOnce === undefined ? {} : { atOnce };
      await uploadRoutes(app, { jobs, maxBytes, defaultDivision: undefined, parseDivision, ...atMost });
      reportRoutes(app, { db, limits: config.limits });
    },
    ...(times === undefined ? {} : { times }),
  });
  return {
    url: server.url,
    lines,
    queries,
    stop: async () => {
      await server.stop();
      await queries.close();
      await orm.close(true);
    },
  };
}
