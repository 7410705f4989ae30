import { expect, test } from '@jest/globals';
import excel from 'exceljs';
import { buffer } from 'node:stream/consumers';
import type { TextRow } from '../../src/exports/rows.js';
import { xlsxOf } from '../../src/exports/xlsx.js';
import type { Dataset } from '../../src/reporting/dataset.js';
import { partsOf, xmlOf } from '../import/report/parts.js';

const DATASET: Dataset = {
  name: 'sample',
  zh: '示例/数据集：名称里有不许用的字符，而且长得放不进工作表的标签里去的那一种',
  key: ['no'],
  columns: [
    { name: 'id', type: 'uuid', zh: '行标识', nullable: true },
    { name: 'no', type: 'integer', zh: '序号', nullable: false },
    { name: 'code', type: 'text', zh: '统一社会信用代码：18位', nullable: true },
    { name: 'day', type: 'date', zh: '日期', nullable: true },
  ],
};

async function bytesOf(rows: readonly TextRow[], rowsPerSheet?: number, titles = false): Promise<Buffer> {
  const batches = (async function* () {
    for (const row of rows) yield await Promise.resolve([row]);
  })();
  const limit = rowsPerSheet === undefined ? {} : { rowsPerSheet };
  return buffer(xlsxOf(DATASET, batches, new AbortController().signal, { of: '全部', titles, ...limit }));
}

async function written(rows: readonly TextRow[], rowsPerSheet?: number): Promise<excel.Workbook> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await bytesOf(rows, rowsPerSheet)) as unknown as excel.Buffer);
  return workbook;
}

const row = (no: number, code: string | null = null, day: string | null = null): TextRow => ({
  id: null,
  no: String(no),
  code,
  day,
});

test('rows that a sheet does not hold go on in further sheets, each with the headings', async () => {
  const { worksheets } = await written(
    [1, 2, 3, 4, 5].map((no) => row(no)),
    2,
  );
  expect(worksheets).toHaveLength(4);
  const shown = worksheets.slice(0, 3).map((sheet) => sheet.getColumn(1).values.slice(1));
  expect(shown).toEqual([
    ['no', 1, 2],
    ['no', 3, 4],
    ['no', 5],
  ]);
  expect(worksheets.at(-1)!.getCell('B2').value).toBe('全部；5 行');
  for (const { name } of worksheets) expect(name).toMatch(/^[^[\]*?/\\:]{1,31}$/u);
});

test('a sheet that is exactly full is the last', async () => {
  expect(
    (
      await written(
        [1, 2].map((no) => row(no)),
        2,
      )
    ).worksheets,
  ).toHaveLength(2);
});

test('codes of digits stay texts, dates are dates but for those that spreadsheets count wrongly', async () => {
  const [sheet] = (await written([row(1, '000000000000000012', '2024-03-01'), row(2, '1e5', '1900-01-01')])).worksheets;
  expect(sheet!.getCell('B2').value).toBe('000000000000000012');
  expect(sheet!.getCell('B3').value).toBe('1e5');
  expect(sheet!.getCell('C2').value).toEqual(new Date('2024-03-01T00:00:00Z'));
  expect(sheet!.getCell('C2').numFmt).toBe('yyyy-mm-dd');
  expect(sheet!.getCell('C3').value).toBe('1900-01-01');
});

test('a text that no cell holds says that it is cut, and where the whole of it is', async () => {
  const [sheet] = (await written([row(1, '长'.repeat(40_000))])).worksheets;
  const text = String(sheet!.getCell('B2').value);
  expect(text).toHaveLength(32_767);
  expect(text).toMatch(/长……（单元格放不下，全文见 CSV 或 JSON 导出）$/u);
});

test('space at the ends of a text stays', async () => {
  const texts = [' 前', '后 ', '\t中\n', '　全角', ' _x0041_ '];
  const [sheet] = (await written(texts.map((text, index) => row(index, text)))).worksheets;
  expect(texts.map((_, index) => sheet!.getCell(index + 2, 2).text)).toEqual(texts);
  const parts = await partsOf(await bytesOf(texts.map((text, index) => row(index, text))));
  expect(xmlOf(parts, 'xl/worksheets/sheet1.xml').match(/<t xml:space="preserve">/gu)).toHaveLength(texts.length);
});

test('what XML cannot hold is spelled as spreadsheets read it, and so is what looks like such a spelling', async () => {
  const [sheet] = (await written([row(1, 'a\u0001b'), row(2, '_x0041_')])).worksheets;
  // The reader here leaves the spelling as it stands; spreadsheet programs undo it.
  expect(sheet!.getCell('B2').value).toBe('a_x0001_b');
  expect(sheet!.getCell('B3').value).toBe('_x005F_x0041_');
});

test('headings are the names that other doors have, with Chinese ones above only if asked for; ids come last', async () => {
  const headings = async (titles: boolean) => {
    const workbook = new excel.Workbook();
    await workbook.xlsx.load((await bytesOf([row(1)], undefined, titles)) as unknown as excel.Buffer);
    return (workbook.worksheets[0]!.getRow(1).values as string[]).slice(1);
  };
  expect(await headings(false)).toEqual(['no', 'code', 'day', 'id']);
  expect(await headings(true)).toEqual(['序号\nno', '统一社会信用代码\ncode', '日期\nday', '行标识\nid']);
});

test('a sheet is printed in landscape without ids, its headings on each page, its columns as wide as what is in them', async () => {
  const [sheet] = (await written([row(1, '长'.repeat(100), '2024-03-01'), row(2)])).worksheets;
  expect(sheet!.pageSetup).toMatchObject({
    orientation: 'landscape',
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '1:1',
    printArea: 'A1:C3',
  });
  const widths = [1, 2, 3, 4].map((column) => sheet!.getColumn(column).width!);
  expect(widths).toEqual([8, 38, 13, 8]);
  expect(sheet!.getCell('B2').alignment.wrapText).toBe(true);
});

test('the time of the export is that of China, whatever the zone of the server', async () => {
  const { worksheets } = await written([]);
  const told = String(worksheets.at(-1)!.getCell('B3').value);
  const [, ...parts] = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+):(\d+)（北京时间）$/u.exec(told)!.map(Number);
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  const moment = Date.UTC(year, month - 1, day, (hour % 24) - 8, minute, second);
  expect(Math.abs(Date.now() - moment)).toBeLessThan(60_000);
});
