import type { Database } from '../../src/database/sql.js';
import { sql } from 'kysely';
import { fieldColumns, type LedgerDeclaration } from '../../src/entities/ledger.js';
import type { CellTexts, Draft } from '../parse/draft.js';
import { copyLine, type CopyValue } from './copy.js';
import { partyReader, type Party } from './party.js';

/** The place of a staged row in its workbook, and its party. */
export interface RowPlace {
  /** Number of the row in the whole workbook, in order. */
  readonly seq: number;
  readonly sheetIndex: number;
  /** The higher wins where two sheets of a workbook have the same row. */
  readonly sheetRank: number;
  /** Number of its party; null where it names none. */
  readonly party: number | null;
  /** The number of its own limits; undefined: it has those of its sheet. */
  readonly limits: number | null | undefined;
}

/** The temporary tables of a ledger's rows until all of the workbook is read. */
export interface Stage {
  readonly ledger: LedgerDeclaration;
  /** Temporary table of the rows that were read, in the order of `seq`. */
  readonly table: string;
  /** Temporary table of the fate of each row, made when all are read. */
  readonly matched: string;
  /** Columns of the ledger's fields with their types. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Sets of columns that its sheets have; a row refers to its set by index. */
  readonly columnSets: (readonly string[])[];
  readonly partyOf: (draft: Draft) => Party | null;
  /** Whether rows of an export are among its rows. */
  exported: boolean;
}

/** The columns of a staged row beside its values: its source, keys, party and cells. */
const ORIGIN = {
  seq: 'int',
  sheet_index: 'int',
  sheet_rank: 'int',
  row_number: 'int',
  division: 'varchar(12)',
  staged_year: 'int',
  key: 'text',
  match_key: 'text',
  column_set: 'int',
  party: 'int',
  row_id: 'uuid',
  own_limits: 'int',
  limited: 'boolean',
  flags: 'jsonb',
  cells: 'json',
} as const;

/** Makes the stage of a ledger: a temporary table until the end of the transaction. */
export async function makeStage(db: Database, ledger: LedgerDeclaration): Promise<Stage> {
  const columns = Object.entries(ledger.fields).flatMap(([name, field]) => fieldColumns(name, field));
  const table = `stage_${ledger.table}`;
  const all = [...Object.entries(ORIGIN), ...columns.map(({ name, type }) => [name, type] as const)];
  const definitions = all.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  await sql`create temp table ${sql.table(table)} (${sql.join(definitions)}) on commit drop`.execute(db);
  return {
    ledger,
    table,
    matched: `matched_${ledger.table}`,
    columns,
    columnSets: [],
    partyOf: partyReader(ledger),
    exported: false,
  };
}

/** The statement that copies lines of `stageLine` to a stage. */
export function copyInto({ table, columns }: Stage): string {
  const names = [...Object.keys(ORIGIN), ...columns.map(({ name }) => name)];
  return `copy "${table}" (${names.map((name) => `"${name}"`).join(', ')}) from stdin`;
}

/** A draft as a row of its stage. */
export function stageLine(stage: Stage, draft: Draft, place: RowPlace): string {
  const best = draft.keys[0]!;
  const last = draft.keys.at(-1)!;
  const origin: Record<keyof typeof ORIGIN, CopyValue> = {
    seq: place.seq,
    sheet_index: place.sheetIndex,
    sheet_rank: place.sheetRank,
    row_number: draft.row,
    division: draft.division,
    staged_year: draft.year,
    key: best,
    // The weaker key; neither a best key nor a fingerprint is one.
    match_key: last.startsWith('1:') || last.startsWith('9:') ? null : last,
    column_set: columnSetOf(stage, draft),
    party: place.party,
    row_id: draft.exported?.id ?? null,
    own_limits: place.limits ?? null,
    limited: place.limits !== undefined,
    flags: JSON.stringify(draft.flags),
    cells: cellsOf(draft.cells),
  };
  return copyLine([...Object.values(origin), ...stage.columns.map(({ name }) => draft.values[name] ?? null)]);
}

function cellsOf({ letters, texts }: CellTexts): string {
  return JSON.stringify(Object.fromEntries(letters.map((letter, index) => [letter, texts[index]])));
}

/** The set of columns that a draft has, as an index into the stage's sets. */
function columnSetOf(stage: Stage, draft: Draft): number {
  const known = stage.columnSets.findIndex((set) => {
    let index = 0;
    for (const column in draft.values) if (set[index++] !== column) return false;
    return index === set.length;
  });
  return known >= 0 ? known : stage.columnSets.push(Object.keys(draft.values)) - 1;
}
