/**
 * Times the whole import, from the file to committed rows and refreshed figures: of a ledger that is new, of the same
 * ledger with 1 % more rows, and of that one with 5 % of its rows changed; against exceljs merely reading the first. Each
 * run in a process of its own, all in turn, medians. Usage: node dist/bench/import/whole.js [ROWS…]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IMPORT_HEAP_FLAGS } from '../../import/runs/import-thread.js';
import { startBenchServer } from '../postgres.js';
import { generateWorkbook } from './generate.js';
import type { LoadFigures } from './load.js';
import type { ReadFigures } from './read.js';

const CHANGED_OF = 20;

const sizes = process.argv.slice(2).map(Number);
const folder = join(tmpdir(), 'taizhang-bench');
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

mkdirSync(folder, { recursive: true });
const server = await startBenchServer();
try {
  console.log('rows\timport s\trows/s\tpeak MB\texceljs reads s\tratio\t1 % more s\t5 % changed s\tpeak MB');
  for (const rows of sizes.length > 0 ? sizes : [1_000, 5_000, 100_000, 500_000]) await measureSize(rows);
} finally {
  await server.stop();
}

async function measureSize(rows: number): Promise<void> {
  const more = rows + Math.ceil(rows / 100);
  const files = {
    first: await workbook(`projects-${rows}.xlsx`, rows),
    more: await workbook(`projects-${more}.xlsx`, more),
    changed: await workbook(`projects-${more}-changed.xlsx`, more, CHANGED_OF),
  };
  const runs = rows <= 10_000 ? 5 : rows <= 100_000 ? 3 : 1;
  const loads: Record<keyof typeof files, LoadFigures[]> = { first: [], more: [], changed: [] };
  const reads: ReadFigures[] = [];
  for (let run = 0; run < runs; run += 1) {
    const url = await server.freshDatabase();
    for (const name of ['first', 'more', 'changed'] as const)
      loads[name].push(measure<LoadFigures>([...IMPORT_HEAP_FLAGS, script('load.js'), url, files[name]]));
    reads.push(measure<ReadFigures>(['--max-old-space-size=8192', script('read.js'), 'exceljs', files.first]));
  }
  expectAll(loads.first, rows);
  expectAll(loads.more, more);
  expectAll(loads.changed, more);
  const ms = median(loads.first.map((each) => each.ms));
  const base = median(reads.map((each) => each.ms));
  console.log(
    [
      rows,
      seconds(ms),
      Math.round((rows / ms) * 1000),
      Math.round(median(loads.first.map((each) => each.peakMib))),
      seconds(base),
      (ms / base).toFixed(2),
      seconds(median(loads.more.map((each) => each.ms))),
      seconds(median(loads.changed.map((each) => each.ms))),
      Math.round(median([...loads.more, ...loads.changed].map((each) => each.peakMib))),
    ].join('\t'),
  );
}

async function workbook(name: string, rows: number, changed?: number): Promise<string> {
  const path = join(folder, name);
  if (!existsSync(path)) await generateWorkbook(path, rows, changed);
  return path;
}

function measure<T>(args: string[]): T {
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as T;
}

function expectAll(loads: readonly LoadFigures[], rows: number): void {
  if (loads.some(({ created, updated, unchanged }) => created + updated + unchanged !== rows))
    throw new Error(`not every row was loaded: ${JSON.stringify(loads)}`);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
