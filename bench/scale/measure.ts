import { databaseOf, connect } from '../../src/database/orm.js';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { type Database } from '../../src/database/sql.js';
import { addFunds, countyCode } from '../counties.js';
import { graphqlBody, QUESTIONS } from '../query/questions.js';
import type { LoadFigures, LoadOrder } from '../query/load.js';
import { type BenchProcess, ROOT, startTaizhang } from '../server.js';

/** Of each of some databases: p50 in ms of each question, and ms of a refresh after one workbook. */
export interface ScaleFigures {
  /** By question, then by database. */
  readonly questions: readonly { readonly name: string; readonly p50: readonly number[] }[];
  readonly refresh: readonly number[];
}

const WORKBOOK_ROWS = 1_000;
const REFRESHES = 5;

/** Measures databases of different sizes in turn, each through a server of its own. */
export async function measureScale(urls: readonly string[], seconds: number): Promise<ScaleFigures> {
  const refresh = await timeRefreshes(urls);
  const servers: BenchProcess[] = [];
  try {
    for (const url of urls) servers.push(await startTaizhang(url));
    const questions = QUESTIONS.map((question) => {
      const targets = servers.map(({ url }) => ({ url: `${url}/graphql`, body: graphqlBody(question) }));
      const p50 = load({ targets, connections: 1, seconds, warmSeconds: seconds }).map((each) => each.p50);
      return { name: question.name, p50 };
    });
    return { questions, refresh };
  } finally {
    for (const server of servers) await server.stop();
  }
}

/** Medians, of refreshing a county and all above it after a workbook was added; nothing of it is kept. */
async function timeRefreshes(urls: readonly string[]): Promise<number[]> {
  const orms = await Promise.all(urls.map((url) => connect(url)));
  const times = urls.map((): number[] => []);
  for (let turn = 0; turn <= REFRESHES; turn += 1) {
    for (const [n, orm] of orms.entries()) {
      const ms = await timeRefresh(databaseOf(orm), countyCode(turn));
      if (turn > 0) times[n]!.push(ms);
    }
  }
  for (const orm of orms) await orm.close(true);
  return times.map((each) => each.toSorted((a, b) => a - b)[Math.floor(each.length / 2)]!);
}

async function timeRefresh(db: Database, county: string): Promise<number> {
  const tx = await db.startTransaction().execute();
  await sql`set local statement_timeout = 0`.execute(tx);
  await addFunds(tx, county, WORKBOOK_ROWS);
  const started = performance.now();
  await refreshFigures(tx, [county], ['funding']);
  const ms = performance.now() - started;
  await tx.rollback().execute();
  return ms;
}

function load(order: LoadOrder): LoadFigures[] {
  const script = join(ROOT, 'dist/bench/query/load.js');
  const output = execFileSync(process.execPath, [script], { input: JSON.stringify(order), encoding: 'utf8' });
  return JSON.parse(output) as LoadFigures[];
}
