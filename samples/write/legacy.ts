import { type CellObject, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import type { Cell, SheetLayout, WorkbookLayout } from '../layouts/sheet.js';

function cellObject(cell: Cell): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'object') return { t: 'n', v: cell.serial, z: cell.format };
  return typeof cell === 'number' ? { t: 'n', v: cell } : { t: 's', v: cell };
}

function worksheet(layout: SheetLayout): WorkSheet {
  const sheet: WorkSheet = {};
  layout.rows.forEach((row, at) => {
    row.cells.forEach((cell, column) => {
      const object = cellObject(cell);
      if (object !== null) sheet[utils.encode_cell({ r: at, c: column })] = object;
    });
  });
  if (layout.rows.length > 0) {
    sheet['!ref'] = utils.encode_range({
      s: { r: 0, c: 0 },
      e: { r: layout.rows.length - 1, c: layout.widths.length - 1 },
    });
  }
  sheet['!merges'] = layout.merges.map(({ top, left, bottom, right }) => ({
    s: { r: top, c: left },
    e: { r: bottom, c: right },
  }));
  sheet['!cols'] = layout.widths.map((wch) => ({ wch }));
  return sheet;
}

/** An .xls: the binary one of Excel 97 (biff8), or the XML one of Excel 2003 that only bears the name. */
export function legacy(layout: WorkbookLayout, bookType: 'biff8' | 'xlml'): Uint8Array {
  const workbook: WorkBook = {
    SheetNames: layout.sheets.map((sheet) => sheet.name),
    Sheets: Object.fromEntries(layout.sheets.map((sheet) => [sheet.name, worksheet(sheet)])),
    Workbook: { Sheets: layout.sheets.map((sheet) => ({ name: sheet.name, Hidden: sheet.hidden === true ? 1 : 0 })) },
  };
  return new Uint8Array(write(workbook, { type: 'buffer', bookType }) as Buffer);
}
