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
  const party = (draft: Draft, column: string | undefined) =>
    column === undefined ? null : textOf(draft.values[column]);
  const code = (draft: Draft, length: number) => {
    const found = party(draft, codeColumn);
    return found?.length === length ? found : null;
  };
  const origins: Record<keyof typeof ORIGIN_COLUMNS, (draft: Draft, index: number) => string | number | null> = {
    seq: (_, index) => origin.firstSeq + index,
    sheet_index: () => origin.sheetIndex,
    sheet_rank: () => origin.sheetRank,
    row_number: (draft) => draft.row,
    division: (draft) => draft.division,
    staged_year: (draft) => draft.year,
    key: (draft) => draft.keys[0],
    match_key: matchKey,
    column_set: (draft) => columnSet(stage, draft),
    party_name: (draft) => party(draft, nameColumn),
    party_normalized: (draft) => {
      const name = party(draft, nameColumn);
      return name === null ? null : normalizeName(name);
    },
    party_credit_code: (draft) => code(draft, 18),
    party_registration_no: (draft) => code(draft, 15),
    flags: (draft) => jsonText(draft.flags),
    cells: (draft) => jsonText(draft.cells),
  };
  const known = new Set(stage.columnSets[columnSet(stage, drafts[0]!)]);
  const arrays = [
    ...Object.entries(ORIGIN_COLUMNS).map(([name, type]) => ({
      name,
      type,
      text: arrayLiteral(drafts, origins[name as keyof typeof ORIGIN_COLUMNS]),
    })),
    ...stage.columns
      .filter((column) => known.has(column.name) || drafts.some((draft) => draft.values[column.name] !== undefined))
      .map((column) => ({ ...column, text: arrayLiteral(drafts, (draft) => literal(draft.values[column.name])) })),
  ];
  const columns = sql.join(arrays.map(({ name }) => sql.ref(name)));
  await sql`
    insert into ${sql.table(stage.table)} (${columns})
    select ${sql.join(arrays.map(({ name, type }) => sql`${sql.ref(name)}::${sql.raw(type)}`))}
    from unnest(${sql.join(arrays.map(({ text }) => sql`${text}::text[]`))}) t (${columns})`.execute(db);
}

/** Most rows have no flags at all. */
function jsonText(value: Readonly<Record<string, string>>): string {
  for (const _ in value) return JSON.stringify(value);
  return '{}';
}

/** An array as PostgreSQL reads it from text; the driver's own way takes several times as long, and rows come by the 100,000. */
function arrayLiteral<T>(items: readonly T[], valueOf: (item: T, index: number) => string | number | null): string {
  let text = '{';
  for (let index = 0; index < items.length; index += 1) {
    const value = valueOf(items[index]!, index);
    if (index > 0) text += ',';
    if (value === null) text += 'NULL';
    else if (typeof value === 'number') text += value;
    else text += value.includes('"') || value.includes('\\') ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
  }
  return `${text}}`;
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
  return arrayLiteral(value, (item) => item);
}
