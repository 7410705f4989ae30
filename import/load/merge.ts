import type { Sql, Database } from '../../src/database/sql.js';
import { sql } from 'kysely';
import { UNDONE } from './history.js';
import type { EarlierReading } from './replaced.js';
import type { Stage } from './stage.js';

/** The number of a sheet's rows with a fate. */
export interface LoadCount {
  readonly sheetIndex: number;
  readonly fate: 'created' | 'updated' | 'unchanged' | 'rejected' | 'skipped' | 'kept';
  readonly count: number;
}

/** What a merge needs to know of the workbook and of earlier runs. */
export interface MergeContext {
  readonly runId: string;
  readonly sheetNames: readonly string[];
  /** Runs of other files that were loaded after the first run of this one. */
  readonly since: readonly string[];
  /** The rows of an earlier reading of the file; null where the file is new. */
  readonly earlier: EarlierReading | null;
}

/**
 * Writes the staged rows of a ledger: inserts new ones, updates changed ones and stores their old values in
 * `import_change`, and leaves equal ones. A row that an undone run wrote last becomes this run's. Rows that the runs
 * `since` changed are not changed.
 */
export async function mergeStage(
  db: Database,
  stage: Stage,
  { runId, sheetNames, since, earlier }: MergeContext,
): Promise<void> {
  const target = sql.table(stage.ledger.table);
  const values = sql.table(stage.table);
  const matched = sql.table(stage.matched);
  const stored = storedBy(earlier);
  const before =
    earlier === null
      ? sql``
      : sql`left join ${sql.table(earlier.table)} b on b.own_division = s.division and b.own_id = s.id`;
  const set = [
    { ref: sql`year`, value: sql`v.staged_year` },
    { ref: sql`enterprise_id`, value: sql`coalesce(s.enterprise_id, ${stored('enterprise_id')})` },
    { ref: sql`key`, value: sql`s.key` },
    { ref: sql`limits`, value: sql`s.limits` },
    { ref: sql`flags`, value: flagsOf(stage, stored('flags')) },
    ...stage.columns.map(({ name }) => ({ ref: sql`${sql.ref(name)}`, value: valueOf(stage, name, stored) })),
  ];
  const differs = sql`(${sql.join(set.map(({ ref }) => sql`t.${ref}`))}) is distinct from (${sql.join(set.map(({ value }) => value))})`;
  await sql`
    update ${matched} p set fate = case
      when not (${differs}) and t.run_id not in ${UNDONE} then 'unchanged'
      when t.run_id = any(${[...since]}::uuid[]) then 'kept'
      else 'updated' end
    from ${matched} s join ${values} v on v.seq = s.seq join ${target} t on t.division = s.division and t.id = s.id ${before}
    where p.seq = s.seq and s.fate is null`.execute(db);
  const updated = sql`s.fate = 'updated'`;
  await sql`
    insert into import_change (division, run_id, "table", row_id, before)
    select t.division, ${runId}, ${stage.ledger.table}, t.id, to_jsonb(t)
    from ${matched} s join ${target} t on t.division = s.division and t.id = s.id where ${updated}`.execute(db);
  const sheet = sql`(${[...sheetNames]}::text[])[s.sheet_index + 1]`;
  await sql`
    update ${target} t set ${sql.join(set.map(({ ref, value }) => sql`${ref} = ${value}`))},
      match_key = coalesce(s.match_key, ${stored('match_key')}),
      run_id = ${runId}, sheet = ${sheet}, row_number = s.row_number, cells = v.cells
    from ${matched} s join ${values} v on v.seq = s.seq ${before}
    where ${updated} and t.division = s.division and t.id = s.id`.execute(db);

  const fields = stage.columns.map(({ name }) => sql.ref(name));
  await sql`
    insert into ${target} (division, id, key, match_key, year, enterprise_id, flags, created_by, run_id, sheet, row_number, cells, limits, ${sql.join(fields)})
    select s.division, figures.new_id(), s.key, s.match_key, v.staged_year, s.enterprise_id, v.flags, ${runId}, ${runId},
      ${sheet}, s.row_number, v.cells, s.limits, ${sql.join(fields.map((ref) => sql`v.${ref}`))}
    from ${matched} s join ${values} v on v.seq = s.seq
    where s.fate is null and s.id is null`.execute(db);
}

/** The value of a column without this file: the stored one, except in rows that an earlier reading of the file wrote last. */
export function storedBy(earlier: EarlierReading | null): (column: string) => Sql {
  return (column) => {
    const ref = sql.ref(column);
    return earlier === null ? sql`t.${ref}` : sql`case when b.own_id is null then t.${ref} else b.${ref} end`;
  };
}

/**
 * The new value of a column: the staged one where the row's sheet has the column, else the stored one. A date that is known
 * to the year, as from a title, does not replace one that is known better.
 */
function valueOf(stage: Stage, column: string, storedOf: (column: string) => Sql): Sql {
  const having = stage.columnSets.flatMap((set, index) => (set.includes(column) ? [index] : []));
  const stored = storedOf(column);
  const precision = `${column.replace(/_(?:end|precision)$/, '')}_precision`;
  const staged = stage.columns.some(({ name }) => name === precision)
    ? sql`case when v.${sql.ref(precision)} = 'year' and ${storedOf(precision)} <> 'year' then ${stored} else v.${sql.ref(column)} end`
    : sql`v.${sql.ref(column)}`;
  if (having.length === stage.columnSets.length) return staged;
  if (having.length === 0) return stored;
  return sql`case when s.column_set = any(${having}::int[]) then ${staged} else ${stored} end`;
}

/** Flags of the columns that the sheet has are replaced, those of others stay. */
function flagsOf(stage: Stage, stored: Sql): Sql {
  const known = sql`coalesce(${stored}, '{}'::jsonb)`;
  if (stage.columnSets.length === 0) return known;
  const sets = stage.columnSets.map((set, index) => sql`when ${index}::int then ${known} - ${[...set]}::text[]`);
  return sql`(case s.column_set ${sql.join(sets, sql` `)} else ${known} end || v.flags)`;
}

/** The fates of the staged rows by sheet; rows without another fate are new. */
export async function countFates(db: Database, stages: readonly Stage[]): Promise<LoadCount[]> {
  if (stages.length === 0) return [];
  const fates = stages.map(
    (stage) => sql`select sheet_index, coalesce(fate, 'created') as fate from ${sql.table(stage.matched)}`,
  );
  const { rows } = await sql<LoadCount>`
    select sheet_index as "sheetIndex", fate, count(*)::int as count from (${sql.join(fates, sql` union all `)}) each group by 1, 2`.execute(
    db,
  );
  return rows;
}
