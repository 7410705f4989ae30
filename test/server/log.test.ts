import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { startServer } from '../../src/http/server.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

test.each([
  ['debug', ['told', 'warned']],
  ['warn', ['told', 'warned']],
  ['error', ['told']],
  ['silent', []],
])('at %s what HTTP has to say is held to the level, and never more than a warning', async (level, expected) => {
  const lines: string[] = [];
  const stream = new Writable({
    write: (line: Buffer, _encoding, done) => {
      lines.push((JSON.parse(line.toString()) as { msg: string }).msg);
      done();
    },
  });
  const refused = () => Promise.reject(new Error('no imports here'));
  const server = await startServer({
    config: readConfig({ PORT: '0' }),
    db: database.db,
    queries: { now: database.db, past: database.db },
    address: { host: '127.0.0.1', port: 5432, database: 'taizhang' },
    imports: { ledgers: () => [], commit: refused, settle: refused, undo: refused },
    log: pino({ level }, stream),
    importRoutes: async (app) => {
      app.get('/speaks', (request) => {
        request.log.error('told');
        request.log.warn('warned');
        request.log.info('mentioned');
        return {};
      });
    },
  });
  try {
    await fetch(`${server.url}/speaks`);
    expect(lines).toEqual(expected);
  } finally {
    await server.stop();
  }
});
