import { type RawBuilder, sql } from 'kysely';
import { ENTERPRISE } from '../draft.js';
import type { Issue } from '../issue.js';
import { pastKeys, UNDONE, wasThere } from './history.js';
import type { Database, Stage } from './stage.js';
import { sameWeakKey } from './weak-key.js';

type Sql = RawBuilder<unknown>;

/** How many rows of a sheet came to what. */
export interface LoadCount {
  readonly sheetIndex: number;
  readonly fate: 'created' | 'updated' | 'unchanged' | 'rejected' | 'skipped' | 'kept';
  readonly count: number;
}

/** A staged row that is not loaded, with the row that stands in its place. */
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

/** Puts the enterprises into staged rows whose enterprise was not known when they were staged. */
export async function settleEnterprises(db: Database, stage: Stage): Promise<void> {
  const put = (key: string) => sql`replace(s.${sql.ref(key)}, ${ENTERPRISE}, coalesce(p.enterprise_id::text, ''))`;
  await sql`
    update ${sql.table(stage.table)} s set enterprise_id = p.enterprise_id, key = ${put('key')}, match_key = ${put('match_key')}
    from party p where s.enterprise_id is null and p.seq = s.party`.execute(db);
}

/** Says for each staged row which row of the ledger it is, if there is one: by its key. */
export async function planStage(db: Database, stage: Stage): Promise<void> {
  const target = sql.table(stage.ledger.table);
  await sql`
    create temp table ${sql.table(stage.plan)} on commit drop as
    select s.seq, s.sheet_index, s.sheet_rank, s.row_number, s.division, s.column_set, s.enterprise_id, s.key, s.match_key,
      t.id, null::text as fate
    from ${sql.table(stage.table)} s left join ${target} t on t.division = s.division and t.key = s.key`.execute(db);
  await sql`analyze ${sql.table(stage.plan)}`.execute(db);
}

/**
 * Settles rows of the workbook that are the same row: the newest sheet's stands, and within a sheet the first. A later
 * one that says the same is skipped, one that says otherwise is rejected. Issues name both.
 */
export async function settleDuplicates(db: Database, stage: Stage, sheetNames: readonly string[]): Promise<Issue[]> {
  const plan = sql.table(stage.plan);
  const columns = (alias: string) =>
    sql.join(stage.columns.map((column) => sql`${sql.raw(alias)}.${sql.ref(column.name)}`));
  const { rows } = await sql<Passed>`
    with repeated as (select division, key from ${plan} group by 1, 2 having count(*) > 1),
    ranked as (
      select s.*, first_value(seq) over w as winner
      from ${plan} s join repeated using (division, key)
      window w as (partition by division, key order by sheet_rank desc, seq)
    )
    select l.seq, l.winner, l.sheet_index, l.row_number, l.column_set as loser_set, w.column_set as winner_set,
      w.sheet_index as first_sheet, w.row_number as first_row,
      case when l.sheet_index <> w.sheet_index then 'SUPERSEDED'
        when (${columns('a')}) is not distinct from (${columns('b')}) then 'DUPLICATE_ROW' else 'DUPLICATE_KEY' end as code
    from ranked l join ${plan} w on w.seq = l.winner
    join ${sql.table(stage.table)} a on a.seq = l.seq join ${sql.table(stage.table)} b on b.seq = l.winner
    where l.seq <> l.winner order by l.seq`.execute(db);
  if (rows.length === 0) return [];
  const rejected = rows.filter((row) => row.code === 'DUPLICATE_KEY').map((row) => row.seq);
  const skipped = rows.filter((row) => row.code !== 'DUPLICATE_KEY').map((row) => row.seq);
  await sql`update ${plan} set fate = 'rejected' where seq = any(${rejected}::int[])`.execute(db);
  await sql`update ${plan} set fate = 'skipped' where seq = any(${skipped}::int[])`.execute(db);
  await fillFromSuperseded(
    db,
    stage,
    rows.filter((row) => row.code === 'SUPERSEDED'),
  );
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
    await sql`update ${sql.table(stage.plan)} set column_set = ${union} where seq = ${row.winner}`.execute(db);
  }
}

/**
 * Writes the staged rows of a ledger: new ones are inserted, changed ones updated with what they had kept in
 * `import_change`, equal ones left alone; one that an undone run said last is now said by this one. Where this very file was imported before, rows are those that they were then,
 * and what the runs `since` then changed is kept as it is.
 */
export async function mergeStage(
  db: Database,
  stage: Stage,
  runId: string,
  sheetNames: readonly string[],
  since: readonly string[],
): Promise<void> {
  const target = sql.table(stage.ledger.table);
  const values = sql.table(stage.table);
  const plan = sql.table(stage.plan);
  await matchWeakly(db, stage, since);

  const columns = stage.columns.map((column) => ({ ref: sql.ref(column.name), value: valueOf(stage, column.name) }));
  const flags = flagsOf(stage);
  const differs = sql`(${sql.join([sql`t.year, t.enterprise_id, t.key, t.flags`, ...columns.map(({ ref }) => sql`t.${ref}`)])})
    is distinct from (${sql.join([sql`v.staged_year, coalesce(s.enterprise_id, t.enterprise_id), s.key, ${flags}`, ...columns.map(({ value }) => value)])})`;
  await sql`
    update ${plan} s set fate = case
      when not (${differs}) and t.run_id not in ${UNDONE} then 'unchanged'
      when t.run_id = any(${[...since]}::uuid[]) then 'kept'
      else 'updated' end
    from ${values} v, ${target} t
    where s.fate is null and s.id is not null and v.seq = s.seq and t.division = s.division and t.id = s.id`.execute(
    db,
  );
  const updated = sql`s.fate = 'updated'`;
  await sql`
    insert into import_change (division, run_id, "table", row_id, before)
    select t.division, ${runId}, ${stage.ledger.table}, t.id, to_jsonb(t)
    from ${plan} s join ${target} t on t.division = s.division and t.id = s.id where ${updated}`.execute(db);
  const provenance = sql`run_id = ${runId}, sheet = (${sheetNames}::text[])[s.sheet_index + 1], row_number = s.row_number, cells = v.cells`;
  await sql`
    update ${target} t set year = v.staged_year, enterprise_id = coalesce(s.enterprise_id, t.enterprise_id), key = s.key,
      match_key = coalesce(s.match_key, t.match_key), flags = ${flags},
      ${sql.join(columns.map(({ ref, value }) => sql`${ref} = ${value}`))}, ${provenance}
    from ${plan} s, ${values} v
    where ${updated} and v.seq = s.seq and t.division = s.division and t.id = s.id`.execute(db);

  const fields = sql.join(columns.map(({ ref }) => ref));
  await sql`
    insert into ${target} (division, id, key, match_key, year, enterprise_id, flags, created_by, run_id, sheet, row_number, cells, ${fields})
    select s.division, figures.new_id(), s.key, s.match_key, v.staged_year, s.enterprise_id, v.flags, ${runId}, ${runId},
      (${sheetNames}::text[])[s.sheet_index + 1], s.row_number, v.cells, ${sql.join(columns.map(({ ref }) => sql`v.${ref}`))}
    from ${plan} s join ${values} v on v.seq = s.seq
    where s.fate is null and s.id is null`.execute(db);
}

/**
 * Finds rows that gained or lack their number by the weaker key, if just one row answers to it. A file imported again
 * means the rows that answered then, whatever number, holder or company of their kind they were given since.
 */
async function matchWeakly(db: Database, stage: Stage, since: readonly string[]): Promise<void> {
  const target = sql.table(stage.ledger.table);
  const plan = sql.table(stage.plan);
  const past = await pastKeys(db, stage, since);
  const otherRank = (row: string) => sql`left(${sql.ref(`${row}.key`)}, 1) <> left(s.key, 1)`;
  if (past !== null) {
    await sql`
      update ${plan} s set fate = 'kept' from ${sql.table(past)} c
      where s.fate is null and s.id is null and c.division = s.division
        and (c.key = s.key or (c.match_key = s.match_key and ${otherRank('c')}))`.execute(db);
  }
  await sql`
    update ${plan} s set id = t.id, key = least(s.key, t.key)
    from (
      select p.seq, answering.* from ${plan} p cross join lateral (
        select count(*) as rows, min(o.id::text)::uuid as id, min(o.key) as key
        from ${target} o where ${sameWeakKey('o', 'p')} and ${wasThere('o', since, past)}
      ) answering where p.fate is null and p.id is null
    ) t
    where t.seq = s.seq and t.rows = 1 and ${otherRank('t')}
      and not exists (select from ${plan} o where o.division = s.division and o.id = t.id)
      and not exists (
        select from ${plan} o where o.division = s.division and o.match_key = s.match_key and o.seq <> s.seq and o.fate is null
      )`.execute(db);
}

/** The new value of a column: the staged one where the row's sheet has the column, else the stored one. */
function valueOf(stage: Stage, column: string): Sql {
  const having = setsWith(stage, column);
  const ref = sql.ref(column);
  if (having.length === stage.columnSets.length) return sql`v.${ref}`;
  if (having.length === 0) return sql`t.${ref}`;
  return sql`case when s.column_set = any(${having}::int[]) then v.${ref} else t.${ref} end`;
}

/** Flags of the columns that the sheet has are replaced, those of others stay. */
function flagsOf(stage: Stage): Sql {
  const sets = stage.columnSets.map((set, index) => sql`when ${index}::int then t.flags - ${[...set]}::text[]`);
  return sql`(case s.column_set ${sql.join(sets, sql` `)} else t.flags end || v.flags)`;
}

function setsWith(stage: Stage, column: string): number[] {
  return stage.columnSets.flatMap((set, index) => (set.includes(column) ? [index] : []));
}

/** What became of the staged rows, by sheet; those that were neither there nor passed over are new. */
export async function countFates(db: Database, stages: readonly Stage[]): Promise<LoadCount[]> {
  if (stages.length === 0) return [];
  const plans = stages.map(
    (stage) => sql`select sheet_index, coalesce(fate, 'created') as fate from ${sql.table(stage.plan)}`,
  );
  const { rows } = await sql<LoadCount>`
    select sheet_index as "sheetIndex", fate, count(*)::int as count from (${sql.join(plans, sql` union all `)}) each group by 1, 2`.execute(
    db,
  );
  return rows;
}
