import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { sql } from 'kysely';
import { connect } from '../src/database/orm.js';
import type { Mapping } from './draft.js';
import { importWorkbook } from './import.js';
import type { Database } from './load/stage.js';
import type { ReadLimits } from './workbook/limits.js';

/** What the thread is started with. */
export interface WorkerSettings {
  /** Of the database. */
  readonly url: string;
  readonly limits: Partial<ReadLimits>;
  /** How many times last year's figure is worth a warning. */
  readonly jumpFactor: number;
}

/** What the thread is asked to do: import the file of a run. */
export interface WorkerTask {
  readonly runId: string;
}

/** `failure`: what went wrong in the program; the run itself says what is wrong with the file. */
export interface WorkerReply {
  readonly failure: string | null;
}

interface Job {
  file_name: string;
  dry_run: boolean;
  division_code: string | null;
  division_name: string | null;
  year: number | null;
  settled: Record<string, Mapping>;
  content: Buffer;
}

async function perform(db: Database, runId: string, { limits, jumpFactor }: WorkerSettings): Promise<void> {
  const { rows } = await sql<Job>`
    update import_run r set state = 'RUNNING' from import_file f
    where r.id = ${runId} and r.state = 'QUEUED' and f.sha256 = r.sha256
    returning r.file_name, r.dry_run, r.division_code, r.division_name, r.year, r.settled, f.content`.execute(db);
  const job = rows[0];
  if (job === undefined) return;
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-'));
  try {
    const path = join(folder, 'workbook');
    await writeFile(path, job.content, { mode: 0o600 });
    const division =
      job.division_code === null
        ? undefined
        : { code: job.division_code, ...(job.division_name === null ? {} : { name: job.division_name }) };
    await importWorkbook(db, {
      path,
      fileName: job.file_name,
      dryRun: job.dry_run,
      runId,
      limits,
      jumpFactor,
      settled: job.settled,
      ...(division === undefined ? {} : { division }),
      ...(job.year === null ? {} : { year: job.year }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (parentPort !== null) {
  const port = parentPort;
  const settings = workerData as WorkerSettings;
  const orm = await connect(settings.url);
  const db = orm.em.fork().getKysely() as unknown as Database;
  port.on('message', (task: WorkerTask) => {
    perform(db, task.runId, settings).then(
      () => port.postMessage({ failure: null } satisfies WorkerReply),
      (error: unknown) =>
        port.postMessage({
          failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
        } satisfies WorkerReply),
    );
  });
}
