import { type Kysely, sql } from 'kysely';
import { columnName, fieldColumns, type LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Draft, StoredValue } from '../draft.js';
import { normalizeName } from './enterprise-name.js';

export type Database = Kysely<unknown>;

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
}

/** What stands beside the values of a staged row: where it came from, its keys and the enterprise it names. */
const ORIGIN_COLUMNS = {
  seq: 'int',
  sheet_index: 'int',
  sheet_rank: 'int',
  row_number: 'int',
  division: 'varchar(12)',
  staged_year: 'int',
  key: 'text',
  match_key: 'text',
  column_set: 'int',
  party_name: 'text',
  party_normalized: 'text',
  party_credit_code: 'text',
  party_registration_no: 'text',
  flags: 'jsonb',
  cells: 'jsonb',
} as const;

/** Makes the temporary table of a ledger; it is gone when the transaction ends. */
export async function createStage(db: Database, ledger: LedgerDeclaration): Promise<Stage> {
  const table = `stage_${ledger.table}`;
  const columns = Object.entries(ledger.fields).flatMap(([name, field]) => fieldColumns(name, field));
  const definitions = [...Object.entries(ORIGIN_COLUMNS).map(([name, type]) => ({ name, type })), ...columns].map(
    (column) => sql`${sql.ref(column.name)} ${sql.raw(column.type)}`,
  );
  await sql`create temp table ${sql.table(table)} (${sql.join(definitions)}) on commit drop`.execute(db);
  return { ledger, table, plan: `plan_${ledger.table}`, columns, columnSets: [] };
}

/** Where a batch of drafts comes from; `firstSeq` numbers them through the whole workbook. */
export interface BatchOrigin {
  readonly firstSeq: number;
  readonly sheetIndex: number;
  /** Higher wins where two sheets of a workbook hold the same row. */
  readonly sheetRank: number;
}

/** Puts a batch of drafts into the temporary table of their ledger. */
export async function stageDrafts(
  db: Database,
  stage: Stage,
  drafts: readonly Draft[],
  origin: BatchOrigin,
): Promise<void> {
  if (drafts.length === 0) return;
  const enterprise = stage.ledger.enterprise;
  const nameColumn = enterprise === undefined ? undefined : columnName(enterprise.name);
  const codeColumn = enterprise?.code === undefined ? undefined : columnName(enterprise.code);
  const names = drafts.map((draft) => textOf(nameColumn === undefined ? null : draft.values[nameColumn]));
  const codes = drafts.map((draft) => textOf(codeColumn === undefined ? null : draft.values[codeColumn]));
  const origins: Record<keyof typeof ORIGIN_COLUMNS, readonly (string | number | null)[]> = {
    seq: drafts.map((_, index) => origin.firstSeq + index),
    sheet_index: drafts.map(() => origin.sheetIndex),
    sheet_rank: drafts.map(() => origin.sheetRank),
    row_number: drafts.map((draft) => draft.row),
    division: drafts.map((draft) => draft.division),
    staged_year: drafts.map((draft) => draft.year),
    key: drafts.map((draft) => draft.keys[0]),
    match_key: drafts.map(matchKey),
    column_set: drafts.map((draft) => columnSet(stage, draft)),
    party_name: names,
    party_normalized: names.map((name) => (name === null ? null : normalizeName(name))),
    party_credit_code: codes.map((code) => (code?.length === 18 ? code : null)),
    party_registration_no: codes.map((code) => (code?.length === 15 ? code : null)),
    flags: drafts.map((draft) => JSON.stringify(draft.flags)),
    cells: drafts.map((draft) => JSON.stringify(draft.cells)),
  };
  const arrays = [
    ...Object.entries(ORIGIN_COLUMNS).map(([name, type]) => ({
      name,
      type,
      values: origins[name as keyof typeof ORIGIN_COLUMNS],
    })),
    ...stage.columns
      .filter((column) => drafts.some((draft) => (draft.values[column.name] ?? null) !== null))
      .map((column) => ({ ...column, values: drafts.map((draft) => literal(draft.values[column.name])) })),
  ].filter(({ values }) => values.some((value) => value !== null));
  const columns = sql.join(arrays.map(({ name }) => sql.ref(name)));
  await sql`
    insert into ${sql.table(stage.table)} (${columns})
    select ${sql.join(arrays.map(({ name, type }) => sql`${sql.ref(name)}::${sql.raw(type)}`))}
    from unnest(${sql.join(arrays.map(({ values }) => sql`${values}::text[]`))}) t (${columns})`.execute(db);
}

/** The weaker key that recognises a row whose best key is new; fingerprints recognise nothing else. */
function matchKey(draft: Draft): string | null {
  const last = draft.keys.at(-1)!;
  return last.startsWith('1:') || last.startsWith('9:') ? null : last;
}

function columnSet(stage: Stage, draft: Draft): number {
  const columns = Object.keys(draft.values);
  const known = stage.columnSets.findIndex(
    (set) => set.length === columns.length && set.every((column, index) => column === columns[index]),
  );
  if (known >= 0) return known;
  return stage.columnSets.push(columns) - 1;
}

function textOf(value: StoredValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A stored value as PostgreSQL reads it from text. */
function literal(value: StoredValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return value;
  return `{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
