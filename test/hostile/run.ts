/**
 * Reads, recognises and parses each file of a folder, as an import does without a database, and prints a line of JSON for it: how it ended, in how many milliseconds, and the highest
 * resident memory of the process so far. Usage: node dist/test/hostile/run.js FOLDER
 */
import { sheetChecks } from '../../import/validate/sheet-checks.js';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { peakMib } from '../../bench/peak.js';
import { readRows } from '../../import/parse/read.js';
import { recognizeSheet } from '../../import/recognize/recognize.js';
import { openWorkbook } from '../../import/workbook/open.js';
import { UnreadableWorkbook } from '../../import/workbook/workbook.js';
import { contextOf } from '../import/read-folder.js';

const folder = process.argv[2] ?? '.';
for (const name of readdirSync(folder).toSorted()) {
  const started = performance.now();
  const end = await read(join(folder, name), name);
  const ms = Math.round(performance.now() - started);
  console.log(JSON.stringify({ name, end, ms, peakMib: Math.round(peakMib()) }));
}

async function read(path: string, name: string): Promise<string> {
  try {
    const workbook = await openWorkbook(path);
    try {
      const context = contextOf(name);
      for (const sheet of workbook.sheets) {
        const { recognition } = await recognizeSheet(sheet, context);
        if (recognition === null) for await (const rows of sheet.rows()) void rows;
        else for await (const rows of readRows(sheet, recognition, context, sheetChecks)) void rows;
      }
    } finally {
      await workbook.close();
    }
    return 'opened';
  } catch (error) {
    return error instanceof UnreadableWorkbook ? error.code : `crashed: ${String(error)}`;
  }
}
