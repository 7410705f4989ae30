import { once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Cell, CellValue, Column, Row, stream, Style, Worksheet } from 'exceljs';
import { columnLetter } from '../entities/import-run.js';
import type { Dataset, DatasetColumn } from '../reporting/dataset.js';
import type { TextRow } from './rows.js';

/** The rows of a sheet without the heading. */
const ROWS_PER_SHEET = 1_048_575;
/** The longest text of a cell, and the end of one that is cut. */
const LONGEST = 32_767;
const CUT = '……（单元格放不下，全文见 CSV 或 JSON 导出）';
const FONT = '宋体';
const PLAIN = { font: { name: FONT, size: 11 }, alignment: { vertical: 'top' } } as const;
const WRAPPED = { ...PLAIN, alignment: { vertical: 'top', wrapText: true } } as const;
const DAY = { ...PLAIN, numFmt: 'yyyy-mm-dd' };
/** A4 landscape, as wide as a page. */
const PAGE = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;
/** How many characters beside each other are still legible on such a page. */
const LEGIBLE = 190;
const MARGINS = { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 };
const FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDEBF7' } } as const;

export interface XlsxOptions {
  /** The selection in words: 全部, or the division and year. */
  readonly of: string;
  /** Whether the headings have the Chinese name over the column's. */
  readonly titles?: boolean;
  readonly rowsPerSheet?: number;
}

/**
 * A dataset as a workbook that is written while it is read: the columns' names as headings, ids last, dates and figures as
 * such, texts always as texts. Rows beyond a sheet's limit follow in further sheets. The last sheet explains the columns.
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
  { of, titles = false, rowsPerSheet = ROWS_PER_SHEET }: XlsxOptions,
): Promise<void> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    zip: { zlib: { level: 3 } },
  });
  const columns = [...dataset.columns.filter((column) => !isId(column)), ...dataset.columns.filter(isId)];
  const styles = columns.map(styleOf);
  let headings = headingsOf(columns, titles, []);
  let sheet: Worksheet | undefined;
  let sheets = 1;
  let inSheet = 0;
  let written = 0;
  for await (const rows of batches) {
    if (sheet === undefined) {
      headings = headingsOf(columns, titles, rows);
      sheet = openSheet(workbook, dataset, headings, sheets);
    }
    for (const row of rows) {
      if (inSheet === rowsPerSheet) {
        closeSheet(sheet, dataset, inSheet);
        sheets += 1;
        sheet = openSheet(workbook, dataset, headings, sheets);
        inSheet = 0;
      }
      const added: Row = sheet.addRow(columns.map((column) => valueOf(column, row[column.name]!)));
      added.eachCell((cell, at) => (cell.style = styles[at - 1]!));
      added.commit();
      inSheet += 1;
      written += 1;
    }
    const entry = entryOf(sheet);
    if (entry.writableNeedDrain) await once(entry, 'drain', { signal });
    else await setImmediate(undefined, { signal });
  }
  sheet ??= openSheet(workbook, dataset, headings, sheets);
  closeSheet(sheet, dataset, inSheet);
  explain(workbook, dataset, columns, `${of}；${written} 行`);
  await workbook.commit();
}

/**
 * The stream of a sheet's bytes into the zip. The writer passes on everything at once: the caller must wait for this
 * stream, or a slow client's rows fill the memory. It is missing from the writer's types.
 */
function entryOf(sheet: Worksheet): Writable {
  return (sheet as unknown as { readonly stream: { readonly pipes: readonly [Writable] } }).stream.pipes[0];
}

/** Ends a sheet of so many rows. */
function closeSheet(sheet: Worksheet, dataset: Dataset, rows: number): void {
  sheet.pageSetup.printArea = `A1:${columnLetter(printedColumns(dataset) - 1)}${rows + 1}`;
  sheet.commit();
}

/** How many columns are printed: not the ids, which come last. */
function printedColumns({ columns }: Dataset): number {
  return columns.filter((column) => !isId(column)).length;
}

const isId = ({ type }: DatasetColumn) => type === 'uuid';

/** The columns of a sheet, as wide as the values of the first rows; what is wider is wrapped. */
function headingsOf(columns: readonly DatasetColumn[], titles: boolean, rows: readonly TextRow[]): Column[] {
  return columns.map((column) => ({
    header: titles ? `${shortName(column)}\n${column.name}` : column.name,
    width: widthOf(column, titles, rows),
    style: styleOf(column),
  })) as Column[];
}

function openSheet(
  workbook: stream.xlsx.WorkbookWriter,
  dataset: Dataset,
  headings: Column[],
  number: number,
): Worksheet {
  const name = number === 1 ? sheetName(dataset.zh) : sheetName(dataset.zh, ` (${number})`);
  const width = headings.slice(0, printedColumns(dataset)).reduce((sum, column) => sum + column.width!, 0);
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: 1 }],
    pageSetup: {
      ...PAGE,
      fitToWidth: Math.ceil(width / LEGIBLE),
      margins: MARGINS,
      printTitlesRow: '1:1',
    },
    headerFooter: { oddFooter: '第 &P 页，共 &N 页' },
  });
  sheet.columns = headings;
  const heading = sheet.getRow(1);
  heading.height = 32;
  heading.eachCell(styleHeading);
  heading.commit();
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: headings.length } };
  return sheet;
}

/** Styles of columns: the writer makes and keeps a style for each cell otherwise. */
function styleOf({ type }: DatasetColumn): Partial<Style> {
  return type === 'date' ? DAY : type === 'text' || type === 'list' ? WRAPPED : PLAIN;
}

function styleHeading(cell: Cell): void {
  cell.style = {
    font: { name: FONT, size: 11, bold: true },
    fill: FILL,
    alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  };
}

/** The sheet that explains the columns. */
function explain(
  workbook: stream.xlsx.WorkbookWriter,
  dataset: Dataset,
  columns: readonly DatasetColumn[],
  of: string,
): void {
  const sheet = workbook.addWorksheet('说明', { pageSetup: { ...PAGE, margins: MARGINS } });
  const style = { font: { name: FONT, size: 11 }, alignment: { vertical: 'top', wrapText: true } } as const;
  sheet.columns = [30, 30, 12, 80].map((width) => ({ width, style })) as Column[];
  const put = (values: string[], each?: (cell: Cell) => void) => {
    const row = sheet.addRow(values);
    if (each !== undefined) row.eachCell(each);
    row.commit();
  };
  put(['数据集', `${dataset.zh}（${dataset.name}）`]);
  put(['范围', of]);
  const now = new Date().toLocaleString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' });
  put(['导出时间', `${now}（北京时间）`]);
  put([]);
  put(['列', '列名', '类型', '说明'], styleHeading);
  for (const column of columns) put([shortName(column), column.name, TYPES[column.type], column.zh]);
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

/** The width of a column in characters, a Chinese one counting twice; a heading may take two lines. */
function widthOf(column: DatasetColumn, titles: boolean, rows: readonly TextRow[]): number {
  const values = rows.map((row) => Math.min(MOST_WIDE, charactersOf(row[column.name] ?? '')));
  const name = titles ? Math.max(charactersOf(shortName(column)), column.name.length) : column.name.length / 2;
  return Math.max(8, Math.min(18, Math.ceil(name) + 3), ...values.map((value) => Math.ceil(value * 1.1) + 2));
}

const MOST_WIDE = 32;

function charactersOf(text: string): number {
  return text.length + (text.match(/[^\0-\u00ff]/gu)?.length ?? 0);
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
