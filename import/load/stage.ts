import { type Kysely, sql } from 'kysely';
import { columnName, fieldColumns, type LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Draft, StoredValue } from '../draft.js';
import { normalizeName } from './enterprise-name.js';

export type Database = Kysely<unknown>;

/** A ledger whose rows of this import wait in a temporary table until all of the workbook is read. */
export interface Stage {
  readonly ledger: LedgerDeclaration;
  readonly table: string;
  /** Columns of the ledger's fields with their types. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Sets of columns that its sheets have; a row refers to its set by index. */
  readonly columnSets: (readonly string[])[];
}

/**
 * Makes the temporary tables of an import: `staged` with what identifies each row, and, by `stageOf`, one a ledger with
 * its values. They are gone when the transaction ends.
 */
export async function createStaging(db: Database): Promise<void> {
  await sql`
    create temp table staged (
      seq int primary key,
      ledger text not null,
      sheet_index int not null,
      sheet_rank int not null,
      row_number int not null,
      division varchar(12) not null,
      year int not null,
      key text not null,
      match_key text,
      column_set int not null,
      enterprise_name text,
      enterprise_normalized text,
      enterprise_credit_code text,
      enterprise_registration_no text,
      enterprise_id uuid,
      id uuid,
      fate text
    ) on commit drop`.execute(db);
}

/** Makes the temporary table of one ledger. */
export async function createStage(db: Database, ledger: LedgerDeclaration): Promise<Stage> {
  const table = `stage_${ledger.table}`;
  const columns = Object.entries(ledger.fields).flatMap(([name, field]) => fieldColumns(name, field));
  const definitions = columns.map((column) => sql`${sql.ref(column.name)} ${sql.raw(column.type)}`);
  await sql`
    create temp table ${sql.table(table)} (
      seq int primary key, flags jsonb not null, cells jsonb not null, ${sql.join(definitions)}
    ) on commit drop`.execute(db);
  return { ledger, table, columns, columnSets: [] };
}

/** Where a batch of drafts comes from; `firstSeq` numbers them through the whole workbook. */
export interface BatchOrigin {
  readonly firstSeq: number;
  readonly sheetIndex: number;
  /** Higher wins where two sheets of a workbook hold the same row. */
  readonly sheetRank: number;
}

/** Puts a batch of drafts into the temporary tables. All drafts of one sheet have the same columns. */
export async function stageDrafts(
  db: Database,
  stage: Stage,
  drafts: readonly Draft[],
  origin: BatchOrigin,
): Promise<void> {
  if (drafts.length === 0) return;
  const seqs = drafts.map((_, index) => origin.firstSeq + index);
  const enterprise = stage.ledger.enterprise;
  const name = enterprise === undefined ? undefined : columnName(enterprise.name);
  const code = enterprise?.code === undefined ? undefined : columnName(enterprise.code);
  const names = drafts.map((draft) => textOf(name === undefined ? null : draft.values[name]));
  const codes = drafts.map((draft) => textOf(code === undefined ? null : draft.values[code]));
  await sql`
    insert into staged (seq, ledger, sheet_index, sheet_rank, row_number, division, year, key, match_key, column_set,
      enterprise_name, enterprise_normalized, enterprise_credit_code, enterprise_registration_no)
    select s, ${stage.ledger.id}, ${origin.sheetIndex}, ${origin.sheetRank}, n, d, y, k, m, c, en, ez, ec, er
    from unnest(${seqs}::int[], ${drafts.map((draft) => draft.row)}::int[], ${drafts.map((draft) => draft.division)}::text[],
      ${drafts.map((draft) => draft.year)}::int[], ${drafts.map((draft) => draft.keys[0])}::text[],
      ${drafts.map(matchKey)}::text[], ${drafts.map((draft) => columnSet(stage, draft))}::int[], ${names}::text[],
      ${names.map((each) => (each === null ? null : normalizeName(each)))}::text[],
      ${codes.map((each) => (each?.length === 18 ? each : null))}::text[],
      ${codes.map((each) => (each?.length === 15 ? each : null))}::text[])
      t (s, n, d, y, k, m, c, en, ez, ec, er)`.execute(db);

  const present = stage.columns.filter((column) => drafts.some((draft) => draft.values[column.name] !== undefined));
  const arrays = present.map((column) => drafts.map((draft) => literal(draft.values[column.name])));
  const aliases = present.map((_, index) => sql.ref(`v${index}`));
  await sql`
    insert into ${sql.table(stage.table)} (${sql.join([sql`seq, flags, cells`, ...present.map((column) => sql.ref(column.name))])})
    select ${sql.join([sql`s, f::jsonb, c::jsonb`, ...present.map((column, index) => sql`${aliases[index]!}::${sql.raw(column.type)}`)])}
    from unnest(${sql.join([
      sql`${seqs}::int[]`,
      sql`${drafts.map((draft) => JSON.stringify(draft.flags))}::text[]`,
      sql`${drafts.map((draft) => JSON.stringify(draft.cells))}::text[]`,
      ...arrays.map((values) => sql`${values}::text[]`),
    ])}) t (${sql.join([sql`s, f, c`, ...aliases])})`.execute(db);
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
