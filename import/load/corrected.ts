import { sql } from 'kysely';
import type { Issue } from '../issues/issue.js';
import { listed } from './replaced.js';
import type { Stage } from './stage.js';
import type { Database } from '../../src/database/sql.js';

/** A sheet that an earlier file of the same name has too, with how many of its rows this file still has or lacks. */
interface SharedSheet {
  readonly sheet: string;
  readonly given: number;
  readonly gone: number;
  readonly fresh: number;
}

/** A missing row of the earlier file and a new row, with the number of their equal cells. */
interface Likeness {
  readonly id: string;
  readonly seq: number;
  readonly gone_row: number;
  readonly row: number;
  readonly same_place: boolean;
  readonly equal: number;
  readonly total: number;
}

/** Beyond this many pairs of rows only rows at the same place of a sheet are compared. */
const MOST_PAIRS = 250_000;

/**
 * Matches new rows of a file as corrections of missing rows of an earlier file of the same name, on the same sheet: where
 * most of their cells are equal and only one pair is possible. Where several are, both rows stay, with an issue. A file
 * of the same name with entirely different rows is not compared.
 */
export async function matchCorrected(
  db: Database,
  stage: Stage,
  namesakes: readonly string[],
  sheetNames: readonly string[],
): Promise<Issue[]> {
  if (namesakes.length === 0) return [];
  const target = sql.table(stage.ledger.table);
  const matched = sql.table(stage.matched);
  const earlier = sql.table(`earlier_${stage.ledger.table}`);
  const fresh = sql.table(`fresh_${stage.ledger.table}`);
  await sql`
    create temp table ${fresh} on commit drop as
    select s.seq, s.division, (${[...sheetNames]}::text[])[s.sheet_index + 1] as sheet, s.row_number
    from ${matched} s where s.fate is null and s.id is null`.execute(db);
  await sql`
    create temp table ${earlier} on commit drop as
    select t.division, t.id, t.sheet, t.row_number, p.id is not null as given
    from ${target} t left join (select distinct division, id from ${matched}) p on p.division = t.division and p.id = t.id
    where t.division in (select division from ${fresh}) and t.sheet in (select sheet from ${fresh})
      and t.run_id = any(${[...namesakes]}::uuid[])`.execute(db);
  const { rows: sheets } = await sql<SharedSheet>`
    select e.sheet, count(*) filter (where given)::int as given, count(*) filter (where not given)::int as gone,
      (select count(*) from ${fresh} f where f.sheet = e.sheet)::int as fresh
    from ${earlier} e group by e.sheet order by e.sheet`.execute(db);
  const issues: Issue[] = [];
  for (const shared of sheets) {
    const mostStands = shared.given >= shared.gone;
    const one = shared.gone === 1 && shared.fresh === 1;
    if (shared.gone === 0 || !(mostStands || one)) continue;
    const { rows: likenesses } = await sql<Likeness>`
      select g.id, f.seq, g.row_number as gone_row, f.row_number as row, g.row_number = f.row_number as same_place, c.equal, c.total
      from ${earlier} g join ${target} t on t.division = g.division and t.id = g.id
        join ${fresh} f on f.sheet = g.sheet and f.division = g.division
          and (f.row_number = g.row_number or ${shared.gone * shared.fresh <= MOST_PAIRS})
        join ${sql.table(stage.table)} v on v.seq = f.seq
        cross join lateral (
          select count(*) filter (where a.value = b.value)::int as equal, count(*)::int as total
          from jsonb_each_text(t.cells::jsonb) a full join jsonb_each_text(v.cells::jsonb) b using (key)
        ) c
      where g.sheet = ${shared.sheet} and not g.given and c.equal * 2 > c.total and (${mostStands} or c.total - c.equal <= 1)
      order by g.row_number, g.id, f.seq`.execute(db);
    const pairs = pairsOf(likenesses);
    await sql`
      update ${matched} s set id = pair.id
      from unnest(${pairs.map(({ seq }) => seq)}::int[], ${pairs.map(({ id }) => id)}::uuid[]) pair (seq, id)
      where s.seq = pair.seq`.execute(db);
    const { sheet } = shared;
    if (pairs.length > 0) issues.push({ code: 'CORRECTED_ROW', sheet, params: { rows: listed(pairs) } });
    if (mostStands && shared.gone > pairs.length && shared.fresh > pairs.length)
      issues.push(await goneRows(db, stage, sheet, namesakes, pairs));
  }
  return issues;
}

/** Pairs rows at the same place first, then rows of which each resembles exactly one other that is left. */
function pairsOf(likenesses: readonly Likeness[]): Likeness[] {
  const pairs = unique(likenesses.filter((each) => each.same_place));
  const left = likenesses.filter(({ id, seq }) => !pairs.some((pair) => pair.id === id || pair.seq === seq));
  return [...pairs, ...unique(left)].toSorted((a, b) => a.seq - b.seq);
}

function unique(likenesses: readonly Likeness[]): Likeness[] {
  const count = (by: (each: Likeness) => unknown) => {
    const counts = new Map<unknown, number>();
    for (const each of likenesses) counts.set(by(each), (counts.get(by(each)) ?? 0) + 1);
    return (each: Likeness) => counts.get(by(each)) === 1;
  };
  const [oneGone, oneFresh] = [count(({ id }) => id), count(({ seq }) => seq)];
  return likenesses.filter((each) => oneGone(each) && oneFresh(each));
}

async function goneRows(
  db: Database,
  { ledger }: Stage,
  sheet: string,
  namesakes: readonly string[],
  pairs: readonly Likeness[],
): Promise<Issue> {
  const { rows } = await sql<{ row: number; file: string }>`
    select e.row_number as row, r.file_name as file
    from ${sql.table(`earlier_${ledger.table}`)} e join ${sql.table(ledger.table)} t on t.division = e.division and t.id = e.id
      join import_run r on r.id = t.run_id
    where e.sheet = ${sheet} and not e.given and e.id <> all(${pairs.map(({ id }) => id)}::uuid[]) and r.id = any(${[...namesakes]}::uuid[])
    order by r.loaded_at desc, e.row_number`.execute(db);
  const params = { ledger: ledger.zh, file: rows[0]?.file ?? '', count: rows.length, rows: listed(rows) };
  return { code: 'ROWS_GONE', sheet, params };
}
