import { randomFillSync } from 'node:crypto';
import { CFB, utils, write } from '@e965/xlsx';
import { hostile, type HostileFile } from './hostile-file.js';

const MIB = 1024 * 1024;

function compound(stream: string, bytes: Buffer): Buffer {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, `/${stream}`, bytes);
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer);
}

function xls(): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['甲', 1],
      ['乙', 2],
    ]),
    '表',
  );
  return write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
}

function spreadsheetMl(rows: string, head = ''): string {
  return `<?xml version="1.0"?>${head}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>${rows}</Table></Worksheet></Workbook>`;
}

function noisy(bytes: Buffer, from: number, length: number): Buffer {
  return randomFillSync(bytes, from, length);
}

/** Files that are no zip: other things behind the extension, old formats, delimited text. */
export const OTHERS: readonly HostileFile[] = [
  hostile('empty.xlsx', 'FILE_EMPTY', () => ''),
  hostile('~$台账.xlsx', 'FILE_LOCKED_TEMPORARY', () => Buffer.alloc(165, 'user')),
  hostile('pdf.xlsx', 'FILE_TYPE_UNKNOWN', () => '%PDF-1.7\n%\xe2\xe3\xcf\xd3'),
  hostile('png.xlsx', 'FILE_TYPE_UNKNOWN', () => Buffer.from('89504e470d0a1a0a0000000d', 'hex')),
  hostile('rar.xlsx', 'FILE_TYPE_UNKNOWN', () => 'Rar!\x1a\x07\x01\x00'),
  hostile('gzip.xlsx', 'FILE_TYPE_UNKNOWN', () => Buffer.from('1f8b0800000000000003', 'hex')),
  hostile('noise.xlsx', 'FILE_TYPE_UNKNOWN', () => randomFillSync(Buffer.alloc(100_000)).fill(0x11, 0, 1)),
  hostile('zeros.xlsx', 'FILE_TYPE_UNKNOWN', () => Buffer.alloc(100_000)),
  hostile('text.xlsx', 'opened', () => '这不是表格'),
  hostile('note.xml', 'FILE_NOT_A_WORKBOOK', () => '<?xml version="1.0"?><note/>'),
  hostile('encrypted.xlsx', 'FILE_ENCRYPTED', () => compound('EncryptedPackage', Buffer.alloc(5000, 7))),
  hostile('word.xls', 'FILE_NOT_A_WORKBOOK', () => compound('WordDocument', Buffer.alloc(5000, 7))),
  hostile('cut.xls', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () => xls().subarray(0, 1500)),
  hostile('header-only.xls', 'FILE_TRUNCATED', () => xls().subarray(0, 512)),
  hostile('noise-for-header.xls', ['FILE_DAMAGED', 'FILE_TRUNCATED'], () => noisy(xls(), 8, 500)),
  hostile(
    'noise-for-records.xls',
    ['FILE_DAMAGED', 'FILE_NO_SHEETS', 'FILE_TRUNCATED', 'FILE_ENCRYPTED', 'opened'],
    () => compound('Workbook', noisy(Buffer.alloc(8000), 0, 8000)),
  ),
  hostile('directory-in-a-circle.xls', ['FILE_DAMAGED', 'FILE_NOT_A_WORKBOOK', 'opened'], () => {
    const bytes = compound('WordDocument', Buffer.alloc(5000, 7));
    const directory = bytes.readUInt32LE(0x30);
    const table = (bytes.readUInt32LE(0x4c) + 1) * 512;
    bytes.writeUInt32LE(directory, table + directory * 4);
    return bytes;
  }),
  hostile('laughs.xls', 'FILE_DTD', () =>
    spreadsheetMl(
      '<Row><Cell><Data ss:Type="String">&b;</Data></Cell></Row>',
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
    ),
  ),
  hostile(
    'index-beyond.xls',
    ['opened', 'FILE_TOO_LARGE', 'READ_TIMEOUT', 'TOO_MANY_ROWS', 'TOO_MANY_COLUMNS', 'FILE_DAMAGED'],
    () =>
      spreadsheetMl(
        '<Row ss:Index="999999999"><Cell ss:Index="999999999"><Data ss:Type="String">甲</Data></Cell></Row>',
      ),
  ),
  hostile('merged-without-end.xls', ['opened', 'FILE_TOO_LARGE', 'READ_TIMEOUT', 'FILE_DAMAGED'], () =>
    spreadsheetMl(
      '<Row><Cell ss:MergeAcross="999999999" ss:MergeDown="999999999"><Data ss:Type="String">甲</Data></Cell></Row>',
    ),
  ),
  hostile('columns-without-end.xls', ['opened', 'FILE_TOO_LARGE', 'READ_TIMEOUT', 'FILE_DAMAGED'], () =>
    spreadsheetMl(
      '<Column ss:Index="1" ss:Span="99999999" ss:Hidden="1"/><Row><Cell><Data ss:Type="String">甲</Data></Cell></Row>',
    ),
  ),
  hostile(
    'spans-without-end.xls',
    ['opened', 'FILE_TOO_LARGE', 'READ_TIMEOUT', 'FILE_DAMAGED', 'TOO_MANY_COLUMNS'],
    () =>
      `<html><table>${'<tr><td colspan="999999999" rowspan="999999999">甲</td><td>乙</td></tr>'.repeat(10)}</table></html>`,
  ),
  hostile('no-table.xls', ['FILE_NO_SHEETS', 'FILE_DAMAGED', 'opened'], () => '<html><body>无表格</body></html>'),
  hostile('quote-without-end.csv', 'FILE_TRUNCATED', () => '甲,"乙\n丙,丁\n'.repeat(3)),
  hostile('line-without-end.csv', 'FILE_DAMAGED', () => 'a'.repeat(5 * MIB)),
  hostile('twenty-thousand-columns.csv', 'opened', () => `${','.repeat(20_000)}甲\n`),
  hostile('rows-beyond-excel.csv', 'TOO_MANY_ROWS', () => '1\n'.repeat(1_048_577)),
  hostile('nul-here-and-there.csv', 'opened', () => `甲\0乙,丙\n${'a,b\n'.repeat(1000)}`),
  hostile('formulas.csv', 'opened', () => '=cmd|A0,+1,-1,@SUM(A1)\n"=HYPERLINK(""http://x"",""y"")"\n'),
  hostile('half-a-character.csv', 'FILE_TRUNCATED', () =>
    Buffer.concat([Buffer.from('名称\n'.repeat(50)), Buffer.from([0xe5, 0x90])]),
  ),
];
