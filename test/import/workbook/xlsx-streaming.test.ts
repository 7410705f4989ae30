import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../../import/workbook/limits.js';
import { Notes } from '../../../import/workbook/notes.js';
import { openWorkbook } from '../../../import/workbook/open.js';
import type { Row } from '../../../import/workbook/workbook.js';
import { asUtf8 } from '../../../import/workbook/xlsx/encoding.js';
import { RowScanner } from '../../../import/workbook/xlsx/scan.js';
import { StringTable } from '../../../import/workbook/xlsx/string-table.js';
import { surveySheet } from '../../../import/workbook/xlsx/survey.js';
import { rawZip } from '../../hostile/raw-zip.js';
import { fileOf, readAll, tinyParts, tinyXlsx } from './fixture.js';

const SHEET = Buffer.from(
  `<?xml version="1.0"?><worksheet><cols><col min="1" max="1" hidden="1"/></cols><!-- 注 <row> --><sheetData>` +
    `<row r="1" hidden="1"><c r="A1" t="inlineStr"><is><r><t>项目𠮷</t></r><r><t>名称</t></r><rPh><t>ルビ</t></rPh></is></c><c r="B1"><v>12.5</v></c></row>` +
    `<row r='2' x='a>b'><c r="A2" t="str"><f>"a"&amp;"b"</f><v>a&amp;b<![CDATA[<c>]]>末</v></c><c r="C2"><f>1+1</f></c></row><row r="3"/>` +
    `<row r="4"><c r="A4" s="1" t="b"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
);

async function* inChunks(size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < SHEET.length; at += size) yield SHEET.subarray(at, at + size);
}

async function scan(size: number): Promise<Row[]> {
  const context = { strings: new StringTable(), styles: [], date1904: false };
  const scanner = new RowScanner(context, '表', DEFAULT_LIMITS, new Notes());
  for await (const chunk of asUtf8(inChunks(size))) scanner.push(chunk);
  return scanner.take();
}

test('wherever the chunks are cut, no character, tag or text is split', async () => {
  const whole = await scan(SHEET.length);
  expect(whole.map(({ number, hidden, cells }) => [number, hidden, cells.map((cell) => cell?.text)])).toEqual([
    [1, true, ['项目𠮷名称', '12.5']],
    [2, false, ['a&b<c>末', undefined, '=1+1']],
    [4, false, ['TRUE']],
  ]);
  for (let size = 1; size <= SHEET.length; size++) {
    expect(await scan(size)).toEqual(whole);
    const { merges, hiddenColumns, ordered } = await surveySheet(inChunks(size), DEFAULT_LIMITS);
    expect([merges, [...hiddenColumns], ordered]).toEqual([[{ top: 0, left: 0, bottom: 1, right: 1 }], [0], true]);
  }
});

const rows = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `<row r="${i + 1}"><c t="inlineStr"><is><t>第${i + 1}行，内容${'甲'.repeat(20)}</t></is></c></row>`,
  ).join('');

test('rows come in batches, and again on a second pass', async () => {
  const workbook = await openWorkbook(fileOf(tinyXlsx({ rows: rows(3000) })));
  const sheet = workbook.sheets[0]!;
  for (let pass = 0; pass < 2; pass++) {
    const sizes: number[] = [];
    let last = 0;
    for await (const batch of sheet.rows()) {
      sizes.push(batch.length);
      expect(batch[0]?.number).toBe(last + 1);
      last = batch.at(-1)?.number ?? 0;
    }
    expect(last).toBe(3000);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(2000);
  }
  await workbook.close();
  await workbook.close();
});

test('leaving the rows early and closing leaves no file open', async () => {
  const open = () => readdirSync('/dev/fd').length;
  const path = fileOf(tinyXlsx({ rows: rows(20_000) }));
  const before = open();
  for (let i = 0; i < 5; i++) {
    const workbook = await openWorkbook(path);
    for await (const batch of workbook.sheets[0]!.rows()) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    await workbook.close();
  }
  expect(open()).toBeLessThanOrEqual(before);
});

test('two passes may run at the same time', async () => {
  const workbook = await openWorkbook(fileOf(tinyXlsx({ rows: rows(20_000) })));
  const count = async () => {
    let seen = 0;
    for await (const batch of workbook.sheets[0]!.rows()) seen += batch.length;
    return seen;
  };
  expect(await Promise.all([count(), count()])).toEqual([20_000, 20_000]);
  await workbook.close();
});

test('a long run of blank rows ends the sheet, with a note where something follows', async () => {
  const blank = Array.from({ length: 1001 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" s="1"/></row>`).join('');
  const first = '<row r="1"><c r="A1"><v>1</v></c></row>';
  const far = '<row r="2000"><c r="A2000"><v>2</v></c></row>';
  const alone = await readAll(fileOf(tinyXlsx({ rows: first + blank })));
  expect([alone.sheets[0]!.rows.length, alone.notes]).toEqual([1, []]);
  const followed = await readAll(fileOf(tinyXlsx({ rows: first + blank + far })));
  expect([followed.sheets[0]!.rows.length, followed.notes]).toEqual([
    1,
    [{ code: 'ROWS_BEYOND_LIMIT', sheet: '台账', row: 1002, text: '1000' }],
  ]);
  const gap = await readAll(fileOf(tinyXlsx({ rows: first + far })));
  expect(gap.sheets[0]!.rows.map((row) => row.number)).toEqual([1, 2000]);
});

/** Deflated in the order of `pieces`, each followed by so many blocks of nothing that little comes of many bytes. */
function sparse(pieces: readonly Buffer[]): Buffer {
  const block = (last: number, bytes: Buffer) => {
    const head = Buffer.from([last, 0, 0, 0, 0]);
    head.writeUInt16LE(bytes.length, 1);
    head.writeUInt16LE(0xffff - bytes.length, 3);
    return Buffer.concat([head, bytes]);
  };
  const nothing = Buffer.from('000000ffff'.repeat(100), 'hex');
  return Buffer.concat([...pieces.flatMap((piece) => [block(0, piece), nothing]), block(1, Buffer.alloc(0))]);
}

test('a part that inflates by small pieces is read whole, however slowly its rows are taken', async () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`);
  const pieces = ['<worksheet><sheetData>', ...lines, '</sheetData></worksheet>'].map((text) => Buffer.from(text));
  const parts = tinyParts({ sheet: Buffer.concat(pieces) });
  const entries = Object.entries(parts).map(([name, data]) =>
    name.endsWith('sheet1.xml') ? { name, data, packed: sparse(pieces) } : { name, data },
  );
  const workbook = await openWorkbook(fileOf(rawZip(entries)));
  const values: unknown[] = [];
  for await (const batch of workbook.sheets[0]!.rows()) {
    values.push(...batch.map((row) => row.cells[0]?.text));
    await setTimeout(2);
  }
  expect(values).toEqual(lines.map((_, i) => String(i)));
  await workbook.close();
});
