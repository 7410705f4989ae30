import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { CFB, utils, write, type BookType, type WorkBook } from '@e965/xlsx';
import { shownText } from '../../../import/workbook/cells.js';
import { openWorkbook } from '../../../import/workbook/open.js';
import { until } from '../../until.js';
import { fileOf, readAll, refusalOf, shown } from './fixture.js';

function book(date1904 = false): WorkBook {
  const sheet = utils.aoa_to_sheet([
    ['特派员台账', null, null],
    ['姓名', '签订时间', '金额'],
    ['赵洋', 43896, 1.5],
    ['', 43896.5, 0.25],
  ]);
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }];
  sheet['!rows'] = [{}, {}, { hidden: true }];
  sheet['!cols'] = [{}, { hidden: true }];
  sheet['B3'].z = 'yyyy"年"m"月"d"日"';
  sheet['B4'].z = 'yyyy/m/d h:mm';
  sheet['C4'].z = '0%';
  sheet['A5'] = { t: 'e', v: 0x2a };
  sheet['B5'] = { t: 'b', v: true };
  sheet['!ref'] = 'A1:C5';
  const result = utils.book_new();
  utils.book_append_sheet(result, sheet, '责任状');
  utils.book_append_sheet(result, utils.aoa_to_sheet([['x']]), '隐藏');
  result.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }], WBProps: { date1904 } };
  return result;
}

const bytesOf = (bookType: BookType, date1904 = false) =>
  write(book(date1904), { type: 'buffer', bookType, cellStyles: true }) as Buffer;

const CELLS = {
  A1: 'text 特派员台账',
  A2: 'text 姓名',
  B2: 'text 签订时间',
  C2: 'text 金额',
  A3: 'text 赵洋',
  B3: 'date 2020-03-06',
  C3: 'number 1.5',
  B4: 'date 2020-03-06 12:00:00',
  C4: 'number 0.25',
  A5: 'error #N/A',
  B5: 'boolean TRUE',
};

test('an .xls gives typed cells, merges and hidden sheets, whatever its extension', async () => {
  const { format, sheets } = await readAll(fileOf(bytesOf('biff8'), '台账.xlsx'));
  expect(format).toBe('xls');
  expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['责任状', false],
    ['隐藏', true],
  ]);
  expect(shown(sheets[0]!)).toEqual(CELLS);
  expect(sheets[0]!.cells['C4']).toEqual({ kind: 'number', text: '0.25', value: 0.25, percent: true });
  expect(sheets[0]!.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 2 }]);
  expect([...sheets[0]!.hiddenColumns]).toEqual([1]);
});

/** A record of an .xls: its type, its length, and its fields of 16 bits or bytes. */
function record(type: number, ...fields: (number | Buffer)[]): Buffer {
  const body = Buffer.concat(
    fields.map((field) => (typeof field === 'number' ? Buffer.from([field & 0xff, field >> 8]) : field)),
  );
  return Buffer.concat([Buffer.from([type & 0xff, type >> 8, body.length & 0xff, body.length >> 8]), body]);
}

/** A workbook of Excel 5 with one text, 台账 in GBK; `codePage` says so. */
function excel5(codePage: boolean): Buffer {
  const chinese = Buffer.from('cca8d5cb', 'hex');
  const globals = (sheetAt: number) =>
    Buffer.concat([
      record(0x0809, 0x0500, 0x0005, 0, 0),
      ...(codePage ? [record(0x0042, 936)] : []),
      record(0x0085, sheetAt, 0, 0, Buffer.from([4]), chinese),
      record(0x000a),
    ]);
  const sheet = Buffer.concat([
    record(0x0809, 0x0500, 0x0010, 0, 0),
    record(0x0204, 0, 0, 0, 4, chinese),
    record(0x000a),
  ]);
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/Book', Buffer.concat([globals(globals(0).length), sheet]));
  return CFB.write(container, { type: 'buffer' }) as Buffer;
}

test('an .xls of Excel 5 is read in the Chinese code page, declared or not', async () => {
  for (const codePage of [true, false]) {
    const { sheets } = await readAll(fileOf(excel5(codePage)));
    expect([sheets[0]!.name, shown(sheets[0]!)]).toEqual(['台账', { A1: 'text 台账' }]);
  }
});

test('the Chinese date formats that an .xls uses without declaring them are dates', async () => {
  const bytes = bytesOf('biff8');
  const styleRecord = Buffer.from('e0001400', 'hex');
  for (let at = bytes.indexOf(styleRecord); at >= 0; at = bytes.indexOf(styleRecord, at + 4))
    if (bytes.readUInt16LE(at + 6) >= 164) bytes.writeUInt16LE(31, at + 6);
  const { sheets } = await readAll(fileOf(bytes));
  expect(shown(sheets[0]!)).toMatchObject({ B3: 'date 2020-03-06', B4: 'date 2020-03-06 12:00:00' });
});

test.each<BookType>(['biff8', 'xlml'])('the words of a number format are read from %s', async (bookType) => {
  const sheet = utils.aoa_to_sheet([[1.5, 17]]);
  sheet['A1'].z = '0.0"万元"';
  sheet['B1'].z = '"KJ"0000';
  const words = utils.book_new();
  utils.book_append_sheet(words, sheet, '表');
  const { sheets } = await readAll(fileOf(write(words, { type: 'buffer', bookType }) as Buffer));
  expect(Object.values(sheets[0]!.cells).map(shownText)).toEqual(['1.5万元', 'KJ0017']);
});

test('SpreadsheetML 2003 is read as well', async () => {
  const { format, sheets } = await readAll(fileOf(bytesOf('xlml'), '台账.xls'));
  expect(format).toBe('spreadsheetml');
  expect(shown(sheets[0]!)).toEqual(CELLS);
  expect(sheets[0]!.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 2 }]);
  expect([...sheets[0]!.hiddenColumns]).toEqual([1]);
  expect(sheets[0]!.rows.map((row) => row.hidden)).toEqual([false, false, true, false, false]);
});

test('an HTML table saved as .xls is read as text, in UTF-8 or GBK', async () => {
  const html = (name: string) =>
    `<html><meta charset="x"><body><table><tr><td colspan=2>${name}</td></tr><tr><td>001</td><td>1-2</td><td> </td></tr></table></body></html>`;
  const [before = '', after = ''] = html('|').split('|');
  const gbk = Buffer.concat([Buffer.from(before), Buffer.from('ccd7d7b4', 'hex'), Buffer.from(after)]);
  for (const [bytes, title] of [
    [Buffer.from(html('台账𠮷')), '台账𠮷'],
    [gbk, '套状'],
  ] as const) {
    const { format, sheets } = await readAll(fileOf(bytes, '导出.xls'));
    expect(format).toBe('html');
    expect(shown(sheets[0]!)).toMatchObject({ A1: `text ${title}`, A2: 'text 001', B2: 'text 1-2' });
    expect(sheets[0]!.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 1 }]);
  }
});

test('the days of a workbook of 1904 are its own', async () => {
  for (const type of ['biff8', 'xlml'] as const) {
    const { sheets } = await readAll(fileOf(bytesOf(type, true)));
    expect([type, shown(sheets[0]!)['B3']]).toEqual([type, 'date 2024-03-07']);
  }
});

test('a second pass gives the same rows, and closing removes every trace', async () => {
  const folders = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith('workbook-') && !name.startsWith('workbook-test-'));
  const before = new Set(folders());
  const workbook = await openWorkbook(fileOf(bytesOf('biff8')));
  const pass = async () => {
    const numbers: number[] = [];
    for await (const batch of workbook.sheets[0]!.rows()) numbers.push(...batch.map((row) => row.number));
    return numbers;
  };
  expect(await pass()).toEqual([1, 2, 3, 4, 5]);
  // Suites that run at the same time have folders of their own, which go as well.
  const made = folders().filter((name) => !before.has(name));
  expect(made.length).toBeGreaterThan(0);
  expect(await pass()).toEqual([1, 2, 3, 4, 5]);
  await workbook.close();
  await workbook.close();
  await until(() => !folders().some((name) => made.includes(name)));
});

test('an .xls cut off, and text that only claims to be one, are refused', async () => {
  const whole = bytesOf('biff8');
  expect(await refusalOf(whole.subarray(0, 600))).toBe('FILE_TRUNCATED');
  expect(
    await refusalOf(
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ),
  ).toBe('FILE_DTD');
  expect(await refusalOf('<?xml version="1.0"?><note/>')).toBe('FILE_NOT_A_WORKBOOK');
});

test('the converter may not take longer than it is given', async () => {
  expect(await refusalOf(bytesOf('biff8'), { limits: { timeoutMs: 1 } })).toBe('READ_TIMEOUT');
});
