import { type Kysely, sql } from 'kysely';
import { fieldColumns, type LedgerDeclaration } from '../../src/entities/ledger.js';
import { type Draft, ENTERPRISE, type StoredValue } from '../draft.js';
import { withEach } from '../text-unit.js';
import type { ColumnType } from './binary-rows.js';
import type { CopyColumn } from './copy.js';

export type Database = Kysely<unknown>;

/** A draft with its place in the workbook, on its way into its ledger. */
export interface LoadRow {
  /** Numbers the rows of the whole workbook, in their order. */
  readonly seq: number;
  readonly sheetIndex: number;
  /** Higher wins where two sheets of a workbook hold the same row. */
  readonly sheetRank: number;
  readonly draft: Draft;
  /** The columns that the draft has, as an index into the stage's sets, and its values in their order. */
  readonly columnSet: number;
  readonly values: readonly StoredValue[];
  /** Number of what it says of an enterprise; null where it names none. */
  readonly party: number | null;
  /** The enterprise it is about; null where none is known, or not yet. */
  enterpriseId: string | null;
  /** Its keys, with the enterprise in them as soon as it is known. */
  key: string;
  /** The weaker key that recognises a row whose best key is new; fingerprints recognise nothing else. */
  matchKey: string | null;
}

/** A ledger whose rows of this import wait in a temporary table until all of the workbook is read. */
export interface Stage {
  readonly ledger: LedgerDeclaration;
  /** Temporary table of the rows as they were read, in the order of `seq`. */
  readonly table: string;
  /** Temporary table of what becomes of each row, made when all are read. */
  readonly plan: string;
  /** Columns of the ledger's fields with their types. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Sets of columns that its sheets have; a row refers to its set by index. */
  readonly columnSets: (readonly string[])[];
  /** Whether a row so far says something beside a figure's value. */
  flagged: boolean;
  /** How many rows wait. */
  rows: number;
}

/** What rows say of figures beside their values. */
export const FLAGS: CopyColumn<LoadRow> = { name: 'flags', type: 'jsonb', value: ({ draft }) => draft.flags };

/** What stands beside the values of a staged row: where it came from, its keys and the enterprise it is about. */
const ORIGIN: readonly CopyColumn<LoadRow>[] = [
  { name: 'seq', type: 'int', value: (row) => row.seq },
  { name: 'sheet_index', type: 'int', value: (row) => row.sheetIndex },
  { name: 'sheet_rank', type: 'int', value: (row) => row.sheetRank },
  { name: 'row_number', type: 'int', value: ({ draft }) => draft.row },
  { name: 'division', type: 'varchar(12)', value: ({ draft }) => draft.division },
  { name: 'staged_year', type: 'int', value: ({ draft }) => draft.year },
  { name: 'key', type: 'text', value: ({ key }) => key },
  { name: 'match_key', type: 'text', value: (row) => row.matchKey },
  { name: 'column_set', type: 'int', value: (row) => row.columnSet },
  { name: 'party', type: 'int', value: (row) => row.party },
  { name: 'enterprise_id', type: 'uuid', value: ({ enterpriseId }) => enterpriseId },
  FLAGS,
  { name: 'cells', type: 'json', value: ({ draft }) => draft.cells },
];

/** Names of the columns beside the values of a staged row. */
export const ORIGIN_COLUMNS: readonly string[] = ORIGIN.map(({ name }) => name);

/** A stage for the rows of a ledger. */
export function stageOf(ledger: LedgerDeclaration): Stage {
  const columns = Object.entries(ledger.fields).flatMap(([name, field]) => fieldColumns(name, field));
  const tables = { table: `stage_${ledger.table}`, plan: `plan_${ledger.table}` };
  return { ledger, ...tables, columns, columnSets: [], flagged: false, rows: 0 };
}

/** Makes the temporary table of a stage; it is gone when the transaction ends. */
export async function makeStage(db: Database, stage: Stage): Promise<void> {
  const columns = [...ORIGIN.map(({ name, type }) => ({ name, type })), ...stage.columns];
  const definitions = columns.map(({ name, type }) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  await sql`create temp table ${sql.table(stage.table)} (${sql.join(definitions)}) on commit drop`.execute(db);
}

/** The columns of the stage's table that its rows so far fill. */
export function stageColumns(stage: Stage): CopyColumn<LoadRow>[] {
  return [...ORIGIN, ...valueColumns(stage)];
}

/** The columns of a ledger's fields that its rows so far have, with their values of a row. */
export function valueColumns(stage: Stage): CopyColumn<LoadRow>[] {
  const { columnSets } = stage;
  const filled = new Set(columnSets.flat());
  return stage.columns
    .filter(({ name }) => filled.has(name))
    .map(({ name, type }) => {
      // To look each value up by its name takes as long as to write it.
      const places = columnSets.map((set) => set.indexOf(name));
      return {
        name,
        type: type as ColumnType,
        value: ({ columnSet, values }) => values[places[columnSet]!] ?? null,
      };
    });
}

/** Gives a row its enterprise, null where it is not yet known, and the keys that it is written with. */
export function identify(row: LoadRow, enterpriseId: string | null): void {
  const { keys } = row.draft;
  const put = (key: string) => (enterpriseId === null ? key : withEach(key, ENTERPRISE, enterpriseId));
  const last = keys.at(-1)!;
  row.enterpriseId = enterpriseId;
  row.key = put(keys[0]!);
  row.matchKey = last.startsWith('1:') || last.startsWith('9:') ? null : put(last);
}

/** Whether a draft says something beside a figure's value. */
export function isFlagged({ flags }: Draft): boolean {
  for (const _ in flags) return true;
  return false;
}

/** The set of columns that a draft has, as an index into the stage's sets. */
export function columnSetOf(stage: Stage, draft: Draft): number {
  const known = stage.columnSets.findIndex((set) => {
    let index = 0;
    for (const column in draft.values) if (set[index++] !== column) return false;
    return index === set.length;
  });
  return known >= 0 ? known : stage.columnSets.push(Object.keys(draft.values)) - 1;
}
