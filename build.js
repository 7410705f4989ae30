/**
 * Compiles to dist/ unless nothing changed since the last time: commands that start often need not wait for the
 * compiler. The scripts of a built package (package.js) do not run this.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;
const stamp = join(root, 'dist/.built');
const folders = ['src', 'import', 'migrations', 'samples', 'bench', 'test'];

const before = sources();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== before) {
  compile();
  writeFileSync(stamp, before);
}

/** A hash of what the compiler reads: each file's path, size and time of change. */
function sources() {
  const hash = createHash('sha256');
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\t${size}\t${mtimeMs}\n`);
  };
  for (const folder of folders)
    for (const path of readdirSync(join(root, folder), { recursive: true }).toSorted())
      if (/\.(ts|json)$/u.test(path) && !path.includes('node_modules')) add(join(folder, path));
  for (const path of ['tsconfig.json', 'package.json', 'package-lock.json']) add(path);
  return hash.digest('hex');
}

function compile() {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler)) {
    console.error('源程序改动过，但没有安装编译器：请先运行 npm ci（不带 --omit=dev）');
    process.exit(2);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  const { status } = spawnSync(process.execPath, [compiler, '-p', root], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
