import type { Database } from '../../src/database/sql.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { forgetUploads } from '../../import/runs/retention.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { until } from '../until.js';
import { dataFolder, type ServerProcess, startProcess } from './process.js';

const ROOT = join(import.meta.dirname, '../..');
const HEADINGS = '年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期';
const DIVISION = '150103';

let database: TestDatabase;
let server: ServerProcess | undefined;
const folder = dataFolder();
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  if (running()) await server!.end('SIGTERM');
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const running = () => server !== undefined && server.child.exitCode === null && server.child.signalCode === null;

/** Starts the server unless an earlier test left it running. */
async function start(): Promise<void> {
  if (!running()) server = await startProcess({ DATABASE_URL: database.url, DATA_DIR: folder });
}

/** A ledger of funds, one row a number. */
function ledger(name: string, rows = 3): string {
  const lines = Array.from(
    { length: rows },
    (_, index) => `2022,市,下达,${name}${index},示例有限公司,${index + 1},示科〔2022〕${name}${index}号,2022/3/1`,
  );
  return [HEADINGS, ...lines].join('\n');
}

async function stateOf(id: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`select state from import_run where id = ${id}`.execute(database.db);
  return rows[0]!.state;
}

/** Waits until the run is in one of the states. */
async function reaches(id: string, ...states: string[]): Promise<string> {
  await until(async () => states.includes(await stateOf(id)));
  return stateOf(id);
}

/** A run as a killed server leaves it; returns its id. */
async function leave(name: string, state: 'QUEUED' | 'RUNNING', kept = true): Promise<string> {
  const content = Buffer.from(ledger(name));
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (kept) await sql`insert into import_file (sha256, content) values (${sha256}, ${content})`.execute(database.db);
  const { rows } = await sql<{ id: string }>`
    insert into import_run (id, file_name, sha256, state, dry_run, division_code)
    values (figures.new_id(), ${`${name}.csv`}, ${sha256}, ${state}, false, ${DIVISION}) returning id`.execute(
    database.db,
  );
  return rows[0]!.id;
}

async function issuesOf(id: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from import_issue where run_id = ${id}`.execute(database.db);
  return rows.map(({ code }) => code);
}

async function countOf(name: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from funding where document_no like ${`%${name}%`}`.execute(database.db);
  return rows[0]!.count;
}

/** Holds what an import needs to go on, while `work` is under way. */
async function whileHeld(work: (tx: Database) => Promise<void>): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7300, hashtext(${DIVISION}::text))`.execute(tx);
    await work(tx);
  });
}

const commit = (id: string) => `mutation { commitImport(id: "${id}") { state } }`;

test('runs that a killed server left go on or end, and what is advised then works', async () => {
  const queued = await leave('甲', 'QUEUED');
  const running = await leave('乙', 'RUNNING');
  const lost = await leave('丙', 'QUEUED', false);
  await start();
  expect(await reaches(queued, 'COMMITTED', 'FAILED')).toBe('COMMITTED');
  expect(await reaches(running, 'COMMITTED', 'FAILED')).toBe('FAILED');
  expect(await reaches(lost, 'COMMITTED', 'FAILED')).toBe('FAILED');
  expect([await issuesOf(running), await issuesOf(lost)]).toEqual([['IMPORT_INTERRUPTED'], ['UPLOAD_GONE']]);
  expect([await countOf('甲'), await countOf('乙'), await countOf('丙')]).toEqual([3, 0, 0]);

  expect((await fetch(`${server!.url}/imports/${running}/annotated.xlsx`)).status).toBe(200);
  await expect(server!.ask(`mutation { undoImport(id: "${running}") { state } }`)).rejects.toThrow('没有写入数据');
  await expect(server!.ask(commit(lost))).rejects.toThrow('请重新上传');
  expect(await server!.ask(commit(running))).toEqual({ commitImport: { state: 'COMMITTED' } });
  expect(await countOf('乙')).toBe(3);
});

test.each(['SIGKILL', 'SIGINT'] as const)(
  'a command that %s ends beside a running server leaves a run that ends, and says what to do',
  async (signal) => {
    await start();
    const name = `丁${signal}`;
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, ledger(name));
    await whileHeld(async () => {
      const child = spawn(process.execPath, [join(ROOT, 'dist/import/cli.js'), path, '--division', DIVISION], {
        env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: database.url, DATA_DIR: folder },
        stdio: 'ignore',
      });
      const id = await waitingRun(`${name}.csv`);
      expect(await stateOf(id)).toBe('RUNNING');
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual(signal === 'SIGINT' ? [130, null] : [null, signal]);
      expect(await reaches(id, 'FAILED')).toBe('FAILED');
      expect(await issuesOf(id)).toEqual(['IMPORT_INTERRUPTED']);
      await expect(server!.ask(commit(id))).rejects.toThrow('用命令行再导入一次');
    });
    expect(await countOf(name)).toBe(0);
  },
);

/** The run of a file, once it waits for a lock. */
async function waitingRun(fileName: string): Promise<string> {
  let id: string | undefined;
  await until(async () => {
    const { rows } = await sql<{ id: string }>`
      select id from import_run where file_name = ${fileName} and state = 'RUNNING' and exists (
        select from pg_locks where locktype = 'advisory' and classid = 7300 and not granted)`.execute(database.db);
    id = rows[0]?.id;
    return id !== undefined;
  });
  return id!;
}

test('SIGTERM answers who waits for a run, ends the server in time, and the run goes on at the next start', async () => {
  await start();
  const { body } = await server!.upload('戊.csv', ledger('戊'), `division=${DIVISION}&dryRun=true`);
  await reaches(body.id!, 'PREVIEWED');
  const sheet = await server!.ask<{ import: { sheets: { name: string }[] } }>(
    `{ import(id: "${body.id}") { sheets { name } } }`,
  );
  const settle = `mutation { settleSheet(id: "${body.id}", sheet: "${sheet.import.sheets[0]!.name}", ledger: "funding") { id } }`;
  await whileHeld(async () => {
    const waiting = [server!.ask(commit(body.id!)), server!.ask(settle)];
    const answers = Promise.allSettled(waiting);
    await waitingRun('戊.csv');
    await until(async () => {
      const { rows } = await sql`select from import_run where state = 'QUEUED'`.execute(database.db);
      return rows.length > 0;
    });
    const before = Date.now();
    expect(await server!.end('SIGTERM')).toBe(0);
    expect(Date.now() - before).toBeLessThan(15_000);
    expect((await answers).map((answer) => (answer.status === 'rejected' ? String(answer.reason) : ''))).toEqual([
      expect.stringContaining('服务正在停止'),
      expect.stringContaining('服务正在停止'),
    ]);
  });
  expect(await stateOf(body.id!)).toBe('QUEUED');
  await start();
  expect(await reaches(body.id!, 'COMMITTED', 'FAILED')).toBe('COMMITTED');
  expect(await countOf('戊')).toBe(3);
});

test('who commits or undoes a run that somebody else commits or undoes is answered with the run as it then is', async () => {
  await start();
  const { body } = await server!.upload('己.csv', ledger('己'), `division=${DIVISION}&dryRun=true`);
  await reaches(body.id!, 'PREVIEWED');
  let commits: Promise<unknown[]> | undefined;
  await whileHeld(async () => {
    commits = Promise.all([1, 2, 3].map(() => server!.ask(commit(body.id!))));
    await waitingRun('己.csv');
  });
  expect(await commits).toEqual([1, 2, 3].map(() => ({ commitImport: { state: 'COMMITTED' } })));
  expect(await countOf('己')).toBe(3);
  const undo = `mutation { undoImport(id: "${body.id}") { state } }`;
  expect(await Promise.all([1, 2, 3].map(() => server!.ask(undo)))).toEqual(
    [1, 2, 3].map(() => ({ undoImport: { state: 'UNDONE' } })),
  );
  expect(await countOf('己')).toBe(0);
  await expect(server!.ask(commit(body.id!))).rejects.toThrow('已经撤销');
});

test('a commit that meets the end of the days that its file is kept is refused, and does not wait for ever', async () => {
  await start();
  const { body } = await server!.upload('辛.csv', ledger('辛'), `division=${DIVISION}&dryRun=true`);
  await reaches(body.id!, 'PREVIEWED');
  let answer: Promise<PromiseSettledResult<unknown>[]> | undefined;
  await database.db.transaction().execute(async (tx) => {
    await sql`update import_file set created_at = now() - interval '40 days'`.execute(database.db);
    expect(await forgetUploads(tx, 30)).toBeGreaterThan(0);
    answer = Promise.allSettled([server!.ask(commit(body.id!))]);
    await until(async () => {
      const { rows } = await sql`
        select from pg_locks where locktype = 'transactionid' and not granted`.execute(database.db);
      return rows.length > 0;
    });
  });
  expect(await answer).toMatchObject([
    { status: 'rejected', reason: { message: expect.stringContaining('没有保留') } },
  ]);
  expect(await stateOf(body.id!)).toBe('PREVIEWED');
});

test('two servers on one database share the runs, and each run is performed once', async () => {
  await start();
  const other = await startProcess({ DATABASE_URL: database.url, DATA_DIR: folder });
  try {
    const names = Array.from({ length: 8 }, (_, index) => `同库${index}`);
    const ids = await Promise.all(
      names.map(async (name, index) => {
        const one = index % 2 === 0 ? server! : other;
        return (await one.upload(`${name}.csv`, ledger(name), `division=${DIVISION}`)).body.id!;
      }),
    );
    for (const id of ids) expect(await reaches(id, 'COMMITTED', 'FAILED')).toBe('COMMITTED');
    const { rows } = await sql`select from import_run where file_name like '同库%'`.execute(database.db);
    expect([rows.length, await countOf('同库')]).toEqual([8, 24]);
  } finally {
    await other.end('SIGTERM');
  }
});

test('a server whose connections were all cut answers as before, and imports', async () => {
  await start();
  await server!.ask('{ fundings { totalCount } }');
  await sql`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(database.db);
  const { body } = await server!.upload('庚.csv', ledger('庚'), `division=${DIVISION}`);
  expect(await reaches(body.id!, 'COMMITTED', 'FAILED')).toBe('COMMITTED');
  for (let times = 0; times < 20; times += 1)
    expect(await server!.ask('{ fundings(first: 1) { nodes { year } } }')).toEqual({
      fundings: { nodes: [{ year: 2022 }] },
    });
});

test('a second decision about a sheet adds to the first, and the later one wins', async () => {
  await start();
  const text =
    '名称,单位,时间,数额（万元）\n甲事项,示例甲有限公司,2022-03-01,10\n乙事项,示例乙有限公司,2022-05-01,20\n';
  const { body } = await server!.upload('明细.csv', text, `division=${DIVISION}&dryRun=true`);
  await reaches(body.id!, 'FAILED', 'PREVIEWED');
  interface Settled {
    settleSheet: { id: string; sheets: { columns: { heading: string; field: string | null }[] }[] };
  }
  const settle = async (id: string, columns: string) => {
    const { settleSheet } = await server!.ask<Settled>(
      `mutation { settleSheet(id: "${id}", sheet: "明细", ledger: "funding", columns: [${columns}]) { id sheets { columns { heading field } } } }`,
    );
    const fields = settleSheet.sheets[0]!.columns.map(({ heading, field }) => [heading, field]);
    return { id: settleSheet.id, fields: Object.fromEntries(fields) as Record<string, string | null> };
  };
  const first = await settle(body.id!, '{ heading: "名称", field: "item" }, { heading: "单位", field: null }');
  expect(first.fields).toMatchObject({ 名称: 'item', 单位: null });
  const second = await settle(first.id, '{ heading: "时间", field: null }');
  expect(second.fields).toMatchObject({ 名称: 'item', 单位: null, 时间: null });
  const third = await settle(second.id, '{ heading: "单位", field: "organisation" }');
  expect(third.fields).toMatchObject({ 名称: 'item', 单位: 'organisation', 时间: null });
});

test('a decision in Chinese words states what all rows share; a preview by a remembered one is committed as it was, though it is forgotten', async () => {
  await start();
  const text = (name: string) => `名称,单位,数额\n${name}专项,示例甲有限公司,10\n`;
  const { body } = await server!.upload('明细.csv', text('甲'), `division=${DIVISION}&dryRun=true`);
  await reaches(body.id!, 'FAILED', 'PREVIEWED');
  interface Settled {
    settleSheet: {
      id: string;
      state: string;
      sheets: { years: number[]; facts: { field: string; value: string }[] }[];
    };
  }
  const decision = `ledger: "科技专项资金台账", columns: [{ heading: "名称", field: "资金名称" }, { heading: "B", field: "执行单位" }, { heading: "数额", field: "金额", unit: "万元" }]`;
  const facts = `facts: [{ field: "资金级次", value: "市级" }, { field: "下达日期", value: "2022" }]`;
  const { settleSheet } = await server!.ask<Settled>(
    `mutation { settleSheet(id: "${body.id}", sheet: "明细", ${decision}, ${facts}) { id state sheets { years facts { field value } } } }`,
  );
  expect(settleSheet).toMatchObject({
    state: 'PREVIEWED',
    sheets: [
      {
        years: [2022],
        facts: [
          { field: 'level', value: '市' },
          { field: 'date', value: '2022' },
        ],
      },
    ],
  });
  const refused = server!.ask(
    `mutation { settleSheet(id: "${settleSheet.id}", sheet: "明细", facts: [{ field: "level", value: "街道" }]) { id } }`,
  );
  await expect(refused).rejects.toThrow('可以是：国家、自治区、市、本级');

  const { body: next } = await server!.upload('明细.csv', text('乙'), `division=${DIVISION}&dryRun=true&year=2023`);
  await reaches(next.id!, 'PREVIEWED');
  const { mappings } = await server!.ask<{ mappings: { nodes: { id: string; fileName: string }[] } }>(
    `{ mappings(division: "${DIVISION}", first: 1) { nodes { id fileName } } }`,
  );
  expect(mappings.nodes[0]!.fileName).toBe('明细.csv');
  await server!.ask(`mutation { forgetMapping(id: "${mappings.nodes[0]!.id}") { id } }`);
  const { commitImport } = await server!.ask<{
    commitImport: { state: string; sheets: { facts: object[]; years: number[] }[] };
  }>(`mutation { commitImport(id: "${next.id}") { state sheets { years facts { field value } } } }`);
  expect(commitImport).toEqual({
    state: 'COMMITTED',
    sheets: [{ years: [2023], facts: [{ field: 'level', value: '市' }] }],
  });
  const { body: last } = await server!.upload('明细.csv', text('丙'), `division=${DIVISION}&dryRun=true&year=2023`);
  await reaches(last.id!, 'FAILED');
});
