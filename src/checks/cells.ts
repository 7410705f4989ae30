import { sql } from 'kysely';
import { columnLetter, type ImportColumn } from '../entities/import-run.js';
import type { LedgerDeclaration } from '../entities/ledger.js';
import { funding } from '../entities/ledgers/funding.js';
import { observation } from '../entities/ledgers/observation.js';
import { target } from '../entities/ledgers/target.js';
import type { Database } from '../database/sql.js';
import type { SourceRow } from '../indicators/answer/rows.js';
import type { Finding } from './findings.js';
import { CHECK_RULES, type CheckCode, type Comparison } from './rules.js';
import { TWIN_LEDGERS } from './twins-sql.js';

/** A reported total with its workbook. */
export interface ObservedRow extends SourceRow {
  readonly fileName: string;
  readonly sha256: string;
  /** Columns of its sheet; empty until its run is recorded. */
  readonly columns: readonly ImportColumn[];
}

/** A cell of a sheet, its column from 0. */
export interface ObservedCell {
  readonly column: number;
  readonly address: string;
  readonly heading: string;
  readonly text: string;
}

/** The rows that findings are stated in, by id. It runs one statement for each ledger with such rows. */
export async function observedRows(db: Database, findings: readonly Finding[]): Promise<Map<string, ObservedRow>> {
  const found = new Map<string, ObservedRow>();
  for (const ledger of new Set(findings.flatMap(({ rule }) => ledgersOf(rule)))) {
    const wanted = findings.filter(({ rule }) => ledgersOf(rule).includes(ledger));
    for (const row of await rowsOf(db, ledger, wanted)) found.set(row.id, row);
  }
  return found;
}

/** The ledgers of the rows that findings of a rule are stated in. */
function ledgersOf(rule: CheckCode): readonly LedgerDeclaration[] {
  const compares: Comparison = CHECK_RULES[rule].compares;
  if (compares.kind === 'twins') return TWIN_LEDGERS[compares.of];
  if (compares.kind === 'overlap') return [funding];
  return [compares.kind === 'unmatched' ? target : observation];
}

/** Rows of a ledger that findings are stated in; they stand in the findings' divisions and those under them. */
async function rowsOf(
  db: Database,
  { id, table }: LedgerDeclaration,
  findings: readonly Finding[],
): Promise<ObservedRow[]> {
  const ids = findings.flatMap(({ leftRow, rightRow }) => [leftRow, rightRow]).filter((id) => id !== null);
  if (ids.length === 0) return [];
  const divisions = findings.flatMap(({ division, other }) => [division, other]).filter((code) => code !== null);
  const { rows } = await sql<ObservedRow>`
    with recursive here as (
      select unnest(${divisions}::text[]) as code union select d.code from division d join here h on d.parent_code = h.code
    )
    select ${sql.lit(id)} as ledger, o.division, o.id, o.year, o.run_id as "runId", o.sheet, o.row_number as row, o.cells,
      r.file_name as "fileName", r.sha256, coalesce(s.columns, '[]') as columns
    from here h
    join ${sql.table(table)} o on o.division = h.code and o.id = any(${ids}::uuid[])
    join import_run r on r.id = o.run_id
    left join import_sheet s on s.run_id = o.run_id and s.name = o.sheet`.execute(db);
  return rows;
}

/** The fields of a reported total that the sides of a finding are stated in; null of a side that is computed. */
export function fieldsOf({ rule }: Finding): readonly [left: string | null, right: string | null] {
  const compares: Comparison = CHECK_RULES[rule].compares;
  switch (compares.kind) {
    case 'value':
      return ['value', null];
    case 'previous':
      return ['previous', null];
    case 'restated':
      return ['previous', 'value'];
    case 'overlap':
      return ['amount', 'amount'];
    case 'unmatched':
      return ['indicator', null];
    case 'twins':
      return [TWIN_FIELDS[compares.of], TWIN_FIELDS[compares.of]];
    case 'rate':
    case 'arithmetic':
      return ['publishedRate', null];
    default:
      return [null, null];
  }
}

/** The field that tells two rows apart, or that names them. */
const TWIN_FIELDS = { enterprise: 'enterprise', commissioner: 'employer', event: 'date' } as const;

/** The cell that a reported total has a field in; undefined where its sheet is unknown. */
export function cellOf(
  { year, row, cells }: SourceRow,
  columns: readonly (Pick<ImportColumn, 'column' | 'heading' | 'field'> & {
    readonly year?: number;
    readonly set?: Readonly<Record<string, string>>;
  })[],
  field: string,
  indicator: string,
): ObservedCell | undefined {
  // Of years or indicators side by side each has a column of its own.
  const found = columns.find(
    ({ set, ...each }) =>
      each.field === field &&
      (each.year === undefined || each.year === year) &&
      (set?.['indicator'] === undefined || set['indicator'] === indicator),
  );
  if (found === undefined) return undefined;
  const letter = columnLetter(found.column);
  return { column: found.column, address: `${letter}${row}`, heading: found.heading, text: cells[letter] ?? '' };
}
