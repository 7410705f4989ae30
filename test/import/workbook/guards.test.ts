import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, openWorkbook, type ReadLimits } from '../../../import/workbook/open.js';
import { wordIssue } from '../../../import/issues/wording.js';
import { UnreadableWorkbook } from '../../../import/workbook/workbook.js';
import { fileOf, readAll, refusalOf, shown, tinyXlsx } from './fixture.js';

const book = tinyXlsx({
  strings: '<si><t>甲</t></si>',
  sheets: '<sheet name="一" sheetId="1" r:id="rId1"/><sheet name="二" sheetId="2" r:id="rId1"/>',
  rows: '<row r="1"><c t="s"><v>0</v></c><c><v>1</v></c></row><row r="3"><c><v>2</v></c></row><row r="9"><c s="1"/></row>',
  tail: '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A3:B3"/></mergeCells>',
});

const refusals: readonly (readonly [keyof ReadLimits, number, string])[] = [
  ['maxXlsxBytes', 100, 'FILE_TOO_LARGE'],
  ['maxEntries', 5, 'FILE_BOMB'],
  ['maxSheetPartBytes', 200, 'FILE_BOMB'],
  ['maxStringsPartBytes', 20, 'FILE_BOMB'],
  ['maxOtherPartBytes', 100, 'FILE_BOMB'],
  ['maxInflatedBytes', 600, 'FILE_BOMB'],
  ['maxSheets', 1, 'TOO_MANY_SHEETS'],
  ['maxRows', 2, 'TOO_MANY_ROWS'],
  ['maxColumns', 1, 'TOO_MANY_COLUMNS'],
  ['maxCells', 2, 'FILE_TOO_LARGE'],
  ['maxMerges', 1, 'FILE_TOO_LARGE'],
  ['timeoutMs', -1, 'READ_TIMEOUT'],
];

test.each(refusals)('%s of %d refuses with %s', async (limit, value, code) => {
  expect(await refusalOf(book, { limits: { [limit]: value } })).toBe(code);
});

const settings: readonly (readonly [keyof ReadLimits, number, string])[] = [
  ['maxXlsxBytes', 1024, '文件过大。上限为 0.0009765625 MB（MAX_XLSX_MB）。'],
  ['maxEntries', 5, '文件解压后异常庞大，已拒绝读取。压缩包内文件数上限为 5 个（MAX_ZIP_ENTRIES）。'],
  ['maxSheets', 1, '工作表数量超过上限。上限为 1 个（MAX_SHEETS）。'],
  ['maxRows', 2, '行数超过上限。上限为 2 行（MAX_ROWS）。'],
  ['maxColumns', 1, '列数超过上限。上限为 1 列（MAX_COLUMNS）。'],
  ['timeoutMs', -1000, '读取文件超时。上限为 -1 秒（MAX_READ_SECONDS）。'],
];

test.each(settings)('a clerk is told which setting %s of %d is', async (limit, value, message) => {
  const refusal = await readAll(fileOf(book), { limits: { [limit]: value } }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UnreadableWorkbook);
  const { code, detail } = refusal as UnreadableWorkbook;
  expect(wordIssue({ code, params: { detail } }).message).toBe(message);
});

test('each of those limits lets the workbook pass one step further up', async () => {
  const limits = { maxSheets: 2, maxRows: 3, maxColumns: 2, maxCells: 3, maxMerges: 2 };
  expect(await refusalOf(book, { limits })).toBe('opened');
  expect(await refusalOf(book)).toBe('opened');
});

test('rows out of order are gathered only up to a limit of their own', async () => {
  const unordered = tinyXlsx({ rows: '<row r="2"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row>' });
  expect(await refusalOf(unordered, { limits: { maxUnorderedCells: 1 } })).toBe('FILE_TOO_LARGE');
  expect(await refusalOf(book, { limits: { maxUnorderedCells: 1 } })).toBe('opened');
});

test('a part that inflates to more than two hundred times its size is a bomb, beyond the first MiB', async () => {
  const blank = (bytes: number) => tinyXlsx({ tail: ' '.repeat(bytes) });
  expect(await refusalOf(blank(1_000_000))).toBe('opened');
  expect(await refusalOf(blank(3_000_000))).toBe('FILE_BOMB');
  expect(await refusalOf(blank(3_000_000), { limits: { maxInflateRatio: 5_000 } })).toBe('opened');
});

test('the first bytes decide, not the extension', async () => {
  expect((await readAll(fileOf(book, '台账.csv'))).format).toBe('xlsx');
  expect((await readAll(fileOf('甲,乙\n', '台账.xls'))).format).toBe('csv');
});

test('a lock file is known by the name that the clerk knows', async () => {
  expect(await refusalOf(book, { fileName: '~$台账.xlsx' })).toBe('FILE_LOCKED_TEMPORARY');
  expect(await refusalOf(book, { fileName: '台账~$.xlsx' })).toBe('opened');
});

test('the consumer may take its time: only reading counts', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `<row r="${i + 1}"><c><v>${i * 7_919}</v></c></row>`).join('');
  const workbook = await openWorkbook(fileOf(tinyXlsx({ rows })), { limits: { timeoutMs: 2_000 } });
  let batches = 0;
  for await (const batch of workbook.sheets[0]!.rows()) {
    expect(batch.length).toBeGreaterThan(0);
    if (batches++ < 2) await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
  expect(batches).toBeGreaterThan(1);
  await workbook.close();
});

test('a file that is not there is a fault of the program, not of the file', async () => {
  await expect(openWorkbook('/nowhere/book.xlsx')).rejects.toMatchObject({ code: 'ENOENT' });
  expect(DEFAULT_LIMITS.maxXlsxBytes).toBe(50 * 1024 * 1024);
});

describe('columns beyond the limit', () => {
  const text = (at: string, value: string) =>
    `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
  const table = `<row r="1">${text('A1', '名称')}${text('B1', '金额')}`;
  const blanks = '<c r="C1" s="0"/><c r="AAA1" s="0"/><c r="XFD1" s="0"/>';

  test.each([
    ['styled cells out to XFD', `${table}${blanks}</row>`, []],
    [
      'a formatted row',
      `<row r="1" s="0" customFormat="1">${text('A1', '名称')}${text('B1', '金额')}${blanks}</row>`,
      [],
    ],
    ['a space at XFD1', `${table}${text('XFD1', ' ')}</row>`, []],
    ['spaces all along', `${table}${text('XFC1', ' ')}${text('XFD1', '　')}</row>`, []],
    ['a stray note at XFD1', `${table}${text('XFD1', '备注')}</row>`, [['CELL_BEYOND_LIMIT', 1, 16_383]]],
  ])('%s does not refuse the sheet', async (_name, rows, notes) => {
    const read = await readAll(fileOf(tinyXlsx({ rows })));
    expect(shown(read.sheets[0]!)).toEqual({ A1: 'text 名称', B1: 'text 金额' });
    expect(read.notes.map(({ code, row, column }) => [code, row, column])).toEqual(notes);
  });

  test('a CSV is read in the same way', async () => {
    const gap = ','.repeat(3_000);
    const read = await readAll(fileOf(`名称,金额${gap}备注\n甲,1${gap} \n乙,2${gap}\n`));
    expect(Object.keys(shown(read.sheets[0]!))).toEqual(['A1', 'B1', 'A2', 'B2', 'A3', 'B3']);
    expect(read.notes.map(({ code, row }) => [code, row])).toEqual([['CELL_BEYOND_LIMIT', 1]]);
  });

  test('a table that goes beyond it is refused, beside the others or far from them', async () => {
    const far = Array.from({ length: 21 }, (_, at) => `甲${','.repeat(2_000)}${at}\n`).join('');
    expect(await refusalOf(far)).toBe('TOO_MANY_COLUMNS');
    expect(await refusalOf(`${'甲,'.repeat(1_001)}\n`)).toBe('TOO_MANY_COLUMNS');
  });
});
