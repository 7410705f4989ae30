import { once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Cell, CellValue, Column, stream, Style, Worksheet } from 'exceljs';
import type { Dataset, DatasetColumn } from '../reporting/dataset.js';
import type { TextRow } from './rows.js';

/** The rows of a sheet without the heading. */
const ROWS_PER_SHEET = 1_048_575;
/** The longest text of a cell, and the end of one that is cut. */
const LONGEST = 32_767;
const CUT = '……（单元格放不下，全文见 CSV 或 JSON 导出）';
const FONT = '宋体';
const PLAIN = { font: { name: FONT, size: 11 } };
const DAY = { ...PLAIN, numFmt: 'yyyy-mm-dd' };
const FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDEBF7' } } as const;

export interface XlsxOptions {
  /** The selection in words: 全部, or the division and year. */
  readonly of: string;
  readonly rowsPerSheet?: number;
}

/**
 * A dataset as a workbook that is written while it is read: headings in Chinese over the column's name, dates and
 * figures as such, texts always as texts. Rows beyond a sheet's limit follow in further sheets. The last sheet explains
 * the columns.
 */
export function xlsxOf(
  dataset: Dataset,
  batches: AsyncIterable<readonly TextRow[]>,
  signal: AbortSignal,
  options: XlsxOptions,
): Readable {
  const output = new PassThrough();
  write(output, dataset, batches, signal, options).catch((error: unknown) => output.destroy(error as Error));
  return output;
}

async function write(
  output: PassThrough,
  dataset: Dataset,
  batches: AsyncIterable<readonly TextRow[]>,
  signal: AbortSignal,
  { of, rowsPerSheet = ROWS_PER_SHEET }: XlsxOptions,
): Promise<void> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    zip: { zlib: { level: 3 } },
  });
  const styles = dataset.columns.map(styleOf);
  let sheet = openSheet(workbook, dataset, 1);
  let sheets = 1;
  let inSheet = 0;
  let written = 0;
  for await (const rows of batches) {
    for (const row of rows) {
      if (inSheet === rowsPerSheet) {
        sheet.commit();
        sheets += 1;
        sheet = openSheet(workbook, dataset, sheets);
        inSheet = 0;
      }
      const added = sheet.addRow(dataset.columns.map((column) => valueOf(column, row[column.name]!)));
      added.eachCell((cell, at) => (cell.style = styles[at - 1]!));
      added.commit();
      inSheet += 1;
      written += 1;
    }
    const entry = entryOf(sheet);
    if (entry.writableNeedDrain) await once(entry, 'drain', { signal });
    else await setImmediate(undefined, { signal });
  }
  sheet.commit();
  explain(workbook, dataset, `${of}；${written} 行`);
  await workbook.commit();
}

/**
 * The stream of a sheet's bytes into the zip. The writer passes on everything at once: the caller must wait for this
 * stream, or a slow client's rows fill the memory. It is missing from the writer's types.
 */
function entryOf(sheet: Worksheet): Writable {
  return (sheet as unknown as { readonly stream: { readonly pipes: readonly [Writable] } }).stream.pipes[0];
}

function openSheet(workbook: stream.xlsx.WorkbookWriter, dataset: Dataset, number: number): Worksheet {
  const name = number === 1 ? sheetName(dataset.zh) : sheetName(dataset.zh, ` (${number})`);
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', xSplit: 0, ySplit: 1 }] });
  sheet.columns = dataset.columns.map((column) => ({
    header: `${shortName(column)}\n${column.name}`,
    width: widthOf(column),
    style: styleOf(column),
  })) as Column[];
  const heading = sheet.getRow(1);
  heading.height = 32;
  heading.eachCell(styleHeading);
  heading.commit();
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: dataset.columns.length } };
  return sheet;
}

/** Styles of columns: the writer makes and keeps a style for each cell otherwise. */
function styleOf({ type }: DatasetColumn): Partial<Style> {
  return type === 'date' ? DAY : PLAIN;
}

function styleHeading(cell: Cell): void {
  cell.style = {
    font: { name: FONT, size: 11, bold: true },
    fill: FILL,
    alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  };
}

/** The sheet that explains the columns. */
function explain(workbook: stream.xlsx.WorkbookWriter, dataset: Dataset, of: string): void {
  const sheet = workbook.addWorksheet('说明');
  const style = { font: { name: FONT, size: 11 }, alignment: { vertical: 'top', wrapText: true } } as const;
  sheet.columns = [30, 30, 12, 80].map((width) => ({ width, style })) as Column[];
  const put = (values: string[], each?: (cell: Cell) => void) => {
    const row = sheet.addRow(values);
    if (each !== undefined) row.eachCell(each);
    row.commit();
  };
  put(['数据集', `${dataset.zh}（${dataset.name}）`]);
  put(['范围', of]);
  put(['导出时间', new Date().toLocaleString('zh-CN', { hour12: false })]);
  put([]);
  put(['列', '列名', '类型', '说明'], styleHeading);
  for (const column of dataset.columns) put([shortName(column), column.name, TYPES[column.type], column.zh]);
  sheet.commit();
}

const TYPES: Readonly<Record<DatasetColumn['type'], string>> = {
  text: '文本',
  integer: '整数',
  decimal: '数值',
  boolean: '是否',
  date: '日期',
  uuid: '标识',
  list: '列表',
  flags: '标记',
};

/** A column's Chinese name without the explanation after it. */
function shortName({ zh }: DatasetColumn): string {
  return /^[^：；]*/u.exec(zh)![0];
}

/** Sheet names are at most 31 characters and have none of []*?/\: */
function sheetName(title: string, suffix = ''): string {
  return title.replaceAll(/[[\]*?/\\:]/gu, '').slice(0, 31 - suffix.length) + suffix;
}

function widthOf(column: DatasetColumn): number {
  const heading = Math.max(shortName(column).length * 2, column.name.length) + 3;
  return Math.min(40, Math.max(heading, column.type === 'text' ? 16 : 12));
}

/** A value as a cell, undefined for none; only ever a text, number, boolean or date, never one of the objects that mean a formula or link. */
function valueOf({ type }: DatasetColumn, value: string | null): CellValue {
  if (value === null) return undefined;
  switch (type) {
    case 'integer':
    case 'decimal':
      return Number(value);
    case 'boolean':
      return value === 'true';
    case 'date':
      // Spreadsheets count days from 1900 on, with an error before March of that year.
      return value < '1900-03-01' || value.length > 10 ? value : new Date(`${value}T00:00:00Z`);
    case 'list':
      return textOf((JSON.parse(value) as string[]).join('、'));
    default:
      return textOf(value);
  }
}

/** A text as a cell holds it: characters that XML cannot hold are escaped as _x0001_, and texts like such an escape too. */
function textOf(text: string): CellValue {
  const spelled = text.replaceAll(/(?![\t\n])[\p{Cc}\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)/gu, spell);
  const fitting = spelled.length <= LONGEST ? spelled : spelled.slice(0, LONGEST - CUT.length).toWellFormed() + CUT;
  // Spreadsheets keep spaces at the ends of a text only in the runs of a rich text.
  return /^\s|\s$/u.test(fitting) ? { richText: [{ text: fitting }] } : fitting;
}

function spell(character: string): string {
  return `_x${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}_`;
}
