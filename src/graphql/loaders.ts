import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { ImportColumn } from '../entities/import-run.js';
import type { Database } from '../indicators/refresh.js';
import type { DivisionRecord, EnterpriseRecord, RunRecord, SheetRecord } from './records.js';

/** Batches what a request looks up one by one, so that a list costs one statement a kind, not one a row. */
export interface Loaders {
  readonly divisions: DataLoader<string, DivisionRecord | null>;
  readonly children: DataLoader<string, DivisionRecord[]>;
  readonly runs: DataLoader<string, RunRecord | null>;
  readonly sheets: DataLoader<string, SheetRecord[]>;
  readonly headings: DataLoader<{ runId: string; sheet: string }, ImportColumn[], string>;
  readonly enterprises: DataLoader<{ division: string; id: string }, EnterpriseRecord | null, string>;
}

/** New loaders for one request. */
export function createLoaders(db: Database): Loaders {
  return {
    divisions: new DataLoader(async (codes) => {
      const { rows } = await sql<DivisionRecord>`
        select code, name, level, parent_code as "parentCode" from division where code = any(${[...codes]})`.execute(
        db,
      );
      return inOrder(codes, rows, (row) => row.code);
    }),
    children: new DataLoader(async (codes) => {
      const { rows } = await sql<DivisionRecord>`
        select code, name, level, parent_code as "parentCode" from division where parent_code = any(${[...codes]}) order by code`.execute(
        db,
      );
      return codes.map((code) => rows.filter((row) => row.parentCode === code));
    }),
    runs: new DataLoader(async (ids) => {
      const { rows } = await sql<RunRecord>`
        select id, file_name as "fileName", sha256, state, dry_run as "dryRun", to_json(created_at) #>> '{}' as "createdAt",
          to_json(finished_at) #>> '{}' as "finishedAt", created, updated, unchanged, rejected, skipped, issue_counts as "issueCounts",
          rows_read as "rowsRead", difference_count as "differenceCount"
        from import_run where id = any(${[...ids]}::uuid[])`.execute(db);
      return inOrder(ids, rows, (row) => row.id);
    }),
    sheets: new DataLoader(async (ids) => {
      const { rows } = await sql<SheetRecord>`
        select run_id as "runId", name, ledger, score, reason, header_row as "headerRow", title, unit, year, columns, candidates,
          created, updated, unchanged, rejected, skipped
        from import_sheet where run_id = any(${[...ids]}::uuid[]) order by run_id, index`.execute(db);
      return ids.map((id) => rows.filter((row) => row.runId === id));
    }),
    headings: new DataLoader(
      async (keys) => {
        const { rows } = await sql<{ runId: string; name: string; columns: ImportColumn[] }>`
          select run_id as "runId", name, columns from import_sheet
          where (run_id, name) in (select * from unnest(${keys.map((key) => key.runId)}::uuid[], ${keys.map((key) => key.sheet)}::text[]))`.execute(
          db,
        );
        return keys.map((key) => rows.find((row) => row.runId === key.runId && row.name === key.sheet)?.columns ?? []);
      },
      { cacheKeyFn: (key) => `${key.runId}\n${key.sheet}` },
    ),
    enterprises: new DataLoader(
      async (keys) => {
        const { rows } = await sql<EnterpriseRecord>`
          select e.division, e.id, e.name, e.credit_code as "creditCode", e.registration_no as "registrationNo"
          from unnest(${keys.map((key) => key.division)}::text[], ${keys.map((key) => key.id)}::uuid[]) w (division, id)
          join enterprise e on e.division = w.division and e.id = w.id`.execute(db);
        return inOrder(
          keys.map((key) => key.id),
          rows,
          (row) => row.id,
        );
      },
      { cacheKeyFn: (key) => key.id },
    ),
  };
}

function inOrder<T>(keys: readonly string[], rows: readonly T[], keyOf: (row: T) => string): (T | null)[] {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => found.get(key) ?? null);
}
