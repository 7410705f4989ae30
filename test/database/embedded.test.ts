import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { urlOfRunning } from '../../src/database/embedded/embedded.js';
import { POINTER_FILE } from '../../src/database/embedded/home.js';
import { LOCK_FILE } from '../../src/database/embedded/owner-lock.js';
import { identityOf, postgresProcessesIn } from '../../src/database/embedded/process.js';
import { Place, query, UsedFolder } from './embedded-place.js';

const isRoot = process.getuid?.() === 0;
let place: Place;
const used = new UsedFolder();
beforeAll(() => used.make());
afterAll(() => used.remove());
beforeEach(() => {
  place = new Place();
});
afterEach(() => place.close());

describe('the bundled PostgreSQL', () => {
  test('is a PostgreSQL 18 in UTF-8 on Beijing time that takes only its password, and keeps data and URL', async () => {
    const first = await place.start();
    expect(await query(first.url, 'select version()')).toEqual([expect.stringMatching(/^PostgreSQL 18\./)]);
    const settings = `select current_database(), current_user, getdatabaseencoding(), current_setting('TimeZone'),
      current_setting('fsync'), current_setting('listen_addresses'), current_setting('unix_socket_directories'),
      (select datlocale from pg_database where datname = current_database())`;
    const expected = ['taizhang', 'taizhang', 'UTF8', 'Asia/Shanghai', 'on', '127.0.0.1', '', 'C.UTF-8'];
    expect(await query(first.url, settings)).toEqual(expected);
    await expect(query(first.url.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
    expect(statSync(join(place.dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    await query(first.url, `create table kept as select '台账' as name`);
    await first.stop();

    const second = await place.start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select name from kept')).toEqual(['台账']);
  });

  test('leaves no process, no lock and no URL behind when it stops, and stops twice without harm', async () => {
    used.copyTo(place.dataDir);
    const server = await place.start();
    const pid = place.postmasterPid();
    expect(identityOf(pid)).not.toBeNull();
    expect(urlOfRunning(place.dataDir)).toBe(server.url);
    await Promise.all([server.stop(), server.stop()]);
    expect(identityOf(pid)).toBeNull();
    expect(postgresProcessesIn(join(place.dataDir, 'postgres'))).toEqual([]);
    expect(existsSync(join(place.dataDir, LOCK_FILE))).toBe(false);
    expect(urlOfRunning(place.dataDir)).toBeNull();
  });

  test('takes another port when a program has taken its own', async () => {
    used.copyTo(place.dataDir);
    const first = await place.start();
    await first.stop();
    const other = await startListener(Number(new URL(first.url).port));
    try {
      const second = await place.start();
      expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
      expect(await query(second.url, 'select 1')).toEqual([1]);
    } finally {
      other.close();
    }
  });

  test('sets a new password when the file that kept it is lost', async () => {
    used.copyTo(place.dataDir);
    const first = await place.start();
    await query(first.url, `create table kept as select 7 as n`);
    await first.stop();
    rmSync(join(place.dataDir, 'postgres.json'));
    const second = await place.start();
    expect(new URL(second.url).password).not.toBe(new URL(first.url).password);
    expect(await query(second.url, 'select n from kept')).toEqual([7]);
  });

  test('makes the database anew when a killed start left half of one', async () => {
    const half = join(place.dataDir, 'postgres.initializing-0');
    mkdirSync(join(half, 'base'), { recursive: true });
    writeFileSync(join(half, 'PG_VERSION'), '18\n');
    const server = await place.start();
    expect(await query(server.url, 'select 1')).toEqual([1]);
    expect(readdirSync(place.dataDir).filter((name) => name.includes('initializing'))).toEqual([]);
  });

  test('says which version made data that it cannot read', async () => {
    mkdirSync(join(place.dataDir, 'postgres'), { recursive: true });
    writeFileSync(join(place.dataDir, 'postgres', 'PG_VERSION'), '15\n');
    await expect(place.start()).rejects.toMatchObject({
      code: 'WRONG_VERSION',
      message: expect.stringContaining('15'),
    });
    expect(existsSync(join(place.dataDir, LOCK_FILE))).toBe(false);
  });

  test('says that the data folder is unusable when a file is in its place', async () => {
    writeFileSync(place.dataDir, '');
    await expect(place.start()).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
  });
});

describe('in a folder that only its owner can enter', () => {
  test('keeps the database where the account that runs it can reach it, and finds it again', async () => {
    chmodSync(place.root, 0o700);
    const first = await place.start();
    // Only root shuts out the account that runs PostgreSQL; any other owner runs it itself.
    if (!isRoot) {
      expect(existsSync(join(place.dataDir, POINTER_FILE))).toBe(false);
      expect(existsSync(join(place.dataDir, 'postgres'))).toBe(true);
      return;
    }
    const elsewhere = readFileSync(join(place.dataDir, POINTER_FILE), 'utf8').split('\n')[0]!;
    try {
      expect(dirname(elsewhere)).toMatch(/^\/var\/(lib|tmp)\/taizhang$/);
      expect(existsSync(join(place.dataDir, 'postgres'))).toBe(false);
      await query(first.url, 'create table kept as select 1 as n');
      await first.stop();
      const second = await place.start();
      expect(await query(second.url, 'select n from kept')).toEqual([1]);
      await second.stop();
    } finally {
      await Promise.all(place.servers.map((server) => server.stop()));
      rmSync(elsewhere, { recursive: true, force: true });
    }
    await expect(place.start()).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
  });
});

async function startListener(port: number) {
  const { createServer } = await import('node:net');
  const listener = createServer().listen(port, '127.0.0.1');
  await once(listener, 'listening');
  return listener;
}
