import { sql } from 'kysely';
import type { Database } from '../../src/database/sql.js';

/** A figure of a division before and after an import; null: unknown. */
export interface Effect {
  readonly indicator: string;
  readonly division: string;
  readonly year: number;
  readonly before: number | null;
  readonly after: number | null;
  readonly flagsBefore: readonly string[];
  readonly flagsAfter: readonly string[];
}

/** How many effects of a run are stored. */
const EFFECTS_KEPT = 5_000;

const SAVED = sql.table('figures_before');

/** The figures of some divisions and of all above them, of whole years, without dimensions. */
const figuresOf = (divisions: readonly string[]) => sql`
  with recursive up as (
    select code, parent_code from division where code = any(${[...divisions]}::text[])
    union select d.code, d.parent_code from division d join up on d.code = up.parent_code
  )
  select f.division, f.indicator, f.year, f.value,
    array_remove(array[case when f.partial then 'PARTIAL' end, case when f.approximate then 'APPROXIMATE' end,
      case when f.none_recorded then 'NONE_RECORDED' end, case when f.carried then 'CARRIED' end,
      case when f.incomplete then 'INCOMPLETE' end, case when f.overlapping then 'OVERLAPPING' end,
      case when f.stated then 'REPORTED' end, case when f.disputed then 'DISPUTED' end], null) as flags
  from reporting.indicator_year f where f.division in (select code from up) and f.dimension = ''`;

/** Performs `work`, which changes figures of some divisions, and gives each changed figure. In the caller's transaction. */
export async function effectsOf(
  db: Database,
  divisions: readonly string[],
  refresh: () => Promise<void>,
): Promise<Effect[]> {
  await sql`drop table if exists ${SAVED}`.execute(db);
  await sql`create temp table ${SAVED} on commit drop as ${figuresOf(divisions)}`.execute(db);
  await refresh();
  const { rows } = await sql<Effect>`
    select division, indicator, year, b.value::float8 as before, a.value::float8 as after,
      coalesce(b.flags, '{}') as "flagsBefore", coalesce(a.flags, '{}') as "flagsAfter"
    from ${SAVED} b full join (${figuresOf(divisions)}) a using (division, indicator, year)
    where (a.value, a.flags) is distinct from (b.value, b.flags)
    order by indicator, division, year limit ${EFFECTS_KEPT}`.execute(db);
  return rows;
}

/** The effects that changed a value; null where there may be more than these. */
export function changedValues(effects: readonly Effect[]): readonly Effect[] | null {
  return effects.length < EFFECTS_KEPT ? effects.filter(({ before, after }) => before !== after) : null;
}

/** Writes the effects of a run, replacing those of an earlier try. */
export async function recordEffects(db: Database, runId: string, effects: readonly Effect[]): Promise<void> {
  await db.deleteFrom('import_effect').where('run_id', '=', runId).execute();
  for (let from = 0; from < effects.length; from += 500)
    await db
      .insertInto('import_effect')
      .values(
        effects.slice(from, from + 500).map(({ flagsBefore, flagsAfter, ...effect }, index) => ({
          ...effect,
          run_id: runId,
          seq: from + index + 1,
          flags_before: [...flagsBefore],
          flags_after: [...flagsAfter],
        })),
      )
      .execute();
}
