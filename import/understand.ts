import type { Mapping, SheetReading } from './recognize/recognition.js';
import type { Issue } from './issues/issue.js';
import { type IssueCode, ISSUES } from './issues/catalogue.js';
import { divisionConflict } from './parse/division-conflict.js';
import type { ReadContext } from './parse/read-context.js';
import { holdHidden } from './hidden-sheet.js';
import { RefusedImport } from './runs/perform.js';
import { recall, type Remembered } from './recognize/remembered.js';
import { readOwnSheet } from './recognize/own-sheet.js';
import { recognizeSheet } from './recognize/recognize.js';
import type { VisibleRows } from './visible-rows.js';
import type { Sheet } from './workbook/workbook.js';

/** Decisions of people: those of this import by sheet name, and earlier ones. */
export interface Decisions {
  readonly now: Readonly<Record<string, Mapping>>;
  readonly before: Remembered;
}

/** How a sheet is read, and the context of its rows. */
export interface Understanding {
  readonly reading: SheetReading;
  readonly context: ReadContext;
}

/** Throws RefusedImport where a decision is about a sheet that is not in the workbook. */
export function refuseUnknownSheets(sheets: readonly Sheet[], decided: Decisions['now']): void {
  const names = sheets.map(({ name }) => name);
  const named = Object.keys(decided).find((name) => !names.includes(name));
  if (named !== undefined)
    throw new RefusedImport({ code: 'DECISION_SHEET_ABSENT', params: { named, sheets: names.join('、') } });
}

/**
 * Recognises a sheet as people decided, else by its content. A sheet that contradicts the division given with the import
 * is held, and so is a hidden one that no decision of this import names and that has rows which `visible` has not. Throws RefusedImport where a decision of this import cannot be followed.
 */
export async function understand(
  sheet: Sheet,
  general: ReadContext,
  decisions: Decisions,
  visible: VisibleRows,
): Promise<Understanding> {
  const decided = Object.hasOwn(decisions.now, sheet.name) ? decisions.now[sheet.name] : undefined;
  const own = await readOwnSheet(sheet);
  if (own !== null) {
    if (decided !== undefined) throw unread(sheet, '它是本系统加上的说明');
    return { reading: own, context: general };
  }
  const settled = decided ?? (await recall(decisions.before, sheet));
  const context = withDivision(general, decided?.division, sheet);
  const reading = await recognizeSheet(sheet, settled === undefined ? context : { ...context, settled });
  if (reading.recognition === null) {
    if (decided !== undefined) refuseUnread(sheet, reading);
    return { reading, context };
  }
  if (sheet.hidden && decided === undefined)
    return { reading: await holdHidden(sheet, reading.recognition, context, visible), context };
  const conflict = await divisionConflict(sheet, reading.recognition, context);
  if (conflict === null) return { reading, context };
  const { ledger, score, reason } = reading.recognition;
  const held = { name: sheet.name, recognition: null, candidates: [{ ledger: ledger.id, score, reason }] };
  return { reading: { ...held, issues: [conflict] }, context };
}

/** The context of a sheet whose division a person decided. */
function withDivision(context: ReadContext, code: string | undefined, sheet: Sheet): ReadContext {
  if (code === undefined) return context;
  const known = context.division?.code === code ? context.division : context.resolveDivision(code);
  if (known === null) throw unread(sheet, `没有行政区划“${code}”`);
  const name = 'name' in known && typeof known.name === 'string' ? known.name : code;
  return { ...context, division: { code, name, decided: true } };
}

/** Codes of sheets that are not read, so that a decision about one would be ignored. */
const PASSED_OVER: readonly IssueCode[] = ['SHEET_EMPTY', 'SHEET_IGNORED'];
const DISOBEYED: readonly IssueCode[] = [
  'DECISION_HEADING_ABSENT',
  'DECISION_HEADING_TWICE',
  'DECISION_FIELD_UNKNOWN',
  'DECISION_IMPOSSIBLE',
];

function refuseUnread(sheet: Sheet, { issues }: SheetReading): void {
  const refused = issues.find(({ code }) => DISOBEYED.includes(code));
  if (refused !== undefined) throw new RefusedImport(refused);
  const over = issues.find(({ code }) => PASSED_OVER.includes(code));
  if (over !== undefined) throw unread(sheet, reasonOf(over));
}

function reasonOf({ code, params }: Issue): string {
  return code === 'SHEET_EMPTY' ? '它是空的' : String(params?.['reason'] ?? ISSUES[code].message);
}

function unread(sheet: Sheet, reason: string): RefusedImport {
  return new RefusedImport({ code: 'DECISION_SHEET_UNREAD', sheet: sheet.name, params: { reason } });
}
