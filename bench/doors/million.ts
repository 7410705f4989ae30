/**
 * Reads a ledger of very many rows whole through each door of a server in a process of its own: every row once, how
 * long beside PostgreSQL's own `copy` of the same view, and how much memory the server takes above what it has idle.
 * Usage: node dist/bench/doors/million.js [ROWS] [odata|csv|json|xlsx…]
 */
import { migrate } from '../../src/database/migrate.js';
import { databaseOf, connect } from '../../src/database/orm.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import { syncCatalogue } from '../../src/indicators/compute/catalogue-sync.js';
import { refreshFigures } from '../../src/indicators/compute/refresh.js';
import { syncViews } from '../../src/reporting/sync.js';
import { startBenchServer } from '../postgres.js';
import { startTaizhang } from '../server.js';
import { READINGS } from './readings.js';

const [given = '1000000', ...doors] = process.argv.slice(2);
const rows = Number(given);
const DIVISION = '990103';

const postgres = await startBenchServer();
try {
  const url = await postgres.freshDatabase();
  await fill(url);
  const copied = await timed(() => copy(url));
  const server = await startTaizhang(url);
  try {
    // What answers once has loaded its code; that is no row's memory.
    for (const path of ['odata/dim_year', 'exports/dim_year.csv', 'exports/dim_year.json', 'exports/dim_year.xlsx'])
      await (await fetch(`${server.url}/${path}`)).arrayBuffer();
    await setTimeout(2000);
    const idle = memory(server.pid, 'VmRSS');
    console.log(`${rows} rows; the server idle: ${idle} MB; copy of the view: ${copied.toFixed(1)} s`);
    console.log('door\ts\trows/s\tof copy\tpeak MB\tabove idle');
    for (const door of doors.length > 0 ? doors : Object.keys(READINGS)) {
      const seen = new Uint8Array(rows + 1);
      forgetPeak(server.pid);
      const seconds = await timed(() => READINGS[door]!(server.url, (row) => (seen[row]! += 1)));
      const peak = memory(server.pid, 'VmHWM');
      const wrong = seen.findIndex((times, row) => row > 0 && times !== 1);
      if (wrong !== -1) throw new Error(`${door} gave row ${wrong} ${seen[wrong]} times`);
      const figures = [
        seconds.toFixed(1),
        Math.round(rows / seconds),
        (seconds / copied).toFixed(2),
        peak,
        peak - idle,
      ];
      console.log([door, ...figures].join('\t'));
    }
  } finally {
    await server.stop();
  }
} finally {
  await postgres.stop();
}

/** Makes a district's ledger in SQL, with its figures by the very refresh that an import does. */
async function fill(url: string): Promise<void> {
  const orm = await connect(url);
  await migrate(orm);
  const db = databaseOf(orm);
  await syncCatalogue(db);
  await syncViews(db);
  const run = '00000000-0000-0000-0000-000000000001';
  await sql`insert into division (code, name, level) values (${DIVISION}, '示例区', 'county')`.execute(db);
  await sql`insert into import_run (id, file_name, sha256, state, dry_run) values (${run}, '资金台账.xlsx', '', 'COMMITTED', false)`.execute(
    db,
  );
  await sql`insert into funding (division, id, key, year, created_by, run_id, sheet, row_number, level, flow, item,
      organisation, credit_code, amount, document_no, date, date_end, date_precision, purpose, project_no)
    select ${DIVISION}, md5(n::text)::uuid, n, 2020 + n % 5, ${run}, ${run}, '资金', n, (array['国家','自治区','市','本级'])[1 + n % 4],
      '下达', '第' || n || '项专项资金', '示例企业' || n % 5000, '91990103' || lpad((n % 5000)::text, 10, '0'), n * 1.25,
      '示科发〔' || 2020 + n % 5 || '〕' || n, d, d, 'day', '研发', 'XM' || n
    from generate_series(1, ${rows}::int) n, make_date(2020 + n % 5, 1 + n % 12, 1 + n % 28) d`.execute(db);
  await db.transaction().execute((tx) => refreshFigures(tx, [DIVISION], ['funding']));
  await sql`vacuum analyze funding`.execute(db);
  await orm.close(true);
}

/** Reads the view by `copy`, in the order of its key, and throws the bytes away. */
async function copy(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const statement = 'copy (select * from reporting.funding order by division, id) to stdout with (format csv)';
  await client.query(to(statement)).forEach(() => undefined);
  await client.end();
}

/** A size of a process's memory in MB, as Linux counts it: VmRSS now, VmHWM at its highest. */
function memory(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const size = new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(size) / 1024);
}

/** Makes VmHWM begin anew. */
function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
