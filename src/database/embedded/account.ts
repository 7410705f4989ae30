import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { EmbeddedPostgresError } from './error.js';

/** The user of the operating system that runs PostgreSQL, because PostgreSQL refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** In this order; `nobody` is on every Unix. */
const USUAL_NAMES = ['postgres', 'nobody', 'daemon'];

/**
 * The account to run PostgreSQL as: undefined, which is our own, unless we are root. The owner of existing data
 * (`owners`, by uid, the first that is not root) is preferred to the usual accounts, so that data stays readable.
 */
export function chooseAccount(owners: readonly number[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = accountsOf(readPasswd());
  const owner = owners.find((uid) => uid !== 0);
  const candidates =
    owner === undefined
      ? USUAL_NAMES.flatMap((name) => known.filter((account) => account.name === name))
      : [known.find(({ uid }) => uid === owner) ?? { name: String(owner), uid: owner, gid: owner }];
  const usable = candidates.find((account) => account.uid !== 0 && canEnter('/', account));
  if (usable) return usable;
  const names = candidates.map(({ name }) => name).join('、');
  throw EmbeddedPostgresError.noAccount(names ? `不能切换到 ${names}` : '/etc/passwd 里没有 nobody');
}

/** Whether the account may enter the folder, found by trying, since mode bits do not tell all rights. */
export function canEnter(folder: string, account: Account | undefined): boolean {
  if (!account) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...spawnOptions(account), stdio: 'ignore' });
  return tried.status === 0;
}

/** How a program of PostgreSQL is spawned: as the account, from a folder it can enter, without our PG* variables. */
export function spawnOptions(account: Account | undefined) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LD_|NODE_)/.test(name)));
  return { cwd: '/', env: { ...env, LC_ALL: 'C' }, ...(account && { uid: account.uid, gid: account.gid }) };
}

/**
 * Makes or finds a folder that everyone may enter and only we may write; throws if another user's file or a symlink has
 * its path.
 */
export function ownFolder(path: string): string {
  try {
    mkdirSync(path);
    chmodSync(path, 0o755);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw EmbeddedPostgresError.dataDirUnusable(path, error);
  }
  const found = lstatSync(path);
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? 0) || (found.mode & 0o022) !== 0) {
    throw EmbeddedPostgresError.dataDirUnusable(path, new Error('它不是目录，或者别的用户可以改写它'));
  }
  return path;
}

function accountsOf(passwd: string): Account[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
