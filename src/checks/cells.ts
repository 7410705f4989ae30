import { sql } from 'kysely';
import { columnLetter, type ImportColumn } from '../entities/import-run.js';
import type { Database } from '../database/sql.js';
import type { SourceRow } from '../indicators/answer/rows.js';
import type { Finding } from './findings.js';
import { CHECK_RULES } from './rules.js';

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

/** The reported totals that findings are stated in, by id; one statement, none where there are none. */
export async function observedRows(db: Database, findings: readonly Finding[]): Promise<Map<string, ObservedRow>> {
  const wanted = findings.flatMap(({ division, leftRow, rightRow }) =>
    [leftRow, rightRow].flatMap((id) => (id === null || division === null ? [] : [{ division, id }])),
  );
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<ObservedRow>`
    select 'observation' as ledger, o.division, o.id, o.year, o.run_id as "runId", o.sheet, o.row_number as row, o.cells,
      r.file_name as "fileName", r.sha256, coalesce(s.columns, '[]') as columns
    from (
      select distinct division, id from unnest(${wanted.map(({ division }) => division)}::text[], ${wanted.map(({ id }) => id)}::uuid[]) w (division, id)
    ) w
    join observation o on o.division = w.division and o.id = w.id
    join import_run r on r.id = o.run_id
    left join import_sheet s on s.run_id = o.run_id and s.name = o.sheet`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The fields of a reported total that the sides of a finding are stated in; null of a side that is computed. */
export function fieldsOf({ rule }: Finding): readonly [left: string | null, right: string | null] {
  switch (CHECK_RULES[rule].compares.kind) {
    case 'value':
      return ['value', null];
    case 'previous':
      return ['previous', null];
    case 'restated':
      return ['previous', 'value'];
    case 'rate':
    case 'arithmetic':
      return ['publishedRate', null];
    default:
      return [null, null];
  }
}

/** The cell that a reported total has a field in; undefined where its sheet is unknown. */
export function cellOf(
  { year, row, cells }: SourceRow,
  columns: readonly (Pick<ImportColumn, 'column' | 'heading' | 'field'> & { readonly year?: number })[],
  field: string,
): ObservedCell | undefined {
  // Of years side by side each has a column of its own.
  const found = columns.find((each) => each.field === field && (each.year === undefined || each.year === year));
  if (found === undefined) return undefined;
  const letter = columnLetter(found.column);
  return { column: found.column, address: `${letter}${row}`, heading: found.heading, text: cells[letter] ?? '' };
}
