import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ended } from '../server/ended.js';
import { dataFolder, type ServerProcess, startProcess } from '../server/process.js';
import { until } from '../until.js';

const ROOT = join(import.meta.dirname, '../..');
const FUNDS = '02科技专项资金台账.xlsx';
const DISTRICT = `division=${encodeURIComponent('990103:示例区')}`;

let folder: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = dataFolder();
  server = await startProcess({ DATA_DIR: folder }, ['--demo']);
  await until(() => server.output().includes('Ctrl-C'));
});
afterAll(async () => {
  await server.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** The command as `npm run bi-user -- …` runs it, beside the running server. */
const biUser = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: join(folder, 'demo') };
    execFile(process.execPath, [join(ROOT, 'dist/src/reporting/bi-user.js'), ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

const urlIn = (text: string): string => /postgresql:\/\/[^\s（]+/u.exec(text)![0];

const ask = async (url: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
};

const FIGURE = `select value from indicator_year where indicator = 'FUND_TOTAL' and dimension = '' and year = 2024 and division = '990204'`;

test('the demo prints the connection string of a read-only role', async () => {
  const url = urlIn(server.output());
  expect(url).toContain('//demo:');
  expect(await ask(url, FIGURE)).toEqual([{ value: '1002.00' }]);
  await expect(ask(url, 'select * from public.funding')).rejects.toMatchObject({ code: '42501' });
  expect(server.output()).not.toContain('//taizhang:');
});

test('a role is made beside the running server, with its password shown once, and works at once', async () => {
  const { code, out } = await biUser('analyst', '--timeout', '30');
  expect(code).toBe(0);
  const url = urlIn(out);
  const password = new URL(url).password;
  expect(out).toContain(`密码   ${password}`);
  expect(out).toContain(`jdbc:postgresql://127.0.0.1:${new URL(url).port}/taizhang?user=analyst&password=${password}`);
  expect(out).toContain(`Uid=analyst;Pwd=${password}`);
  expect(out).not.toContain('注意');
  expect(await ask(url, FIGURE)).toEqual([{ value: '1002.00' }]);
  expect(await ask(url, 'show statement_timeout')).toEqual([{ statement_timeout: '30s' }]);

  const again = await biUser('analyst');
  expect(again.out).toContain('换了新密码');
  await expect(ask(url, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect(await ask(urlIn(again.out), 'show statement_timeout')).toEqual([{ statement_timeout: '1min' }]);
});

test('on the bundled PostgreSQL the role opens no other database, keeps no large object and holds no lock', async () => {
  const url = urlIn((await biUser('careful')).out);
  for (const other of ['postgres', 'template1'])
    await expect(ask(url.replace(/\/taizhang$/u, `/${other}`), 'select 1')).rejects.toMatchObject({ code: '42501' });
  for (const statement of ['select lo_create(0)', `select lo_from_bytea(0, 'x')`, 'select pg_advisory_lock(7303)'])
    await expect(ask(url, `begin read write; ${statement}`)).rejects.toMatchObject({ code: '42501' });
  // The server, whose role it is, still holds the locks and makes the temporary tables that an import needs.
  const { status, body } = await server.upload(
    FUNDS,
    readFileSync(join(ROOT, 'test/fixtures/district', FUNDS)),
    DISTRICT,
  );
  expect(status).toBe(202);
  expect(await ended(server, body.id!)).toMatchObject({ state: 'COMMITTED' });
});

test('the running server breaks off what runs longer than the role may, though the role lifts its timeout', async () => {
  const url = urlIn((await biUser('hasty', '--timeout', '1')).out);
  await expect(ask(url, 'set statement_timeout = 0; select pg_sleep(120)')).rejects.toMatchObject({ code: '57014' });
});

test('--remove takes the role away; wrong names and usage are told', async () => {
  const url = urlIn((await biUser('leaver')).out);
  expect(await biUser('leaver', '--remove')).toMatchObject({ code: 0, out: '已删除只读账号 leaver。\n' });
  await expect(ask(url, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect(await biUser('leaver', '--remove')).toMatchObject({ code: 1, err: '没有只读账号“leaver”。\n' });
  expect(await biUser('taizhang')).toMatchObject({ code: 1, err: expect.stringContaining('没有改动它') });
  expect(await biUser()).toMatchObject({ code: 2, err: expect.stringMatching(/^请给出账号名/u) });
  expect(await biUser('analyst', '--timeout', '0')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--timeout'),
  });
  expect(await biUser('analyst', '--timeuot', '9')).toMatchObject({
    code: 2,
    err: '没有参数“--timeuot”。\n用 --help 查看用法。\n',
  });
  expect(await biUser('analyst', 'another')).toMatchObject({ code: 2, err: expect.stringContaining('多余的参数') });
});
