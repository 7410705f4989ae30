import { type Counts, noCounts } from '../load/counts.js';
import type { IssueLog } from '../issues/issue-log.js';
import { sql } from 'kysely';
import type { ImportState } from '../../src/entities/import-run.js';
import type { Mapping, SheetReading } from '../recognize/recognition.js';
import { wordIssue } from '../issues/wording.js';
import type { Covered } from '../validate/covered.js';
import { storable } from '../workbook/stored-text.js';
import type { Database } from '../../src/database/sql.js';

/** What an import is asked to do. */
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

/** Makes a run under an id of its own. */
export async function createRun(db: Database, id: string, options: RunOptions, state: ImportState): Promise<void> {
  await sql`
    insert into import_run (id, file_name, sha256, state, dry_run, division_code, division_name, division_given, year, imported_by, settled)
    values (${id}, ${storable(options.fileName)}, ${options.sha256}, ${state}, ${options.dryRun}, ${options.divisionCode},
      ${options.divisionName}, ${options.divisionGiven ?? false}, ${options.year}, ${options.importedBy}, ${JSON.stringify(options.settled ?? {})}::jsonb)`.execute(
    db,
  );
}

/** Writes how a run ended: its sheets, issues, counts and state, replacing what an earlier try wrote. */
export async function recordRun(
  db: Database,
  runId: string,
  state: ImportState,
  sheets: readonly SheetResult[],
  issues: IssueLog,
): Promise<void> {
  const total = noCounts();
  for (const { counts } of sheets) {
    for (const fate of Object.keys(total) as (keyof Counts)[]) total[fate] += counts[fate];
  }
  await sql`delete from import_sheet where run_id = ${runId}`.execute(db);
  await sql`delete from import_issue where run_id = ${runId}`.execute(db);
  for (const [index, { reading, counts, covered }] of sheets.entries()) {
    const found = reading.recognition;
    const { divisions, years } = covered.listed();
    await sql`
      insert into import_sheet (run_id, index, name, ledger, score, reason, header_row, title, unit, year, columns, candidates,
        divisions, years, created, updated, unchanged, rejected, skipped)
      values (${runId}, ${index}, ${reading.name}, ${found?.ledger.id ?? null}, ${found?.score ?? null}, ${found?.reason ?? null},
        ${found?.headerRows[0] ?? null}, ${found?.title ?? null}, ${found?.unit ?? null}, ${found?.year ?? null},
        ${JSON.stringify(found?.columns ?? [])}::jsonb, ${JSON.stringify(reading.candidates)}::jsonb,
        ${divisions}::text[], ${years}::int[], ${counts.created}, ${counts.updated}, ${counts.unchanged}, ${counts.rejected}, ${counts.skipped})`.execute(
      db,
    );
  }
  const worded = issues.listed().map((issue) => ({
    ...wordIssue(issue),
    sum: issue.sum === undefined ? null : JSON.stringify(issue.sum),
  }));
  for (let from = 0; from < worded.length; from += 1000) {
    const batch = worded.slice(from, from + 1000);
    await sql`
      insert into import_issue (run_id, seq, severity, code, sheet, "row", address, heading, text, message, remedy, stated_sum)
      select ${runId}, * from unnest(${batch.map((_, index) => from + index + 1)}::int[], ${batch.map((each) => each.severity)}::text[],
        ${batch.map((each) => each.code)}::text[], ${batch.map((each) => each.sheet)}::text[], ${batch.map((each) => each.row)}::int[],
        ${batch.map((each) => each.address)}::text[], ${batch.map((each) => each.heading)}::text[], ${batch.map((each) => each.text)}::text[],
        ${batch.map((each) => each.message)}::text[], ${batch.map((each) => each.remedy)}::text[],
        ${batch.map((each) => each.sum)}::jsonb[])`.execute(db);
  }
  await sql`
    update import_run set state = ${state}, finished_at = now(),
      loaded_at = case when ${state} = 'COMMITTED' then clock_timestamp() end, created = ${total.created}, updated = ${total.updated},
      unchanged = ${total.unchanged}, rejected = ${total.rejected}, skipped = ${total.skipped},
      issue_counts = ${JSON.stringify(issues.counts)}::jsonb
    where id = ${runId}`.execute(db);
}
