import type { Cell } from '../workbook/workbook.js';
import type { ColumnPlan } from './plan.js';
import { redact, redactCode, storable } from './redact.js';
import { templateOf } from './template.js';

const MASKED_COLUMNS = 31;
const TEMPLATES = 256;

/** Makes the cell texts of rows by column letter, as they stood; columns given are the ones that may be kept. */
export function textsOf(
  columns: readonly ColumnPlan[],
): (cells: readonly (Cell | undefined)[]) => Readonly<Record<string, string>> {
  const templates = new Map<number, Readonly<Record<string, null>>>();
  /** Rows mostly fill the same columns: one template for each pattern, as long as the columns fit into a mask. */
  const template = (mask: number): Readonly<Record<string, null>> | undefined => {
    let found = templates.get(mask);
    if (found === undefined && templates.size < TEMPLATES) {
      found = templateOf(columns.flatMap(({ letter }, at) => ((mask & (1 << at)) === 0 ? [] : [letter])));
      templates.set(mask, found);
    }
    return found;
  };
  return (cells) => {
    let mask = 0;
    for (let at = 0; at < columns.length; at += 1) {
      const cell = cells[columns[at]!.column];
      if (cell !== undefined && cell.text !== '') mask |= 1 << at;
    }
    const texts = { ...(columns.length > MASKED_COLUMNS ? undefined : template(mask)) } as unknown as Record<
      string,
      string
    >;
    for (const { column, letter, prose, kind } of columns) {
      const cell = cells[column];
      if (cell === undefined || cell.text === '') continue;
      const text = storable(cell.text);
      texts[letter] = !prose ? text : kind === 'code' ? redactCode(text) : redact(text);
    }
    return texts;
  };
}
