import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded/embedded.js';
import { dataFolder, type ServerProcess, startProcess } from '../server/process.js';

const SAMPLE = readFileSync(join(import.meta.dirname, '../../samples/ledgers/科普活动台账.xlsx'));
const DIVISION = `division=${encodeURIComponent('990204:青峪区')}`;
const UUID = '0197f0c2-7d3a-7000-8000-000000000000';

let folder: string;
let postgres: EmbeddedPostgres;
let server: ServerProcess;

beforeAll(async () => {
  folder = dataFolder();
  postgres = await startEmbedded({ dataDir: folder });
  server = await startProcess({ DATABASE_URL: postgres.url, LOG_LEVEL: 'warn' });
});
afterAll(async () => {
  await server.end('SIGTERM');
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Told {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly code: string;
  readonly message: string;
  readonly remedy: string | undefined;
}

/** What a door says of a request that fails. */
async function told(path: string, init: RequestInit = {}): Promise<Told> {
  const response = await fetch(server.url + path, init);
  const body = (await response.json()) as {
    error?: { code: string; message: string; remedy?: string };
    errors?: { message: string; extensions: { code: string; remedy: string } }[];
  };
  const { code, message, remedy } = body.error ?? { ...body.errors![0]!, ...body.errors![0]!.extensions };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), code, message, remedy };
}

const graphql = (query: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
});
function upload(): RequestInit {
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(SAMPLE)]), '科普活动台账.xlsx');
  return { method: 'POST', body };
}

/** One request for each door that needs the database. */
const REQUESTS: readonly (readonly [string, () => [string, RequestInit?]])[] = [
  ['GraphQL', () => ['/graphql', graphql('{ fundings { totalCount } }')]],
  [
    'GraphQL as of a day',
    () => [
      '/graphql',
      graphql(
        '{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2024, to: 2024, asOf: "2025-01-20") { points { value } } }',
      ),
    ],
  ],
  ['a mutation', () => ['/graphql', graphql(`mutation { undoImport(id: "${UUID}") { state } }`)]],
  ['OData', () => ['/odata/target']],
  ['the count of OData', () => ['/odata/target/$count']],
  ['an export as CSV', () => ['/exports/target.csv']],
  ['an export as XLSX', () => ['/exports/target.xlsx']],
  ['an export of a division', () => ['/exports/target.json?division=150103']],
  ['a run', () => [`/imports/${UUID}`]],
  ['an annotated workbook', () => [`/imports/${UUID}/annotated.xlsx`]],
  ['an upload', () => [`/imports?${DIVISION}`, upload()]],
];

/** What a read-only database answers; a question as of a day makes temporary tables. */
const READS = REQUESTS.filter(([door]) => !['a mutation', 'an upload', 'GraphQL as of a day'].includes(door));

/** Statements of an administrator, whose connection is not bound by what they set. */
async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Asks until the database is back for every pool of the server. */
async function recovered(): Promise<void> {
  for (;;) {
    const statuses = await Promise.all(
      READS.map(async ([, request]) => (await fetch(server.url + request()[0], request()[1])).status),
    );
    if (!statuses.includes(503)) return;
  }
}

describe('while the database is stopped', () => {
  beforeAll(async () => {
    await postgres.stop();
  });
  afterAll(async () => {
    postgres = await startEmbedded({ dataDir: folder });
    await recovered();
  });

  test.each(REQUESTS)('%s is told so, and when to ask again', async (_door, request) => {
    for (let times = 0; times < 2; times += 1) {
      const answer = await told(...request());
      expect(answer).toMatchObject({ status: 503, retryAfter: '10', code: 'DATABASE_UNAVAILABLE' });
      expect(answer.message).toContain('数据库暂时连接不上');
      expect(answer.remedy ?? answer.message).toContain('请稍后再试');
    }
  });

  test('a batch of OData has it in its parts', async () => {
    const response = await fetch(`${server.url}/odata/$batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requests: [{ id: 'a', method: 'GET', url: 'target' }] }),
    });
    expect(await response.json()).toMatchObject({
      responses: [{ status: 503, body: { error: { code: 'DATABASE_UNAVAILABLE' } } }],
    });
  });

  test('what needs no database is answered as ever', async () => {
    for (const path of [
      '/healthz',
      '/exports',
      '/connect',
      '/odata/',
      '/odata/$metadata',
      '/ledgers/funding/template.xlsx',
    ])
      expect((await fetch(server.url + path)).status).toBe(200);
  });

  test('nothing of it is a fault of the program', () => {
    expect(server.output()).not.toContain('"reference"');
  });
});

test('once it is back, everything is answered again, and an upload is taken', async () => {
  const response = await fetch(`${server.url}/imports?${DIVISION}&dryRun=true`, upload());
  expect(response.status).toBe(202);
  const { url } = (await response.json()) as { url: string };
  for (;;) {
    const run = (await (await fetch(server.url + url)).json()) as { state: string };
    if (run.state === 'QUEUED' || run.state === 'RUNNING') continue;
    expect(run).toMatchObject({ state: 'PREVIEWED', counts: { created: 22 } });
    break;
  }
});

describe('while the database is read-only', () => {
  beforeAll(async () => {
    await administer(`alter database taizhang set default_transaction_read_only = on`);
    await administer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await recovered();
  });
  afterAll(async () => {
    await administer(
      `begin; set transaction read write; alter database taizhang set default_transaction_read_only = off; commit`,
    );
  });

  test('what is asked is answered', async () => {
    const response = await fetch(`${server.url}/graphql`, graphql('{ fundings { totalCount } }'));
    expect([response.status, await response.json()]).toEqual([200, { data: { fundings: { totalCount: 0 } } }]);
    for (const path of ['/odata/target', '/exports/target.csv'])
      expect((await fetch(server.url + path)).status).toBe(200);
  });

  test('what is to be written is refused with the reason', async () => {
    const define = `mutation { defineIndicator(definition: { code: "OWN_CITY_SHARE", name: "市级资金占比", englishName: "x",
      unit: "%", decimals: 2, direction: UP, theme: FUNDING,
      ratio: { numerator: { indicator: "FUND_CITY" }, denominator: { indicator: "FUND_TOTAL" } } }) { code } }`;
    const past = REQUESTS.find(([door]) => door === 'GraphQL as of a day')![1]();
    for (const answer of [
      await told(`/imports?${DIVISION}`, upload()),
      await told('/graphql', graphql(define)),
      await told(...past),
    ]) {
      expect(answer).toMatchObject({ status: 503, retryAfter: '60', code: 'DATABASE_READ_ONLY' });
      expect(answer.message).toContain('数据库目前只读');
    }
    expect(server.output()).not.toContain('"reference"');
  });
});
