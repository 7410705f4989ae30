import type { SheetReading } from '../draft.js';
import { isIssueSheet } from '../report/annotate/issue-sheet.js';
import { isListSheet } from '../report/template/options.js';
import type { Sheet } from '../workbook/workbook.js';

/** The reading of a sheet that this program put into the workbook: a list of issues, or of a template's options; else null. */
export async function readOwnSheet(sheet: Sheet): Promise<SheetReading | null> {
  const first = await firstTexts(sheet);
  if (!isIssueSheet(sheet.name, first) && !isListSheet(sheet.name, first)) return null;
  return { name: sheet.name, recognition: null, candidates: [], issues: [{ code: 'OWN_SHEET', sheet: sheet.name }] };
}

/** The texts of a sheet's first row; none where that row is blank. */
export async function firstTexts(sheet: Sheet): Promise<string[]> {
  for await (const [first] of sheet.rows()) {
    return first?.number === 1 ? Array.from(first.cells, (cell) => cell?.text ?? '') : [];
  }
  return [];
}
