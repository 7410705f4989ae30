import type { CellValue, Style, Workbook, Worksheet } from 'exceljs';
import type { LedgerReading } from '../ledgers/ledger.js';
import { addOptions } from './template/options.js';
import { LIST_SHEET } from '../text/own-sheet.js';
import { type TemplateColumn, templateColumns } from './template/columns.js';

export { isListSheet } from '../text/own-sheet.js';

/** Rows of a template: title, notes, headings, example; the rows to fill in follow. */
export const TEMPLATE_ROWS = { title: 1, notes: 2, headings: 3, example: 4, first: 5 } as const;

const RULED = 100;
const FONT = '宋体';
const LINE = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE };

/** The file name of a ledger's template. */
export function templateName(reading: LedgerReading): string {
  return `${reading.ledger.zh}（模板）`;
}

/** A blank workbook of a ledger, made from its declaration and reading, to be filled in and imported. */
export async function templateWorkbook(reading: LedgerReading): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const workbook: Workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet(reading.ledger.zh, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: TEMPLATE_ROWS.headings, showGridLines: true }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.3, footer: 0.3 },
      printTitlesRow: `${TEMPLATE_ROWS.headings}:${TEMPLATE_ROWS.headings}`,
    },
  });
  const columns = templateColumns(reading);
  head(sheet, reading, columns);
  for (const [index, column] of columns.entries()) fill(sheet, column, index + 1);
  addOptions(workbook, sheet, columns);
  if (workbook.getWorksheet(LIST_SHEET) !== undefined) workbook.views = [viewOf(0)];
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function head(sheet: Worksheet, reading: LedgerReading, columns: readonly TemplateColumn[]): void {
  const { title, notes, headings } = TEMPLATE_ROWS;
  sheet.mergeCells(title, 1, title, columns.length);
  sheet.mergeCells(notes, 1, notes, columns.length);
  const name = sheet.getCell(title, 1);
  name.value = templateName(reading);
  name.style = { font: { name: FONT, bold: true, size: 16 }, alignment: { horizontal: 'center', vertical: 'middle' } };
  sheet.getRow(title).height = 32;
  const says = sheet.getCell(notes, 1);
  says.value = notesText(reading, columns);
  says.style = {
    font: { name: FONT, size: 10, color: { argb: 'FF595959' } },
    alignment: { vertical: 'middle', wrapText: true },
  };
  sheet.getRow(notes).height = 32;
  sheet.getRow(headings).height = 36;
  sheet.getRow(TEMPLATE_ROWS.example).height = 30;
}

function notesText(reading: LedgerReading, columns: readonly TemplateColumn[]): string {
  const money = Object.values(reading.ledger.fields).some((field) => field.kind === 'money');
  const dated = columns.some((column) => column.day);
  return [
    '填表说明：带 * 的列必填',
    ...(money ? [`金额单位：${reading.usualUnit}`] : []),
    ...(dated ? ['日期填“2024-09-01”这样的年月日'] : []),
    '鼠标指向表头可看这一列怎么填',
    `从第${TEMPLATE_ROWS.first}行起填写，灰色的“示例”行导入时自动跳过，也可以删除`,
  ]
    .join('；')
    .concat('。');
}

function fill(sheet: Worksheet, column: TemplateColumn, at: number): void {
  const { headings, example, first } = TEMPLATE_ROWS;
  const alignment: Style['alignment'] = {
    vertical: 'middle',
    wrapText: true,
    ...(column.figure ? { horizontal: 'right' } : column.day || column.width <= 12 ? { horizontal: 'center' } : {}),
  };
  const body: Partial<Style> = { font: { name: FONT, size: 11 }, numFmt: column.format, alignment };
  sheet.getColumn(at).width = column.width;
  sheet.getColumn(at).style = body;
  const heading = sheet.getCell(headings, at);
  heading.value = column.heading;
  heading.style = {
    font: {
      name: FONT,
      size: 11,
      bold: true,
      color: { argb: column.heading.startsWith('*') ? 'FFC00000' : 'FF1F1F1F' },
    },
    alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
    border: BORDER,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDEBF7' } },
  };
  if (column.note !== '') heading.note = column.note;
  const shown = sheet.getCell(example, at);
  shown.value = valueOf(column);
  shown.style = {
    ...body,
    font: { name: FONT, size: 11, italic: true, color: { argb: 'FF7F7F7F' } },
    border: BORDER,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } },
  };
  for (let row = first; row < first + RULED; row += 1) sheet.getCell(row, at).style = { ...body, border: BORDER };
}

/** The example as Excel stores it when a clerk types it. */
function valueOf(column: TemplateColumn): CellValue {
  if (column.example === '') return null;
  return column.day ? new Date(`${column.example}T00:00:00Z`) : column.example;
}

function viewOf(activeTab: number): Workbook['views'][number] {
  return { x: 0, y: 0, width: 20000, height: 12000, firstSheet: 0, activeTab, visibility: 'visible' };
}
