import { columns, type RowOf, RUN_TIMES } from '../../src/database/columns.js';
import type { Database } from '../../src/database/sql.js';
import type { SHOWN_EFFECT } from '../../src/entities/import-kept.js';
import { type COUNTS, SHOWN_ISSUE, SHOWN_RUN, SHOWN_SHEET } from '../../src/entities/import-run.js';
import { DivisionBook } from '../text/division-book.js';
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
  /** What becomes of figures, with the names of the indicators. */
  readonly effects: readonly EffectReport[];
  readonly issueCounts: readonly { readonly code: string; readonly count: number }[];
  readonly issues: { readonly nodes: readonly WordedIssue[]; readonly totalCount: number };
}

/** A figure before and after a run, in the indicator's unit. */
export type EffectReport = RowOf<'import_effect', (typeof SHOWN_EFFECT)[number]> & {
  readonly name: string;
  readonly unit: string;
  readonly divisionName: string;
};

export type CountsReport = Pick<RowOf<'import_run', (typeof COUNTS)[number]>, (typeof COUNTS)[number]>;

/** A sheet; `divisions` and `years` are what its rows are of. */
export type SheetReport = Omit<RowOf<'import_sheet', (typeof SHOWN_SHEET)[number]>, keyof CountsReport> & {
  readonly counts: CountsReport;
};

/** Reads a run with its sheets and issues as the reports show it. */
export async function runReport(db: Database, runId: string): Promise<RunReport> {
  const { issueCounts, divisionCode, divisionName, ...found } = await db
    .selectFrom('import_run')
    .select(columns(...SHOWN_RUN, 'divisionCode', 'divisionName'))
    .select(RUN_TIMES)
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  const sheets = await db
    .selectFrom('import_sheet')
    .select(columns(...SHOWN_SHEET))
    .where('run_id', '=', runId)
    .orderBy('index')
    .execute();
  const issues = await issuesOf(db, runId);
  const book = await DivisionBook.open(db, null);
  const nameOf = (code: string) => book.nameOf(code) ?? (code === divisionCode ? divisionName : null) ?? code;
  const names = sheets.flatMap(({ divisions }) => divisions).map((code) => [code, nameOf(code)] as const);
  return {
    ...counted(found),
    sheets: sheets.map(counted),
    divisionNames: Object.fromEntries(names),
    effects: (await effectsOf(db, runId)).map((effect) => ({ ...effect, divisionName: nameOf(effect.division) })),
    issueCounts: Object.entries(issueCounts).map(([code, count]) => ({ code, count })),
    issues: { nodes: issues, totalCount: issues.length },
  };
}

/** What became of figures by a run, by indicator, division and year. */
function effectsOf(db: Database, runId: string): Promise<Omit<EffectReport, 'divisionName'>[]> {
  return db
    .selectFrom('import_effect as e')
    .innerJoin('reporting.dim_indicator as i', 'i.code', 'e.indicator')
    .select(['e.indicator', 'i.name', 'i.unit', 'e.division', 'e.year', 'e.before', 'e.after'])
    .select(['e.flags_before as flagsBefore', 'e.flags_after as flagsAfter'])
    .where('e.run_id', '=', runId)
    .orderBy('e.seq')
    .execute();
}

/** The issues of a run, in order. */
function issuesOf(db: Database, runId: string): Promise<WordedIssue[]> {
  return db
    .selectFrom('import_issue')
    .select(columns(...SHOWN_ISSUE))
    .where('run_id', '=', runId)
    .orderBy('seq')
    .execute() as Promise<WordedIssue[]>;
}

/** A run or sheet with its counts together. */
function counted<T extends CountsReport>({ created, updated, unchanged, rejected, skipped, ...rest }: T) {
  return { ...rest, counts: { created, updated, unchanged, rejected, skipped } };
}
