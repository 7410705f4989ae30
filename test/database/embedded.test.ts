import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import {
  DataDirInUseError,
  type EmbeddedPostgres,
  startEmbedded,
  urlOfRunning,
} from '../../src/database/embedded/embedded.js';
import { POINTER_FILE } from '../../src/database/embedded/home.js';
import { LOCK_FILE } from '../../src/database/embedded/owner-lock.js';
import { identityOf, postgresProcessesIn, waitUntilGone } from '../../src/database/embedded/process.js';

const isRoot = process.getuid?.() === 0;
const built = fileURLToPath(new URL('../../dist/src/database/embedded/embedded.js', import.meta.url));

let root: string;
let dataDir: string;
const servers: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'taizhang-'));
  chmodSync(root, 0o755); // so that, under root, the account that runs PostgreSQL can enter
  dataDir = join(root, '数据 folder');
});

afterEach(async () => {
  await Promise.all(children.splice(0).map(end));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  rmSync(root, { recursive: true, force: true });
});

async function start(folder = dataDir): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDir: folder });
  servers.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // a cut connection fails the query, which is enough
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

function postmasterPid(cluster = join(dataDir, 'postgres')): number {
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Starts the database in a program of its own and returns it once the database is ready. */
async function startInChild(): Promise<{ child: ChildProcess; url: string }> {
  const program = join(root, 'owner.mjs');
  writeFileSync(
    program,
    `import { startEmbedded } from ${JSON.stringify(built)};
     const database = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
     process.on('SIGINT', () => void database.stop().then(() => process.exit(0)));
     process.on('exit', () => database.stopWithoutWaiting());
     process.on('message', () => process.exit(3));
     setInterval(() => {}, 1000);
     process.send(database.url);`,
  );
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true });
  children.push(child);
  const [url] = (await once(child, 'message')) as [string];
  return { child, url };
}

/** Ends a program as Ctrl-C does, so that it takes its database along. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('the bundled PostgreSQL', () => {
  test('is a PostgreSQL 18 in UTF-8 on Beijing time that takes only its password, and keeps data and URL', async () => {
    const first = await start();
    expect(await query(first.url, 'select version()')).toEqual([expect.stringMatching(/^PostgreSQL 18\./)]);
    const settings = `select current_database(), current_user, getdatabaseencoding(), current_setting('TimeZone'),
      current_setting('fsync'), current_setting('listen_addresses'), current_setting('unix_socket_directories'),
      (select datlocale from pg_database where datname = current_database())`;
    const expected = ['taizhang', 'taizhang', 'UTF8', 'Asia/Shanghai', 'on', '127.0.0.1', '', 'C.UTF-8'];
    expect(await query(first.url, settings)).toEqual(expected);
    await expect(query(first.url.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    await query(first.url, `create table kept as select '台账' as name`);
    await first.stop();

    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select name from kept')).toEqual(['台账']);
  });

  test('leaves no process, no lock and no URL behind when it stops, and stops twice without harm', async () => {
    const server = await start();
    const pid = postmasterPid();
    expect(identityOf(pid)).not.toBeNull();
    expect(urlOfRunning(dataDir)).toBe(server.url);
    await Promise.all([server.stop(), server.stop()]);
    expect(identityOf(pid)).toBeNull();
    expect(postgresProcessesIn(join(dataDir, 'postgres'))).toEqual([]);
    expect(existsSync(join(dataDir, LOCK_FILE))).toBe(false);
    expect(urlOfRunning(dataDir)).toBeNull();
  });

  test('takes another port when a program has taken its own', async () => {
    const first = await start();
    await first.stop();
    const other = await startListener(Number(new URL(first.url).port));
    try {
      const second = await start();
      expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
      expect(await query(second.url, 'select 1')).toEqual([1]);
    } finally {
      other.close();
    }
  });

  test('sets a new password when the file that kept it is lost', async () => {
    const first = await start();
    await query(first.url, `create table kept as select 7 as n`);
    await first.stop();
    rmSync(join(dataDir, 'postgres.json'));
    const second = await start();
    expect(new URL(second.url).password).not.toBe(new URL(first.url).password);
    expect(await query(second.url, 'select n from kept')).toEqual([7]);
  });

  test('makes the database anew when a killed start left half of one', async () => {
    const half = join(dataDir, 'postgres.initializing-0');
    mkdirSync(join(half, 'base'), { recursive: true });
    writeFileSync(join(half, 'PG_VERSION'), '18\n');
    const server = await start();
    expect(await query(server.url, 'select 1')).toEqual([1]);
    expect(readdirSync(dataDir).filter((name) => name.includes('initializing'))).toEqual([]);
  });

  test('says which version made data that it cannot read', async () => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toMatchObject({ code: 'WRONG_VERSION', message: expect.stringContaining('15') });
    expect(existsSync(join(dataDir, LOCK_FILE))).toBe(false);
  });

  test('says that the data folder is unusable when a file is in its place', async () => {
    writeFileSync(dataDir, '');
    await expect(start()).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
  });
});

describe('after a crash', () => {
  test('replaces the server that a killed process left running, with what was committed', async () => {
    const { child, url } = await startInChild();
    await query(url, 'create table kept as select 1 as n');
    const orphan = postmasterPid();
    await kill(child);
    expect(identityOf(orphan)).not.toBeNull();

    const server = await start();
    expect(identityOf(orphan)).toBeNull();
    expect(postmasterPid()).not.toBe(orphan);
    expect(await query(server.url, 'select n from kept')).toEqual([1]);
  });

  test('starts beside a pid file whose pid went to another program, and leaves that program alone', async () => {
    const { child, url } = await startInChild();
    await query(url, 'create table kept as select 1 as n');
    const cluster = join(dataDir, 'postgres');
    const [pid, pidFile] = [postmasterPid(), readFileSync(join(cluster, 'postmaster.pid'), 'utf8')];
    const identity = identityOf(pid) ?? '';
    await kill(child);
    process.kill(pid, 'SIGKILL');
    expect(await waitUntilGone(pid, identity, 5_000)).toBe(true);

    const stranger = spawn('sleep', ['60'], isRoot ? { uid: statSync(cluster).uid } : {});
    children.push(stranger);
    await once(stranger, 'spawn');
    writeFileSync(join(cluster, 'postmaster.pid'), pidFile.replace(/^\d+/, String(stranger.pid)));
    const server = await start();
    expect(await query(server.url, 'select n from kept')).toEqual([1]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  test('ends a query that outlived its killed server', async () => {
    const { child, url } = await startInChild();
    const endless = query(url, 'do $$ begin loop end loop; end $$').catch(() => 'cut off');
    await waitForBackend(url);
    const pid = postmasterPid();
    await kill(child);
    process.kill(pid, 'SIGKILL');
    const server = await start();
    expect(await query(server.url, 'select 1')).toEqual([1]);
    expect(await endless).toBe('cut off');
  });
});

describe('the owner of a data folder', () => {
  test('keeps a second server out, which names its pid and leaves its database alone', async () => {
    const { child, url } = await startInChild();
    const second = start();
    await expect(second).rejects.toBeInstanceOf(DataDirInUseError);
    await expect(second).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE', pid: child.pid });
    await expect(second).rejects.toThrow(new RegExp(`进程 ${child.pid} `));
    expect(await query(url, 'select 1')).toEqual([1]);
    expect(urlOfRunning(dataDir)).toBe(url);
  });

  test('is one of many that start at once over a dead owner', async () => {
    mkdirSync(dataDir);
    const dead = { pid: process.pid, identity: 'an earlier boot/1', token: '' };
    writeFileSync(join(dataDir, LOCK_FILE), JSON.stringify(dead));
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => start()));
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(errors.map((error) => error.name)).toEqual(Array(4).fill('DataDirInUseError'));
  });

  test('stops the database on Ctrl-C, which reaches its whole process group', async () => {
    const { child } = await startInChild();
    const pid = postmasterPid();
    // In a group of its own the database does not get the signal itself, before its owner is done with it.
    expect(() => process.kill(-pid, 0)).not.toThrow();
    process.kill(-child.pid!, 'SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(identityOf(pid)).toBeNull();
    expect(readFileSync(logOf(dataDir), 'utf8')).toContain('database system is shut down');
  });

  test('takes the database along when it exits without waiting', async () => {
    const { child } = await startInChild();
    const pid = postmasterPid();
    const identity = identityOf(pid) ?? '';
    child.send('exit');
    expect(await once(child, 'exit')).toEqual([3, null]);
    expect(await waitUntilGone(pid, identity, 10_000)).toBe(true);
  });
});

describe('in a folder that only its owner can enter', () => {
  test('keeps the database where the account that runs it can reach it, and finds it again', async () => {
    chmodSync(root, 0o700);
    const first = await start();
    // Only root shuts out the account that runs PostgreSQL; any other owner runs it itself.
    if (!isRoot) {
      expect(existsSync(join(dataDir, POINTER_FILE))).toBe(false);
      expect(existsSync(join(dataDir, 'postgres'))).toBe(true);
      return;
    }
    const elsewhere = readFileSync(join(dataDir, POINTER_FILE), 'utf8').split('\n')[0]!;
    try {
      expect(dirname(elsewhere)).toMatch(/^\/var\/(lib|tmp)\/taizhang$/);
      expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
      await query(first.url, 'create table kept as select 1 as n');
      await first.stop();
      const second = await start();
      expect(await query(second.url, 'select n from kept')).toEqual([1]);
      await second.stop();
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(elsewhere, { recursive: true, force: true });
    }
    await expect(start()).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
  });
});

async function startListener(port: number) {
  const { createServer } = await import('node:net');
  const listener = createServer().listen(port, '127.0.0.1');
  await once(listener, 'listening');
  return listener;
}

async function waitForBackend(url: string): Promise<void> {
  const busy = `select count(*)::int from pg_stat_activity where state = 'active' and query like 'do %'`;
  while ((await query(url, busy))[0] !== 1);
}

function logOf(folder: string): string {
  const logs = join(folder, 'postgres', 'log');
  return join(logs, readdirSync(logs)[0]!);
}
