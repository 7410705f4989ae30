import { databaseOf, connect } from './orm.js';
import { migrate } from './migrate.js';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Config } from '../config.js';
import { syncCatalogue } from '../indicators/compute/catalogue-sync.js';
import type { Database } from './sql.js';
import { syncViews } from '../reporting/sync.js';
import { lock, tryLock } from './locks.js';
import { longTransaction } from './long-transaction.js';
import { startEmbedded, urlOfRunning } from './embedded/embedded.js';
import { switchOffJit } from './planner.js';
import { PreparingClient } from './preparing-client.js';
import { keepsStatementLimit } from './statement-limit.js';

/** A database that is migrated and ready, with what closes it. */
export interface OpenDatabase {
  readonly url: string;
  readonly orm: MikroORM;
  /** Runs SQL outside any unit of work. */
  readonly db: Database;
  /** Resolves when the bundled PostgreSQL has ended by itself. Absent where another program runs the database. */
  readonly lost?: Promise<void>;
  close(): Promise<void>;
  /** For `process.on('exit')`, where nothing can be awaited. */
  abandon(): void;
}

/**
 * Opens the database of a configuration: `DATABASE_URL`, or the bundled PostgreSQL, started here or, with `join`, that
 * of the server that runs on the data folder. Brings it to this program's schema, catalogue and views. Throws in Chinese.
 */
export async function openDatabase(
  config: Config,
  options: { readonly join: boolean; readonly log: (line: string) => void },
): Promise<OpenDatabase> {
  const running = config.databaseUrl ?? (options.join ? urlOfRunning(config.dataDir) : null);
  const server = running === null ? await startEmbedded({ dataDir: config.dataDir, log: options.log }) : undefined;
  const url = running ?? server!.url;
  let orm: MikroORM | undefined;
  const close = async () => {
    await orm?.close(true);
    await server?.stop();
  };
  try {
    orm = await connectOrExplain(url);
    const db = databaseOf(orm);
    await bringUpToDate(orm, db, options.log);
    const lost = server === undefined ? {} : { lost: server.lost };
    return { url, orm, db, ...lost, close, abandon: () => server?.stopWithoutWaiting() };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Brings the database to this program's schema, catalogue and views. Programs that start at the same time do this one
 * after another; a transaction of its own holds the lock, which also works behind a connection pooler.
 */
async function bringUpToDate(orm: MikroORM, db: Database, log: (line: string) => void): Promise<void> {
  await longTransaction(db, async (tx) => {
    if (!(await tryLock(tx, 'schema'))) {
      log('另一个程序正在更新数据库结构，等它完成');
      await lock(tx, 'schema');
    }
    await switchOffJit(tx);
    await migrate(orm);
    await syncCatalogue(db);
    await syncViews(db);
  });
}

/** Connections for questions, apart from those of imports: a statement that takes longer than the limit is stopped. */
export interface Queries {
  readonly now: Database;
  /** For questions as of a day: few, so that others need not wait for them; their statements are seldom repeated. */
  readonly past: Database;
  close(): Promise<void>;
}

/** How many questions as of a day are answered at the same time. */
const PAST_AT_ONCE = 2;

/**
 * Opens the connections for questions; with `prepare` repeated statements are prepared. The time limit is set on the
 * connection, or, behind a pooler that drops it, in each transaction, which takes two more round trips a statement.
 */
export async function openQueries(url: string, timeoutSeconds: number, prepare = true): Promise<Queries> {
  const limitMs = timeoutSeconds * 1000;
  const kept = await keepsStatementLimit(url, limitMs);
  const optionsFor = (settings: { prepare: boolean }) => ({
    ...(kept ? { statement_timeout: limitMs } : {}),
    Client: PreparingClient,
    questions: kept ? settings : { ...settings, limitMs },
  });
  const now = await connect(url, optionsFor({ prepare }));
  const past = await connect(url, optionsFor({ prepare: false }), PAST_AT_ONCE);
  return {
    now: databaseOf(now),
    past: databaseOf(past),
    close: async () => {
      await now.close(true);
      await past.close(true);
    },
  };
}

async function connectOrExplain(url: string): Promise<MikroORM> {
  try {
    return await connect(url);
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new Error(
      `连接不上数据库 ${host}${pathname}：${error instanceof Error ? error.message : String(error)}。请检查 DATABASE_URL 与数据库服务。`,
      {
        cause: error,
      },
    );
  }
}
