import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * One real PostgreSQL for all tests, in a folder of its own; every test file makes a database in it. TEST_POSTGRES
 * chooses another than the bundled one: a number for Debian's package of that version, or the path of a folder with
 * its programs. Projects run together share one.
 */
export default async function globalSetup() {
  if (process.env['TEST_SERVER_URL'] !== undefined) return;
  // Suites start the built programs, and what starts PostgreSQL is one of them.
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, '../build.js')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The sources do not compile.');
  const { startPostgres } = await import('./postgres-server.js');
  const server = await startPostgres(process.env['TEST_POSTGRES']);
  globalThis.testServer = server;
  // A run that is broken off skips the teardown.
  process.on('exit', server.abandon);
  process.env['TEST_SERVER_URL'] = server.url;
}
