import type { Workbook, Worksheet } from 'exceljs';
import { LIST_HEADING, LIST_SHEET } from '../../text/own-sheet.js';
import { columnLetter } from '../../../src/entities/import-run.js';
import type { TemplateColumn } from './columns.js';

const FIRST_ROW = 5;
const ROWS = 1000;
/** The longest list that Excel accepts within a validation. */
const INLINE = 255;

/** Adds drop-down lists to the columns that have them and a range to the year; other values may still be filled in. */
export function addOptions(workbook: Workbook, sheet: Worksheet, columns: readonly TemplateColumn[]): void {
  let used = 1;
  for (const [index, column] of columns.entries()) {
    if (column.options.length === 0) continue;
    const letter = columnLetter(index);
    const inline = column.options.join(',');
    let formula = `"${inline.replaceAll('"', '""')}"`;
    if (inline.length > INLINE || column.options.some((option) => option.includes(','))) {
      const lists = workbook.getWorksheet(LIST_SHEET) ?? listSheet(workbook);
      for (const [at, option] of column.options.entries()) lists.getCell(used + 1 + at, 1).value = option;
      formula = `${LIST_SHEET}!$A$${used + 1}:$A$${used + column.options.length}`;
      used += column.options.length;
    }
    validationsOf(sheet).add(`${letter}${FIRST_ROW}:${letter}${FIRST_ROW + ROWS - 1}`, {
      type: 'list',
      allowBlank: true,
      formulae: [formula],
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: '不在下拉列表中',
      error: '请尽量从下拉列表中选；确实没有合适的，选“是”保留所填内容。',
    });
  }
}

function listSheet(workbook: Workbook): Worksheet {
  const sheet = workbook.addWorksheet(LIST_SHEET, { state: 'hidden' });
  sheet.getCell(1, 1).value = LIST_HEADING;
  return sheet;
}

/** The validations of ranges, which are missing from the types of exceljs. */
function validationsOf(sheet: Worksheet): { add(range: string, validation: object): void } {
  return (sheet as unknown as { dataValidations: { add(range: string, validation: object): void } }).dataValidations;
}
