/**
 * Times our scanner against exceljs's `readFile` on the same generated workbooks: each run in a process of its own,
 * the two in turn, medians. Usage: node dist/bench/import/scan.js [ROWS…]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateWorkbook } from './generate.js';
import type { ReadFigures } from './read.js';

const READERS = ['scanner', 'exceljs'] as const;
const sizes = process.argv.slice(2).map(Number);
const folder = join(tmpdir(), 'taizhang-bench');
const script = fileURLToPath(new URL('read.js', import.meta.url));

mkdirSync(folder, { recursive: true });
console.log('rows\tMB\treader\tmedian s\trows/s\tpeak MB\tcells\tof exceljs');
for (const rows of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000, 500_000]) {
  const path = join(folder, `projects-${rows}.xlsx`);
  if (!existsSync(path)) await generateWorkbook(path, rows);
  const runs = rows <= 10_000 ? 7 : rows <= 100_000 ? 5 : 1;
  const figures: Record<(typeof READERS)[number], ReadFigures[]> = { scanner: [], exceljs: [] };
  for (let run = 0; run < runs; run++) for (const reader of READERS) figures[reader].push(measure(reader, path));
  const base = median(figures.exceljs, 'ms');
  for (const reader of READERS) {
    const ms = median(figures[reader], 'ms');
    const columns = [
      rows,
      (statSync(path).size / 1e6).toFixed(1),
      reader,
      (ms / 1000).toFixed(3),
      Math.round((rows / ms) * 1000),
      Math.round(median(figures[reader], 'peakMib')),
      median(figures[reader], 'cells'),
      (ms / base).toFixed(3),
    ];
    console.log(columns.join('\t'));
  }
}

function measure(reader: string, path: string): ReadFigures {
  const line = execFileSync(process.execPath, ['--max-old-space-size=8192', script, reader, path], {
    encoding: 'utf8',
  });
  return JSON.parse(line) as ReadFigures;
}

function median(figures: readonly ReadFigures[], key: keyof ReadFigures): number {
  const sorted = figures.map((each) => each[key]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
