import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnOptions } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './error.js';
import type { Home } from './home.js';
import { identityOf, isPostgresOn, postgresProcessesIn, signal, waitUntilGone } from './process.js';

/** A fast shutdown writes a checkpoint, which takes long on a slow disk. */
const FAST_SHUTDOWN_MS = 60_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;

/** The main process of a PostgreSQL server that was started here. */
export interface StartedPostmaster extends Postmaster {
  /** Resolves when it has ended for any reason. */
  readonly ended: Promise<void>;
}

/** The main process of a PostgreSQL server. */
export interface Postmaster {
  readonly pid: number;
  readonly identity: string;
  /** The folder that it serves. */
  readonly cluster: string;
}

interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/**
 * Starts the server on the cluster and waits until it accepts connections, however long it recovers. It has a session of
 * its own: Ctrl-C on the terminal reaches only us, so that we stop it in order.
 */
export async function startPostmaster(home: Home, binaries: Binaries, port: number): Promise<StartedPostmaster> {
  const output = join(home.folder, 'postgres-start.log');
  const file = openSync(output, 'w', 0o600);
  const loopbackOnly = { port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const args = [
    '-D',
    home.cluster,
    ...Object.entries(loopbackOnly).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  let child: ChildProcess;
  const since = Date.now();
  try {
    child = spawn(binaries.postgres, args, {
      ...spawnOptions(home.account),
      detached: true,
      stdio: ['ignore', file, file],
    });
  } finally {
    closeSync(file);
  }
  const failure = new Promise<Error | null>((resolve) =>
    child.once('error', resolve).once('exit', () => resolve(null)),
  );
  child.unref();
  for (;;) {
    const failed = await Promise.race([failure, sleep(20, 'not yet' as const)]);
    if (failed !== 'not yet') {
      const why = failed?.message ?? `${readFileSync(output, 'utf8')}${logSince(home.cluster, since)}`;
      throw EmbeddedPostgresError.startFailed(home.cluster, why);
    }
    const state = readPidFile(home.cluster);
    if (state?.ready && state.pid === child.pid) {
      const ended = failure.then(() => undefined);
      return { pid: state.pid, identity: identityOf(state.pid) ?? '', cluster: home.cluster, ended };
    }
  }
}

/** Shuts the server down and waits until all its processes are gone; connections are closed, committed data is kept. */
export async function stopPostmaster({ pid, identity, cluster }: Postmaster): Promise<void> {
  signal(pid, 'SIGINT');
  if (!(await waitUntilGone(pid, identity, FAST_SHUTDOWN_MS))) {
    signal(pid, 'SIGQUIT');
    if (!(await waitUntilGone(pid, identity, IMMEDIATE_SHUTDOWN_MS))) throw EmbeddedPostgresError.stopFailed(pid);
  }
  await endOrphans(cluster);
}

/**
 * Prepares a start on a cluster whose owner is dead: stops a server that outlived its owner, or removes the pid file of a
 * dead one. The server is stopped and not reused, so that the running one always has our version and settings and none
 * of the dead owner's transactions.
 */
export async function clearLeftServer(cluster: string, log: (line: string) => void): Promise<void> {
  const pid = readPidFile(cluster)?.pid;
  const identity = pid === undefined ? null : identityOf(pid);
  if (pid !== undefined && identity !== null && isPostgresOn(pid, cluster)) {
    log(`上次没有正常停止，数据库进程 ${pid} 还在运行；先停止它，再重新启动`);
    await stopPostmaster({ pid, identity, cluster });
  }
  // The file is stale. PostgreSQL only checks whether the pid exists, which holds for a zombie and a later program too.
  if (process.platform !== 'win32') rmSync(join(cluster, 'postmaster.pid'), { force: true });
  await endOrphans(cluster);
}

/** The port of the server that is ready on the cluster, or null. */
export function portOfRunning(cluster: string): number | null {
  const state = readPidFile(cluster);
  return state?.ready && identityOf(state.pid) !== null && isPostgresOn(state.pid, cluster) ? state.port : null;
}

/**
 * Ends processes that outlive the main process: a backend of a killed server in a long query, beside which PostgreSQL
 * does not start, and the logger, which ends with the last of them. All are signalled before any is waited for.
 */
async function endOrphans(cluster: string): Promise<void> {
  const orphans = postgresProcessesIn(cluster).map((pid) => ({ pid, identity: identityOf(pid) }));
  for (const { pid } of orphans) signal(pid, 'SIGQUIT');
  for (const { pid, identity } of orphans) {
    const gone = identity === null || (await waitUntilGone(pid, identity, IMMEDIATE_SHUTDOWN_MS));
    if (!gone) throw EmbeddedPostgresError.stopFailed(pid);
  }
}

/** The lines of postmaster.pid: pid, folder, start time, port, socket folder, address, shared memory, state. */
function readPidFile(cluster: string): PidFile | null {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** The end of the server's log, if it has grown. */
function logSince(cluster: string, since: number): string {
  const folder = join(cluster, 'log');
  if (!existsSync(folder)) return '';
  const written = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).mtimeMs >= since);
  return written.map((path) => readFileSync(path, 'utf8').split('\n').slice(-20).join('\n')).join('\n');
}
