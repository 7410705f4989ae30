import { sql } from 'kysely';
import { ROW_COLUMNS } from '../../src/entities/ledger.js';
import type { Issue } from '../issues/issue.js';
import type { Stage } from './stage.js';
import type { Database } from '../../src/database/sql.js';

/**
 * The rows of earlier readings of the same file in a ledger. With another decision or version of the program the same
 * bytes may be read otherwise, and only the last reading is in force.
 */
export interface EarlierReading {
  /**
   * Temporary table of the rows that the earlier runs wrote last: `own_…` columns identify the row and its place in the
   * file, the others are the row without the file, null where it did not exist.
   */
  readonly table: string;
  /** Temporary table of the rows that runs of other files changed later: the row, and its place in the file. */
  readonly covered: string;
}

/** Which rows count as those of an earlier reading. */
export interface ReadingScope {
  /** Committed runs of the file. */
  readonly own: readonly string[];
  readonly divisions: readonly string[];
  /** Names of the sheets that are read now; rows of other sheets stay. */
  readonly sheets: readonly string[];
}

/** Makes the tables of the rows of earlier runs of the file in the ledger of a stage; null where the file is new. */
export async function layOutReading(db: Database, stage: Stage, scope: ReadingScope): Promise<EarlierReading | null> {
  if (scope.own.length === 0) return null;
  const target = sql.table(stage.ledger.table);
  const [table, covered] = [`own_${stage.ledger.table}`, `covered_${stage.ledger.table}`];
  const own = sql`${[...scope.own]}::uuid[]`;
  const divisions = sql`${[...scope.divisions]}::text[]`;
  const sheets = sql`${[...scope.sheets]}::text[]`;
  await sql`
    create temp table ${sql.table(table)} on commit drop as
    select t.division as own_division, t.id as own_id, t.sheet as own_sheet, t.row_number as own_row, t.key as own_key, t.match_key as own_match_key, v.*
    from ${target} t left join (
      select distinct on (c.division, c.row_id) b.*
      from import_change c join import_run r on r.id = (c.before ->> 'run_id')::uuid
        cross join lateral jsonb_populate_record(null::${target}, c.before) b
      where c."table" = ${stage.ledger.table} and c.division = any(${divisions}) and r.state = 'COMMITTED' and r.id <> all(${own})
      order by c.division, c.row_id, r.loaded_at desc
    ) v on v.division = t.division and v.id = t.id
    where t.division = any(${divisions}) and t.run_id = any(${own}) and t.sheet = any(${sheets})`.execute(db);
  await sql`
    create temp table ${sql.table(covered)} on commit drop as
    select distinct t.division, t.id, c.before ->> 'sheet' as sheet, (c.before ->> 'row_number')::int as row_number, r.file_name
    from import_change c join ${target} t on t.division = c.division and t.id = c.row_id join import_run r on r.id = t.run_id
    where c."table" = ${stage.ledger.table} and c.division = any(${divisions}) and (c.before ->> 'run_id')::uuid = any(${own})
      and c.before ->> 'sheet' = any(${sheets}) and r.state = 'COMMITTED' and r.id <> all(${own})`.execute(db);
  await sql`analyze ${sql.table(table)}, ${sql.table(covered)}`.execute(db);
  return { table, covered };
}

/**
 * Matches rows at the same place with the same weaker key to the rows of the earlier reading, also where another file has
 * brought a row that matches the key better.
 */
export async function matchAsBefore(
  db: Database,
  stage: Stage,
  { table }: EarlierReading,
  sheetNames: readonly string[],
): Promise<void> {
  const matched = sql.table(stage.matched);
  await sql`
    update ${matched} s set id = b.own_id, key = b.own_key
    from ${sql.table(table)} b
    where s.fate is null and s.id is distinct from b.own_id and b.id is not null and b.own_key < s.key
      and b.own_division = s.division and b.own_sheet = (${[...sheetNames]}::text[])[s.sheet_index + 1]
      and b.own_row = s.row_number and b.own_match_key = s.match_key
      and not exists (select from ${matched} o where o.division = b.own_division and o.id = b.own_id)
      and not exists (
        select from ${matched} o where o.division = s.division and o.match_key = s.match_key and o.seq <> s.seq and o.fate is null
      )`.execute(db);
}

/**
 * Matches rows to those of the earlier reading at the same place of the file, where as many are missing as are new: a row
 * that another run changed later is not changed, any other is.
 */
export async function matchByPlace(
  db: Database,
  stage: Stage,
  { table, covered }: EarlierReading,
  sheetNames: readonly string[],
): Promise<void> {
  const matched = sql.table(stage.matched);
  const sheet = sql`(${[...sheetNames]}::text[])[s.sheet_index + 1]`;
  await sql`
    update ${matched} s set fate = 'kept' from ${sql.table(covered)} c
    where s.fate is null and s.id is null and c.division = s.division and c.sheet = ${sheet} and c.row_number = s.row_number
      and not exists (select from ${matched} o where o.division = c.division and o.id = c.id)`.execute(db);
  await sql`
    update ${matched} s set id = pair.own_id from (
      select n.seq, g.own_id from (
        select s.seq, s.division, ${sheet} as sheet, s.row_number,
          row_number() over (partition by s.division, s.sheet_index, s.row_number order by s.key) as place,
          count(*) over (partition by s.division, s.sheet_index, s.row_number) as places
        from ${matched} s where s.fate is null and s.id is null
      ) n join (
        select own_id, own_division, own_sheet, own_row,
          row_number() over (partition by own_division, own_sheet, own_row order by own_key) as place,
          count(*) over (partition by own_division, own_sheet, own_row) as places
        from ${sql.table(table)} g
        where id is null and not exists (select from ${matched} o where o.division = own_division and o.id = own_id)
      ) g on g.own_division = n.division and g.own_sheet = n.sheet and g.own_row = n.row_number
        and g.place = n.place and g.places = n.places
    ) pair where s.seq = pair.seq`.execute(db);
}

/** A row that the present reading no longer has. */
interface Lost {
  readonly sheet: string;
  readonly row: number;
  /** The file that changed it later, for which it is kept. */
  readonly file: string;
}

/**
 * Removes what only the earlier reading has: rows that the file made are deleted, rows that it changed become what they
 * were without it. Both are stored in `import_change`. To be called when the matched rows have been merged.
 */
export async function takeAway(
  db: Database,
  stage: Stage,
  { runId, sheetNames }: { readonly runId: string; readonly sheetNames: readonly string[] },
  { table, covered }: EarlierReading,
): Promise<Issue[]> {
  const { ledger } = stage;
  const [target, own, matched] = [sql.table(ledger.table), sql.table(table), sql.table(stage.matched)];
  const columns = [
    ...Object.keys(ROW_COLUMNS).filter((name) => !['division', 'id', 'created_by', 'run_id'].includes(name)),
    ...stage.columns.map(({ name }) => name),
  ];
  // A row is restored only where no other row has its key by now.
  const { rows: gone } = await sql<Lost>`
    with gone as (
      select o.* from ${own} o
      where not exists (select from ${matched} p where p.division = o.own_division and p.id = o.own_id)
        and not exists (select from ${target} k where k.division = o.division and k.key = o.key and k.id <> o.id)
    ),
    kept as (
      insert into import_change (division, run_id, "table", row_id, before, removed)
      select t.division, ${runId}, ${ledger.table}, t.id, to_jsonb(t), g.id is null
      from gone g join ${target} t on t.division = g.own_division and t.id = g.own_id
    ),
    removed as (
      delete from ${target} t using gone g where g.id is null and t.division = g.own_division and t.id = g.own_id
    ),
    back as (
      update ${target} t set run_id = ${runId}, ${sql.join(columns.map((name) => sql`${sql.ref(name)} = g.${sql.ref(name)}`))}
      from gone g where t.division = g.division and t.id = g.id
    )
    select own_sheet as sheet, own_row as row, '' as file from gone order by 1, 2`.execute(db);
  const { rows: kept } = await sql<Lost>`
    select c.sheet, c.row_number as row, c.file_name as file from ${sql.table(covered)} c
    where not exists (select from ${matched} p where p.division = c.division and p.id = c.id)
      and not exists (
        select from ${matched} p where p.division = c.division and p.row_number = c.row_number and p.fate = 'kept'
          and (${[...sheetNames]}::text[])[p.sheet_index + 1] = c.sheet
      )
    union
    select o.own_sheet, o.own_row, r.file_name
    from ${own} o join ${target} k on k.division = o.division and k.key = o.key and k.id <> o.id join import_run r on r.id = k.run_id
    where not exists (select from ${matched} p where p.division = o.own_division and p.id = o.own_id)
    order by 3, 1, 2`.execute(db);
  return [
    ...groups(gone).map(([{ sheet }, rows]): Issue => ({
      code: 'REPLACED_READING',
      sheet,
      params: { ledger: ledger.zh, count: rows.length, rows: listed(rows) },
    })),
    ...groups(kept).map(([{ sheet, file }, rows]): Issue => ({
      code: 'KEPT_FROM_READING',
      sheet,
      params: { ledger: ledger.zh, file, count: rows.length, rows: listed(rows) },
    })),
  ];
}

/** Rows of one sheet and file at a time. */
function groups(rows: readonly Lost[]): [Lost, Lost[]][] {
  const found = new Map<string, [Lost, Lost[]]>();
  for (const row of rows) {
    const name = `${row.sheet}\n${row.file}`;
    const group = found.get(name);
    if (group === undefined) found.set(name, [row, [row]]);
    else group[1].push(row);
  }
  return [...found.values()];
}

const LISTED = 20;

/** Row numbers for a message: `2、3、7`, and `等` where there are too many. */
export function listed(rows: readonly { readonly row: number }[]): string {
  const numbers = [...new Set(rows.map(({ row }) => row))];
  return numbers.length <= LISTED ? numbers.join('、') : `${numbers.slice(0, LISTED).join('、')}等`;
}
