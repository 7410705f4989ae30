import { type Counts, noCounts } from '../load/counts.js';
import { sql } from 'kysely';
import { json } from '../../src/database/columns.js';
import type { ImportColumn, ImportState, SettledSheet, StatedFact } from '../../src/entities/import-run.js';
import type { Issue } from '../issues/issue.js';
import type { IssueLog } from '../issues/issue-log.js';
import type { Mapping, SheetReading } from '../recognize/recognition.js';
import { wordIssue } from '../issues/wording.js';
import type { Covered } from '../validate/covered.js';
import { storable } from '../workbook/stored-text.js';
import type { Database } from '../../src/database/sql.js';

/** The request of an import. */
export interface RunOptions {
  readonly fileName: string;
  readonly sha256: string;
  readonly dryRun: boolean;
  readonly divisionCode: string | null;
  readonly divisionName: string | null;
  /** Whether a person named the division. */
  readonly divisionGiven?: boolean;
  readonly year: number | null;
  readonly importedBy: string | null;
  /** What a person decided about its sheets. */
  readonly settled?: Readonly<Record<string, Mapping>>;
}

/** A sheet as it was read, with its counts. */
export interface SheetResult {
  readonly reading: SheetReading;
  readonly covered: Covered;
  readonly counts: Counts;
}

/** A new id for a run; ids order by time. */
export async function newRunId(db: Database): Promise<string> {
  const { rows } = await sql<{ id: string }>`select figures.new_id() as id`.execute(db);
  return rows[0]!.id;
}

/** Inserts a run. */
export async function createRun(db: Database, id: string, options: RunOptions, state: ImportState): Promise<void> {
  await db
    .insertInto('import_run')
    .values({
      id,
      file_name: storable(options.fileName),
      sha256: options.sha256,
      state,
      dry_run: options.dryRun,
      division_code: options.divisionCode,
      division_name: options.divisionName,
      division_given: options.divisionGiven ?? false,
      year: options.year,
      imported_by: options.importedBy,
      settled: json(options.settled ?? {}),
    })
    .execute();
}

/** The result of a run as it is written. */
export interface RecordedEnd {
  readonly state: ImportState;
  readonly sheets: readonly SheetResult[];
  readonly issues: IssueLog;
  readonly recalled?: Readonly<Record<string, Mapping>>;
}

/** Writes the result of a run: its sheets, issues, counts and state, replacing those of an earlier try. */
export async function recordRun(
  db: Database,
  runId: string,
  { state, sheets, issues, recalled }: RecordedEnd,
): Promise<void> {
  const total = noCounts();
  for (const { counts } of sheets) {
    for (const fate of Object.keys(total) as (keyof Counts)[]) total[fate] += counts[fate];
  }
  await db.deleteFrom('import_sheet').where('run_id', '=', runId).execute();
  await db.deleteFrom('import_issue').where('run_id', '=', runId).execute();
  for (const [index, { reading, counts, covered }] of sheets.entries()) {
    const found = reading.recognition;
    const { divisions, years } = covered.listed();
    await db
      .insertInto('import_sheet')
      .values({
        run_id: runId,
        index,
        name: reading.name,
        ledger: found?.ledger.id ?? null,
        score: found?.score ?? null,
        reason: found?.reason ?? null,
        header_row: found?.headerRows[0] ?? null,
        title: found?.title ?? null,
        unit: found?.unit ?? null,
        year: found?.year ?? null,
        columns: json<ImportColumn[]>([...(found?.columns ?? [])]),
        candidates: json([...reading.candidates]),
        facts: json<StatedFact[]>([...(found?.facts ?? [])]),
        divisions,
        years,
        ...counts,
      })
      .execute();
  }
  await recordIssues(db, runId, 0, issues.listed());
  await db
    .updateTable('import_run')
    .set({
      state,
      finished_at: sql`now()`,
      loaded_at: state === 'COMMITTED' ? sql`clock_timestamp()` : null,
      ...total,
      issue_counts: json(issues.counts),
      recalled: recalled === undefined ? null : json<Record<string, SettledSheet>>({ ...recalled }),
    })
    .where('id', '=', runId)
    .execute();
}

/** Adds issues to a run after those that it has: `after` is the number of the last. */
export async function recordIssues(
  db: Database,
  runId: string,
  after: number,
  issues: readonly Issue[],
): Promise<void> {
  const worded = issues.map((issue) => ({
    ...wordIssue(issue),
    sum: issue.sum === undefined ? null : JSON.stringify(issue.sum),
  }));
  for (let from = 0; from < worded.length; from += 1000) {
    const batch = worded.slice(from, from + 1000);
    await sql`
      insert into import_issue (run_id, seq, severity, code, sheet, "row", address, heading, text, message, remedy, stated_sum)
      select ${runId}, * from unnest(${batch.map((_, index) => after + from + index + 1)}::int[], ${batch.map((each) => each.severity)}::text[],
        ${batch.map((each) => each.code)}::text[], ${batch.map((each) => each.sheet)}::text[], ${batch.map((each) => each.row)}::int[],
        ${batch.map((each) => each.address)}::text[], ${batch.map((each) => each.heading)}::text[], ${batch.map((each) => each.text)}::text[],
        ${batch.map((each) => each.message)}::text[], ${batch.map((each) => each.remedy)}::text[],
        ${batch.map((each) => each.sum)}::jsonb[])`.execute(db);
  }
}
