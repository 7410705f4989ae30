/**
 * Times the whole import, from the file to committed rows and refreshed figures, against exceljs merely reading the same
 * file: each run in a process of its own, the two in turn, medians. Usage: node dist/bench/import/whole.js [ROWS…]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FIRST_SEMI_SPACE_MB, IMPORT_HEAP } from '../../import/heap.js';
import { startBenchServer } from '../postgres.js';
import { generateWorkbook } from './generate.js';
import type { LoadFigures } from './load.js';
import type { ReadFigures } from './read.js';

/** What a server gives its import thread, in the words of the command line; V8 keeps three parts of young objects. */
const HEAP = [
  `--max-old-space-size=${IMPORT_HEAP.maxOldGenerationSizeMb}`,
  `--min-semi-space-size=${FIRST_SEMI_SPACE_MB}`,
  `--max-semi-space-size=${IMPORT_HEAP.maxYoungGenerationSizeMb / 3}`,
];
const sizes = process.argv.slice(2).map(Number);
const folder = join(tmpdir(), 'taizhang-bench');
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

mkdirSync(folder, { recursive: true });
const server = await startBenchServer();
try {
  console.log('rows\timport s\trows/s\tpeak MB\texceljs reads s\tratio');
  for (const rows of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000, 500_000]) {
    const path = join(folder, `projects-${rows}.xlsx`);
    if (!existsSync(path)) await generateWorkbook(path, rows);
    const runs = rows <= 10_000 ? 5 : rows <= 100_000 ? 3 : 1;
    const loads: LoadFigures[] = [];
    const reads: ReadFigures[] = [];
    for (let run = 0; run < runs; run += 1) {
      const url = await server.freshDatabase();
      loads.push(measure<LoadFigures>([...HEAP, script('load.js'), url, path]));
      reads.push(measure<ReadFigures>(['--max-old-space-size=8192', script('read.js'), 'exceljs', path]));
    }
    const ms = median(loads.map((each) => each.ms));
    const base = median(reads.map((each) => each.ms));
    if (loads.some((each) => each.rows !== rows)) throw new Error(`not every row was loaded: ${JSON.stringify(loads)}`);
    console.log(
      [
        rows,
        (ms / 1000).toFixed(2),
        Math.round((rows / ms) * 1000),
        Math.round(median(loads.map((each) => each.peakMib))),
        (base / 1000).toFixed(2),
        (ms / base).toFixed(2),
      ].join('\t'),
    );
  }
} finally {
  await server.stop();
}

function measure<T>(args: string[]): T {
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as T;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
