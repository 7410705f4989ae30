import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataDirInUseError, EmbeddedPostgresError } from './error.js';
import { identityOf, isStill } from './process.js';

/** The file in a data folder that names the process which owns it. */
export const LOCK_FILE = 'postgres.lock';

/** How long a file may stay half-written, or a takeover last, before the process that made it counts as dead. */
const GRACE_MS = 2_000;

interface Owner {
  readonly pid: number;
  readonly identity: string;
  readonly token: string;
}

/** A data folder owned by this process until `release`. */
export interface OwnerLock {
  release(): void;
}

/**
 * Makes this process the only owner of the folder; throws DataDirInUseError when a live process owns it. A lock whose
 * process is dead, or whose pid now belongs to another process, is taken over.
 */
export async function lockFolder(folder: string): Promise<OwnerLock> {
  const path = join(folder, LOCK_FILE);
  const owner: Owner = { pid: process.pid, identity: identityOf(process.pid) ?? '', token: randomUUID() };
  for (;;) {
    if (createFile(path, JSON.stringify(owner), folder)) return { release: () => release(path, owner) };
    const other = ownerOf(path);
    if (other && isStill(other.pid, other.identity)) throw new DataDirInUseError(folder, other.pid);
    if (other || ageOf(path) > GRACE_MS) removeStale(path, folder);
    await sleep(20); // it may be half-written, just released, or being taken over
  }
}

/** The pid of the live process that owns the folder, or null. */
export function ownerPid(folder: string): number | null {
  const owner = ownerOf(join(folder, LOCK_FILE));
  return owner && isStill(owner.pid, owner.identity) ? owner.pid : null;
}

/**
 * Removes a stale lock. Two processes may find the same one, and the slower must not remove the new lock of the faster:
 * only the holder of a second file removes, after checking again.
 */
function removeStale(path: string, folder: string): void {
  const takeover = `${path}.takeover`;
  if (!createFile(takeover, String(process.pid), folder)) {
    if (ageOf(takeover) > GRACE_MS) rmSync(takeover, { force: true });
    return;
  }
  try {
    const owner = ownerOf(path);
    const dead = owner ? !isStill(owner.pid, owner.identity) : ageOf(path) > GRACE_MS;
    if (dead) rmSync(path, { force: true });
  } finally {
    rmSync(takeover, { force: true });
  }
}

function release(path: string, owner: Owner): void {
  if (ownerOf(path)?.token === owner.token) rmSync(path, { force: true });
}

/** False if the file exists. */
function createFile(path: string, content: string, folder: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw EmbeddedPostgresError.dataDirUnusable(folder, error);
  }
}

function ownerOf(path: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as Partial<Owner> | null;
    return Number.isInteger(owner?.pid) && typeof owner?.identity === 'string' ? (owner as Owner) : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw EmbeddedPostgresError.dataDirUnusable(path, error);
    return null;
  }
}

/** Milliseconds since the file was last written; 0 when it is gone. */
function ageOf(path: string): number {
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modified === undefined ? 0 : Math.abs(Date.now() - modified);
}
