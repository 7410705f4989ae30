import type { Issue } from '../issues/issue.js';
import { normalise } from '../text/normalise.js';
import type { Cell } from '../workbook/workbook.js';
import type { Plan } from './plan.js';
import type { Gathered } from './read-cell.js';
import { NO } from './word.js';

/** The cell that says that a row is none of the ledger's, as an issue: 企业自筹 under 资金来源, 否 under 是否规上. */
export function foreignCell(
  { reading, columns, carried }: Plan,
  values: Gathered['values'],
  cells: readonly (Cell | undefined)[],
): Pick<Issue, 'code' | 'column' | 'heading' | 'text' | 'params'> | null {
  const { foreign } = reading;
  if (foreign === undefined || carried !== null) return null;
  const { fields = [], words = [], asking = [] } = foreign;
  for (const { field, stored, column, heading } of columns) {
    const value = fields.includes(field) ? values[stored] : null;
    const cell = asking.includes(normalise(heading)) ? cells[column] : undefined;
    const told = typeof value === 'string' && words.some((word) => value.includes(word));
    const denied = cell?.kind === 'text' && NO.has(normalise(cell.text).toLowerCase());
    if (!told && !denied) continue;
    const text = told ? value : (cell?.text ?? '');
    return { code: 'ROW_NOT_COUNTED', column, heading, text, params: { ledger: reading.ledger.zh } };
  }
  return null;
}
