import { OPEN_SHEETS } from '../src/entities/ledger.js';
import { readingOf } from './ledgers/index.js';
import type { Issue } from './issues/issue.js';
import type { IssueCode } from './issues/catalogue.js';
import type { SheetLimits } from './parse/draft.js';
import type { SheetReading } from './recognize/recognition.js';
import { sheetOfTable } from './text/table-name.js';
import { yearIn } from './text/caption.js';

/** Candidates this near to the best one may be the ledger as well. */
const NEAR = 0.04;
/** What these sheets hold adds nothing to the records: they are told and not asked about, or sum the records up. */
const ADDS_NOTHING: readonly IssueCode[] = [
  'SHEET_IGNORED',
  'SHEET_HIDDEN',
  'ROWS_ARE_SUMS',
  'ROWS_ARE_COUNTS',
  'PART_OF_YEAR',
];
const SUMMARY = /汇总|统计|合计|总表|总览/u;
/** A sheet that names no year may hold rows of any year of the workbook's. */
const ANY_YEAR = '*';

/** A sheet that was not read and waits for a decision. */
export interface OpenSheet {
  readonly name: string;
  /** The ids of the ledgers whose rows it may hold. */
  readonly ledgers: readonly string[];
  readonly year: string;
}

/** The sheets of a workbook that wait for a decision and may hold rows that the figures of its other sheets lack. */
export function openSheets(readings: readonly SheetReading[]): OpenSheet[] {
  return readings.flatMap(({ name, recognition, candidates, issues }) => {
    const [best] = candidates;
    const nothing =
      // A table below another stands there for what it holds.
      (sheetOfTable(name) === null && issues.some(({ code }) => ADDS_NOTHING.includes(code))) ||
      (SUMMARY.test(name) && issues.some(({ code }) => code === 'COLUMN_MISSING'));
    if (recognition !== null || best === undefined || nothing) return [];
    const ledgers = candidates.filter(({ score }) => score >= best.score - NEAR).map(({ ledger }) => ledger);
    return [{ name, ledgers, year: String(yearIn(name) ?? ANY_YEAR) }];
  });
}

/** The limits of a sheet of a ledger, which also say in which years a sheet beside it is open. */
export function withOpenSheets(limits: SheetLimits, ledger: string, open: readonly OpenSheet[]): SheetLimits {
  const years = open.filter(({ ledgers }) => ledgers.includes(ledger)).map(({ year }) => year);
  return years.length === 0 ? limits : { ...limits, [OPEN_SHEETS]: [...new Set(years)].toSorted() };
}

/** Says of each open sheet whose ledger other sheets were read as that their figures are partial. */
export function partialIssues(open: readonly OpenSheet[], loaded: ReadonlySet<string>): Issue[] {
  return open.flatMap(({ name, ledgers }) => {
    const fed = ledgers.filter((ledger) => loaded.has(ledger)).map((ledger) => readingOf(ledger).ledger.zh);
    return fed.length === 0
      ? []
      : [{ code: 'SHEET_LEAVES_PARTIAL' as const, sheet: name, params: { ledgers: fed.join('、') } }];
  });
}
