import type { Recognition, SheetReading } from './recognize/recognition.js';
import { readRows } from './parse/read.js';
import type { ReadContext } from './parse/read-context.js';
import { sheetChecks } from './validate/sheet-checks.js';
import type { VisibleRows } from './visible-rows.js';
import type { Sheet } from './workbook/workbook.js';

/** Ranks are years and places of sheets; a hidden sheet stands below every visible one. */
const BELOW_VISIBLE = -10_000_000;

/** The rank of a sheet among those of its workbook: of rows with the same key that of the highest rank is loaded. */
export function rankOf(sheet: Sheet, year: number | null): number {
  return (year ?? 0) * 1000 + sheet.index + (sheet.hidden ? BELOW_VISIBLE : 0);
}

/** The sheets in the order in which they are read: what hidden ones hold is compared with the visible ones. */
export function hiddenLast(sheets: readonly Sheet[]): Sheet[] {
  return [...sheets.filter(({ hidden }) => !hidden), ...sheets.filter(({ hidden }) => hidden)];
}

/** The reading of a hidden sheet that nobody asked to read: told, and held for a person to decide where it has rows of its own. */
export async function holdHidden(
  sheet: Sheet,
  recognition: Recognition,
  context: ReadContext,
  visible: VisibleRows,
): Promise<SheetReading> {
  const { ledger, score, reason } = recognition;
  const rows = await countRows(sheet, recognition, context, visible);
  const held = { name: sheet.name, recognition: null, candidates: [] };
  const at = { sheet: sheet.name, row: recognition.headerRows[0] };
  if (rows.all === 0) {
    const params = { reason: '它是隐藏的，也没有数据行' };
    return { ...held, issues: [{ code: 'SHEET_IGNORED', sheet: sheet.name, params }] };
  }
  if (rows.own === 0) return { ...held, issues: [{ code: 'SHEET_HIDDEN_KNOWN', ...at, params: { count: rows.all } }] };
  const params = { ledger: ledger.zh, id: ledger.id, count: rows.all, own: rows.own };
  return {
    ...held,
    candidates: [{ ledger: ledger.id, score, reason }],
    issues: [{ code: 'SHEET_HIDDEN', ...at, params }],
  };
}

async function countRows(
  sheet: Sheet,
  recognition: Recognition,
  context: ReadContext,
  visible: VisibleRows,
): Promise<{ readonly all: number; readonly own: number }> {
  // With a function of its own, so that these rows do not count among the repeated rows of the import.
  const apart = { ...context, resolveDivision: (text: string) => context.resolveDivision(text) };
  const all = new Set<number>();
  const own = new Set<number>();
  let rejected = 0;
  for await (const batch of readRows(sheet, recognition, apart, sheetChecks)) {
    for (const draft of batch.drafts) {
      all.add(draft.row);
      if (!visible.has(recognition.ledger, draft)) own.add(draft.row);
    }
    // The heading of another table below stands for its rows.
    rejected += batch.rejected + (batch.below === undefined ? 0 : 1);
  }
  return { all: all.size + rejected, own: own.size + rejected };
}
