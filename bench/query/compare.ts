/**
 * Asks the four questions of this server, of a bare node:http server that runs the same SQL, and of PostGraphile with
 * pg-aggregates, on one PostgreSQL and in turn, and prints requests a second, the times and the ratios.
 * Usage: node dist/bench/query/compare.js [SECONDS]; PostGraphile is installed by `npm ci --prefix bench/query`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readConfig } from '../../src/config.js';
import { openDatabase } from '../../src/database/open.js';
import { fillCountry } from '../counties.js';
import { startBenchServer } from '../postgres.js';
import { type BenchProcess, ROOT, startProcess, startTaizhang } from '../server.js';
import type { BareOrder } from './bare.js';
import type { LoadFigures, LoadOrder } from './load.js';
import { graphqlBody, QUESTIONS } from './questions.js';
import { finalStatements } from './statements.js';

const CONNECTIONS = 8;
const seconds = Number(process.argv[2] ?? 8);
const folder = join(ROOT, 'bench/query');
const postgraphile = join(folder, 'node_modules/.bin/postgraphile');

const server = await startBenchServer();
const processes: BenchProcess[] = [];
try {
  const url = await server.freshDatabase();
  const { db, close } = await openDatabase(readConfig({ DATABASE_URL: url }), { join: false, log: () => undefined });
  await fillCountry(db, { counties: 30, rowsEach: 333 });
  await close();
  const order: BareOrder = { databaseUrl: url, questions: await finalStatements(url, QUESTIONS) };
  const own = await startTaizhang(url);
  processes.push(own);
  const bare = await startProcess(['dist/bench/query/bare.js'], ROOT, {}, JSON.stringify(order));
  processes.push(bare);
  const graphile = existsSync(postgraphile)
    ? await startProcess([postgraphile, '--config', 'graphile.config.mjs'], folder, { DATABASE_URL: url })
    : undefined;
  if (graphile === undefined) console.log('PostGraphile is left out: npm ci --prefix bench/query installs it');
  else processes.push(graphile);
  console.log('question\tserver\t/s\tp50 ms\tp99 ms\tthis server is so many times as fast');
  for (const [index, question] of QUESTIONS.entries()) {
    const targets = [
      { name: 'this server', url: `${own.url}/graphql`, body: graphqlBody(question) },
      { name: 'bare node:http', url: `${bare.url}/${index}`, body: graphqlBody(question) },
      ...(graphile === undefined
        ? []
        : [{ name: 'PostGraphile', url: `${graphile.url}/graphql`, body: question.graphile }]),
    ];
    const [mine, same, other] = await Promise.all(targets.map(ask));
    if (!isDeepStrictEqual(mine, same)) throw new Error(`${question.name}: the bare server answers otherwise`);
    if (other?.errors !== undefined) throw new Error(`PostGraphile: ${JSON.stringify(other.errors)}`);
    const load: LoadOrder = { targets, connections: CONNECTIONS, seconds, warmSeconds: seconds / 2 };
    const figures = measure(load);
    for (const [n, { perSecond, p50, p99 }] of figures.entries()) {
      const ratio = n === 0 ? '' : (figures[0]!.perSecond / perSecond).toFixed(2);
      const { name } = targets[n]!;
      console.log([question.name, name, Math.round(perSecond), p50.toFixed(2), p99.toFixed(2), ratio].join('\t'));
    }
  }
} finally {
  for (const each of processes) await each.stop();
  await server.stop();
}

async function ask(target: { url: string; body: string }): Promise<{ data?: unknown; errors?: unknown }> {
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const response = await fetch(target.url, { method: 'POST', headers, body: target.body });
  return (await response.json()) as { data?: unknown; errors?: unknown };
}

function measure(load: LoadOrder): LoadFigures[] {
  const script = join(ROOT, 'dist/bench/query/load.js');
  const output = execFileSync(process.execPath, [script], { input: JSON.stringify(load), encoding: 'utf8' });
  return JSON.parse(output) as LoadFigures[];
}
