import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded/embedded.js';

const built = fileURLToPath(new URL('../../dist/src/database/embedded/embedded.js', import.meta.url));

/** The data folder of a test, and what runs on it. */
export class Place {
  readonly root = openFolder();
  readonly dataDir = join(this.root, '数据 folder');
  readonly servers: EmbeddedPostgres[] = [];
  readonly children: ChildProcess[] = [];

  /** Starts the database in this process. */
  async start(): Promise<EmbeddedPostgres> {
    const server = await startEmbedded({ dataDir: this.dataDir });
    this.servers.push(server);
    return server;
  }

  /** Starts the database in a program of its own and returns it once the database is ready. */
  async startInChild(): Promise<{ child: ChildProcess; url: string }> {
    const program = join(this.root, 'owner.mjs');
    writeFileSync(
      program,
      `import { startEmbedded } from ${JSON.stringify(built)};
       const database = await startEmbedded({ dataDir: ${JSON.stringify(this.dataDir)} });
       process.on('SIGINT', () => void database.stop().then(() => process.exit(0)));
       process.on('exit', () => database.stopWithoutWaiting());
       process.on('message', () => process.exit(3));
       setInterval(() => {}, 1000);
       process.send(database.url);`,
    );
    const child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    });
    this.children.push(child);
    const [url] = (await once(child, 'message')) as [string];
    return { child, url };
  }

  postmasterPid(): number {
    return Number(readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  async close(): Promise<void> {
    await Promise.all(this.children.map(end));
    await Promise.all(this.servers.map((server) => server.stop()));
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A data folder that a database was started in before: a copy takes less time than a new database. */
export class UsedFolder {
  readonly #folder = join(openFolder(), 'used');

  async make(): Promise<void> {
    await (await startEmbedded({ dataDir: this.#folder })).stop();
  }

  copyTo(dataDir: string): void {
    execFileSync('cp', ['-a', this.#folder, dataDir]);
  }

  remove(): void {
    rmSync(dirname(this.#folder), { recursive: true, force: true });
  }
}

/** Asks a database once; the values of all rows. */
export async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // A cut connection fails the query, which is enough.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** A folder that, under root, the account that runs PostgreSQL can enter. */
function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Ends a program as Ctrl-C does, so that it takes its database along. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}
