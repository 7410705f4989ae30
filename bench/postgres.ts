import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/database/embedded/embedded.js';

/** The bundled PostgreSQL, for benchmarks alone. */
export interface BenchServer {
  /** The URL of a new, empty database. */
  freshDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the bundled PostgreSQL in a temporary folder. */
export async function startBenchServer(): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-bench-data-'));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dataDir: folder });
  let databases = 0;
  return {
    freshDatabase: async () => {
      databases += 1;
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database bench_${databases}`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = `/bench_${databases}`;
      return url.href;
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
