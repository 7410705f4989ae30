import ExcelJS from 'exceljs';
import type { Cell, Row, SheetLayout, WorkbookLayout } from '../layouts/sheet.js';

const FONTS: Record<Row['kind'], Partial<ExcelJS.Font>> = {
  title: { name: '方正小标宋简体', size: 20 },
  note: { name: '楷体', size: 10.5, color: { argb: 'FF7F7F7F' } },
  caption: { name: '仿宋', size: 11 },
  heading: { name: '黑体', size: 11 },
  body: { name: '宋体', size: 11 },
  group: { name: '楷体', size: 11, bold: true },
  total: { name: '宋体', size: 11, bold: true },
  footer: { name: '仿宋', size: 11 },
};
const HEIGHTS: Partial<Record<Row['kind'], number>> = { title: 36, note: 64, caption: 20, heading: 34, footer: 24 };
const ALIGN: Partial<Record<Row['kind'], 'left' | 'right' | 'center'>> = {
  note: 'left',
  caption: 'right',
  group: 'left',
  footer: 'left',
};
const RULED = new Set<Row['kind']>(['heading', 'body', 'group', 'total']);
const LINE: ExcelJS.Border = { style: 'thin', color: { argb: 'FF000000' } };
const FIXED = new Date('2025-01-06T00:00:00Z');
/** Columns this wide hold names and sentences, which stand at the left. */
const WIDE = 24;

function dress(cell: ExcelJS.Cell, kind: Row['kind'], content: Cell, width: number): void {
  const long = kind === 'body' && width >= WIDE;
  cell.font = FONTS[kind];
  cell.alignment = {
    vertical: 'middle',
    horizontal: ALIGN[kind] ?? (long ? 'left' : 'center'),
    wrapText: kind !== 'title' && kind !== 'footer',
  };
  if (RULED.has(kind)) cell.border = { top: LINE, left: LINE, bottom: LINE, right: LINE };
  if (kind === 'heading') cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } };
  if (content === null) return;
  if (typeof content === 'object') {
    cell.value = content.serial;
    cell.numFmt = content.format;
  } else {
    cell.value = content;
  }
}

function add(workbook: ExcelJS.Workbook, layout: SheetLayout): void {
  const sheet = workbook.addWorksheet(layout.name, {
    state: layout.hidden === true ? 'hidden' : 'visible',
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
    },
  });
  layout.widths.forEach((width, at) => (sheet.getColumn(at + 1).width = width));
  layout.rows.forEach(({ kind, cells }, at) => {
    const row = sheet.getRow(at + 1);
    row.height = HEIGHTS[kind] ?? 28;
    layout.widths.forEach((width, column) => dress(row.getCell(column + 1), kind, cells[column] ?? null, width));
  });
  for (const { top, left, bottom, right } of layout.merges) {
    sheet.mergeCells(top + 1, left + 1, bottom + 1, right + 1);
  }
}

/** An .xlsx as a bureau would hand it over: fonts, borders, a merged title, a page that prints. */
export async function xlsx(layout: WorkbookLayout): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'WPS 表格';
  workbook.created = FIXED;
  workbook.modified = FIXED;
  for (const sheet of layout.sheets) add(workbook, sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
