import type { Mapping, SheetReading } from './recognize/recognition.js';
import type { Issue } from './issues/issue.js';
import { type IssueCode, ISSUES } from './issues/catalogue.js';
import { divisionConflict } from './parse/division-conflict.js';
import type { ReadContext } from './parse/read-context.js';
import { readStated } from './parse/stated.js';
import { readingOf } from './ledgers/index.js';
import { isRelaid } from './recognize/relaid.js';
import { holdHidden } from './hidden-sheet.js';
import { addedTo } from './runs/decision.js';
import { RefusedImport } from './runs/perform.js';
import type { Recall } from './recognize/remembered.js';
import { readOwnSheet } from './recognize/own-sheet.js';
import { recognizeSheet } from './recognize/recognize.js';
import { monthsTable } from './recognize/months-table.js';
import { summedTable } from './recognize/summed-table.js';
import { sheetOfTable } from './text/table-name.js';
import type { VisibleRows } from './visible-rows.js';
import type { Sheet } from './workbook/workbook.js';

/** Decisions of people: those of this import by sheet name, and earlier ones. */
export interface Decisions {
  readonly now: Readonly<Record<string, Mapping>>;
  readonly before: Recall;
}

/** How a sheet is read, and the context of its rows. */
export interface Understanding {
  readonly reading: SheetReading;
  readonly context: ReadContext;
  /** The sheet as its rows are read, where its table is laid out anew. */
  readonly relaid?: Sheet;
}

/** Throws RefusedImport where a decision is about a sheet that is not in the workbook. */
export function refuseUnknownSheets(sheets: readonly Sheet[], decided: Decisions['now']): void {
  const names = sheets.map(({ name }) => name);
  refuseUnnamed(
    names,
    Object.keys(decided).filter((name) => !names.includes(sheetOfTable(name) ?? '')),
  );
}

/** Throws RefusedImport where a decision is about a table that does not stand below another; `names` are those of all tables. */
export function refuseUnreadTables(names: readonly string[], decided: Decisions['now']): void {
  refuseUnnamed(names, Object.keys(decided));
}

function refuseUnnamed(names: readonly string[], decided: readonly string[]): void {
  const named = decided.find((name) => !names.includes(name));
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
  const before = await decisions.before(sheet);
  const settled =
    decided !== undefined
      ? addedTo(before, decided)
      : (before ?? (isRelaid(sheet) ? { ledger: sheet.ledger } : undefined));
  const context = withDivision(general, decided?.division, sheet);
  const reading = await recognizeSheet(sheet, settled === undefined ? context : { ...context, settled });
  if (reading.recognition === null) {
    if (decided !== undefined) refuseUnread(sheet, reading);
    return (
      (settled === undefined && !sheet.hidden ? await understoodAnew(sheet, context) : null) ?? { reading, context }
    );
  }
  const given = withStated(sheet, reading, context, settled?.facts ?? {}, decided === undefined);
  const { recognition } = given.reading;
  if (recognition === null) return given;
  if (sheet.hidden && decided === undefined)
    return { reading: await holdHidden(sheet, recognition, given.context, visible), context: given.context };
  const conflict = await divisionConflict(sheet, recognition, context);
  if (conflict === null) return given;
  const { ledger, score, reason } = recognition;
  const held = { name: sheet.name, recognition: null, candidates: [{ ledger: ledger.id, score, reason }] };
  return { reading: { ...held, issues: [conflict] }, context };
}

/** A sheet that is read with its table laid out anew; null where that is no ledger either. */
async function understoodAnew(sheet: Sheet, context: ReadContext): Promise<Understanding | null> {
  const relaid = (await summedTable(sheet)) ?? (await monthsTable(sheet));
  if (relaid === null) return null;
  const reading = await recognizeSheet(relaid, { ...context, settled: { ledger: relaid.ledger } });
  if (reading.recognition === null) return null;
  const told: Issue = { code: 'SUMS_READ', sheet: sheet.name };
  return { reading: { ...reading, issues: [...reading.issues, told] }, context, relaid };
}

/** A recognised sheet with what a person stated of all its rows. Throws RefusedImport where that cannot be. */
function withStated(
  sheet: Sheet,
  reading: SheetReading,
  context: ReadContext,
  facts: Readonly<Record<string, string | null>>,
  remembered: boolean,
): Understanding {
  const { recognition } = reading;
  if (recognition === null || Object.keys(facts).length === 0) return { reading, context };
  const stated = readStated(readingOf(recognition.ledger.id), facts);
  if ('refusal' in stated) {
    const issue: Issue = { ...stated.refusal, sheet: sheet.name };
    if (!remembered) throw new RefusedImport(issue);
    return { reading: { ...reading, recognition: null, issues: [issue] }, context };
  }
  const issues = stated.facts.map(({ zh, value }): Issue => {
    const code = remembered ? 'FACT_REMEMBERED' : 'FACT_STATED';
    return { code, sheet: sheet.name, params: { field: zh, value } };
  });
  return {
    reading: {
      ...reading,
      recognition: {
        ...recognition,
        year: stated.year ?? recognition.year,
        facts: stated.facts.map(({ field, value }) => ({ field, value })),
      },
      issues: [...reading.issues, ...issues],
    },
    context: { ...context, stated },
  };
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
