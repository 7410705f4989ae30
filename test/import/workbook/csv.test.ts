import { expect, test } from '@jest/globals';
import { fileOf, readAll, refusalOf, shown } from './fixture.js';

async function read(bytes: Buffer | string, name = '04入库台账.csv') {
  const { format, sheets, notes } = await readAll(fileOf(bytes, `c${++counter}.bin`), { fileName: name });
  return { format, name: sheets[0]!.name, rows: sheets[0]!.rows, cells: shown(sheets[0]!), notes };
}
let counter = 0;

test('a delimited text is a workbook of one sheet, named for the file', async () => {
  const { format, name, cells } = await read('序号,名称\r\n1,甲\r\n');
  expect([format, name]).toEqual(['csv', '04入库台账']);
  expect(cells).toEqual({ A1: 'text 序号', B1: 'text 名称', A2: 'text 1', B2: 'text 甲' });
});

test('UTF-8 with and without a mark, UTF-16 and gb18030 are told apart', async () => {
  const text = '名称,金额\n䶮€𠮷公司,1';
  const gb18030 = Buffer.from('c3fbb3c62cbdf0b6ee0afe9fa2e39534b235b9abcbbe2c31', 'hex');
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  const all = [Buffer.from(text), Buffer.from(`\ufeff${text}`), little, Buffer.from(little).swap16()];
  for (const bytes of all) expect((await read(bytes)).cells['A2']).toBe('text 䶮€𠮷公司');
  expect((await read(gb18030)).cells).toEqual({
    A1: 'text 名称',
    B1: 'text 金额',
    A2: 'text 䶮€𠮷公司',
    B2: 'text 1',
  });
});

test('UTF-16 is known without a mark, by the bytes of its separators', async () => {
  const text = '序号,名称,金额\r\n1,一二三公司,12.5\r\n2,〇一公司（一）,3\r\n';
  const little = Buffer.from(text, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16(), Buffer.from(text.replaceAll(',', '\t'), 'utf16le')])
    expect((await read(bytes)).cells).toMatchObject({ A1: 'text 序号', B2: 'text 一二三公司', C3: 'text 3' });
  expect(await refusalOf(little.subarray(0, -1))).toBe('FILE_TRUNCATED');
  for (const noise of [Buffer.alloc(4_000), Buffer.from('00ff10fe'.repeat(1_000), 'hex')])
    expect(await refusalOf(noise)).toBe('FILE_TYPE_UNKNOWN');
});

test('one byte that is not UTF-8, far into the file, makes it gb18030', async () => {
  const ascii = 'a,b\n'.repeat(50_000);
  const { rows } = await read(Buffer.concat([Buffer.from(ascii), Buffer.from('d6d0', 'hex'), Buffer.from(',1\n')]));
  expect(rows.at(-1)?.cells[0]?.text).toBe('中');
});

test('comma, semicolon, tab and bar delimit, outside quotes', async () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    const lines = [
      ['名称', '说明', '金额'],
      ['甲', '"一,二;三\t四"', '1.5'],
      ['乙', '"说""话""\n换行"', '2'],
    ];
    const { cells } = await read(lines.map((line) => line.join(delimiter)).join('\n'));
    expect([cells['B2'], cells['B3'], cells['C3']]).toEqual(['text 一,二;三\t四', 'text 说"话"\n换行', 'text 2']);
  }
  expect((await read('sep=;\n甲,乙;丙\n')).cells).toMatchObject({ A2: 'text 甲,乙', B2: 'text 丙' });
  expect((await read('名称,说明\n甲,一|二|三\n乙,四|五|六\n')).cells).toMatchObject({ B2: 'text 一|二|三' });
  expect((await read('标题\n一；二\n')).cells).toEqual({ A1: 'text 标题', A2: 'text 一；二' });
});

test('text stays text: no dates, no numbers, no lost zeros', async () => {
  expect((await read('1-2,001,="002","=""003""",1e5,TRUE,2024/1/1\n')).cells).toEqual({
    A1: 'text 1-2',
    B1: 'text 001',
    C1: 'text 002',
    D1: 'text 003',
    E1: 'text 1e5',
    F1: 'text TRUE',
    G1: 'text 2024/1/1',
  });
});

test('a blank line counts as a row, short and long lines are read as they are', async () => {
  const { rows } = await read('甲,乙\n\n,,\n丙\n丁,,,戊\n');
  expect(rows.map((row) => [row.number, row.cells.map((cell) => cell?.text)])).toEqual([
    [1, ['甲', '乙']],
    [4, ['丙']],
    [5, ['丁', undefined, undefined, '戊']],
  ]);
});

test('a number that Excel saved without its last digits is noted', async () => {
  expect((await read('证件号,金额\n1.10101E+17,1.5E+05\n')).notes).toEqual([
    { code: 'PRECISION_LOST', sheet: '04入库台账', row: 2, column: 0, text: '1.10101E+17' },
  ]);
});

test('a thousand blank lines end the sheet, with a note where something follows', async () => {
  const { rows, notes } = await read(`甲\n${'\n'.repeat(1001)}乙\n`);
  expect(rows.length).toBe(1);
  expect(notes.map((note) => note.code)).toEqual(['ROWS_BEYOND_LIMIT']);
});

test('a quote that is never closed, and a cell without end, are refused', async () => {
  expect(await refusalOf('甲,"乙\n丙,丁\n')).toBe('FILE_TRUNCATED');
  expect(await refusalOf(`甲,乙\n${'长'.repeat(1_000_000)},1`)).toBe('FILE_DAMAGED');
});

test('what is no text is refused', async () => {
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff));
  expect(await refusalOf(noise)).toBe('FILE_TYPE_UNKNOWN');
  expect(await refusalOf(Buffer.alloc(3000))).toBe('FILE_TYPE_UNKNOWN');
  expect(await refusalOf('%PDF-1.7\n')).toBe('FILE_TYPE_UNKNOWN');
  expect(await refusalOf('')).toBe('FILE_EMPTY');
});

test('a NUL within a cell is dropped', async () => {
  expect((await read('甲\0乙,丙\n')).cells).toEqual({ A1: 'text 甲乙', B1: 'text 丙' });
});

test('rows and columns have their limits', async () => {
  const limits = { maxRows: 2, maxColumns: 2 };
  expect(await refusalOf('a\nb\nc\n', { limits })).toBe('TOO_MANY_ROWS');
  expect(await refusalOf('a,b,c\n', { limits })).toBe('TOO_MANY_COLUMNS');
  expect(await refusalOf('a,b,\n', { limits })).toBe('opened');
});
