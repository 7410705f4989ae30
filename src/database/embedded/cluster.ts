import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Account, spawnOptions } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './error.js';
import type { Home } from './home.js';

/** The one role that this program connects as; it owns the cluster. */
export const SUPERUSER = 'taizhang';

/** Written to postgresql.conf once, so that an administrator may change them there. */
const SETTINGS = {
  max_connections: '100',
  shared_buffers: '256MB',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  // A file a weekday, truncated a week later: the log covers a week.
  logging_collector: 'on',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_checkpoints: 'off',
};

const PARTIAL = 'postgres.initializing-';

/**
 * Makes the cluster unless it exists. It is made under another name and renamed, so that a cluster with its name is
 * complete; the remains of a killed start are replaced.
 */
export async function initCluster({ folder, cluster, account }: Home, binaries: Binaries, password: string) {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(PARTIAL))) removeLeftover(folder, name);
  if (existsSync(cluster)) return assertVersion(cluster, binaries.major);
  const partial = join(folder, `${PARTIAL}${randomUUID()}`);
  const passwordFile = `${partial}.password`;
  try {
    mkdirSync(partial, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
    if (account) for (const path of [partial, passwordFile]) chownSync(path, account.uid, account.gid);
    const { code, output } = await run(binaries.initdb, initArguments(partial, passwordFile), account);
    if (code !== 0) throw EmbeddedPostgresError.initFailed(cluster, output);
    renameSync(partial, cluster);
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? error : EmbeddedPostgresError.dataDirUnusable(folder, error);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Gives the superuser a new password without knowing the old one; the cluster must not be running. */
export async function resetPassword({ cluster, account }: Home, binaries: Binaries, password: string): Promise<void> {
  const statement = `alter role ${SUPERUSER} password '${password}'\n`;
  const { code, output } = await run(binaries.postgres, ['--single', '-D', cluster, 'postgres'], account, statement);
  if (code !== 0) throw EmbeddedPostgresError.startFailed(cluster, output);
}

function initArguments(folder: string, passwordFile: string): string[] {
  const access = ['-D', folder, '--username', SUPERUSER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
  const locale = ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  return [...access, ...locale, ...settings];
}

function assertVersion(cluster: string, major: string): void {
  const path = join(cluster, 'PG_VERSION');
  const found = existsSync(path) ? readFileSync(path, 'utf8').trim() : '?';
  if (found !== major) throw EmbeddedPostgresError.wrongVersion(cluster, found, major);
}

/** Removes the remains of a killed start; an initdb may still be writing there, and then the next start removes them. */
function removeLeftover(folder: string, name: string): void {
  try {
    rmSync(join(folder, name), { recursive: true, force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
  }
}

/** Runs a program in our process group, so that Ctrl-C ends it too. */
async function run(program: string, args: string[], account: Account | undefined, input = '') {
  const child = spawn(program, args, { ...spawnOptions(account), stdio: 'pipe' });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  child.stdin.on('error', () => {}).end(input); // the output tells why a program ended early
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, output: `${out}${err}`.trim() };
}
