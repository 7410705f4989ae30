import { defineEntity, p } from '@mikro-orm/core';

/**
 * The state of an import. QUEUED and RUNNING have not ended; PREVIEWED is a finished dry run; COMMITTED is loaded; FAILED
 * loaded nothing; UNDONE was committed and undone.
 */
export const IMPORT_STATES = ['QUEUED', 'RUNNING', 'PREVIEWED', 'COMMITTED', 'FAILED', 'UNDONE'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Numbers of rows by their fate. */
const counts = {
  created: p.integer().default(0),
  updated: p.integer().default(0),
  unchanged: p.integer().default(0),
  rejected: p.integer().default(0),
  skipped: p.integer().default(0),
};

/** One workbook's import. Its counts are the sums of its sheets'. */
export const importRunSchema = defineEntity({
  name: 'ImportRun',
  tableName: 'import_run',
  comment: '导入批次',
  properties: {
    id: p.uuid().primary(),
    fileName: p.text(),
    sha256: p.text().index(),
    state: p.text().$type<ImportState>().index(),
    dryRun: p.boolean(),
    /** Division named by the person who imported, with a name where its code is not in GB/T 2260. */
    divisionCode: p.text().nullable(),
    divisionName: p.text().nullable(),
    /** Whether a person named it; else it is the default of the settings. */
    divisionGiven: p.boolean().default(false),
    year: p.integer().nullable(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    finishedAt: p.datetime().columnType('timestamptz').nullable(),
    /** When its rows were loaded, which orders runs: a preview may be committed long after it was made. */
    loadedAt: p.datetime().columnType('timestamptz').nullable(),
    /** When it was undone; null of an undone run whose rows were not kept. */
    undoneAt: p.datetime().columnType('timestamptz').nullable(),
    /** Who imported: the account on the computer for the command line, the name that was given for an upload. */
    importedBy: p.text().nullable(),
    ...counts,
    /** Rows read so far, visible while the run is running. */
    rowsRead: p.integer().default(0),
    /** What a person decided about its sheets: sheet name → mapping. */
    settled: p.json<Record<string, SettledSheet>>().defaultRaw(`'{}'`),
    /** Remembered decisions that its preview used, by sheet name: committing it uses the same. Null: they are looked up. */
    recalled: p.json<Record<string, SettledSheet>>().nullable(),
    /** How many values of rows it changed, including those that are not kept one by one. */
    differenceCount: p.integer().default(0),
    /** Issues by code, including those that are not kept one by one. */
    issueCounts: p.json<Record<string, number>>().defaultRaw(`'{}'`),
  },
});
export class ImportRun extends importRunSchema.class {}
importRunSchema.setClass(ImportRun);

/** How one sheet of a workbook was read. */
export const importSheetSchema = defineEntity({
  name: 'ImportSheet',
  tableName: 'import_sheet',
  comment: '导入的工作表',
  properties: {
    runId: p.uuid().primary(),
    index: p.integer().primary(),
    name: p.text(),
    /** Ledger id; null where the sheet was ignored or waits for a decision. */
    ledger: p.text().nullable(),
    score: p.double().nullable(),
    reason: p.text().nullable(),
    headerRow: p.integer().nullable(),
    title: p.text().nullable(),
    unit: p.text().nullable(),
    year: p.integer().nullable(),
    columns: p.json<ImportColumn[]>().defaultRaw(`'[]'`),
    candidates: p.json<{ ledger: string; score: number; reason: string }[]>().defaultRaw(`'[]'`),
    /** What a person stated of all its rows. */
    facts: p.json<StatedFact[]>().defaultRaw(`'[]'`),
    /** Of its rows. */
    divisions: p.array().columnType('text[]').defaultRaw(`'{}'`),
    years: p
      .array((year) => Number(year))
      .columnType('int[]')
      .defaultRaw(`'{}'`),
    ...counts,
  },
});
export class ImportSheet extends importSheetSchema.class {}
importSheetSchema.setClass(ImportSheet);

/** Properties of a run, a sheet and an issue as they are shown; a run and a sheet have counts of rows. */
export const COUNTS = [
  'created',
  'updated',
  'unchanged',
  'rejected',
  'skipped',
] as const satisfies (keyof typeof counts)[];
export const SHOWN_RUN = [
  'id',
  'fileName',
  'sha256',
  'state',
  'dryRun',
  'importedBy',
  'issueCounts',
  ...COUNTS,
] as const;
export const SHOWN_SHEET = [
  'name',
  'ledger',
  'score',
  'reason',
  'headerRow',
  'title',
  'unit',
  'year',
  'columns',
  'candidates',
  'facts',
  'divisions',
  'years',
  ...COUNTS,
] as const;
export const SHOWN_ISSUE = [
  'severity',
  'code',
  'sheet',
  'row',
  'address',
  'heading',
  'text',
  'message',
  'remedy',
] as const;

/** A person's decision about a sheet: its ledger, what headings mean (field, or null for none), and what holds for all rows. */
export interface SettledSheet {
  ledger?: string;
  columns?: Record<string, string | null>;
  division?: string;
  facts?: Record<string, string | null>;
}

/** What a person stated of all rows of a sheet: a field (or `year`) and its value. */
export interface StatedFact {
  field: string;
  value: string;
}

/** A column of an imported sheet and the field it was taken for. */
export interface ImportColumn {
  /** Zero-based. */
  column: number;
  heading: string;
  field: string | null;
  score: number;
  reason: string;
  unit: string | null;
  /** Of years side by side: the year of the column. */
  year?: number;
}

/** Letters of a zero-based column: 0 → A, 26 → AA. */
export function columnLetter(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetter(Math.floor(column / 26) - 1) + letter;
}

/** A total as a sheet states it, and the sum of its figures: decimals in `unit`. */
export interface StatedSum {
  readonly stated: string;
  readonly computed: string;
  readonly unit: string | null;
  /** Of the summed rows, in order; empty where none was read. */
  readonly divisions: readonly string[];
  readonly years: readonly number[];
}

/** An issue of an import, with its message and remedy in Chinese. */
export const importIssueSchema = defineEntity({
  name: 'ImportIssue',
  tableName: 'import_issue',
  comment: '导入问题',
  indexes: [{ name: 'import_issue_stated_sum_index', properties: ['code'], where: 'stated_sum is not null' }],
  properties: {
    runId: p.uuid().primary(),
    /** Order within the run, from 1. */
    seq: p.integer().primary(),
    severity: p.text(),
    code: p.text(),
    sheet: p.text().nullable(),
    row: p.integer().nullable(),
    address: p.text().nullable(),
    heading: p.text().nullable(),
    text: p.text().nullable(),
    message: p.text(),
    remedy: p.text().nullable(),
    /** Of a total that differs from the sum of the sheet's figures. */
    statedSum: p.json<StatedSum>().nullable(),
  },
});
export class ImportIssue extends importIssueSchema.class {}
importIssueSchema.setClass(ImportIssue);
