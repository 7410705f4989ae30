import type { CellTexts } from './draft.js';
import { shownText } from '../workbook/cells.js';
import type { Cell } from '../workbook/workbook.js';
import type { ColumnPlan } from './plan.js';
import { redact, redactCode } from '../text/redact.js';

/** Takes the cell texts of rows, of the columns that may be stored. */
export function textsOf(columns: readonly ColumnPlan[]): (cells: readonly (Cell | undefined)[]) => CellTexts {
  const letters = columns.map(({ letter }) => letter);
  return (cells) => ({ letters, texts: columns.map((column) => textOf(column, cells[column.column])) });
}

function textOf({ prose, kind }: ColumnPlan, cell: Cell | undefined): string | undefined {
  const text = cell === undefined ? '' : shownText(cell);
  if (text === '') return undefined;
  if (!prose) return text;
  return kind === 'code' ? redactCode(text) : redact(text);
}
