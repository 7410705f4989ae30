import { columnLetter } from '../../src/entities/import-run.js';
import type { Issue } from '../issues/issue.js';
import { isRelaid, type RelaidSheet } from '../recognize/relaid.js';
import type { SheetReading } from '../recognize/recognition.js';
import type { Sheet } from '../workbook/workbook.js';
import type { Draft, RowBatch } from './draft.js';

/** A batch of a table that was laid out anew with the rows and cells where they stand on the sheet; any other as it is. */
export function placedBatch(sheet: Sheet, batch: RowBatch): RowBatch {
  if (!isRelaid(sheet)) return batch;
  const issues = batch.issues.map((issue) => placedIssue(sheet, issue));
  return { ...batch, drafts: batch.drafts.map((draft) => placedDraft(sheet, draft)), issues };
}

/** The reading of such a table with the columns of the sheet. */
export function placedReading(sheet: Sheet, reading: SheetReading): SheetReading {
  if (!isRelaid(sheet) || reading.recognition === null) return reading;
  const issues = reading.issues.map((issue) => placedIssue(sheet, issue));
  return { ...reading, recognition: { ...reading.recognition, columns: sheet.read }, issues };
}

function placedDraft(sheet: RelaidSheet, draft: Draft): Draft {
  const { letters, texts } = draft.cells;
  const places = letters.map((letter) => sheet.place(draft.row, columnOf(letter)));
  // The figures stand in the last columns: their row is the draft's.
  const row = places.findLast((place) => place !== null)?.row ?? draft.row;
  const told = places.flatMap((place, at) =>
    place === null || texts[at] === undefined
      ? []
      : [{ letter: columnLetter(place.column) + (place.row === row ? '' : String(place.row)), text: texts[at] }],
  );
  return { ...draft, row, cells: { letters: told.map(({ letter }) => letter), texts: told.map(({ text }) => text) } };
}

function columnOf(letter: string): number {
  return [...letter].reduce((column, sign) => column * 26 + sign.charCodeAt(0) - 64, 0) - 1;
}

function placedIssue(sheet: RelaidSheet, issue: Issue): Issue {
  if (issue.row === undefined) return issue;
  const { row, column, ...rest } = issue;
  const place = column === undefined ? null : sheet.place(row, column);
  return place === null ? rest : { ...rest, ...place };
}
