import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { nodeFault } from '../src/node-version.js';

const ROOT = join(import.meta.dirname, '..');
const ENTRIES = ['src/main', 'src/reporting/bi-user', 'import/cli'];

test.each(['22.17.0', '22.18.1', '24.21.0', '100.0.0'])('Node.js %s will do', (version) => {
  expect(nodeFault(version)).toBeNull();
});

test.each(['22.16.9', '20.20.2', '18.0.0', '9.11.2'])('Node.js %s is too old, which is said in Chinese', (version) => {
  expect(nodeFault(version)).toMatch(
    new RegExp(`^需要 Node\\.js 22\\.17 或更新的版本，现为 ${version.replaceAll('.', String.raw`\.`)}。请用 npm`, 'u'),
  );
});

test.each(ENTRIES)('%s looks at its Node.js before it loads anything else', (entry) => {
  const source = readFileSync(join(ROOT, `${entry}.ts`), 'utf8');
  expect(/import (?:[^']* from )?'([^']*)'/u.exec(source)?.[1]).toMatch(/\/require-node\.js$/u);
  const loaded = ['require-node', 'node-version'].map((name) => readFileSync(join(ROOT, `src/${name}.ts`), 'utf8'));
  const imports = loaded.flatMap((text) => [...text.matchAll(/from '([^']*)'/gu)].map(([, path]) => path));
  expect(imports).toEqual(['./node-version.js']);
});

/** A Node.js that says it is an old one; and the old ones that this computer has. */
function oldOnes(): string[][] {
  const version = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`;
  const others = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .filter((path) => existsSync(path) && nodeFault(versionOf(path)) !== null)
    .map((path) => realpathSync(path));
  return [[process.execPath, '--import', version], ...[...new Set(others)].map((path) => [path])];
}

const versionOf = (path: string) => spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);

test.each(ENTRIES)('%s refuses to run on an old Node.js', (entry) => {
  for (const [node = '', ...args] of oldOnes()) {
    const { status, stdout, stderr } = spawnSync(node, [...args, join(ROOT, `dist/${entry}.js`), '--help'], {
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([
      2,
      '',
      expect.stringMatching(/^需要 Node\.js 22\.17 或更新的版本，现为 /u),
    ]);
  }
});
