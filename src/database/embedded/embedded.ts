import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { type Binaries, findBinaries } from './binaries.js';
import { SUPERUSER, initCluster, resetPassword } from './cluster.js';
import { EmbeddedPostgresError } from './error.js';
import { type Home, copyFolders, findHome, openDataDir, settleHome } from './home.js';
import { type StartedPostmaster, clearLeftServer, portOfRunning, startPostmaster, stopPostmaster } from './server.js';
import { lockFolder, ownerPid } from './owner-lock.js';
import { signal } from './process.js';

export { DataDirInUseError, EmbeddedPostgresError } from './error.js';

/** The name of the database in the cluster. */
const DATABASE = 'taizhang';

/** Port and password, in the data folder; readable by its owner only. */
const ACCESS_FILE = 'postgres.json';

/** Ports to try: below those of outgoing connections, so that a chosen port stays free. */
const PORTS = { first: 15_000, count: 15_000 };
const PORT_ATTEMPTS = 5;

interface Access {
  readonly port: number;
  readonly password: string;
}

/** A running PostgreSQL that this process owns. */
export interface EmbeddedPostgres {
  /** postgresql://user:password@127.0.0.1:port/taizhang */
  readonly url: string;
  /** Resolves when the database has ended without being stopped. */
  readonly lost: Promise<void>;
  /** Shuts the database down, waits for the end of its process and releases the data folder. */
  stop(): Promise<void>;
  /** Shuts the database down without waiting: for `process.on('exit')`, where nothing can be awaited. */
  stopWithoutWaiting(): void;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Receives Chinese notes about slow or unusual steps. */
  readonly log?: (line: string) => void;
}

/**
 * Starts the bundled PostgreSQL on `dataDir`, making the database if there is none, or stops the one that a killed
 * process left running there and starts anew. Throws DataDirInUseError while another process owns the folder, else
 * EmbeddedPostgresError. Installs no signal handlers: the caller stops it on SIGINT and SIGTERM; on a signal
 * during the start it awaits the start in its handler and then stops.
 */
export async function startEmbedded({ dataDir, log = () => {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = openDataDir(dataDir);
  const releases: (() => void)[] = [];
  const release = () => releases.toReversed().forEach((give) => give());
  const own = async (path: string) => releases.push((await lockFolder(path)).release);
  try {
    await own(folder);
    const home = settleHome(folder, log);
    // A copied data folder refers to the database of its original.
    if (home.folder !== folder) await own(home.folder);
    const binaries = findBinaries(home.account, copyFolders(home));
    return running(await prepareAndStart(home, binaries, log), release);
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * The URL of the database on `dataDir` while a live process owns it, else null: for a second program, such as an
 * import, that joins a running server instead of starting one. The second program must not stop it.
 */
export function urlOfRunning(dataDir: string): string | null {
  if (!existsSync(dataDir)) return null;
  const folder = openDataDir(dataDir);
  if (ownerPid(folder) === null) return null;
  const cluster = findHome(folder)?.cluster;
  const access = readAccess(folder);
  const port = cluster ? portOfRunning(cluster) : null;
  return access && port !== null ? urlOf({ ...access, port }) : null;
}

async function prepareAndStart(home: Home, binaries: Binaries, log: (line: string) => void) {
  const isNew = !existsSync(home.cluster);
  let access = readAccess(home.dataDir);
  if (isNew) {
    log(`首次启动：正在 ${home.cluster} 初始化数据库`);
    // Stored before the cluster has it, so that no cluster is left with an unknown password.
    access ??= writeAccess(home.dataDir, { port: randomPort(), password: newPassword() });
  }
  if (!isNew) await clearLeftServer(home.cluster, log);
  await initCluster(home, binaries, access?.password ?? '');
  if (!access) {
    log(`${ACCESS_FILE} 不见了或已损坏：为数据库设置新的密码和端口`);
    access = { port: randomPort(), password: newPassword() };
    await resetPassword(home, binaries, access.password);
    writeAccess(home.dataDir, access);
  }
  return startOnFreePort(home, binaries, access, log);
}

async function startOnFreePort(home: Home, binaries: Binaries, kept: Access, log: (line: string) => void) {
  let access = kept;
  for (let attempt = 1; ; attempt++) {
    if (!(await isFree(access.port))) access = { ...kept, port: await freePort() };
    try {
      const postmaster = await startPostmaster(home, binaries, access.port);
      try {
        await createDatabase(home, access);
        if (access.port !== kept.port) writeAccess(home.dataDir, access);
      } catch (error) {
        await stopPostmaster(postmaster);
        throw error;
      }
      if (access.port !== kept.port) log(`端口 ${kept.port} 已被占用，数据库改用 ${access.port}`);
      return { postmaster, access };
    } catch (error) {
      // Another program may take the port between our check and PostgreSQL's bind.
      const portTaken = error instanceof EmbeddedPostgresError && /could not (bind|create any TCP)/.test(error.message);
      if (!portTaken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

function running(started: { postmaster: StartedPostmaster; access: Access }, release: () => void): EmbeddedPostgres {
  let stopped: Promise<void> | undefined;
  const lost = new Promise<void>((resolve) => {
    void started.postmaster.ended.then(() => (stopped === undefined ? resolve() : undefined));
  });
  return {
    url: urlOf(started.access),
    lost,
    stop: () => (stopped ??= stopPostmaster(started.postmaster).then(release)),
    stopWithoutWaiting: () => {
      if (stopped) return;
      signal(started.postmaster.pid, 'SIGINT');
      release();
    },
  };
}

async function createDatabase(home: Home, access: Access): Promise<void> {
  const config = { host: '127.0.0.1', port: access.port, user: SUPERUSER, password: access.password, ssl: false };
  const client = new pg.Client({ ...config, database: 'postgres' });
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    const hint =
      (error as { code?: string }).code === '28P01' ? `密码不对。请删除 ${ACCESS_FILE} 再启动，会设置新的密码。` : '';
    throw EmbeddedPostgresError.startFailed(home.cluster, `${(error as Error).message}\n${hint}`);
  } finally {
    await client.end();
  }
}

function urlOf({ port, password }: Access): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

function readAccess(dataDir: string): Access | null {
  try {
    const access = JSON.parse(readFileSync(join(dataDir, ACCESS_FILE), 'utf8')) as Partial<Access> | null;
    const sound = Number.isInteger(access?.port) && typeof access?.password === 'string';
    return sound ? (access as Access) : null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code && code !== 'ENOENT') throw EmbeddedPostgresError.dataDirUnusable(dataDir, error);
    return null;
  }
}

/** Writes a file completely or not at all. */
function writeAccess(dataDir: string, access: Access): Access {
  const path = join(dataDir, ACCESS_FILE);
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(access)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw EmbeddedPostgresError.dataDirUnusable(dataDir, error);
  }
  return access;
}

/** Hexadecimal, so that it needs no quoting in a URL, in SQL or on a command line. */
function newPassword(): string {
  return randomBytes(24).toString('hex');
}

function randomPort(): number {
  return PORTS.first + Math.floor(Math.random() * PORTS.count);
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomPort();
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
