import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { chooseAccount, spawnOptions } from '../dist/src/database/embedded/account.js';
import { findBinaries } from '../dist/src/database/embedded/binaries.js';

const USER = 'taizhang';
const START_ATTEMPTS = 600;

/** The tests' data is thrown away, so nothing waits for the disk. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'Asia/Shanghai',
  max_connections: '200',
  shared_buffers: '256MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
};

/**
 * Starts a PostgreSQL of its own in a temporary folder. `version` is undefined for the bundled one, a number for
 * Debian's package of that version, or the absolute path of a folder that holds `initdb` and `postgres`.
 */
export async function startPostgres(version) {
  const account = chooseAccount([]);
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-test-'));
  chmodSync(folder, 0o755);
  const cluster = join(folder, 'cluster');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(24).toString('hex');
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [cluster, passwordFile]) chownSync(path, account.uid, account.gid);
  const { initdb, postgres } = programs(version, account, folder);
  const access = ['--username', USER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
  const made = spawnSync(initdb, ['-D', cluster, ...access, '--encoding', 'UTF8', ...locale(postgres), '--no-sync'], {
    ...spawnOptions(account),
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', cluster, ...settings], {
    ...spawnOptions(account),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk) => (log = `${log}${chunk}`.slice(-4_000)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `postgresql://${USER}:${password}@127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await createDatabase(`${url}/postgres`, () => child.exitCode ?? child.signalCode);
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start:\n${log}`, { cause: error });
  }
  return { url: `${url}/${USER}`, stop, abandon: () => child.kill('SIGINT') };
}

function programs(version, account, folder) {
  if (version === undefined || version === '') return findBinaries(account, [join(folder, 'programs')]);
  const bin = /^\d+$/u.test(version) ? `/usr/lib/postgresql/${version}/bin` : version;
  const found = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  for (const path of Object.values(found)) if (!existsSync(path)) throw new Error(`TEST_POSTGRES: ${path} is missing`);
  return found;
}

/** The built-in locale of the bundled cluster came with version 17; C.UTF-8 of the system orders text in the same way. */
function locale(postgres) {
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8' });
  const [, major] = /\) (\d+)/u.exec(stdout);
  return Number(major) < 17
    ? ['--locale', 'C.UTF-8']
    : ['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
}

/** Waits until the server takes connections. */
async function createDatabase(url, hasEnded) {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(`create database ${USER}`);
      return;
    } catch (error) {
      if (hasEnded() !== null || attempt === START_ATTEMPTS) throw error;
    } finally {
      await client.end();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
