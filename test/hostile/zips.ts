import { randomFillSync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { tinyParts, tinyXlsx, type TinyBook } from '../import/workbook/tiny-xlsx.js';
import { hostile, type HostileFile } from './hostile-file.js';
import { rawZip, type RawEntry } from './raw-zip.js';

const MIB = 1024 * 1024;
const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';
const SHEET = 'xl/worksheets/sheet1.xml';

function entries(book: TinyBook = { rows: ROW }): RawEntry[] {
  return Object.entries(tinyParts(book)).map(([name, data]) => ({ name, data }));
}

/** A workbook one of whose parts lies about itself. */
function lying(part: string, lie: Partial<RawEntry>, book?: TinyBook): Buffer {
  return rawZip(entries(book).map((entry) => (entry.name === part ? { ...entry, ...lie } : entry)));
}

function withEntries(...more: RawEntry[]): Buffer {
  return rawZip([...entries(), ...more]);
}

const whole = () => tinyXlsx({ rows: ROW.repeat(1) });

function patched(bytes: Buffer, change: (bytes: Buffer) => void): Buffer {
  change(bytes);
  return bytes;
}

/** Containers: what is wrong shows before a sheet is looked at, or while it is inflated. */
export const ZIPS: readonly HostileFile[] = [
  hostile('zip-empty.xlsx', 'FILE_NOT_A_WORKBOOK', () => rawZip([])),
  hostile('zip-of-other-things.xlsx', 'FILE_NOT_A_WORKBOOK', () => rawZip([{ name: 'readme.txt', data: 'x' }])),
  hostile('word-document.xlsx', 'FILE_NOT_A_WORKBOOK', () =>
    tinyXlsx({ parts: { 'xl/workbook.xml': '<w:document xmlns:w="u"><w:body/></w:document>' } }),
  ),
  hostile('open-document.xlsx', 'FILE_UNSUPPORTED', () =>
    rawZip([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
      { name: 'content.xml', data: '<x/>' },
      { name: 'META-INF/manifest.xml', data: '<x/>' },
    ]),
  ),
  hostile('binary-workbook.xlsx', 'FILE_UNSUPPORTED', () => {
    const parts = tinyParts({});
    return rawZip([
      { name: '_rels/.rels', data: String(parts['_rels/.rels']).replace('workbook.xml', 'workbook.bin') },
      { name: 'xl/workbook.bin', data: 'x' },
    ]);
  }),
  hostile('cut-in-half.xlsx', 'FILE_TRUNCATED', () => whole().subarray(0, 700)),
  hostile('cut-by-one-byte.xlsx', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () => whole().subarray(0, -1)),
  hostile('cut-in-directory.xlsx', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () =>
    Buffer.concat([whole().subarray(0, -200), whole().subarray(-22)]),
  ),
  hostile('only-a-signature.xlsx', 'FILE_TRUNCATED', () => 'PK\x03\x04'),
  hostile('encrypted-entry.xlsx', 'FILE_ENCRYPTED', () => lying(SHEET, { flags: 0x801 })),
  hostile('strong-encryption.xlsx', ['FILE_ENCRYPTED', 'FILE_DAMAGED'], () => lying(SHEET, { flags: 0x841 })),
  hostile('three-thousand-entries.xlsx', 'FILE_BOMB', () =>
    withEntries(...Array.from({ length: 3000 }, (_, i) => ({ name: `xl/media/${i}`, data: '' }))),
  ),
  hostile('same-part-twice.xlsx', 'FILE_DAMAGED', () => withEntries({ name: SHEET, data: '<worksheet/>' })),
  hostile('same-part-in-other-case.xlsx', 'FILE_DAMAGED', () =>
    withEntries({ name: SHEET.toUpperCase(), data: '<worksheet/>' }),
  ),
  hostile('overlapping-parts.xlsx', 'FILE_BOMB', () => withEntries({ name: 'xl/more.xml', data: '', sameAs: 0 })),
  hostile('unknown-compression.xlsx', 'FILE_UNSUPPORTED', () => lying(SHEET, { method: 12 })),
  hostile('larger-than-declared.xlsx', 'FILE_BOMB', () => lying(SHEET, { declaredSize: 20 })),
  hostile('smaller-than-declared.xlsx', 'FILE_TRUNCATED', () => lying(SHEET, { declaredSize: 2000 })),
  hostile('claims-two-gigabytes.xlsx', 'FILE_BOMB', () => lying(SHEET, { declaredSize: 2_000_000_000 })),
  hostile('strings-claim-gigabytes.xlsx', 'FILE_BOMB', () =>
    lying('xl/sharedStrings.xml', { declaredSize: 2_000_000_000 }, { strings: '' }),
  ),
  hostile('wrong-checksum.xlsx', 'FILE_DAMAGED', () => lying(SHEET, { declaredCrc: 1 })),
  hostile('sheet-of-spaces.xlsx', 'FILE_BOMB', () => tinyXlsx({ rows: ROW, tail: ' '.repeat(30 * MIB) })),
  hostile('strings-of-one-letter.xlsx', 'FILE_BOMB', () => tinyXlsx({ strings: '<si><t>a</t></si>'.repeat(2 * MIB) })),
  hostile('styles-of-spaces.xlsx', 'FILE_BOMB', () =>
    tinyXlsx({ rows: ROW, parts: { 'xl/styles.xml': `<styleSheet>${' '.repeat(20 * MIB)}</styleSheet>` } }),
  ),
  hostile('workbook-of-spaces.xlsx', 'FILE_BOMB', () => tinyXlsx({ workbookPr: ' '.repeat(20 * MIB) })),
  hostile('media-bomb-unread.xlsx', 'opened', () =>
    withEntries({ name: 'xl/media/image1.png', data: Buffer.alloc(20 * MIB) }),
  ),
  hostile('noise-for-deflate.xlsx', ['FILE_DAMAGED', 'FILE_TRUNCATED'], () =>
    patched(whole(), (bytes) => randomFillSync(bytes, bytes.indexOf(SHEET) + SHEET.length, 60)),
  ),
  hostile('directory-offset-beyond.xlsx', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () =>
    patched(whole(), (bytes) => bytes.writeUInt32LE(0x7fffffff, bytes.length - 6)),
  ),
  hostile('entry-offset-beyond.xlsx', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () =>
    patched(whole(), (bytes) => bytes.writeUInt32LE(0x7ffffff, bytes.lastIndexOf(SHEET) - 4)),
  ),
  hostile('entry-count-lies.xlsx', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () =>
    patched(whole(), (bytes) => bytes.writeUInt16LE(60, bytes.length - 12)),
  ),
  hostile('zip64-without-its-field.xlsx', ['FILE_DAMAGED', 'FILE_BOMB'], () =>
    patched(whole(), (bytes) => bytes.writeUInt32LE(0xffffffff, bytes.lastIndexOf(SHEET) - 22)),
  ),
  hostile('climbing-names.xlsx', 'opened', () => withEntries({ name: '../../../tmp/evil', data: 'x' })),
  hostile('zip-in-zip.xlsx', 'FILE_NOT_A_WORKBOOK', () => rawZip([{ name: 'a.xlsx', data: whole() }])),
  hostile('deflated-twice.xlsx', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () =>
    lying(SHEET, { data: deflateRawSync(Buffer.alloc(MIB)) }),
  ),
];
