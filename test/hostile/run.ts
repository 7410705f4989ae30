/**
 * Reads each file of a folder and prints a line of JSON for it: how it ended, in how many milliseconds, and the highest
 * resident memory of the process so far. Usage: node dist/test/hostile/run.js FOLDER
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { peakMib } from '../../bench/peak.js';
import { openWorkbook } from '../../import/workbook/open.js';
import { UnreadableWorkbook } from '../../import/workbook/workbook.js';

const folder = process.argv[2] ?? '.';
for (const name of readdirSync(folder).toSorted()) {
  const started = performance.now();
  const end = await read(join(folder, name));
  const ms = Math.round(performance.now() - started);
  console.log(JSON.stringify({ name, end, ms, peakMib: Math.round(peakMib()) }));
}

async function read(path: string): Promise<string> {
  try {
    const workbook = await openWorkbook(path);
    try {
      for (const sheet of workbook.sheets) for await (const rows of sheet.rows()) void rows;
    } finally {
      await workbook.close();
    }
    return 'opened';
  } catch (error) {
    return error instanceof UnreadableWorkbook ? error.code : `crashed: ${String(error)}`;
  }
}
