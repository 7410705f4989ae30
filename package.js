/**
 * Makes the package that a server installs, `dist/NAME-VERSION.tgz`, from what `build.js` compiled, and prints its path.
 * npm pack does not do: it leaves package-lock.json out, without which `npm ci` installs nothing.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** Scripts that run a program; the others need sources. */
const SCRIPTS = ['demo', 'start', 'import', 'bi-user'];
const COMPILED = ['src', 'import', 'migrations'];
const COPIED = [
  '.npmrc',
  'package-lock.json',
  'schema.graphql',
  'samples/ledgers',
  'docs/bi.md',
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'LICENSE',
];

const root = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `${manifest.name}-${manifest.version}`;
const tarball = join(root, 'dist', `${name}.tgz`);
const stage = mkdtempSync(join(tmpdir(), `${manifest.name}-package-`));
try {
  fill(join(stage, name));
  // Unpacked by root, files belong to root, not to whoever has the number of the account that made the package.
  const owner = ['--owner=0', '--group=0'];
  const { status } = spawnSync('tar', ['-czf', tarball, ...owner, '-C', stage, name], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`tar ended with ${status}`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}
console.log(tarball);

function fill(folder) {
  for (const path of COMPILED)
    cpSync(join(root, 'dist', path), join(folder, 'dist', path), { recursive: true, filter: isOfSource });
  for (const path of COPIED) cpSync(join(root, path), join(folder, path), { recursive: true });
  const scripts = Object.fromEntries(SCRIPTS.map((script) => [script, withoutBuild(manifest.scripts[script])]));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...manifest, scripts }, null, 2)}\n`);
}

/** Whether a path in dist/ was made from a source that there is: the compiler leaves what it made of deleted sources. */
function isOfSource(path) {
  const source = join(root, relative(join(root, 'dist'), path));
  return statSync(path).isDirectory() || existsSync(source.replace(/\.js$/u, '.ts'));
}

function withoutBuild(command) {
  return command.replace(/^node build\.js && /u, '');
}
