/**
 * Feeds every spreadsheet below a folder to the whole importer, as previews into the database of DATABASE_URL, and
 * prints what became of them. Usage: DATABASE_URL=… node dist/test/corpus/import.js FOLDER
 */
import { migrate } from '../../src/database/migrate.js';
import { databaseOf, connect } from '../../src/database/orm.js';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { peakMib } from '../../bench/peak.js';
import { importWorkbook } from '../../import/import.js';
import { runReport } from '../../import/report/run-report.js';
import { syncCatalogue } from '../../src/indicators/compute/catalogue-sync.js';

const ASKED = new Set([
  'LEDGER_UNCERTAIN',
  'COLUMN_MISSING',
  'COLUMN_AMBIGUOUS',
  'UNIT_UNKNOWN',
  'COUNT_UNIT_UNKNOWN',
  'TABLES_SIDE_BY_SIDE',
  'ROWS_ARE_SUMS',
]);
const LIMIT_MS = 20_000;

const [folder = '.'] = process.argv.slice(2);
const orm = await connect(process.env['DATABASE_URL'] ?? '');
await migrate(orm);
const db = databaseOf(orm);
await syncCatalogue(db);

const outcomes = new Map<string, number>();
const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
let slowest = { ms: 0, name: '' };
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
for (const entry of files) {
  const path = join(entry.parentPath, entry.name);
  const started = performance.now();
  try {
    const runId = await importWorkbook(db, {
      path,
      fileName: basename(path),
      division: { code: '990103', name: '示例区' },
      dryRun: true,
    });
    const run = await runReport(db, runId);
    const codes = new Set(run.issues.nodes.map((issue) => issue.code));
    if (run.sheets.some((sheet) => sheet.ledger !== null)) {
      count('loaded');
      console.log(
        `loaded\t${entry.name}\t${run.sheets.map((sheet) => `${sheet.name}=${sheet.ledger}:${sheet.score}`).join(' ')}`,
      );
    } else if ([...codes].some((code) => ASKED.has(code))) {
      count('asked');
      console.log(`asked\t${entry.name}`);
    } else if (run.sheets.length > 0) count('no ledger in it');
    else count(`refused ${[...codes].join(' ')}`);
  } catch (error) {
    count('crashed');
    console.log(`crashed\t${entry.name}\t${error instanceof Error ? error.message.slice(0, 300) : String(error)}`);
  }
  const ms = performance.now() - started;
  if (ms > slowest.ms) slowest = { ms, name: entry.name };
  if (ms > LIMIT_MS) count('took over 20 s');
}
for (const [outcome, number] of [...outcomes].toSorted((a, b) => b[1] - a[1])) console.log(`${number}\t${outcome}`);
console.log(`slowest ${(slowest.ms / 1000).toFixed(1)} s (${slowest.name}); peak ${Math.round(peakMib())} MB`);
await orm.close(true);
