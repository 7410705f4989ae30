import ExcelJS from 'exceljs';
import { expect, test } from '@jest/globals';
import { utils, write, type BookType, type CellObject } from '@e965/xlsx';
import fc from 'fast-check';
import { READERS, type CanonicalBook } from '../../corpus/canonical.js';
import { fileOf } from './fixture.js';
import { randomCases } from '../../random-cases.js';

/** A value as a clerk would type it; dates at whole seconds from 1950 on, where all readers count alike. */
const value = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => storable(text)),
  fc.constantFrom('项目名称', '㐀䶮𠮷', ' 前后 ', 'a&b<c>"', '_x0041_', '第一行\n第二行', '=1+1', '001'),
  fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((number) => Number(number.toPrecision(15)) + 0),
  fc.boolean(),
  fc.integer({ min: -631_152_000, max: 4_102_444_800 }).map((seconds) => new Date(seconds * 1000)),
);
const table = fc.array(fc.array(fc.option(value, { nil: null, freq: 4 }), { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 20,
});
type Table = (string | number | boolean | Date | null)[][];

/** What XML can hold; the writers pass other characters on as they are. */
function storable(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return text.isWellFormed() && !/[\0-\x08\x0b-\x1f\ufffe\uffff]/.test(text);
}

async function byExcelJs(rows: Table): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('表');
  rows.forEach((row, r) =>
    row.forEach((each, c) => {
      if (each === null) return;
      const cell = sheet.getCell(r + 1, c + 1);
      cell.value = each;
      if (each instanceof Date) cell.numFmt = 'yyyy-mm-dd hh:mm:ss';
    }),
  );
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function bySheetJs(rows: Table, bookType: BookType, bookSST: boolean): Buffer {
  const sheet = utils.aoa_to_sheet(rows, { UTC: true, cellDates: false, dateNF: 'yyyy-mm-dd hh:mm:ss' });
  for (const key of Object.keys(sheet)) if (!key.startsWith('!')) delete (sheet[key] as CellObject).w;
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '表');
  return write(book, { type: 'buffer', bookType, bookSST, compression: true }) as Buffer;
}

async function compare(bytes: Buffer, references: readonly ('sheetjs' | 'exceljs')[]): Promise<CanonicalBook> {
  const path = fileOf(bytes, 'differential.bin');
  const ours = await READERS.taizhang(path);
  for (const reference of references) expect([reference, ours]).toEqual([reference, await READERS[reference](path)]);
  return ours;
}

test('what exceljs writes is read as SheetJS reads it', async () => {
  await fc.assert(
    // `_xHHHH_`, an escape to us and to SheetJS, is plain text to exceljs, so it is no reference here.
    fc.asyncProperty(table, async (rows) => void (await compare(await byExcelJs(rows), ['sheetjs']))),
    { numRuns: randomCases(60, 15) },
  );
});

test('what SheetJS writes, with shared or inline strings, is read as it was', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async (rows, shared) => {
      await compare(bySheetJs(rows, 'xlsx', shared), ['sheetjs']);
    }),
    { numRuns: randomCases(60, 15) },
  );
});

test('what SheetJS writes as .xls is read as it was', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => void (await compare(bySheetJs(rows, 'biff8', true), ['sheetjs']))),
    { numRuns: randomCases(5, 2) },
  );
});

test('a styled workbook with merges, rich text, links and formulas is read as exceljs and SheetJS read it', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('资金');
  sheet.mergeCells('A1:F1');
  sheet.getCell('A1').value = '科技专项资金台账';
  sheet.addRow(['序号', '名称', '金额（万元）', '日期', '比例', '备注']);
  sheet.addRow([
    1,
    { richText: [{ text: '科技' }, { font: { bold: true }, text: '专项' }] },
    98.03,
    new Date('2020-05-20'),
    0.5,
    true,
  ]);
  sheet.addRow([
    2,
    { text: '官网', hyperlink: 'http://example.invalid/' },
    { formula: 'C3*2', result: 196.06 },
    null,
    { formula: 'E3', result: 0 },
    { error: '#N/A' },
  ]);
  sheet.addRow([3, { formula: 'B3&"x"', result: '甲x' }, null, new Date('2021-12-31T23:59:59Z')]);
  for (const address of ['D3', 'D5']) sheet.getCell(address).numFmt = 'yyyy"年"m"月"d"日"';
  sheet.getCell('E3').numFmt = '0.0%';
  const ours = await compare(Buffer.from(await workbook.xlsx.writeBuffer()), ['sheetjs', 'exceljs']);
  expect(ours['资金']).toMatchObject({ B3: 'text 科技专项', C4: 'number 196.06', E4: 'number 0' });
});
