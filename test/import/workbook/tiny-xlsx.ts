import { rawZip, type RawEntry } from '../../hostile/raw-zip.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A tiny workbook; what is not given is left out of the file. */
export interface TinyBook {
  /** What stands within `<sheetData>`. */
  readonly rows?: string;
  /** The whole sheet part instead. */
  readonly sheet?: string | Buffer;
  /** What stands before and after `<sheetData>`. */
  readonly head?: string;
  readonly tail?: string;
  /** What stands within `<sst>`: `<si>` elements. */
  readonly strings?: string;
  /** Number formats of the cell styles 0, 1, …: an id, or a format of its own. */
  readonly formats?: readonly (number | string)[];
  readonly workbookPr?: string;
  readonly sheets?: string;
  readonly relations?: string;
  /** Further parts, or other contents for those above; undefined leaves a part out. */
  readonly parts?: Readonly<Record<string, string | Buffer | undefined>>;
}

/** The parts of a tiny workbook, by name. */
export function tinyParts(book: TinyBook): Record<string, string | Buffer> {
  const sheet =
    book.sheet ??
    `<worksheet xmlns="${MAIN}">${book.head ?? ''}<sheetData>${book.rows ?? ''}</sheetData>${book.tail ?? ''}</worksheet>`;
  const parts: Record<string, string | Buffer | undefined> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationships(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${book.workbookPr ?? ''}` +
      `<sheets>${book.sheets ?? '<sheet name="台账" sheetId="1" r:id="rId1"/>'}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      book.relations ??
        relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
          relation('rId8', 'sharedStrings', 'sharedStrings.xml') +
          relation('rId9', 'styles', 'styles.xml'),
    ),
    'xl/worksheets/sheet1.xml': sheet,
    ...(book.strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${book.strings}</sst>` }),
    ...(book.formats === undefined ? {} : { 'xl/styles.xml': styles(book.formats) }),
    ...book.parts,
  };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, data]) => (data === undefined ? [] : [[name, data]])),
  );
}

export function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

export function relationships(inner: string): string {
  return `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}">${inner}</Relationships>`;
}

function styles(formats: readonly (number | string)[]): string {
  const custom = formats.map((format, index) =>
    typeof format === 'number'
      ? ''
      : `<numFmt numFmtId="${200 + index}" formatCode="${format.replaceAll('"', '&quot;')}"/>`,
  );
  const xfs = formats.map((format, index) => `<xf numFmtId="${typeof format === 'number' ? format : 200 + index}"/>`);
  return `<styleSheet xmlns="${MAIN}"><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`;
}

/** The bytes of a tiny workbook. */
export function tinyXlsx(book: TinyBook): Buffer {
  return rawZip(Object.entries(tinyParts(book)).map(([name, data]): RawEntry => ({ name, data })));
}
