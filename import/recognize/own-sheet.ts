import type { SheetReading } from './recognition.js';
import { isExplainedSheet, isIssueSheet, isListSheet } from '../text/own-sheet.js';
import { firstTexts } from '../workbook/first-texts.js';
import type { Sheet } from '../workbook/workbook.js';

/** The reading of a sheet that this program put into the workbook: a list of issues, or of a template's options; else null. */
export async function readOwnSheet(sheet: Sheet): Promise<SheetReading | null> {
  const first = await firstTexts(sheet);
  const added = [isIssueSheet, isListSheet, isExplainedSheet].some((isOwn) => isOwn(sheet.name, first));
  if (!added) return null;
  return { name: sheet.name, recognition: null, candidates: [], issues: [{ code: 'OWN_SHEET', sheet: sheet.name }] };
}
