import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { identityOf } from './database/embedded/process.js';

/** How long the folder of another computer is kept, whose process cannot be checked. */
const FOREIGN_MS = 24 * 3600 * 1000;

/** A folder for the temporary files of this process. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes it with its content. */
  remove(): void;
}

/**
 * Makes this process's folder for temporary files, which may hold personal data: other users cannot read it, and folders
 * of killed processes are removed. In the data folder; if that is not writable, in the system's temporary folder.
 */
export function openTemporary(dataDir: string): TemporaryFolder {
  const user = process.getuid?.() ?? 0;
  let failure: unknown;
  for (const parent of [join(dataDir, 'tmp'), join(tmpdir(), `taizhang-tmp-${user}`)]) {
    try {
      mkdirSync(dirname(parent), { recursive: true });
      makePrivate(parent);
      removeLeft(parent);
      const path = join(parent, nameOf(process.pid, identityOf(process.pid) ?? ''));
      makePrivate(path);
      return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(
    `不能建立存放临时文件的目录（${join(dataDir, 'tmp')}）：${(failure as Error).message}。请检查目录权限。`,
    {
      cause: failure,
    },
  );
}

/**
 * Makes such a folder and sets it as the temporary folder of the process, for threads, child processes and libraries too.
 * It is removed when the process ends.
 */
export function useOwnTemporary(dataDir: string): void {
  const folder = openTemporary(dataDir);
  process.on('exit', () => folder.remove());
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder.path;
}

/** The name of the folder: identifies the process and not only its pid, which another process may get. */
function nameOf(pid: number, identity: string): string {
  return `${hostname()}.${pid}.${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`;
}

function removeLeft(parent: string): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    if (!isInUse(name, path)) rmSync(path, { recursive: true, force: true });
  }
}

function isInUse(name: string, path: string): boolean {
  const [, host, pid] = /^(.*)\.(\d+)\.[\da-f]{16}$/u.exec(name) ?? [];
  if (host !== hostname()) {
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - changed < FOREIGN_MS;
  }
  const identity = identityOf(Number(pid));
  return identity !== null && nameOf(Number(pid), identity) === name;
}

/** Makes or finds a folder that only its owner may enter; throws if it is another user's. */
function makePrivate(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== process.getuid()))
    throw new Error(`${path} 属于别的用户`);
  chmodSync(path, 0o700);
}
