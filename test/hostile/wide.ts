import { tinyXlsx } from '../import/workbook/tiny-xlsx.js';
import { hostile, type HostileFile } from './hostile-file.js';

const MIB = 1024 * 1024;
const TOO_WIDE = 'TOO_MANY_COLUMNS';

function repeat(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}

/** Text that does not compress to nothing. */
function words(length: number, seed: number): string {
  let state = seed + 1;
  let text = '';
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += String.fromCharCode(0x4e00 + (state % 20_000));
  }
  return text.slice(0, length);
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (value: number) => `<c><v>${value}</v></c>`;

/** Rows of figures below rows of headings, no two headings alike. */
function wideSheet(columns: number, rows: number, levels = 1): string {
  const headings = repeat(
    levels,
    (level) => `<row>${repeat(columns, (at) => text(`指标${level}第${at}项金额`))}</row>`,
  );
  return headings + repeat(rows, (row) => `<row>${repeat(columns, (at) => number(row * 7_919 + at))}</row>`);
}

/** The columns of a ledger, and then many more. */
function wideLedger(columns: number, rows: number): string {
  const head = ['资金名称', '执行单位', '资金级次', '下达金额（万元）', '下达日期'];
  return (
    `<row>${head.map(text).join('')}${repeat(columns, (at) => text(`第${at}年金额`))}</row>` +
    repeat(
      rows,
      (row) =>
        `<row>${text(`专项${row}`)}${text('示例甲有限公司')}${text('市')}${number(row)}${text('2022-03-01')}${repeat(columns, number)}</row>`,
    )
  );
}

/** Files that are large in one direction: width, length, texts, merges or sheets. */
export const WIDE: readonly HostileFile[] = [
  hostile('sixteen-thousand-columns.xlsx', TOO_WIDE, () => tinyXlsx({ rows: wideSheet(16_384, 60) })),
  hostile('sixteen-thousand-columns.csv', TOO_WIDE, () => `${repeat(60, () => `${'1,'.repeat(16_383)}1\n`)}`),
  hostile('a-hundred-thousand-headings.csv', TOO_WIDE, () => repeat(100_000, (at) => `项目${at},`)),
  hostile('a-thousand-columns.xlsx', 'opened', () => tinyXlsx({ rows: wideSheet(1_000, 300) })),
  hostile('a-thousand-columns-of-a-ledger.xlsx', 'opened', () => tinyXlsx({ rows: wideLedger(990, 300) })),
  hostile('a-thousand-columns-of-three-levels.xlsx', 'opened', () =>
    tinyXlsx({
      rows: wideSheet(1_000, 60, 3),
      tail: `<mergeCells>${repeat(25, (at) => `<mergeCell ref="${column(at * 40)}1:${column(at * 40 + 39)}1"/>`)}</mergeCells>`,
    }),
  ),
  hostile('a-thousand-columns.csv', 'opened', () =>
    repeat(60, (row) => `${repeat(999, (at) => `第${row}行${at},`)}1\n`),
  ),
  hostile('ten-sheets-of-five-hundred-columns.xlsx', 'opened', () =>
    tinyXlsx({
      rows: wideSheet(500, 30),
      sheets: repeat(10, (at) => `<sheet name="表${at}" sheetId="${at + 1}" r:id="rId1"/>`),
    }),
  ),
  hostile('rows-far-apart-under-long-merges.xlsx', 'opened', () =>
    tinyXlsx({
      rows: repeat(80, (row) => `<row r="${1 + row * 13_000}">${text(`甲${row}`)}${text('乙')}</row>`),
      tail: `<mergeCells>${repeat(100_000, (at) => `<mergeCell ref="${column((at * 7_919) % 16_000)}${((at * 104_729) % 900_000) + 1}:XFD1048576"/>`)}</mergeCells>`,
    }),
  ),
  hostile('a-million-styled-blanks.xlsx', 'opened', () =>
    tinyXlsx({
      rows: repeat(
        900,
        (row) =>
          `<row r="${row + 1}">${repeat(1_100, (at) => `<c r="${column(at)}${row + 1}" s="${(row * at) % 89}"/>`)}</row>`,
      ),
    }),
  ),
  hostile('a-cell-of-thirty-megabytes.xlsx', ['FILE_DAMAGED', 'FILE_BOMB'], () =>
    tinyXlsx({ rows: `<row>${text('长文本'.repeat(3 * MIB))}</row>` }),
  ),
  hostile('a-cell-of-thirty-megabytes.csv', 'FILE_DAMAGED', () => `甲,${'a'.repeat(30 * MIB)}\n`),
  hostile('long-texts-of-their-own.xlsx', 'opened', () =>
    tinyXlsx({ rows: repeat(600, (row) => `<row>${text('项目')}${text(words(30_000, row))}</row>`) }),
  ),
  hostile('sheet-name-with-nul.xlsx', 'FILE_DAMAGED', () => named('台&#0;账')),
  hostile('sheet-name-with-half-a-character.xlsx', 'FILE_DAMAGED', () => named('台&#xD800;账')),
];

function named(name: string): Buffer {
  return tinyXlsx({ sheets: `<sheet name="${name}" sheetId="1" r:id="rId1"/>`, rows: `<row>${text('甲')}</row>` });
}

function column(index: number): string {
  return (index < 26 ? '' : column(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
}
