import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, extname, join } from 'node:path';
import { dataFolder, listening, type ServerProcess } from '../server/process.js';

const ROOT = join(import.meta.dirname, '../..');
const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** What a compiled module names in `import … from`, `export … from`, `import '…'` or `import('…')`. */
const IMPORT = /^(?:import|export) (?:[\w\s$*{},]+ from )?'([^']+)'|\bimport\('([^']+)'\)/gmu;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What a server's administrator has: npm and how it reaches the registry, but nothing of this checkout. */
const ENVIRONMENT = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([key]) =>
      /^(?:HOME|npm_config_(?:registry|cache|offline)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/iu.test(key),
    ),
  ),
  PATH: (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((path) => !path.startsWith(ROOT))
    .join(delimiter),
  PORT: '0',
  LOG_LEVEL: 'error',
};

let unpacked: string;
let data: string;
let home: string;
beforeAll(() => {
  [unpacked, data] = [dataFolder(), dataFolder()];
  const tarball = execFileSync('npm', ['run', '--silent', 'package'], { cwd: ROOT, encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', tarball, '-C', unpacked]);
  home = join(unpacked, `${name}-${version}`);
});
afterAll(() => {
  for (const folder of [unpacked, data]) rmSync(folder, { recursive: true, force: true });
});

const filesIn = (folder: string): string[] =>
  readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(home, folder, path));

function npm(...args: string[]): { code: number | null; out: string; err: string } {
  const env = { ...ENVIRONMENT, DATA_DIR: data };
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: home, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return { code: status, out: stdout, err: stderr };
}

/** Starts the server by npm in a process group of its own. */
function startByNpm(...args: string[]): Promise<ServerProcess> {
  const env = { ...ENVIRONMENT, DATA_DIR: data };
  return listening(spawn('npm', args, { cwd: home, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** Stops npm and the server as Ctrl-C does, and waits until neither writes any more. */
async function stop({ child }: ServerProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid!, 'SIGINT');
  await ended;
}

test('a package holds compiled programs, the sample ledgers and what is read before installing', () => {
  expect(readdirSync(home).toSorted()).toEqual(
    '.npmrc CHANGELOG.md LICENSE README.md SECURITY.md dist docs package-lock.json package.json samples schema.graphql'.split(
      ' ',
    ),
  );
  expect(readdirSync(join(home, 'dist')).toSorted()).toEqual(['import', 'migrations', 'src']);
  const sources = ['src', 'import', 'migrations'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:ts|json)$/u.test(path))
      .map((path) => join(home, 'dist', folder, path.replace(/\.ts$/u, '.js'))),
  );
  expect(
    filesIn('dist')
      .filter((path) => extname(path) !== '')
      .toSorted(),
  ).toEqual(sources.toSorted());
  expect(readdirSync(join(home, 'samples/ledgers'))).toEqual(readdirSync(join(ROOT, 'samples/ledgers')));
});

test('its programs import only each other, Node and production dependencies', () => {
  const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;
  const imports = filesIn('dist')
    .filter((path) => path.endsWith('.js'))
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(IMPORT)].map(([, still, later]) => ({ path, named: still ?? later! })),
    );
  expect(imports.length).toBeGreaterThan(1_000);
  const missing = imports.filter(({ path, named }) => {
    if (named.startsWith('node:')) return false;
    if (named.startsWith('.')) return !existsSync(join(dirname(path), named));
    return !(named.split('/', named.startsWith('@') ? 2 : 1).join('/') in dependencies);
  });
  expect(missing).toEqual([]);
});

test('installed without what compiles and tests, it serves, imports and shows the demo', async () => {
  expect(npm('ci', '--omit=dev', '--prefer-offline', '--no-progress')).toMatchObject({ code: 0 });
  expect(
    readdirSync(join(home, 'node_modules')).filter((each) => /^(?:typescript|jest|oxlint|@swc)$/u.test(each)),
  ).toEqual([]);

  const server = await startByNpm('start');
  try {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await server.ask('{ divisions { code } }')).toEqual({ divisions: [] });

    // The old format is read by a process of its own.
    const ledger = 'samples/ledgers/规上企业研发投入情况表.xls';
    const imported = npm('run', '--silent', 'import', '--', ledger, '--division', '990204:青峪区', '--json');
    expect(JSON.parse(imported.out)).toEqual([expect.objectContaining({ state: 'COMMITTED' })]);
    const { yearOverYear } = await server.ask<{ yearOverYear: { points: { value: number | null }[] }[] }>(
      '{ yearOverYear(indicators: ["RD_EXP_ASD"], from: 2024, to: 2024) { points { value } } }',
    );
    expect(yearOverYear).toEqual([{ points: [{ value: expect.any(Number) }] }]);

    expect(npm('run', '--silent', 'bi-user', '--', '--help')).toEqual({
      code: 0,
      out: expect.stringMatching(/^用法： npm run bi-user -- /u),
      err: '',
    });
  } finally {
    await stop(server);
  }
  await expect(fetch(`${server.url}/readyz`)).rejects.toThrow('fetch failed');

  const demo = await startByNpm('run', 'demo');
  await stop(demo);
  expect(demo.output()).toMatch(/^科技专项资金下达及分配情况\.xlsx：已导入，新增 \d+ 行/mu);
});

test('it has the scripts that run there, and no other', () => {
  const { scripts } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;
  expect(Object.keys(scripts).toSorted()).toEqual(['bi-user', 'demo', 'import', 'start']);
  expect(Object.values(scripts).filter((script) => !/^node dist\/\S+\.js( --demo)?$/u.test(script))).toEqual([]);
  const { code, err } = npm('run', 'test');
  expect([code, err]).toEqual([1, expect.stringContaining('Missing script: "test"')]);
});
