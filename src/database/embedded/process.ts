import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The identity of a live process where the system tells no more. */
const ALIVE = 'alive';

/**
 * The identity of the process with this pid, which a later one with the same pid does not have: boot and start time on
 * Linux, elsewhere only that it lives. Null if there is none; a zombie is none, since in a container it may stay.
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
      // The process has ended or is hidden from this user: the signal below distinguishes them.
    }
  }
  return answersSignal(pid) ? ALIVE : null;
}

/** Whether the process of `identity` still has this pid; true in doubt. */
export function isStill(pid: number, identity: string): boolean {
  const now = identityOf(pid);
  return now !== null && (now === identity || now === ALIVE || identity === ALIVE);
}

/** Waits until the process has ended; false if it lives after `ms`. */
export async function waitUntilGone(pid: number, identity: string, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (isStill(pid, identity)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Sends a signal; does nothing if the process has ended. */
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

/** The processes of PostgreSQL that work in this folder and that this user may see; only on Linux. */
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

/** The boot's id: start times count from boot, so that processes of two boots could have the same. */
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
