import { afterAll, afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { postgresProcessesIn } from '../../src/database/embedded/process.js';
import { dataFolder, type ServerProcess, startProcess } from '../server/process.js';

const folder = dataFolder();
let server: ServerProcess | undefined;
afterEach(async () => {
  if (server !== undefined && server.child.exitCode === null && server.child.signalCode === null)
    await server.end('SIGTERM');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a server whose bundled PostgreSQL dies ends with an error, and starts again with what was there', async () => {
  const cluster = join(folder, 'postgres');
  server = await startProcess({ DATA_DIR: folder });
  const { body } = await server.upload('a.csv', 'a,b', 'division=150103');
  const ended = once(server.child, 'exit');
  process.kill(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  expect(await ended).toEqual([1, null]);
  expect(server.output()).toContain('内置数据库意外停止');
  expect(postgresProcessesIn(cluster)).toEqual([]);
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);

  server = await startProcess({ DATA_DIR: folder });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect(await server.ask(`{ import(id: "${body.id}") { id } }`)).toEqual({ import: { id: body.id } });
});
