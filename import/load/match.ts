import { sql } from 'kysely';
import { ENTERPRISE } from '../parse/draft.js';
import { pastKeys, wasThere } from './history.js';
import type { EarlierReading } from './replaced.js';
import type { Stage } from './stage.js';
import type { Database } from '../../src/database/sql.js';

/**
 * Matches the rows of a stage with the rows of the ledger that have the same keys, and puts enterprises in place of parties,
 * also within the keys. `limits`: the number of each sheet's, by its index.
 */
export async function matchStage(db: Database, stage: Stage, limits: readonly (number | null)[]): Promise<void> {
  const known = (key: string) =>
    sql`replace(${sql.ref(`s.${key}`)}, ${ENTERPRISE}, coalesce(p.enterprise_id::text, '')) as ${sql.ref(key)}`;
  const target = sql.table(stage.ledger.table);
  // An exported row is the row with its id, whatever its key; in another division or database it has none.
  const [row, key] = stage.exported
    ? [sql`left join ${target} x on x.division = s.division and x.id = s.row_id`, sql`x.key`]
    : [sql``, sql`null`];
  await sql`
    create temp table ${sql.table(stage.matched)} on commit drop as
    select s.*, t.id, null::text as fate
    from (
      select s.seq, s.sheet_index, s.sheet_rank, s.row_number, s.division, s.column_set, s.enterprise_id, s.limits,
        coalesce(${key}, s.key) as key, case when ${key} is null then s.match_key end as match_key
      from (
        select s.seq, s.sheet_index, s.sheet_rank, s.row_number, s.division, s.column_set, s.row_id, p.enterprise_id, ${known('key')}, ${known('match_key')},
          case when s.limited then s.own_limits else (${[...limits]}::int[])[s.sheet_index + 1] end as limits
        from ${sql.table(stage.table)} s left join party p on p.seq = s.party
      ) s ${row}
    ) s left join ${target} t on t.division = s.division and t.key = s.key`.execute(db);
  await sql`analyze ${sql.table(stage.matched)}`.execute(db);
}

/**
 * Matches rows that gained or lack their number by the weaker key, if exactly one row of the ledger has it. A file that is
 * imported again matches the rows of then, although their number, holder or similar rows have changed.
 */
export async function matchWeakly(
  db: Database,
  stage: Stage,
  since: readonly string[],
  earlier: EarlierReading | null,
): Promise<void> {
  const target = sql.table(stage.ledger.table);
  const matched = sql.table(stage.matched);
  const past = await pastKeys(db, stage, since);
  const otherRank = (row: string) => sql`left(${sql.ref(`${row}.key`)}, 1) <> left(s.key, 1)`;
  if (past !== null) {
    await sql`
      update ${matched} s set fate = 'kept' from ${sql.table(past)} c
      where s.fate is null and s.id is null and c.division = s.division
        and (c.key = s.key or (c.match_key = s.match_key and ${otherRank('c')}))`.execute(db);
  }
  // A row that only an earlier reading of this file wrote gets the key of this reading.
  const key =
    earlier === null
      ? sql`least(s.key, t.key)`
      : sql`case when exists (
          select from ${sql.table(earlier.table)} b where b.own_division = t.division and b.own_id = t.id and b.id is null
        ) then s.key else least(s.key, t.key) end`;
  // In one statement over the rows of these divisions, so that the weaker key needs no index.
  const answering = sql.table(`answering_${stage.ledger.table}`);
  await sql`
    create temp table ${answering} on commit drop as
    select o.division, o.match_key, count(*) as rows, min(o.id::text)::uuid as id, min(o.key) as key
    from ${target} o
    where o.division in (select division from ${matched}) and o.match_key in (select match_key from ${matched} where fate is null and id is null and match_key is not null)
      and ${wasThere('o', since, past)}
    group by o.division, o.match_key`.execute(db);
  await sql`
    update ${matched} s set id = t.id, key = ${key}
    from ${answering} t
    where s.fate is null and s.id is null and t.division = s.division and t.match_key = s.match_key
      and t.rows = 1 and ${otherRank('t')}
      and not exists (select from ${matched} o where o.division = s.division and o.id = t.id)
      and not exists (
        select from ${matched} o where o.division = s.division and o.match_key = s.match_key and o.seq <> s.seq and o.fate is null
      )`.execute(db);
}
