import { monthOfDay, PRESENT_MONTH } from '../compute/present.js';
import { sql } from 'kysely';
import { RequestError } from '../../errors.js';
import type { LedgerDeclaration } from '../../entities/ledger.js';
import { LEDGERS, ledgerOf } from '../../entities/ledgers/index.js';
import type { IndicatorDefinition, RowsMeasure } from '../define/definition.js';
import { inPast } from '../compute/past/in-past.js';
import { rowsAsOf } from '../compute/past/rows-as-of.js';
import { dimensionsOf, ledgersOf, measuresOf, MONTH, openedBy } from '../define/measures.js';
import { termsOf } from '../define/value.js';
import { type Database, type Sql } from '../../database/sql.js';
import type { TableOf } from '../compute/asked-rows.js';
import { WHOLE_YEAR } from '../compute/cells.js';
import { factsSql, ledgerTable } from '../compute/facts.js';
import { computeAsOf, REPORTS } from '../compute/past/figures-as-of.js';
import { KEPT } from '../compute/tables.js';
import { statingDivisions } from '../compute/totals/refresh-stated.js';
import { statedSql } from '../compute/totals/stated.js';

/** The figure whose rows are asked for. */
export interface FigureRef {
  readonly indicator: IndicatorDefinition;
  readonly division: string;
  readonly year: number;
  readonly by: string | null;
  readonly member: string | null;
  readonly throughMonth: number | null;
  /** A day, as an ISO date; null: now. */
  readonly asOf: string | null;
}

/** The place of a ledger row. */
export interface RowRef {
  readonly ledger: string;
  readonly division: string;
  readonly id: string;
}

/** A ledger row with its source, in one of its states. */
export interface SourceRow extends RowRef {
  /** The day as of which it was so, as an ISO date; absent: now. */
  readonly asOf?: string | undefined;
  readonly year: number;
  readonly runId: string;
  readonly sheet: string;
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A row behind a figure. */
export interface CountedRow extends SourceRow {
  /** How many months late it is at the figure's time, begun ones too; null where the indicator is not about that. */
  readonly monthsLate: number | null;
}

export interface RowPage {
  readonly rows: readonly CountedRow[];
  readonly totalCount: number;
}

/** A requested page: some of the rows behind a figure, from the first or from the last on, or beyond a row. */
export interface PageRef {
  readonly figure: FigureRef;
  readonly count: number;
  readonly beyond: RowRef | null;
  readonly backward: boolean;
}

/**
 * Pages of the ledger rows behind figures, of the division and all under it; for a ratio the rows of both parts. One
 * statement for all figures of an indicator and one for each ledger of their rows.
 */
export async function rowsBehind(db: Database, pages: readonly PageRef[]): Promise<RowPage[]> {
  const found = new Map<PageRef, RowPage>();
  for (const [asOf, group] of Map.groupBy(pages, ({ figure }) => figure.asOf)) {
    const read = await (asOf === null
      ? pagesOf({ db, tableOf: ledgerTable, wholeOf: wholeTable, part: KEPT.part }, group)
      : pagesAsOf(db, asOf, group));
    for (const [page, rows] of read) found.set(page, rows);
  }
  return pages.map((page) => found.get(page)!);
}

/** Where whole rows are read from. */
interface WholeRows {
  readonly db: Database;
  /** The day of the rows' state; absent: now. */
  readonly asOf?: string;
  /** The tables of whole rows with their place in the workbook. */
  readonly wholeOf: (ledger: LedgerDeclaration, ids: Sql) => Sql;
}

/** Where the rows behind figures are read from. */
interface RowSource extends WholeRows {
  /** The tables that figures are computed from. */
  readonly tableOf: TableOf;
  /** The table of what divisions' own parts come to. */
  readonly part: string;
}

function pagesAsOf(db: Database, asOf: string, pages: readonly PageRef[]): Promise<Map<PageRef, RowPage>> {
  const indicators = [...new Set(pages.map(({ figure }) => figure.indicator))];
  const ledgers = [...new Set([...indicators.flatMap(ledgersOf), ...REPORTS])];
  const roots = pages.map(({ figure }) => figure.division);
  const divisions = sql`select unnest(${roots}::text[]) as code`;
  return inPast(db, { asOf, ledgers, divisions }, async (past) => {
    const { tx, tableOf, layers, step } = past;
    await step();
    const { part } =
      (await statingDivisions(tx, layers.flat(), tableOf)).size > 0
        ? await computeAsOf(past, { asOf, indicators, by: null })
        : KEPT;
    return pagesOf({ db: tx, asOf, tableOf, wholeOf: wholeAsOf(asOf, layers.flat()), part }, pages);
  });
}

/** A ledger's row with its source, now or as it was known on a day; null where there is or was none. */
export async function sourceRow(db: Database, row: RowRef, asOf: string | null): Promise<SourceRow | null> {
  const read = async (from: WholeRows) => {
    const found = await sourcesOf(from, [{ ...row, ledger: ledgerOf(row.ledger).table }]);
    return found.get(row.id) ?? null;
  };
  if (asOf === null) return read({ db, wholeOf: wholeTable });
  const divisions = sql`select ${row.division}::text as code`;
  return inPast(db, { asOf, ledgers: [row.ledger], divisions }, ({ tx }) =>
    read({ db: tx, asOf, wholeOf: wholeAsOf(asOf, [row.division]) }),
  );
}

function wholeTable(ledger: LedgerDeclaration): Sql {
  return sql.table(ledger.table);
}

function wholeAsOf(asOf: string, divisions: readonly string[]): WholeRows['wholeOf'] {
  return (ledger, ids) =>
    sql`(${rowsAsOf(ledger, { asOf, columns: WHOLE, divisions: sql`${divisions}::text[]`, ids })})`;
}

async function pagesOf(from: RowSource, pages: readonly PageRef[]): Promise<Map<PageRef, RowPage>> {
  const alike = Map.groupBy(pages, ({ figure, ...page }) =>
    JSON.stringify([figure.indicator.code, figure.by, figure.throughMonth, page]),
  );
  const placed = new Map<PageRef, Placed[]>();
  for (const group of alike.values()) {
    const rows = await placesOf(from, group);
    for (const [index, page] of group.entries()) placed.set(page, rows.get(index) ?? []);
  }
  const listed = (page: PageRef) => placed.get(page)!.filter(({ id }) => id !== null);
  const sources = await sourcesOf(from, pages.flatMap(listed));
  return new Map(
    pages.map((page) => [
      page,
      {
        rows: listed(page).flatMap(({ id, late }) => {
          const source = sources.get(id);
          return source === undefined ? [] : [{ ...source, monthsLate: late }];
        }),
        totalCount: placed.get(page)![0]?.total ?? 0,
      },
    ]),
  );
}

/** A row's place in a page; without an id where the page is empty. */
interface Placed {
  readonly asked: number;
  readonly ledger: string;
  readonly division: string;
  readonly id: string;
  readonly late: number | null;
  readonly total: number;
}

/** The rows of pages that differ only in division, member and year, by the page's number. */
async function placesOf({ db, tableOf, part }: RowSource, pages: readonly PageRef[]): Promise<Map<number, Placed[]>> {
  const { figure, count, beyond, backward } = pages[0]!;
  const figures = pages.map((page) => page.figure);
  const counted = sql.join(
    [
      ...measuresOf(figure.indicator)
        .flatMap(termsOf)
        .map((measure) => countedSql(openedBy(measure, figure.by), figure, tableOf)),
      ...(figure.by === null ? [statedRowsSql(figure, tableOf, part)] : []),
    ],
    sql` union `,
  );
  const from =
    beyond === null
      ? sql`true`
      : sql`(ledger, division, id) ${sql.raw(backward ? '<' : '>')} (${ledgerOf(beyond.ledger).table}, ${beyond.division}, ${beyond.id}::uuid)`;
  const direction = sql.raw(backward ? 'desc' : 'asc');
  const { rows } = await sql<Placed>`
    with recursive asked (asked, root, year, member) as (
      select n - 1, root, year, member from unnest(${figures.map((each) => each.division)}::text[],
        ${figures.map((each) => each.year)}::int[], ${figures.map((each) => each.member)}::text[])
        with ordinality t (root, year, member, n)
    ),
    under (root, code, above) as (
      select d.code::text, d.code::text, '{}'::text[] from division d where d.code in (select root from asked)
      union select u.root, d.code, u.above || u.code from division d join under u on d.parent_code = u.code
    ),
    counted as materialized (${counted}),
    totals as (select asked, count(*)::int as total from counted group by asked),
    page as (
      select *, row_number() over (partition by asked order by ledger ${direction}, division ${direction}, id ${direction}) as place from counted where ${from}
    )
    select asked.asked::int, page.ledger, page.division, page.id, page.late, coalesce(total, 0) as total
    from asked left join totals using (asked) left join page on page.asked = asked.asked and place <= ${count}
    order by asked.asked, place`.execute(db);
  return Map.groupBy(rows, ({ asked }) => asked);
}

/** The rows that count in each of the figures, each once even if it has several values of a list. */
function countedSql(measure: RowsMeasure, figure: FigureRef, tableOf: TableOf): Sql {
  const by = figure.by === MONTH ? null : figure.by;
  if (by !== null && !dimensionsOf(figure.indicator).includes(by)) {
    throw RequestError.unknownDimension(by, figure.indicator.code, dimensionsOf(figure.indicator));
  }
  const present = figure.asOf === null ? PRESENT_MONTH : monthOfDay(figure.asOf);
  const conditions: Sql[] = [sql`f.placed and f.identity is not null`];
  let late = sql`null::int`;
  if (by !== null) conditions.push(sql`f.members[1] = a.member`);
  if (measure.kind === 'flow') {
    conditions.push(sql`f.year = a.year`);
    if (figure.by === MONTH) conditions.push(sql`f.month = a.member::int`);
    else if (figure.throughMonth !== null) conditions.push(sql`f.month <= ${figure.throughMonth}`);
  } else {
    const december = sql`a.year * 12 + 11`;
    const end =
      figure.throughMonth === null
        ? sql`case when a.year = ${present} / 12 then ${present} else ${december} end`
        : sql`a.year * 12 + ${figure.throughMonth - 1}::int`;
    if (figure.indicator.late === true) late = sql`(${end} - f.starts + 1)::int`;
    conditions.push(sql`f.starts <= ${end} and (f.ends is null or f.ends > ${end})`);
  }
  const divisions = sql`(select array_agg(distinct code) from under)::text[]`;
  return sql`
    select distinct a.asked, f.ledger, f.division, f.id, ${late} as late
    from (${factsSql(measure, by === null ? [] : [by], divisions, { tableOf, present })}) f
    join under u on u.code = f.division join asked a on a.root = u.root
    where ${sql.join(conditions, sql` and `)}`;
}

/** The rows of reports that state a figure, or the parts of it: what a division states of itself is of all under it. */
function statedRowsSql({ indicator, throughMonth }: FigureRef, tableOf: TableOf, part: string): Sql {
  const month = throughMonth === null || throughMonth === 12 ? 0 : throughMonth;
  const stated = (division: Sql) => sql`
    select from ${sql.table(part)} p where p.division = ${division} and p.indicator = ${indicator.code} and p.year = a.year
      and p.dimension = '' and p.period = ${sql.lit(WHOLE_YEAR)} and p.stated`;
  const divisions = sql`(select array_agg(distinct u.code) from under u join ${sql.table(part)} p on p.division = u.code and p.indicator = ${indicator.code} and p.stated)::text[]`;
  return sql`
    select distinct a.asked, s.ledger, s.division, s.id, null::int
    from (${statedSql(divisions, tableOf)}) s
    join under u on u.code = s.division join asked a on a.root = u.root and a.year = s.year
    where s.indicator = ${indicator.code} and s.month = ${month} and exists (${stated(sql`u.code`)})
      and not exists (${stated(sql`any(u.above)`)}) ${indicator.kind === 'RATIO' ? sql`and u.code = a.root` : sql``}`;
}

const WHOLE = ['division', 'id', 'year', 'run_id', 'sheet', 'row_number', 'cells'];

async function sourcesOf({ db, asOf, wholeOf }: WholeRows, page: readonly RowRef[]): Promise<Map<string, SourceRow>> {
  const tables = [...new Set(page.map((row) => row.ledger))];
  const found = new Map<string, SourceRow>();
  for (const table of tables) {
    const mine = page.filter((row) => row.ledger === table);
    const ledger = byTable.get(table)!;
    const ids = sql`${mine.map((row) => row.id)}::uuid[]`;
    const { rows } = await sql<Omit<SourceRow, 'ledger'>>`
      select t.division, t.id, t.year, t.run_id as "runId", t.sheet, t.row_number as row, t.cells
      from unnest(${mine.map((row) => row.division)}::text[], ${ids}) w (division, id)
      join ${wholeOf(ledger, ids)} t on t.division = w.division and t.id = w.id`.execute(db);
    for (const row of rows) found.set(row.id, { ...row, ledger: ledger.id, asOf });
  }
  return found;
}

const byTable = new Map<string, LedgerDeclaration>(LEDGERS.map((ledger) => [ledger.table, ledger]));
