import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { chooseAccount, spawnOptions } from '../../src/database/embedded/account.js';
import { failure } from './program.js';

const PROGRAM = '/usr/sbin/pgbouncer';
const STARTS_WITHIN_MS = 20_000;

/** A running PgBouncer in transaction mode. */
export interface Pooler {
  /** The URL of the database through it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts PgBouncer before a database, with so few connections that clients share them; `settings` are lines of its file. */
export async function startPooler(databaseUrl: string, settings: readonly string[] = []): Promise<Pooler> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const own = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-pgbouncer-'));
  chmodSync(folder, 0o755);
  const file = join(folder, 'pgbouncer.ini');
  const database = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`;
  const lines = [
    '[databases]',
    `${pathname.slice(1)} = ${database}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1`,
    `listen_port = ${own}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 3',
    ...settings,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  // It refuses to run as root.
  const child = spawn(PROGRAM, [file], { ...spawnOptions(chooseAccount([])), stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${own}`;
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(child, url.href);
  } catch (error) {
    await stop();
    throw failure(`${PROGRAM} did not start: ${String(error)}`, ['pgbouncer'], printed);
  }
  return { url: url.href, stop };
}

async function untilItAnswers(child: ChildProcess, url: string): Promise<void> {
  let ended: Error | undefined;
  child.once('error', (error) => (ended = error));
  child.once('exit', (code) => (ended = new Error(`it ended with ${code}`)));
  for (const until = Date.now() + STARTS_WITHIN_MS; ;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (ended !== undefined || Date.now() > until) throw ended ?? error;
      await wait(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    // At once, however many clients there are.
    child.kill('SIGTERM');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
