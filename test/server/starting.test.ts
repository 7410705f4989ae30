import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { createEmptyDatabase, type EmptyDatabase } from '../test-database.js';
import { dataFolder, startProcess } from './process.js';

let database: EmptyDatabase;
const folder = dataFolder();
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('three servers that start at once on an empty database all start, and each is ready', async () => {
  const starts = await Promise.allSettled(
    Array.from({ length: 3 }, () => startProcess({ DATABASE_URL: database.url, DATA_DIR: folder })),
  );
  const servers = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  try {
    expect(starts.flatMap((start) => (start.status === 'rejected' ? [String(start.reason)] : []))).toEqual([]);
    const ready = await Promise.all(servers.map(({ url }) => fetch(`${url}/readyz`)));
    expect(ready.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(servers.map((server) => server.output()).join('')).not.toMatch(/error/iu);
  } finally {
    await Promise.all(servers.map((server) => server.end('SIGTERM')));
  }
});
