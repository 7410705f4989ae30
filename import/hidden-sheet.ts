import type { Recognition, SheetReading } from './recognize/recognition.js';
import { readRows } from './parse/read.js';
import type { ReadContext } from './parse/read-context.js';
import { sheetChecks } from './validate/sheet-checks.js';
import type { Sheet } from './workbook/workbook.js';

/** Ranks are years and places of sheets; a hidden sheet stands below every visible one. */
const BELOW_VISIBLE = -10_000_000;

/** The rank of a sheet among those of its workbook: of rows with the same key that of the highest rank is loaded. */
export function rankOf(sheet: Sheet, year: number | null): number {
  return (year ?? 0) * 1000 + sheet.index + (sheet.hidden ? BELOW_VISIBLE : 0);
}

/** The reading of a hidden sheet that nobody asked to read: held where it has rows, so that a person says what it is. */
export async function holdHidden(sheet: Sheet, recognition: Recognition, context: ReadContext): Promise<SheetReading> {
  const { ledger, score, reason } = recognition;
  const count = await countRows(sheet, recognition, context);
  const held = { name: sheet.name, recognition: null };
  if (count === 0) {
    const params = { reason: '它是隐藏的，也没有数据行' };
    return { ...held, candidates: [], issues: [{ code: 'SHEET_IGNORED', sheet: sheet.name, params }] };
  }
  const params = { ledger: ledger.zh, id: ledger.id, count };
  return {
    ...held,
    candidates: [{ ledger: ledger.id, score, reason }],
    issues: [{ code: 'SHEET_HIDDEN', sheet: sheet.name, row: recognition.headerRows[0], params }],
  };
}

async function countRows(sheet: Sheet, recognition: Recognition, context: ReadContext): Promise<number> {
  // With a function of its own, so that these rows do not count among the repeated rows of the import.
  const own = { ...context, resolveDivision: (text: string) => context.resolveDivision(text) };
  const rows = new Set<number>();
  let rejected = 0;
  for await (const batch of readRows(sheet, recognition, own, sheetChecks)) {
    for (const { row } of batch.drafts) rows.add(row);
    rejected += batch.rejected;
  }
  return rows.size + rejected;
}
