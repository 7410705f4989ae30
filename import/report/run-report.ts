import { sql } from 'kysely';
import { DivisionBook } from '../text/division-book.js';
import type { Database } from '../../src/database/sql.js';
import type { WordedIssue } from '../issues/wording.js';

/** A run in the field names of the public contract's `ImportRun`. */
export interface RunReport {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly state: string;
  readonly dryRun: boolean;
  readonly importedBy: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly sheets: readonly SheetReport[];
  readonly counts: CountsReport;
  /** The names of the divisions of its sheets, by code. */
  readonly divisionNames: Readonly<Record<string, string>>;
  readonly issueCounts: readonly { readonly code: string; readonly count: number }[];
  readonly issues: { readonly nodes: readonly WordedIssue[]; readonly totalCount: number };
}

export interface CountsReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly skipped: number;
}

export interface SheetReport {
  readonly name: string;
  readonly ledger: string | null;
  readonly score: number | null;
  readonly reason: string | null;
  readonly headerRow: number | null;
  readonly title: string | null;
  readonly unit: string | null;
  readonly year: number | null;
  readonly columns: readonly unknown[];
  /** What its rows are of: codes of divisions, and years. */
  readonly divisions: readonly string[];
  readonly years: readonly number[];
  readonly candidates: readonly { readonly ledger: string; readonly score: number; readonly reason: string }[];
  readonly counts: CountsReport;
}

/** Reads a run with its sheets and issues as the reports show it. */
export async function runReport(db: Database, runId: string): Promise<RunReport> {
  const runs = await sql<
    RunReport & CountsReport & { counted: Record<string, number>; home: string | null; homeName: string | null }
  >`
    select id, file_name as "fileName", sha256, state, dry_run as "dryRun", imported_by as "importedBy",
      to_json(created_at) #>> '{}' as "createdAt",
      to_json(finished_at) #>> '{}' as "finishedAt", created, updated, unchanged, rejected, skipped, issue_counts as counted,
      division_code as home, division_name as "homeName"
    from import_run where id = ${runId}`.execute(db);
  const sheets = await sql<Omit<SheetReport, 'counts'> & CountsReport>`
    select name, ledger, score, reason, header_row as "headerRow", title, unit, year, columns, candidates, divisions, years,
      created, updated, unchanged, rejected, skipped
    from import_sheet where run_id = ${runId} order by index`.execute(db);
  const issues = await sql<WordedIssue>`
    select severity, code, sheet, "row", address, heading, text, message, remedy from import_issue
    where run_id = ${runId} order by seq`.execute(db);
  const { created, updated, unchanged, rejected, skipped, counted, home, homeName, ...run } = runs.rows[0]!;
  const book = await DivisionBook.open(db, null);
  const names = sheets.rows
    .flatMap(({ divisions }) => divisions)
    .map((code) => [code, book.nameOf(code) ?? (code === home ? homeName : null) ?? code] as const);
  return {
    ...run,
    counts: { created, updated, unchanged, rejected, skipped },
    sheets: sheets.rows.map(({ created: c, updated: u, unchanged: n, rejected: r, skipped: s, ...sheet }) => ({
      ...sheet,
      counts: { created: c, updated: u, unchanged: n, rejected: r, skipped: s },
    })),
    divisionNames: Object.fromEntries(names),
    issueCounts: Object.entries(counted).map(([code, count]) => ({ code, count })),
    issues: { nodes: issues.rows, totalCount: issues.rows.length },
  };
}
