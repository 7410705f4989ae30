import { sql } from 'kysely';
import { RequestError } from '../errors.js';
import { LEDGERS, ledgerOf } from '../entities/ledgers/index.js';
import type { IndicatorDefinition, RowsMeasure } from './definition.js';
import { dimensionsOf, measuresOf, MONTH, termsOf } from './plan.js';
import type { Database } from './refresh.js';
import { factsSql, type Sql } from './sql.js';

/** The figure whose rows are asked for. */
export interface FigureRef {
  readonly indicator: IndicatorDefinition;
  readonly division: string;
  readonly year: number;
  readonly by: string | null;
  readonly member: string | null;
  readonly throughMonth: number | null;
}

/** Where a ledger row stands. */
export interface RowRef {
  readonly ledger: string;
  readonly division: string;
  readonly id: string;
}

/** A ledger row with where it came from. */
export interface SourceRow extends RowRef {
  readonly year: number;
  readonly runId: string;
  readonly sheet: string;
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface RowPage {
  readonly rows: readonly SourceRow[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
}

/**
 * A page of the ledger rows that a figure is made of, of the division and all under it; for a ratio the rows of both
 * its parts. `after` is the last row of the page before.
 */
export async function rowsBehind(
  db: Database,
  figure: FigureRef,
  first: number,
  after: RowRef | null,
): Promise<RowPage> {
  const divisions = sql`(select array_agg(code) from (
    with recursive under as (
      select code from division where code = ${figure.division}
      union select d.code from division d join under on d.parent_code = under.code
    ) select code from under) codes)::text[]`;
  const counted = sql.join(
    measuresOf(figure.indicator)
      .flatMap(termsOf)
      .map((measure) => countedSql(measure, figure, divisions)),
    sql` union `,
  );
  const place = sql`(ledger, division, id)`;
  const from =
    after === null
      ? sql`true`
      : sql`${place} > (${ledgerOf(after.ledger).table}, ${after.division}, ${after.id}::uuid)`;
  const { rows } = await sql<{ ledger: string; division: string; id: string; total: number }>`
    with counted as materialized (${counted}),
    total as (select count(*)::int as total from counted)
    select ledger, division, id, total from total left join lateral (
      select * from counted where ${from} order by ledger, division, id limit ${first + 1}
    ) page on true`.execute(db);
  const page = rows.filter((row) => row.id !== null);
  return {
    rows: await sourcesOf(db, page.slice(0, first)),
    totalCount: rows[0]?.total ?? 0,
    hasNextPage: page.length > first,
  };
}

function countedSql(measure: RowsMeasure, figure: FigureRef, divisions: Sql): Sql {
  const by = figure.by === MONTH ? null : figure.by;
  if (by !== null && !dimensionsOf(figure.indicator).includes(by)) {
    throw RequestError.unknownDimension(by, figure.indicator.code, dimensionsOf(figure.indicator));
  }
  const conditions: Sql[] = [sql`identity is not null`];
  if (by !== null) conditions.push(sql`d0 = ${figure.member}`);
  if (measure.kind === 'flow') {
    conditions.push(sql`year = ${figure.year}`);
    if (figure.by === MONTH) conditions.push(sql`month = ${Number(figure.member)}`);
    else if (figure.throughMonth !== null) conditions.push(sql`month <= ${figure.throughMonth}`);
  } else {
    const end = sql`${figure.year * 12 + (figure.throughMonth ?? 12) - 1}::int`;
    conditions.push(sql`starts <= ${end} and (ends is null or ends > ${end})`);
  }
  return sql`select ledger, division, id from (${factsSql(measure, by === null ? [] : [by], divisions)}) facts where ${sql.join(conditions, sql` and `)}`;
}

async function sourcesOf(
  db: Database,
  page: readonly { ledger: string; division: string; id: string }[],
): Promise<SourceRow[]> {
  const tables = [...new Set(page.map((row) => row.ledger))];
  const found = new Map<string, SourceRow>();
  for (const table of tables) {
    const mine = page.filter((row) => row.ledger === table);
    const { rows } = await sql<Omit<SourceRow, 'ledger'>>`
      select t.division, t.id, t.year, t.run_id as "runId", t.sheet, t.row_number as row, t.cells
      from unnest(${mine.map((row) => row.division)}::text[], ${mine.map((row) => row.id)}::uuid[]) w (division, id)
      join ${sql.table(table)} t on t.division = w.division and t.id = w.id`.execute(db);
    for (const row of rows) found.set(row.id, { ...row, ledger: ledgerIdOf(table) });
  }
  return page.map((row) => found.get(row.id)).filter((row) => row !== undefined);
}

const idByTable = new Map<string, string>(LEDGERS.map((ledger) => [ledger.table, ledger.id]));

function ledgerIdOf(table: string): string {
  return idByTable.get(table)!;
}
