import { sql } from 'kysely';
import { RequestError } from '../errors.js';
import type { Database, Sql } from '../database/sql.js';
import type { Dataset, DatasetColumn } from '../reporting/dataset.js';

/** Which rows of a dataset to export; null: all. */
export interface Selection {
  /** A division's code, which includes all divisions under it. */
  readonly division: string | null;
  readonly year: number | null;
  /** Whether the headings of a workbook have Chinese names too. */
  readonly titles: boolean;
}

/** The parameters that select rows, each with its columns. */
const FILTERS = { division: ['division', 'code'], year: ['year'] } as const;

function columnFor(dataset: Dataset, filter: keyof typeof FILTERS): string | undefined {
  // A table of indicators has a code too, which is no division's.
  const names = filter === 'division' && dataset.name !== 'dim_division' ? ['division'] : FILTERS[filter];
  return names.find((name) => dataset.columns.some((column) => column.name === name));
}

/** The parameters that select rows of a dataset. */
export function filtersOf(dataset: Dataset): string[] {
  return (['division', 'year'] as const).filter((filter) => columnFor(dataset, filter) !== undefined);
}

/** Reads the selection of a query string. Throws a RequestError for one that the dataset does not have. */
export async function readSelection(
  db: Database,
  dataset: Dataset,
  extension: string,
  given: Readonly<Record<string, unknown>>,
): Promise<Selection> {
  const offered = [...filtersOf(dataset), ...(extension === 'xlsx' ? ['titles'] : [])];
  for (const name of Object.keys(given))
    if (!offered.includes(name)) throw RequestError.unknownParameter(name, offered);
  const { division = null, year = null, titles = null } = given;
  if (titles !== null && titles !== 'zh') throw RequestError.outOfRange('titles', 'zh', String(titles));
  if (year !== null && !/^\d{4}$/u.test(String(year)))
    throw RequestError.outOfRange('year', '四位年份，如 2024', String(year));
  if (division !== null) {
    const code = String(division);
    const known =
      /^\d+$/u.test(code) && (await sql`select from division where code = ${code}`.execute(db)).rows.length > 0;
    if (!known) throw RequestError.unknownDivision([code]);
  }
  return {
    division: division === null ? null : String(division),
    year: year === null ? null : Number(year),
    titles: titles !== null,
  };
}

/** The rows of a dataset in the order of its key, every value as text: dates as 2024-03-01, lists as JSON arrays. */
export function selectionSql(dataset: Dataset, { division, year }: Selection): Sql {
  const conditions: Sql[] = [];
  if (year !== null) conditions.push(sql`t.year = ${year}`);
  if (division !== null) {
    conditions.push(sql`t.${sql.ref(columnFor(dataset, 'division')!)} in (
      with recursive under as (
        select code from division where code = ${division}
        union select d.code from division d join under on d.parent_code = under.code
      ) select code from under)`);
  }
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const columns = dataset.columns.map((column) => sql`${textOf(column)} as ${sql.ref(column.name)}`);
  const key = dataset.key.map((name) => sql`t.${sql.ref(name)}`);
  return sql`select ${sql.join(columns)} from ${sql.table(`reporting.${dataset.name}`)} t ${where} order by ${sql.join(key)}`;
}

function textOf({ name, type }: DatasetColumn): Sql {
  const column = sql`t.${sql.ref(name)}`;
  if (type === 'date') return sql`to_char(${column}, 'YYYY-MM-DD')`;
  if (type === 'list') return sql`to_json(${column})::text`;
  if (type === 'decimal') return sql`trim_scale(${column})::text`;
  return sql`${column}::text`;
}
