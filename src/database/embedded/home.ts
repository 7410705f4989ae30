import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canEnter, chooseAccount, ownFolder } from './account.js';
import { EmbeddedPostgresError } from './error.js';

/** Where a data folder's database is and which account runs it. */
export interface Home {
  readonly dataDir: string;
  /** Holds the cluster: the data folder itself, or a folder elsewhere that its pointer file names. */
  readonly folder: string;
  /** The cluster, PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly account: Account | undefined;
}

/** The file in a data folder that says where the cluster is when it is not in there. */
export const POINTER_FILE = 'postgres-location.txt';

/** Folders that an account reaches although it cannot enter ours; the first survives a reboot and a clean-up. */
const ROOTS = ['/var/lib/taizhang', '/var/tmp/taizhang'];

const CLUSTER = 'postgres';

/** Folders where a copy of the programs may go: data folder of our own, or a place every account can reach. */
export function copyFolders({ dataDir, account }: Home): string[] {
  return account ? [...ROOTS, join(tmpdir(), 'taizhang')] : [join(dataDir, 'programs')];
}

/** Makes the data folder if necessary; its path without symlinks. */
export function openDataDir(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true });
    return realpathSync(dataDir);
  } catch (error) {
    throw EmbeddedPostgresError.dataDirUnusable(dataDir, error);
  }
}

/** Finds where the database of a data folder is; null when it has none yet. */
export function findHome(dataDir: string): Pick<Home, 'folder' | 'cluster'> | null {
  const pointer = join(dataDir, POINTER_FILE);
  if (existsSync(pointer)) {
    const folder = readFileSync(pointer, 'utf8').split('\n', 1)[0]?.trim() ?? '';
    if (!existsSync(folder)) throw EmbeddedPostgresError.lostData(pointer, folder);
    return { folder, cluster: join(folder, CLUSTER) };
  }
  const cluster = join(dataDir, CLUSTER);
  return existsSync(cluster) ? { folder: dataDir, cluster } : null;
}

/** Decides where the database is and which account runs it; later starts find the same. */
export function settleHome(dataDir: string, log: (line: string) => void): Home {
  const found = findHome(dataDir);
  const owners = [found?.cluster, dataDir].flatMap((path) => (path && existsSync(path) ? [statSync(path).uid] : []));
  const account = chooseAccount(owners);
  if (found) {
    const [owner = 0] = owners;
    const own = process.getuid?.();
    if (own && owner !== own && existsSync(found.cluster)) {
      throw EmbeddedPostgresError.foreignData(found.cluster, owner);
    }
    if (!canEnter(found.folder, account)) throw EmbeddedPostgresError.closedData(found.folder, account?.name ?? '');
    if (account && owner === 0 && existsSync(found.cluster)) giveTo(account, found.cluster);
    return { dataDir, ...found, account };
  }
  if (canEnter(dataDir, account)) return { dataDir, folder: dataDir, cluster: join(dataDir, CLUSTER), account };
  const folder = folderElsewhere(account);
  // The folder first: a start killed in between leaves an empty folder, not a pointer without a target.
  writePointer(dataDir, folder);
  log(`用户 ${account?.name} 进不了 ${dataDir}，数据库改放在 ${folder}（见 ${POINTER_FILE}）`);
  return { dataDir, folder, cluster: join(folder, CLUSTER), account };
}

/** The name is random, not made from the data folder's: a data folder that is deleted and made again starts empty. */
function folderElsewhere(account: Account | undefined): string {
  let fault: unknown;
  for (const root of ROOTS) {
    try {
      const folder = ownFolder(join(ownFolder(root), `data-${randomBytes(6).toString('hex')}`));
      if (canEnter(folder, account)) return folder;
    } catch (error) {
      fault = error;
    }
  }
  throw fault ?? EmbeddedPostgresError.closedData(ROOTS.join('、'), account?.name ?? '');
}

/** Gives the cluster to the account: one that root restored from a backup belongs to root, which PostgreSQL refuses. */
function giveTo(account: Account, cluster: string): void {
  for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(cluster, name), account.uid, account.gid);
  }
  lchownSync(cluster, account.uid, account.gid);
}

function writePointer(dataDir: string, folder: string): void {
  const pointer = join(dataDir, POINTER_FILE);
  const text = `${folder}\n\n数据库在上面这个目录里，因为运行 PostgreSQL 的用户进不了本目录。备份和删除时请一并处理。\n`;
  try {
    writeFileSync(`${pointer}.new`, text);
    renameSync(`${pointer}.new`, pointer);
    writeFileSync(join(folder, 'belongs-to.txt'), `${dataDir}\n`);
  } catch (error) {
    throw EmbeddedPostgresError.dataDirUnusable(dataDir, error);
  }
}
