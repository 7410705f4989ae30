import { relation, tinyParts, tinyXlsx } from '../import/workbook/tiny-xlsx.js';
import { hostile, type HostileFile } from './hostile-file.js';
import { rawZip } from './raw-zip.js';

const MIB = 1024 * 1024;
const SHEET = 'xl/worksheets/sheet1.xml';
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';
const LAUGHS =
  '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>';

const repeat = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('');

/** Text that does not deflate to nothing, so that a large part stays below the ratio. */
function varied(length: number): string {
  let seed = 1;
  let result = '';
  while (result.length < length) {
    seed = (seed * 48_271) % 2_147_483_647;
    result += seed.toString(36);
  }
  return result;
}

function manySheets(count: number): Buffer {
  return tinyXlsx({
    rows: ROW,
    sheets: repeat(count, (i) => `<sheet name="表${i}" sheetId="${i + 1}" r:id="rId1"/>`),
  });
}

function withDtd(part: string): Buffer {
  const parts = tinyParts({ strings: '<si><t>&c;</t></si>', formats: [0], rows: ROW });
  return tinyXlsx({ parts: { ...parts, [part]: LAUGHS + String(parts[part]) } });
}

/** Workbooks whose XML is the trouble. */
export const SHEETS: readonly HostileFile[] = [
  ...[SHEET, 'xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', '_rels/.rels'].map((part) =>
    hostile(`laughs-in-${part.replaceAll('/', '-')}.xlsx`, 'FILE_DTD', () => withDtd(part)),
  ),
  hostile('external-entity.xlsx', 'FILE_DTD', () =>
    tinyXlsx({ sheet: `<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet><sheetData/></worksheet>` }),
  ),
  hostile('undefined-entities.xlsx', 'opened', () => tinyXlsx({ rows: `<row>${text('&lol;&#xffffffff;&#0;')}</row>` })),
  hostile('million-row-dimension.xlsx', 'opened', () =>
    tinyXlsx({ head: '<dimension ref="A1:XFD1048576"/>', rows: `<row>${text('一').repeat(10)}</row>` }),
  ),
  hostile('row-number-beyond.xlsx', 'TOO_MANY_ROWS', () =>
    tinyXlsx({ rows: `<row r="999999999">${text('一')}</row>` }),
  ),
  hostile('row-number-is-nonsense.xlsx', 'opened', () =>
    tinyXlsx({
      rows: `<row r="-5">${text('一')}</row><row r="NaN">${text('二')}</row><row r="1e999"/>`.replace(
        '<row r="1e999"/>',
        '',
      ),
    }),
  ),
  hostile('column-beyond.xlsx', 'TOO_MANY_COLUMNS', () =>
    tinyXlsx({ rows: '<row r="1"><c r="XFE1"><v>1</v></c></row>' }),
  ),
  hostile('column-of-forty-letters.xlsx', 'TOO_MANY_COLUMNS', () =>
    tinyXlsx({ rows: `<row r="1"><c r="${'Z'.repeat(40)}1"><v>1</v></c></row>` }),
  ),
  hostile('hidden-columns-without-end.xlsx', 'opened', () =>
    tinyXlsx({ head: '<cols><col min="-999999999999" max="999999999999" hidden="1"/></cols>', rows: ROW }),
  ),
  hostile('four-hundred-thousand-merges.xlsx', 'FILE_TOO_LARGE', () =>
    tinyXlsx({
      rows: ROW,
      tail: `<mergeCells>${repeat(400_000, (i) => `<mergeCell ref="A${i + 1}:B${i + 1}"/>`)}</mergeCells>`,
    }),
  ),
  hostile('one-merge-over-all.xlsx', 'opened', () =>
    tinyXlsx({ rows: ROW, tail: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' }),
  ),
  hostile('half-a-million-blank-rows.xlsx', 'opened', () =>
    tinyXlsx({ rows: ROW + repeat(500_000, (i) => `<row r="${i + 2}"><c r="A${i + 2}" s="${i % 7}"/></row>`) }),
  ),
  hostile('validation-of-whole-columns.xlsx', 'opened', () =>
    tinyXlsx({
      rows: ROW,
      tail: `<dataValidations>${repeat(2000, (i) => `<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"${i}"</formula1></dataValidation>`)}</dataValidations>`,
    }),
  ),
  hostile('sheet-cut-off.xlsx', 'FILE_TRUNCATED', () => tinyXlsx({ sheet: `<worksheet><sheetData>${ROW}` })),
  hostile('sheet-cut-off-in-tag.xlsx', 'FILE_TRUNCATED', () =>
    tinyXlsx({ sheet: '<worksheet><sheetData><row r="1" ' }),
  ),
  hostile('sheet-is-no-xml.xlsx', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () => tinyXlsx({ sheet: 'hello' })),
  hostile('sheet-is-empty.xlsx', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () => tinyXlsx({ sheet: '' })),
  hostile('tag-without-end.xlsx', 'FILE_DAMAGED', () =>
    tinyXlsx({ sheet: `<worksheet><sheetData><row x="${varied(5 * MIB)}` }),
  ),
  hostile('comment-without-end.xlsx', 'FILE_DAMAGED', () =>
    tinyXlsx({ sheet: `<worksheet><sheetData><!-- ${varied(5 * MIB)}` }),
  ),
  hostile('text-of-five-megabytes.xlsx', 'FILE_DAMAGED', () =>
    tinyXlsx({ rows: `<row>${text(varied(5 * MIB))}</row>` }),
  ),
  hostile('string-of-five-megabytes.xlsx', 'FILE_DAMAGED', () =>
    tinyXlsx({ strings: `<si><t>${varied(5 * MIB)}</t></si>`, rows: '<row><c t="s"><v>0</v></c></row>' }),
  ),
  hostile('string-of-a-million-runs.xlsx', ['FILE_DAMAGED', 'FILE_BOMB'], () =>
    tinyXlsx({
      rows: `<row><c t="inlineStr"><is>${repeat(500_000, (i) => `<r><t>运${i * 7919}</t></r>`)}</is></c></row>`,
    }),
  ),
  hostile('long-string-in-many-cells.xlsx', ['opened', 'FILE_BOMB'], () =>
    tinyXlsx({
      strings: `<si><t>${varied(MIB)}</t></si>`,
      rows: repeat(10_000, (i) => `<row r="${i + 1}"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`),
    }),
  ),
  hostile('nested-a-hundred-thousand-deep.xlsx', 'opened', () =>
    tinyXlsx({ rows: ROW, tail: repeat(100_000, (i) => `<a${i % 977}>`) }),
  ),
  hostile('tag-of-many-attributes.xlsx', 'opened', () =>
    tinyXlsx({ rows: `<row ${repeat(20_000, (i) => `a${i}="${i}" `)}r="1">${text('一')}</row>` }),
  ),
  hostile('no-sheets.xlsx', 'FILE_NO_SHEETS', () => tinyXlsx({ sheets: ' ' })),
  hostile('only-a-chart.xlsx', 'FILE_NO_SHEETS', () =>
    tinyXlsx({ relations: relation('rId1', 'chartsheet', 'c.xml') }),
  ),
  hostile('a-hundred-sheets.xlsx', 'opened', () => manySheets(100)),
  hostile('three-hundred-sheets.xlsx', 'TOO_MANY_SHEETS', () => manySheets(300)),
  hostile('three-hundred-columns.xlsx', 'opened', () => tinyXlsx({ rows: `<row>${text('一').repeat(300)}</row>` })),
  hostile('string-index-beyond.xlsx', 'FILE_DAMAGED', () =>
    tinyXlsx({ strings: '<si><t>一</t></si>', rows: '<row><c t="s"><v>999999999</v></c></row>' }),
  ),
  hostile('string-index-negative.xlsx', 'FILE_DAMAGED', () =>
    tinyXlsx({ strings: '<si><t>一</t></si>', rows: '<row><c t="s"><v>-1</v></c></row>' }),
  ),
  hostile('style-index-beyond.xlsx', 'opened', () => tinyXlsx({ rows: '<row><c s="4294967296"><v>1</v></c></row>' })),
  hostile('relation-climbs-out.xlsx', 'FILE_DAMAGED', () =>
    tinyXlsx({ relations: relation('rId1', 'worksheet', '../../../../../etc/passwd') }),
  ),
  hostile('relation-to-a-web-site.xlsx', 'FILE_DAMAGED', () =>
    tinyXlsx({
      relations:
        '<Relationship Id="rId1" Type="x/worksheet" Target="http://127.0.0.1:1/sheet.xml" TargetMode="External"/>',
    }),
  ),
  hostile('relation-to-itself.xlsx', ['FILE_TRUNCATED', 'FILE_DAMAGED'], () =>
    tinyXlsx({ relations: relation('rId1', 'worksheet', 'workbook.xml') }),
  ),
  hostile('names-of-the-prototype.xlsx', 'opened', () =>
    tinyXlsx({ rows: `<row>${['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map(text).join('')}</row>` }),
  ),
  hostile('controls-and-nul.xlsx', 'opened', () =>
    tinyXlsx({ rows: `<row>${text('a_x0000_b&#1;&#0;_xD800_')}${text('\u0007\u202e')}</row>` }),
  ),
  hostile('text-that-starts-a-formula.xlsx', 'opened', () =>
    tinyXlsx({ rows: `<row>${['=cmd|A0', '+1', '-1', '@SUM(A1)', '＝1'].map(text).join('')}</row>` }),
  ),
  hostile('formulas-never-calculated.xlsx', 'opened', () =>
    tinyXlsx({ rows: `<row>${repeat(1000, (i) => `<c><f>A${i}+1</f></c>`)}</row>` }),
  ),
  hostile('numbers-out-of-range.xlsx', 'opened', () =>
    tinyXlsx({
      formats: [14],
      rows: '<row><c><v>1e999</v></c><c s="0"><v>-1e300</v></c><c><v>NaN</v></c><c><v>0x10</v></c></row>',
    }),
  ),
  hostile('malformed-utf8.xlsx', 'opened', () => {
    const sheet = Buffer.from(`<worksheet><sheetData><row>${text('????')}</row></sheetData></worksheet>`);
    sheet.fill(0xff, sheet.indexOf('????'), sheet.indexOf('????') + 4);
    return tinyXlsx({ sheet });
  }),
  hostile('encoding-unknown.xlsx', 'FILE_UNSUPPORTED', () =>
    tinyXlsx({
      sheet:
        '<?xml version="1.0" encoding="x-martian"?><worksheet><sheetData></sheetData></worksheet><!-- padding padding padding padding -->',
    }),
  ),
  hostile('stored-not-deflated.xlsx', 'opened', () =>
    rawZip(Object.entries(tinyParts({ rows: ROW })).map(([name, data]) => ({ name, data, method: 0 }))),
  ),
];
