import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A command of the program, which must end before it touches a database. */
function run(entry: string, args: readonly string[]) {
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: 'postgresql://127.0.0.1:1/none' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../dist', `${entry}.js`), ...args],
    { encoding: 'utf8', env },
  );
  return { status, stdout, stderr };
}

describe.each([
  ['npm start', 'src/main', []],
  ['npm run demo', 'src/main', ['--demo']],
  ['npm run bi-user', 'src/reporting/bi-user', ['analyst']],
  ['npm run import', 'import/cli', ['samples/ledgers']],
])('%s', (_command, entry, args) => {
  test('tells its usage', () => {
    const { status, stdout, stderr } = run(entry, [...args, '--help']);
    expect([status, stdout, stderr]).toEqual([0, expect.stringMatching(/^用法： npm (?:start|run [\w-]+) -- /u), '']);
    expect(stdout).toContain('显示用法');
  });

  test('refuses an option that it does not have', () => {
    expect(run(entry, [...args, '--dryrun'])).toEqual({
      status: 2,
      stdout: '',
      stderr: '没有参数“--dryrun”。\n用 --help 查看用法。\n',
    });
  });
});

test.each([
  ['src/main', ['serve']],
  ['src/main', ['--demo', '4000']],
  ['src/reporting/bi-user', ['analyst', 'another']],
])('%s refuses an argument too many: %j', (entry, args) => {
  expect(run(entry, args)).toEqual({
    status: 2,
    stdout: '',
    stderr: `多余的参数：${args.join(', ').replace('--demo, ', '')}。\n用 --help 查看用法。\n`,
  });
});
