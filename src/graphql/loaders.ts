import type { Database } from '../database/sql.js';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { anyOf, columns, COUNT, RUN_TIMES } from '../database/columns.js';
import { SHOWN_EFFECT } from '../entities/import-kept.js';
import { type ImportColumn, SHOWN_ISSUE, SHOWN_RUN, SHOWN_SHEET } from '../entities/import-run.js';
import type { ContributionRef } from '../indicators/answer/contributions/asked.js';
import { contributionsOf, textsOf } from '../indicators/answer/contributions/contributions.js';
import type { Contributions } from '../indicators/answer/contributions/settle.js';
import { type FigureRef, type PageRef, type RowPage, rowsBehind } from '../indicators/answer/rows.js';
import { columnName } from '../entities/ledger.js';
import type { ImportDifference, ImportEffect, ImportIssue } from './import.types.js';
import type { DivisionRecord, EnterpriseRecord, RunRecord, SheetRecord } from './records.js';

/** A part of a list that belongs to a run: `count` items from the first or from the last on, or beyond a number. */
export interface RunListPart {
  readonly runId: string;
  readonly beyond: number | null;
  readonly count: number;
  readonly backward: boolean;
}

/** Loaders of what belongs to figures. */
export interface FigureLoaders {
  readonly rowsBehind: DataLoader<PageRef, RowPage>;
  readonly contributions: DataLoader<ContributionRef, Contributions>;
  readonly contributionTexts: DataLoader<Contributions, string>;
}

/** Loaders of what a request looks up one by one, so that a list takes one statement a kind, not one a row. */
export interface Loaders extends FigureLoaders {
  /** For figures of the past. */
  readonly past: FigureLoaders;
  readonly divisions: DataLoader<string, DivisionRecord | null>;
  readonly children: DataLoader<string, DivisionRecord[]>;
  readonly runs: DataLoader<string, RunRecord | null>;
  readonly sheets: DataLoader<string, SheetRecord[]>;
  readonly headings: DataLoader<{ runId: string; sheet: string }, ImportColumn[], string>;
  readonly enterprises: DataLoader<{ division: string; id: string }, EnterpriseRecord | null, string>;
  readonly issues: DataLoader<RunListPart, (ImportIssue & { seq: number })[]>;
  readonly issueTotals: DataLoader<string, number>;
  readonly differences: DataLoader<RunListPart, (ImportDifference & { seq: number })[]>;
  readonly effectCounts: DataLoader<string, number>;
  readonly effects: DataLoader<RunListPart, (ImportEffect & { seq: number })[]>;
}

/** The statement that reads runs. */
export function selectRuns(db: Database) {
  return db
    .selectFrom('import_run')
    .select(columns(...SHOWN_RUN, 'rowsRead', 'differenceCount'))
    .select(RUN_TIMES);
}

/** The columns of divisions. */
export const DIVISION = columns('code', 'name', 'level', 'parentCode');

/** New loaders for one request; figures of the past are read on connections of their own. */
export function createLoaders(db: Database, past: Database): Loaders {
  return {
    divisions: new DataLoader(async (codes) => {
      const rows = await db.selectFrom('division').select(DIVISION).where('code', '=', anyOf(codes)).execute();
      return inOrder(codes, rows, (row) => row.code);
    }),
    children: new DataLoader(async (codes) => {
      const rows = await db
        .selectFrom('reporting.dim_division')
        .select(DIVISION)
        .where('parent_code', '=', anyOf(codes))
        .orderBy('code')
        .execute();
      const children = Map.groupBy(rows, (row) => row.parentCode);
      return codes.map((code) => children.get(code) ?? []);
    }),
    runs: new DataLoader(async (ids) => {
      const rows = await selectRuns(db).where('id', '=', anyOf(ids)).execute();
      return inOrder(ids, rows, (row) => row.id);
    }),
    sheets: new DataLoader(async (ids) => {
      const rows = await db
        .selectFrom('import_sheet')
        .select(columns(...SHOWN_SHEET, 'runId'))
        .where('run_id', '=', anyOf(ids))
        .orderBy('run_id')
        .orderBy('index')
        .execute();
      const sheets = Map.groupBy(rows, (row) => row.runId);
      return ids.map((id) => sheets.get(id) ?? []);
    }),
    headings: new DataLoader(
      async (keys) => {
        const { rows } = await sql<{ runId: string; name: string; columns: ImportColumn[] }>`
          select run_id as "runId", name, columns from import_sheet
          where (run_id, name) in (select * from unnest(${keys.map((key) => key.runId)}::uuid[], ${keys.map((key) => key.sheet)}::text[]))`.execute(
          db,
        );
        const columns = new Map(rows.map((row) => [`${row.runId}\n${row.name}`, row.columns]));
        return keys.map((key) => columns.get(`${key.runId}\n${key.sheet}`) ?? []);
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
    issues: new DataLoader((parts) => runLists(db, parts, 'import_issue', SHOWN_ISSUE)),
    issueTotals: new DataLoader(async (ids) => {
      const rows = await db
        .selectFrom('import_issue')
        .select(['run_id as id', COUNT])
        .where('run_id', '=', anyOf(ids))
        .groupBy('run_id')
        .execute();
      return inOrder(ids, rows, (row) => row.id).map((row) => row?.count ?? 0);
    }),
    differences: new DataLoader((parts) =>
      runLists(db, parts, 'import_difference', ['ledger', 'sheet', 'row', 'address', 'field', 'before', 'after']),
    ),
    effectCounts: new DataLoader(async (runs) => {
      const rows = await db
        .selectFrom('import_effect')
        .select(['run_id', sql<number>`count(*)::int`.as('count')])
        .where('run_id', '=', anyOf(runs))
        .groupBy('run_id')
        .execute();
      return inOrder(runs, rows, (row) => row.run_id).map((row) => row?.count ?? 0);
    }),
    effects: new DataLoader((parts) => runLists(db, parts, 'import_effect', SHOWN_EFFECT)),
    ...figureLoaders(db),
    past: figureLoaders(past),
  };
}

/** The loaders of a figure, present or past. */
export function loadersOf({ asOf }: FigureRef, loaders: Loaders): FigureLoaders {
  return asOf === null ? loaders : loaders.past;
}

function figureLoaders(db: Database): FigureLoaders {
  return {
    rowsBehind: new DataLoader((pages) => rowsBehind(db, pages)),
    contributions: new DataLoader((refs) => contributionsOf(db, refs)),
    contributionTexts: new DataLoader((told) => textsOf(db, told)),
  };
}

/** Parts of runs' lists, in one statement for each direction. */
async function runLists<T>(
  db: Database,
  parts: readonly RunListPart[],
  table: 'import_issue' | 'import_difference' | 'import_effect',
  names: readonly string[],
): Promise<T[][]> {
  const lists = new Map<RunListPart, T[]>();
  for (const [backward, alike] of Map.groupBy(parts, (part) => part.backward)) {
    const [further, direction] = backward ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
    const { rows } = await sql<T & { part: number }>`
      select (part.n - 1)::int as part, item.*
      from unnest(${alike.map((part) => part.runId)}::uuid[], ${alike.map((part) => part.beyond)}::int[],
        ${alike.map((part) => part.count)}::int[]) with ordinality part (run_id, beyond, count, n)
      cross join lateral (
        select ${sql.join(['seq', ...names].map((name) => sql`${sql.ref(columnName(name))} as ${sql.ref(name)}`))} from ${sql.table(table)} t
        where t.run_id = part.run_id and (part.beyond is null or t.seq ${further} part.beyond)
        order by t.seq ${direction} limit part.count
      ) item order by part.n, item.seq ${direction}`.execute(db);
    for (const [index, list] of Map.groupBy(rows, (row) => row.part)) lists.set(alike[index]!, list);
  }
  return parts.map((part) => lists.get(part) ?? []);
}

function inOrder<T>(keys: readonly string[], rows: readonly T[], keyOf: (row: T) => string): (T | null)[] {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => found.get(key) ?? null);
}
