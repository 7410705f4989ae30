import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../dist/src/database/embedded.js';

/** One real PostgreSQL for all tests, in a folder of its own; every test file makes a database in it. */
export default async function globalSetup() {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-test-'));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dataDir: folder });
  globalThis.testServer = { server, folder };
  process.env['TEST_SERVER_URL'] = server.url;
}
