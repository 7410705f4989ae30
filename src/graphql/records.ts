import type { ImportColumn, ImportState } from '../entities/import-run.js';

/** Rows as the loaders deliver them. */
export interface DivisionRecord {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parentCode: string | null;
}

export interface CountsRecord {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly skipped: number;
}

export interface RunRecord extends CountsRecord {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly state: ImportState;
  readonly dryRun: boolean;
  readonly importedBy: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly rowsRead: number;
  readonly differenceCount: number;
  readonly issueCounts: Readonly<Record<string, number>>;
}

export interface SheetRecord extends CountsRecord {
  readonly runId: string;
  readonly name: string;
  readonly ledger: string | null;
  readonly score: number | null;
  readonly reason: string | null;
  readonly headerRow: number | null;
  readonly title: string | null;
  readonly unit: string | null;
  readonly year: number | null;
  readonly columns: readonly ImportColumn[];
  readonly candidates: readonly { ledger: string; score: number; reason: string }[];
  readonly divisions: readonly string[];
  readonly years: readonly number[];
}

export interface EnterpriseRecord {
  readonly division: string;
  readonly id: string;
  readonly name: string;
  readonly creditCode: string | null;
  readonly registrationNo: string | null;
}
