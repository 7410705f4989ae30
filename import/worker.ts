import { databaseOf, connect } from '../src/database/orm.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { sql } from 'kysely';
import type { Mapping } from './recognize/recognition.js';
import { loadFile } from './import.js';
import type { Database } from '../src/database/sql.js';
import { performRun, RefusedImport, type RunEnd } from './runs/perform.js';
import type { WorkerReply, WorkerSettings, WorkerTask } from './runs/import-thread.js';

interface Job {
  file_name: string;
  sha256: string;
  dry_run: boolean;
  division_code: string | null;
  division_name: string | null;
  division_given: boolean;
  year: number | null;
  imported_by: string | null;
  settled: Record<string, Mapping>;
  content: Buffer | null;
}

function perform(db: Database, runId: string, settings: WorkerSettings): Promise<boolean> {
  return performRun(
    db,
    runId,
    () => claim(db, runId),
    (tx) => importUpload(db, tx, runId, settings),
  );
}

/** Sets a queued run RUNNING; false where it is not queued. */
async function claim(db: Database, runId: string): Promise<boolean> {
  const { rows } = await sql`
    update import_run set state = 'RUNNING' where id = ${runId} and state = 'QUEUED' returning id`.execute(db);
  return rows.length > 0;
}

async function importUpload(
  db: Database,
  tx: Database,
  runId: string,
  { limits, jumpFactor }: WorkerSettings,
): Promise<RunEnd> {
  const { rows } = await sql<Job>`
    select r.file_name, r.sha256, r.dry_run, r.division_code, r.division_name, r.division_given, r.year, r.imported_by, r.settled, f.content
    from import_run r left join import_file f on f.sha256 = r.sha256 where r.id = ${runId}`.execute(db);
  const job = rows[0]!;
  if (job.content === null) throw new RefusedImport({ code: 'UPLOAD_GONE' });
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-'));
  try {
    const path = join(folder, 'workbook');
    await writeFile(path, job.content, { mode: 0o600 });
    const { division_code: code, division_name: name, year } = job;
    const request = {
      path,
      fileName: job.file_name,
      dryRun: job.dry_run,
      limits,
      jumpFactor,
      settled: job.settled,
      upload: true as const,
      ...(job.imported_by === null ? {} : { importedBy: job.imported_by }),
      divisionAssumed: !job.division_given,
      ...(code === null ? {} : { division: { code, ...(name === null ? {} : { name }) } }),
      ...(year === null ? {} : { year }),
    };
    return await loadFile(db, tx, { runId, sha256: job.sha256, request });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (parentPort !== null) {
  const port = parentPort;
  const settings = workerData as WorkerSettings;
  const orm = await connect(settings.url, { application_name: settings.name });
  const db = databaseOf(orm);
  const reply = (message: WorkerReply) => port.postMessage(message);
  port.on('message', ({ runId }: WorkerTask) => {
    perform(db, runId, settings).then(
      (performed) => reply({ performed }),
      (error: unknown) => reply({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
