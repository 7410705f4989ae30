import { afterAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { urlOfRunning } from '../../src/database/embedded/embedded.js';
import { dataFolder, type ServerProcess, startProcess } from '../server/process.js';
import { leftFiles, runsOf, wrongFigures, wrongRows } from './check.js';
import { Random } from './random.js';
import { Work } from './work.js';

/** How many kills there are; `KILLS=60 KILLS_SEED=…` tries more, or the same ones again. */
const KILLS = Number(process.env['KILLS'] ?? 5);
const SEED = Number(process.env['KILLS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const PROGRAMS = 4;
/** What every run is given to end after a restart. */
const ENDS_WITHIN_MS = 60_000;

/** What is killed: each of them in turn, so that a few kills are of all kinds. */
const TARGETS = ['server', 'postmaster', 'backend', 'command', 'start', 'stop'] as const;

const dataDir = dataFolder();
const random = new Random(SEED);
const work = new Work(dataDir, random);
let server: ServerProcess | undefined;

afterAll(async () => {
  work.command?.kill('SIGKILL');
  if (server !== undefined && server.child.exitCode === null && server.child.signalCode === null)
    await server.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts the server; a command that found it dead and runs the database itself keeps it out until it has ended. */
async function start(): Promise<ServerProcess> {
  const begin = () => startProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
  server = await begin().catch(async (error: unknown) => {
    if (!String(error).includes('正由进程')) throw error;
    await work.commandEnded();
    return begin();
  });
  return server;
}

/** Asks the database behind the server's back, again where it is still recovering from a kill, for at most a minute. */
async function withDatabase<T>(ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const deadline = Date.now() + ENDS_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: urlOfRunning(dataDir)! });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await ask(client);
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string };
      const recovering = /^57P0|^ECONN/u.test(code) || message.startsWith('Connection terminated');
      if (!recovering || Date.now() > deadline) throw error;
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Kills one thing at a random moment of the work; afterwards a server runs again. */
async function kill(target: (typeof TARGETS)[number]): Promise<void> {
  const running = (server ??= await start());
  if (target === 'command') work.startCommand();
  const working = work.on(running, PROGRAMS);
  await sleep(random.whole(target === 'command' ? 5000 : 4000));
  const exit = once(running.child, 'exit');
  if (target === 'server' || target === 'start') running.child.kill('SIGKILL');
  else if (target === 'stop') running.child.kill('SIGTERM');
  else if (target === 'postmaster') process.kill(postmaster(), 'SIGKILL');
  else if (target === 'backend') await killBackend();
  else work.command?.kill('SIGKILL');
  work.stop();
  if (target !== 'backend' && target !== 'command') {
    const [code] = (await exit) as [number | null];
    if (target === 'postmaster') expect(code).toBe(1);
    if (target === 'stop') expect(code).toBe(0);
    if (target === 'start') await killStart();
    await start();
  } else await ready();
  await working;
  await work.commandEnded();
}

const postmaster = () => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** One connection of a client dies, for which PostgreSQL ends all others and recovers. */
async function killBackend(): Promise<void> {
  const pid = await withDatabase(async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by pid",
    );
    return random.one(rows)?.pid;
  });
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A start that is killed in the middle. */
async function killStart(): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../dist/src/main.js')], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, PORT: '0' },
    stdio: 'ignore',
  });
  await sleep(random.whole(3000));
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Waits until the server says that it is ready. */
async function ready(): Promise<void> {
  while ((await fetch(`${server!.url}/readyz`)).status !== 200) await sleep(50);
}

/** Waits until every run has ended; how long that took. */
async function allEnd(): Promise<number> {
  const since = Date.now();
  return withDatabase(async (client) => {
    for (;;) {
      const under = (await runsOf(client)).filter(({ state }) => state === 'QUEUED' || state === 'RUNNING');
      const took = Date.now() - since;
      if (under.length === 0) return took;
      if (took > ENDS_WITHIN_MS) throw new Error(`after ${took} ms: ${JSON.stringify(under)}`);
      await sleep(100);
    }
  });
}

/** Everything that must hold whatever was killed. */
async function check(): Promise<void> {
  const { runs, rows, figures, own } = await withDatabase(async (client) => ({
    runs: await runsOf(client),
    rows: await wrongRows(client, work.ledgers),
    figures: await wrongFigures(client),
    own: await client.query<{ item: string }>(
      "select substring(definition::text from '专项\\d') as item from own_indicator",
    ),
  }));
  expect(rows).toEqual([]);
  expect(figures).toEqual([]);
  const stateOf = new Map(runs.map(({ id, state }) => [id, state]));
  const broken = [...work.runs].filter(([id, { asked, state }]) => !asked && stateOf.get(id) !== state);
  expect(broken).toEqual([]);
  expect([...work.runs.keys()].filter((id) => !stateOf.has(id))).toEqual([]);
  for (const file of work.imported) expect(runs.find((run) => run.file === file)?.state).toBe('COMMITTED');
  if (own.rows.length > 0) expect(work.items).toContain(own.rows[0]!.item);
  expect(leftFiles(dataDir)).toEqual([]);
  expect(work.raw).toEqual([]);
  // What was not answered is known from here on.
  for (const [id, known] of work.runs) Object.assign(known, { asked: false, state: stateOf.get(id)! });
  work.items = own.rows.map(({ item }) => item);
}

test(`${KILLS} kills under mixed work lose and double nothing, and every run ends`, async () => {
  const log = (line: string) => process.stdout.write(`${line}\n`);
  log(`kills: KILLS=${KILLS} KILLS_SEED=${SEED}`);
  const first = random.whole(TARGETS.length);
  let longest = 0;
  for (let index = 0; index < KILLS; index += 1) {
    const target = TARGETS[(first + index) % TARGETS.length]!;
    await kill(target);
    const took = await allEnd();
    longest = Math.max(longest, took);
    await check();
    log(`kill ${index + 1} of the ${target}: every run ended after ${took} ms; ${work.operations} operations so far`);
  }
  // The advice that interrupted uploads give.
  const failed = [...work.runs].filter(([, { state, file }]) => state === 'FAILED' && file.startsWith('资金'));
  for (const [id, known] of failed) {
    expect((await fetch(`${server!.url}/imports/${id}/annotated.xlsx`)).status).toBe(200);
    await server!.ask(`mutation { commitImport(id: "${id}") { state } }`);
    Object.assign(known, { state: 'COMMITTED' });
  }
  await check();
  const states = await withDatabase(async (client) => {
    const { rows } = await client.query<{ state: string; count: string }>(
      'select state, count(*) from import_run group by 1 order by 1',
    );
    return rows.map(({ state, count }) => `${count} ${state}`).join(', ');
  });
  log(`kills: ${states}; the longest wait for the runs to end took ${longest} ms`);
});
