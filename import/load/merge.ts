import { type RawBuilder, sql } from 'kysely';
import { UNDONE } from './history.js';
import type { Database, Stage } from './stage.js';

type Sql = RawBuilder<unknown>;

/** How many rows of a sheet came to what. */
export interface LoadCount {
  readonly sheetIndex: number;
  readonly fate: 'created' | 'updated' | 'unchanged' | 'rejected' | 'skipped' | 'kept';
  readonly count: number;
}

/**
 * Writes the staged rows of a ledger: new ones are inserted, changed ones updated with what they had kept in
 * `import_change`, equal ones left alone. A row that an undone run said last is now said by this one. What the runs
 * `since` changed is kept as it is.
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
