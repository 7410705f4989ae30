import type { Sheet } from './workbook.js';

/** The texts of a sheet's first row; none where that row is blank. */
export async function firstTexts(sheet: Sheet): Promise<string[]> {
  for await (const [first] of sheet.rows()) {
    return first?.number === 1 ? Array.from(first.cells, (cell) => cell?.text ?? '') : [];
  }
  return [];
}
