import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { columnName, type LedgerDeclaration } from '../../src/entities/ledger.js';
import { type LedgerId, ledgerOf } from '../../src/entities/ledgers/index.js';
import type { Database } from '../../src/database/sql.js';

/** A field's value: text or a figure as it is stored; a date as 2022-03-05, or 2022-03, 2022 where that is all that is known. */
export type FieldValue = string | number | boolean | readonly string[];

/** A ledger row in a few words; a figure may be flagged, e.g. `{ flags: { amount: 'masked' } }`. */
export interface TinyRow {
  readonly ledger: LedgerId;
  readonly year: number;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly flags?: Readonly<Record<string, string>>;
  /** What the row's sheet can say of a field at all; none: nothing limits it. */
  readonly limits?: Readonly<Record<string, readonly string[]>>;
}

/** A UUID that is the same for the same words. */
function idOf(...words: readonly (string | number)[]): string {
  const hex = createHash('md5').update(words.join('|')).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

/** Puts divisions into the database, each with its parent's code or null. */
export async function insertDivisions(
  db: Database,
  divisions: readonly { code: string; parent: string | null; level?: string }[],
): Promise<void> {
  for (const { code, parent, level } of divisions)
    await sql`insert into division (code, name, level, parent_code)
      values (${code}, ${`区划${code}`}, ${level ?? 'county'}, ${parent})`.execute(db);
}

/** Puts rows into a division's ledgers, without an import; the figures are refreshed by who asks. */
export async function insertRows(db: Database, division: string, rows: readonly TinyRow[]): Promise<void> {
  const none = '00000000-0000-0000-0000-000000000000';
  for (const [index, row] of rows.entries()) {
    const ledger = ledgerOf(row.ledger);
    const enterprise = await enterpriseOf(db, division, ledger, row);
    const columns: Record<string, unknown> = {
      division,
      id: idOf(division, row.ledger, index),
      key: `${index}`,
      year: row.year,
      enterprise_id: enterprise,
      flags: JSON.stringify(
        Object.fromEntries(Object.entries(row.flags ?? {}).map(([name, flag]) => [columnName(name), flag])),
      ),
      limits: await limitsOf(db, row.limits),
      created_by: none,
      run_id: none,
      sheet: 'Sheet1',
      row_number: index + 1,
    };
    for (const [name, value] of Object.entries(row.fields)) Object.assign(columns, columnsOf(ledger, name, value));
    const names = Object.keys(columns).map((name) => sql.ref(name));
    await sql`insert into ${sql.table(ledger.table)} (${sql.join(names)}) values (${sql.join(Object.values(columns))})`.execute(
      db,
    );
  }
}

async function limitsOf(db: Database, limits: TinyRow['limits']): Promise<number | null> {
  if (limits === undefined) return null;
  const { rows } = await sql<{ id: number }>`select figures.limits_of(${JSON.stringify(limits)}::jsonb) as id`.execute(
    db,
  );
  return rows[0]!.id;
}

function columnsOf(ledger: LedgerDeclaration, name: string, value: FieldValue): Record<string, unknown> {
  const field = ledger.fields[name];
  if (field === undefined) throw new Error(`Ledger "${ledger.id}" has no field "${name}"`);
  const column = columnName(name);
  if (field.kind !== 'date') return { [column]: field.kind === 'list' ? [...(value as readonly string[])] : value };
  const [year, month, day] = String(value).split('-');
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const last = new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0)).toISOString().slice(0, 10);
  return {
    [column]: first,
    [`${column}_end`]: day === undefined ? last : first,
    [`${column}_precision`]: day !== undefined ? 'day' : month !== undefined ? 'month' : 'year',
  };
}

async function enterpriseOf(
  db: Database,
  division: string,
  ledger: LedgerDeclaration,
  row: TinyRow,
): Promise<string | null> {
  const name = ledger.enterprise === undefined ? undefined : row.fields[ledger.enterprise.name];
  if (typeof name !== 'string') return null;
  const id = idOf(division, name);
  const none = '00000000-0000-0000-0000-000000000000';
  await sql`insert into enterprise (division, id, name, normalized_name, created_by, run_id)
    values (${division}, ${id}, ${name}, ${name}, ${none}, ${none}) on conflict do nothing`.execute(db);
  return id;
}
