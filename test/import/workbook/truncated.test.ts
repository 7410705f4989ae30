import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type BookType, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { ISSUES } from '../../../import/issues/catalogue.js';
import { UnreadableWorkbook } from '../../../import/workbook/workbook.js';
import { csv } from '../../../samples/write/csv.js';
import { fileOf, readAll } from './fixture.js';

const LEDGERS = join(import.meta.dirname, '../../../samples/ledgers');
const TABLE = readFileSync(join(LEDGERS, '专精特新企业名单.csv'));

/** The table of a sample, as far as it is wanted here. */
async function tableRows(count: number): Promise<string[][]> {
  const { sheets } = await readAll(fileOf(TABLE));
  return sheets[0]!.rows.slice(0, count).map(({ cells }) => Array.from(cells, (cell) => cell?.text ?? ''));
}

/** Two sheets of the table in one of the formats that SheetJS writes. */
async function book(bookType: BookType): Promise<Buffer> {
  const result = utils.book_new();
  const rows = await tableRows(200);
  utils.book_append_sheet(result, utils.aoa_to_sheet(rows), '名单');
  utils.book_append_sheet(result, utils.aoa_to_sheet(rows.slice(0, 20)), '另一张');
  return Buffer.from(write(result, { type: 'buffer', bookType, codepage: 936 }) as Buffer);
}

async function delimited(encoding: 'utf-8' | 'gbk' | 'utf-16'): Promise<Buffer> {
  const rows = await tableRows(60);
  const text = rows.map((row) => `${row.join(',')}\r\n`).join('');
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16') return Buffer.from(`\ufeff${text}`, 'utf16le');
  // One that Node decodes and does not encode.
  const sheet = { rows: rows.map((cells) => ({ cells })), widths: rows.at(-1)!.map(() => 10) };
  return Buffer.from(csv({ sheets: [sheet] } as unknown as Parameters<typeof csv>[0], 'gbk'));
}

/** A page of a system that calls it .xls. */
async function page(): Promise<Buffer> {
  const lines = (await tableRows(30)).map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return Buffer.from(`<html><head><meta charset="utf-8"></head><body><table>${lines.join('\n')}</table></body></html>`);
}

const FORMATS: Readonly<Record<string, () => Promise<Buffer> | Buffer>> = {
  xlsx: () => readFileSync(join(LEDGERS, '科技活动登记簿.xlsx')),
  'xls of Excel 97': () => readFileSync(join(LEDGERS, '科技特派员工作台账.xls')),
  'xls of Excel 97 by SheetJS': () => book('biff8'),
  'xls of Excel 5': () => book('biff5'),
  'xls without a container': () => book('biff2'),
  'SpreadsheetML 2003': () => book('xlml'),
  'HTML table': () => page(),
  'CSV in UTF-8': () => delimited('utf-8'),
  'CSV in GB 18030': () => delimited('gbk'),
  'CSV in UTF-16': () => delimited('utf-16'),
};

/** Where to cut: places that a seeded generator picks, the first and last bytes, and each border of sectors nearby. */
function cuts(size: number): number[] {
  const random = fc.sample(fc.noBias(fc.integer({ min: 1, max: size - 1 })), { numRuns: 30, seed: 13 });
  const sectors = random.slice(0, 8).flatMap((at) => [at - (at % 512), at - (at % 512) + 511]);
  const edges = [1, 2, 3, 4, 8, 511, 512, size - 1, size - 2, size - 20];
  return [...new Set([...random, ...sectors, ...edges])].filter((at) => at > 0 && at < size);
}

interface Outcome {
  readonly code?: string;
  readonly sheets: readonly (readonly string[])[];
  readonly notes: readonly { readonly code: keyof typeof ISSUES }[];
}

async function outcomeOf(bytes: Buffer): Promise<Outcome> {
  try {
    const { sheets, notes } = await readAll(fileOf(bytes));
    return { sheets: sheets.map(({ rows }) => rows.map((row) => JSON.stringify(row.cells))), notes };
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return { code: error.code, sheets: [], notes: [] };
    throw error;
  }
}

/** What a cut made of a file, in words; `lost` is what must not happen. */
function judge(whole: Outcome, cut: Outcome, lineEnd: boolean): string {
  if (cut.code !== undefined)
    return ['FILE_TRUNCATED', 'FILE_DAMAGED', 'FILE_EMPTY'].includes(cut.code) ? 'refused' : cut.code;
  if (JSON.stringify(cut.sheets) === JSON.stringify(whole.sheets)) return 'whole';
  const said = cut.notes.map(({ code }) => code);
  const rows = cut.sheets[0] ?? [];
  // One tab, or a part of the title: a sheet without two columns is no ledger, so that nothing is imported.
  if (cut.sheets.length === 1 && rows.every((row) => (JSON.parse(row) as unknown[]).length < 2)) return 'refused';
  const kept = said.includes('LINE_OPEN') ? rows.slice(0, -1) : rows;
  if (cut.sheets.length !== whole.sheets.length || kept.some((row, at) => row !== whole.sheets[0]![at])) return 'lost';
  if (said.includes('LINE_CUT') && ISSUES.LINE_CUT.severity === 'ERROR') return 'told';
  if (said.includes('LINE_OPEN')) return 'doubted';
  return lineEnd ? 'line end' : 'lost';
}

test.each(Object.keys(FORMATS))(
  '%s that is cut anywhere is refused, or gives the rows that are whole and says so',
  async (format) => {
    const bytes = await FORMATS[format]!();
    const whole = await outcomeOf(bytes);
    expect(whole.sheets[0]!.length).toBeGreaterThan(10);
    expect(whole.notes).toEqual([]);
    const judged: [number, string][] = [];
    for (const at of cuts(bytes.length)) {
      const cut = bytes.subarray(0, at);
      const lineEnd = format.startsWith('CSV') && /[\r\n]\0?$/.test(cut.subarray(-2).toString('latin1'));
      judged.push([at, judge(whole, await outcomeOf(cut), lineEnd)]);
    }
    expect(judged.length).toBeGreaterThanOrEqual(20);
    const allowed = format.startsWith('CSV')
      ? ['refused', 'told', 'doubted', 'line end', 'whole']
      : ['refused', 'whole'];
    expect(judged.filter(([, end]) => !allowed.includes(end))).toEqual([]);
    const sure = format.startsWith('CSV') ? ['refused', 'told'] : ['refused'];
    expect(judged.filter(([, end]) => sure.includes(end)).length).toBeGreaterThan(judged.length * 0.6);
  },
);

test('a CSV that ends within its last line says which, and does not read it', async () => {
  const { sheets, notes } = await readAll(fileOf('名称,金额,日期\n甲,1,2022-01-01\n乙,20'));
  expect(sheets[0]!.rows.map(({ number }) => number)).toEqual([1, 2]);
  expect(notes).toMatchObject([{ code: 'LINE_CUT', row: 3, column: 1, text: '20' }]);
});

test('a CSV without a last line end is read, and its last cell is doubted', async () => {
  const { sheets, notes } = await readAll(fileOf('名称,金额\n甲,1\n乙,20'));
  expect(sheets[0]!.rows.length).toBe(3);
  expect(notes).toMatchObject([{ code: 'LINE_OPEN', row: 3, column: 1, text: '20' }]);
  const { notes: none } = await readAll(fileOf('"名称","金额"\n"甲","1"\n"乙","20"'));
  expect(none).toEqual([]);
});

test('short lines without a delimiter at their end do not make the last one a cut one', async () => {
  const { sheets } = await readAll(fileOf('名称,金额,备注\n甲,1,好\n乙,20\n丙,3'));
  expect(sheets[0]!.rows.length).toBe(4);
});

test('a chain of sectors without an end is refused', async () => {
  const bytes = await book('biff8');
  const table = (bytes.readUInt32LE(0x4c) + 1) * 512;
  const directory = bytes.readUInt32LE(0x30);
  bytes.writeUInt32LE(directory, table + directory * 4);
  expect((await outcomeOf(bytes)).code).toBe('FILE_DAMAGED');
});
