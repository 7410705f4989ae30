import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** An identity that only says the process lives, where the system tells no more. */
const ALIVE = 'alive';

/**
 * What tells the process that has this pid now from a later one with the same pid: boot and start time on Linux,
 * elsewhere only that it lives. Null when there is none. A zombie counts as none: in a container nobody may reap it.
 */
export function identityOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in brackets and may hold anything, spaces and brackets too.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [state, startTicks] = [fields[0], fields[19]];
      return state === 'Z' || state === 'X' ? null : `${bootId()}/${startTicks}`;
    } catch {
      // Gone, or hidden from this user: the signal below tells which.
    }
  }
  return answersSignal(pid) ? ALIVE : null;
}

/** Whether the process that was seen as `identity` still has this pid; in doubt it has. */
export function isStill(pid: number, identity: string): boolean {
  const now = identityOf(pid);
  return now !== null && (now === identity || now === ALIVE || identity === ALIVE);
}

/** Waits until the process is gone; false when it is still there after `ms`. */
export async function waitUntilGone(pid: number, identity: string, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (isStill(pid, identity)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Sends a signal; a process that is gone already is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Whether the process is a PostgreSQL server that was started on this folder, or works in it. */
export function isPostgresOn(pid: number, folder: string): boolean {
  const args = argumentsOf(pid);
  const startedOn = args[args.indexOf('-D') + 1] === folder && basename(args[0] ?? '').startsWith('postgres');
  return startedOn || (args[0]?.includes('postgres') === true && workingFolderOf(pid) === folder);
}

/** The processes of PostgreSQL that work in this folder, as far as this user may see; only on Linux. */
export function postgresProcessesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolderOf(pid) === folder && argumentsOf(pid)[0]?.includes('postgres'));
}

function answersSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ticks count from boot, so without it two boots could give two processes the same mark. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function argumentsOf(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (process.platform === 'win32') return [];
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(' ');
  } catch {
    return [];
  }
}

function workingFolderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}
