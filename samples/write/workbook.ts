import { isDeepStrictEqual } from 'node:util';
import { read } from '@e965/xlsx';
import type { WorkbookLayout } from '../layouts/sheet.js';
import { csv } from './csv.js';
import { legacy } from './legacy.js';
import { xlsx } from './xlsx.js';

/** The bytes of a file of the sample ledgers. */
export async function bytesOf(layout: WorkbookLayout): Promise<Uint8Array> {
  switch (layout.format) {
    case 'xlsx':
      return xlsx(layout);
    case 'biff8':
      return legacy(layout, 'biff8');
    case 'spreadsheetml':
      return legacy(layout, 'xlml');
    case 'csv-gbk':
      return csv(layout, 'gbk');
    case 'csv-bom':
      return csv(layout, 'utf-8');
  }
}

/** Sheets of a workbook with their cells, merges and visibility, to be compared. */
function contents(bytes: Uint8Array): unknown {
  const workbook = read(bytes, { cellNF: true, cellHTML: false, cellFormula: false });
  return workbook.SheetNames.map((name, at) => ({
    name,
    hidden: workbook.Workbook?.Sheets?.[at]?.Hidden ?? 0,
    sheet: { ...workbook.Sheets[name] },
  }));
}

/** Whether two files of one format say the same: CSV by bytes, workbooks by cells, for a zip bears the time it was made. */
export function sameCells(format: WorkbookLayout['format'], one: Uint8Array, other: Uint8Array): boolean {
  if (format === 'csv-gbk' || format === 'csv-bom') return Buffer.compare(one, other) === 0;
  return isDeepStrictEqual(contents(one), contents(other));
}
