/**
 * Reads all cells of a workbook with one reader and prints one line of JSON: the time from the opened module to the
 * last cell, and the highest resident memory of the process. Usage: node dist/bench/import/read.js READER FILE
 */
import { peakMib } from '../peak.js';

export interface ReadFigures {
  readonly ms: number;
  readonly peakMib: number;
  readonly cells: number;
}

const [reader, path = ''] = process.argv.slice(2);
const read = reader === 'exceljs' ? await excelJs() : await scanner();
const started = performance.now();
const cells = await read(path);
const ms = performance.now() - started;
const figures: ReadFigures = { ms, peakMib: peakMib(), cells };
console.log(JSON.stringify(figures));

async function scanner(): Promise<(path: string) => Promise<number>> {
  const { openWorkbook } = await import('../../import/workbook/open.js');
  return async (file) => {
    const workbook = await openWorkbook(file);
    let count = 0;
    for (const sheet of workbook.sheets)
      for await (const rows of sheet.rows())
        for (const row of rows) for (const cell of row.cells) if (cell !== undefined) count++;
    await workbook.close();
    return count;
  };
}

async function excelJs(): Promise<(path: string) => Promise<number>> {
  const { default: ExcelJS } = await import('exceljs');
  return async (file) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    let count = 0;
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row) => row.eachCell((cell) => void (cell.value !== null && count++))),
    );
    return count;
  };
}
