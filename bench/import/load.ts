/**
 * Imports one workbook into the database of a URL and prints one line of JSON: the time from the opened program to
 * the committed rows with their figures, and the highest resident memory. Usage: node dist/bench/import/load.js URL FILE
 */
import { migrate } from '../../src/database/migrate.js';
import { databaseOf, connect } from '../../src/database/orm.js';
import { basename } from 'node:path';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { syncCatalogue } from '../../src/indicators/compute/catalogue-sync.js';
import { peakMib } from '../peak.js';

export interface LoadFigures {
  readonly ms: number;
  readonly peakMib: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

const [url = '', path = ''] = process.argv.slice(2);
const orm = await connect(url);
await migrate(orm);
const db = databaseOf(orm);
await syncCatalogue(db);
const started = performance.now();
const runId = await importWorkbook(db, {
  path,
  fileName: basename(path),
  division: { code: '990103', name: '示例区' },
});
const ms = performance.now() - started;
const run = await runReport(db, runId);
const { created, updated, unchanged } = run.counts;
const figures: LoadFigures = { ms, peakMib: peakMib(), created, updated, unchanged };
console.log(JSON.stringify(figures));
await orm.close(true);
