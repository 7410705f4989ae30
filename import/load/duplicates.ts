import { sql } from 'kysely';
import type { Issue } from '../issues/issue.js';
import { widenBySuperseded } from './limits.js';
import type { Stage } from './stage.js';
import type { Database } from '../../src/database/sql.js';

/** A staged row that is not loaded, with the row that is loaded instead. */
interface Passed {
  readonly seq: number;
  readonly winner: number;
  readonly code: 'DUPLICATE_ROW' | 'DUPLICATE_KEY' | 'SUPERSEDED';
  readonly sheet_index: number;
  readonly row_number: number;
  readonly loser_set: number;
  readonly winner_set: number;
  readonly first_sheet: number;
  readonly first_row: number;
}

/**
 * Of rows of the workbook with the same key, loads that of the newest sheet, and within a sheet the first. A later one
 * with equal values is skipped, one with other values is rejected. Issues name both.
 */
export async function settleDuplicates(db: Database, stage: Stage, sheetNames: readonly string[]): Promise<Issue[]> {
  const matched = sql.table(stage.matched);
  const columns = (alias: string) =>
    sql.join(stage.columns.map((column) => sql`${sql.raw(alias)}.${sql.ref(column.name)}`));
  const { rows } = await sql<Passed>`
    with repeated as (select division, key from ${matched} group by 1, 2 having count(*) > 1),
    ranked as (
      select s.*, first_value(seq) over w as winner
      from ${matched} s join repeated using (division, key)
      window w as (partition by division, key order by sheet_rank desc, seq)
    )
    select l.seq, l.winner, l.sheet_index, l.row_number, l.column_set as loser_set, w.column_set as winner_set,
      w.sheet_index as first_sheet, w.row_number as first_row,
      case when l.sheet_index <> w.sheet_index then 'SUPERSEDED'
        when (${columns('a')}) is not distinct from (${columns('b')}) then 'DUPLICATE_ROW' else 'DUPLICATE_KEY' end as code
    from ranked l join ${matched} w on w.seq = l.winner
    join ${sql.table(stage.table)} a on a.seq = l.seq join ${sql.table(stage.table)} b on b.seq = l.winner
    where l.seq <> l.winner order by l.seq`.execute(db);
  if (rows.length === 0) return [];
  const rejected = rows.filter((row) => row.code === 'DUPLICATE_KEY').map((row) => row.seq);
  const skipped = rows.filter((row) => row.code !== 'DUPLICATE_KEY').map((row) => row.seq);
  await sql`update ${matched} set fate = 'rejected' where seq = any(${rejected}::int[])`.execute(db);
  await sql`update ${matched} set fate = 'skipped' where seq = any(${skipped}::int[])`.execute(db);
  const superseded = rows.filter((row) => row.code === 'SUPERSEDED');
  await fillFromSuperseded(db, stage, superseded);
  await widenBySuperseded(db, stage, superseded);
  return rows.map((row) => ({
    code: row.code,
    sheet: sheetNames[row.sheet_index] ?? '',
    row: row.row_number,
    params: { first: row.first_row, sheet: sheetNames[row.first_sheet] ?? '' },
  }));
}

/** Gives a newer sheet's row the columns that only the older sheet has. */
async function fillFromSuperseded(db: Database, stage: Stage, rows: readonly Passed[]): Promise<void> {
  const sets = new Map<number, number>();
  for (const row of rows) {
    const has = stage.columnSets[sets.get(row.winner) ?? row.winner_set] ?? [];
    const gains = (stage.columnSets[row.loser_set] ?? []).filter((column) => !has.includes(column));
    if (gains.length === 0) continue;
    await sql`update ${sql.table(stage.table)} w set ${sql.join(gains.map((column) => sql`${sql.ref(column)} = l.${sql.ref(column)}`))},
      flags = (l.flags - ${[...has]}::text[]) || w.flags
      from ${sql.table(stage.table)} l where w.seq = ${row.winner} and l.seq = ${row.seq}`.execute(db);
    const union = stage.columnSets.push([...has, ...gains]) - 1;
    sets.set(row.winner, union);
    await sql`update ${sql.table(stage.matched)} set column_set = ${union} where seq = ${row.winner}`.execute(db);
  }
}
