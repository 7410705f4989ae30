import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DataDirInUseError, urlOfRunning } from '../../src/database/embedded/embedded.js';
import { LOCK_FILE } from '../../src/database/embedded/owner-lock.js';
import { identityOf, waitUntilGone } from '../../src/database/embedded/process.js';
import { Place, query, UsedFolder } from '../database/embedded-place.js';
import { until } from '../until.js';

/** Long enough for a busy machine. */
const PATIENCE_MS = 300_000;
const isRoot = process.getuid?.() === 0;
let place: Place;
const used = new UsedFolder();
beforeAll(() => used.make());
afterAll(() => used.remove());
beforeEach(() => {
  place = new Place();
});
afterEach(() => place.close());

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('after a crash', () => {
  test('replaces the server that a killed process left running, with what was committed', async () => {
    used.copyTo(place.dataDir);
    const { child, url } = await place.startInChild();
    await query(url, 'create table kept as select 1 as n');
    const orphan = place.postmasterPid();
    await kill(child);
    expect(identityOf(orphan)).not.toBeNull();

    const server = await place.start();
    expect(identityOf(orphan)).toBeNull();
    expect(place.postmasterPid()).not.toBe(orphan);
    expect(await query(server.url, 'select n from kept')).toEqual([1]);
  });

  test('starts beside a pid file whose pid went to another program, and leaves that program alone', async () => {
    used.copyTo(place.dataDir);
    const { child, url } = await place.startInChild();
    await query(url, 'create table kept as select 1 as n');
    const cluster = join(place.dataDir, 'postgres');
    const [pid, pidFile] = [place.postmasterPid(), readFileSync(join(cluster, 'postmaster.pid'), 'utf8')];
    const identity = identityOf(pid) ?? '';
    await kill(child);
    process.kill(pid, 'SIGKILL');
    expect(await waitUntilGone(pid, identity, PATIENCE_MS)).toBe(true);

    const stranger = spawn('sleep', ['3600'], isRoot ? { uid: statSync(cluster).uid } : {});
    place.children.push(stranger);
    await once(stranger, 'spawn');
    writeFileSync(join(cluster, 'postmaster.pid'), pidFile.replace(/^\d+/, String(stranger.pid)));
    const server = await place.start();
    expect(await query(server.url, 'select n from kept')).toEqual([1]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  test('ends a query that outlived its killed server', async () => {
    used.copyTo(place.dataDir);
    const { child, url } = await place.startInChild();
    const endless = query(url, 'do $$ begin loop end loop; end $$').catch(() => 'cut off');
    await waitForBackend(url);
    const pid = place.postmasterPid();
    await kill(child);
    process.kill(pid, 'SIGKILL');
    const server = await place.start();
    expect(await query(server.url, 'select 1')).toEqual([1]);
    expect(await endless).toBe('cut off');
  });
});

describe('the owner of a data folder', () => {
  test('keeps a second server out, which names its pid and leaves its database alone', async () => {
    used.copyTo(place.dataDir);
    const { child, url } = await place.startInChild();
    const second = place.start();
    await expect(second).rejects.toBeInstanceOf(DataDirInUseError);
    await expect(second).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE', pid: child.pid });
    await expect(second).rejects.toThrow(new RegExp(`进程 ${child.pid} `));
    expect(await query(url, 'select 1')).toEqual([1]);
    expect(urlOfRunning(place.dataDir)).toBe(url);
  });

  test('is one of many that start at once over a dead owner', async () => {
    used.copyTo(place.dataDir);
    const dead = { pid: process.pid, identity: 'an earlier boot/1', token: '' };
    writeFileSync(join(place.dataDir, LOCK_FILE), JSON.stringify(dead));
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => place.start()));
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(errors.map((error) => error.name)).toEqual(Array(4).fill('DataDirInUseError'));
  });

  test('stops the database on Ctrl-C, which reaches its whole process group', async () => {
    used.copyTo(place.dataDir);
    const { child } = await place.startInChild();
    const pid = place.postmasterPid();
    // In a group of its own the database does not get the signal itself, before its owner is done with it.
    expect(() => process.kill(-pid, 0)).not.toThrow();
    process.kill(-child.pid!, 'SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(identityOf(pid)).toBeNull();
    expect(readFileSync(logOf(place.dataDir), 'utf8')).toContain('database system is shut down');
  });

  test('takes the database along when it exits without waiting', async () => {
    used.copyTo(place.dataDir);
    const { child } = await place.startInChild();
    const pid = place.postmasterPid();
    const identity = identityOf(pid) ?? '';
    child.send('exit');
    expect(await once(child, 'exit')).toEqual([3, null]);
    expect(await waitUntilGone(pid, identity, PATIENCE_MS)).toBe(true);
  });
});

async function waitForBackend(url: string): Promise<void> {
  const busy = `select count(*)::int from pg_stat_activity where state = 'active' and query like 'do %'`;
  await until(async () => (await query(url, busy))[0] === 1);
}

function logOf(folder: string): string {
  const logs = join(folder, 'postgres', 'log');
  return join(logs, readdirSync(logs)[0]!);
}
