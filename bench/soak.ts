/**
 * Asks one server everything that its users ask, for a long time: figures, lists, OData, exports, and now and then an
 * import and its undo. Prints each minute's requests, errors, latency and the server's resident memory; at the end how
 * memory went on after the fifth minute. A request that is not answered with 200 or 202, or with errors, counts as an error.
 * Usage: node dist/bench/soak.js [MINUTES] [CLIENTS]
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBenchServer } from './postgres.js';
import { ROOT, startTaizhang } from './server.js';

const [minutes = 30, clients = 4] = process.argv.slice(2).map(Number);
const MINUTE_MS = 60_000;
/** Memory is compared from here on; before, caches fill and code is compiled. */
const WARM_MINUTES = 5;
const SAMPLES = join(ROOT, 'samples/ledgers');
const DIVISION = encodeURIComponent('990204:青峪区');
const OTHER_DIVISION = encodeURIComponent('990205:另一区');

/** A kind of request: where it goes, and what it sends. Numbers make each one a little different from the last. */
type Request = (n: number) => { readonly path: string; readonly body?: object };

const graphql =
  (query: string, variables: (n: number) => object): Request =>
  (n) => ({ path: '/graphql', body: { query, variables: variables(n) } });

const YEAR_OVER_YEAR = `query ($indicators: [ID!]!, $from: Int!, $by: ID, $month: Int) {
  yearOverYear(indicators: $indicators, from: $from, to: 2024, by: $by, throughMonth: $month) {
    indicator { code name unit } division { code name } member
    points { year value previous change rate reason flags text target { text rate met } }
  }
}`;
const FUNDINGS = `query ($filter: FundingFilter, $after: String) {
  fundings(filter: $filter, first: 50, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { organisation amount date year source { workbook sheet row } }
  }
}`;
const ROWS = `{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2023, to: 2024) {
  points { rows(first: 20) { totalCount nodes { workbook sheet row cells { address heading text } } } }
} }`;

const REQUESTS: readonly Request[] = [
  graphql(YEAR_OVER_YEAR, (n) => ({ indicators: ['FUND_TOTAL', 'HNTE_STOCK'], from: 2020 + (n % 4) })),
  graphql(YEAR_OVER_YEAR, (n) => ({ indicators: ['FUND_TOTAL'], from: 2021, by: 'level', month: 1 + (n % 12) })),
  graphql(YEAR_OVER_YEAR, () => ({ indicators: ['PROJ_APPROVED', 'TRAIN_SESSIONS', 'RD_INTENSITY_ASD'], from: 2020 })),
  graphql(FUNDINGS, (n) => ({ filter: { year: { eq: 2020 + (n % 5) } } })),
  graphql(FUNDINGS, (n) => ({ filter: { organisation: { contains: String(n % 10) } } })),
  graphql(ROWS, () => ({})),
  graphql(
    '{ indicators { code name dimensions } divisions { code name } imports(first: 5) { nodes { id state } } }',
    () => ({}),
  ),
  (n) => ({ path: `/odata/funding?$filter=year eq ${2020 + (n % 5)}&$top=50&$count=true` }),
  () => ({ path: '/odata/indicator_year?$apply=groupby((indicator),aggregate(value with max as most))' }),
  (n) => ({ path: `/exports/funding.csv?year=${2020 + (n % 5)}` }),
  (n) => ({ path: `/exports/project.json?year=${2020 + (n % 5)}` }),
  (n) => ({ path: `/exports/activity.xlsx?year=${2020 + (n % 5)}` }),
];
/** Every so many requests of a client are followed by an import and its undo. */
const REQUESTS_AN_IMPORT = 2_000;

async function soak(url: string, pid: number): Promise<void> {
  for (const file of readdirSync(SAMPLES)) await importOf(url, file, DIVISION, readFileSync(join(SAMPLES, file)));
  const figures = { times: [] as number[], errors: 0 };
  const end = Date.now() + minutes * MINUTE_MS;
  const client = async (number: number) => {
    for (let n = number; Date.now() < end; n += 1) {
      const started = performance.now();
      if (!(await answered(url, REQUESTS[n % REQUESTS.length]!(n)))) figures.errors += 1;
      figures.times.push(performance.now() - started);
      if (n % REQUESTS_AN_IMPORT !== REQUESTS_AN_IMPORT - 1) continue;
      const id = await importOf(url, '专项资金台账.csv', OTHER_DIVISION, fundsOf(n));
      const undo = { query: 'mutation ($id: ID!) { undoImport(id: $id) { state } }', variables: { id } };
      if (!(await answered(url, { path: '/graphql', body: undo }))) figures.errors += 1;
    }
  };
  const working = Promise.all(Array.from({ length: clients }, (_, number) => client(number * 7)));
  const memory: number[] = [resident(pid)];
  console.log(`minute\trequests\terrors\tp50 ms\tp99 ms\tresident MB (at the start ${memory[0]})`);
  let total = 0;
  let errors = 0;
  for (let minute = 1; minute <= minutes; minute += 1) {
    await sleep(MINUTE_MS);
    const times = figures.times.toSorted((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.toFixed(1);
    memory.push(resident(pid));
    console.log([minute, times.length, figures.errors, at(0.5), at(0.99), memory.at(-1)].join('\t'));
    total += times.length;
    errors += figures.errors;
    figures.times = [];
    figures.errors = 0;
  }
  await working;
  const warm = memory.slice(WARM_MINUTES);
  console.log(
    `${total} requests, ${errors} errors; resident memory ${memory[0]} MB at the start, at most ${Math.max(...memory)} MB;`,
  );
  if (warm.length > 2) console.log(`after minute ${WARM_MINUTES} it grows by ${slope(warm).toFixed(2)} MB a minute`);
}

/** Asks; whether the answer is whole and tells no error. */
async function answered(url: string, { path, body }: ReturnType<Request>): Promise<boolean> {
  const response = await fetch(
    encodeURI(`${url}${path}`),
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const text = await response.text();
  const right = response.status === 200 && !(path === '/graphql' && text.includes('"errors"'));
  if (!right) console.error(`${path}: ${response.status} ${text.slice(0, 500)}`);
  return right;
}

/** Uploads a workbook and waits until its run has ended; the run's id. */
async function importOf(url: string, file: string, division: string, content: Uint8Array): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(content)]), file);
  const response = await fetch(`${url}/imports?division=${division}`, { method: 'POST', body: form });
  const { id } = (await response.json()) as { id: string };
  for (;;) {
    const body = JSON.stringify({ query: 'query ($id: ID!) { import(id: $id) { state } }', variables: { id } });
    const asked = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { data } = (await asked.json()) as { data: { import: { state: string } } };
    if (!['QUEUED', 'RUNNING'].includes(data.import.state)) return id;
    await sleep(100);
  }
}

/** A ledger of another division, with amounts of its own. */
function fundsOf(n: number): Uint8Array {
  const rows = Array.from(
    { length: 300 },
    (_, row) => `${2020 + (row % 5)},市级,下达,第${row}项专项资金,示例${row % 40}有限公司,${(n % 90) + row}`,
  );
  return Buffer.from(`年度,资金级次,资金流向,资金名称,执行单位,金额（万元）\n${rows.join('\n')}\n`);
}

/** The resident memory of a process in MB. */
function resident(pid: number): number {
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

/** The least-squares slope of values one minute apart. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const above = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  return above / values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
}

const postgres = await startBenchServer();
try {
  const server = await startTaizhang(await postgres.freshDatabase());
  try {
    await soak(server.url, server.pid);
  } finally {
    await server.stop();
  }
} finally {
  await postgres.stop();
}
