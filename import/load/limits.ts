import { sql } from 'kysely';
import type { Database } from '../../src/database/sql.js';
import type { Draft, SheetLimits } from '../parse/draft.js';
import { storedBy } from './merge.js';
import type { EarlierReading } from './replaced.js';
import type { Stage } from './stage.js';

/**
 * The number of a sheet's limits. To be called outside of the transaction of the import, for whose end others that need a
 * new number would wait.
 */
export async function limitsNumber(db: Database, limits: SheetLimits): Promise<number | null> {
  const { rows } = await sql<{ id: number | null }>`
    select figures.limits_of(${JSON.stringify(limits)}::jsonb) as id`.execute(db);
  return rows[0]?.id ?? null;
}

/** Numbers of limits by their text. */
export type KnownLimits = Map<string, number | null>;

/** The numbers of the limits that exported rows carry; undefined for a row that has those of its sheet. */
export async function ownLimits(
  db: Database,
  drafts: readonly Draft[],
  known: KnownLimits,
): Promise<(draft: Draft) => number | null | undefined> {
  for (const { exported } of drafts) {
    const text = JSON.stringify(exported?.limits ?? null);
    if (exported?.limits && !known.has(text)) known.set(text, await limitsNumber(db, exported.limits));
  }
  return ({ exported }) => {
    if (exported === undefined || exported.limits === undefined) return undefined;
    return exported.limits === null ? null : (known.get(JSON.stringify(exported.limits)) ?? null);
  };
}

/** Widens the limits of rows by those of equal rows of older sheets. */
export async function widenBySuperseded(
  db: Database,
  stage: Stage,
  rows: readonly { readonly seq: number; readonly winner: number; readonly sheet_index: number }[],
): Promise<void> {
  const matched = sql.table(stage.matched);
  for (const sheet of new Set(rows.map(({ sheet_index }) => sheet_index))) {
    const [losers, winners] = [new Set<number>(), new Set<number>()];
    for (const row of rows) {
      if (row.sheet_index !== sheet) continue;
      losers.add(row.seq);
      winners.add(row.winner);
    }
    await sql`
      update ${matched} w set limits = figures.merged_limits(w.limits, l.limits)
      from (select limits from ${matched} where seq = any(${[...losers]}::int[]) limit 1) l
      where w.seq = any(${[...winners]}::int[]) and w.limits is distinct from l.limits`.execute(db);
  }
}

/**
 * Widens the limits of rows by those in the ledger. A row that only an earlier reading of this file has gets the limits of
 * the new reading.
 */
export async function mergeLimits(db: Database, stage: Stage, earlier: EarlierReading | null): Promise<void> {
  const matched = sql.table(stage.matched);
  const stored = storedBy(earlier)('limits');
  const [before, other] =
    earlier === null
      ? [sql``, sql`true`]
      : [
          sql`left join ${sql.table(earlier.table)} b on b.own_division = s.division and b.own_id = s.id`,
          sql`(b.own_id is null or b.id is not null)`,
        ];
  await sql`
    with stored as (
      select s.seq, s.limits as staged, ${stored} as stored
      from ${matched} s join ${sql.table(stage.ledger.table)} t on t.division = s.division and t.id = s.id ${before}
      where s.fate is null and ${other} and s.limits is distinct from ${stored}
    ),
    merged as materialized (
      select staged, stored, figures.merged_limits(stored, staged) as limits
      from (select distinct staged, stored from stored) pair
    )
    update ${matched} s set limits = m.limits
    from stored join merged m on m.staged is not distinct from stored.staged and m.stored is not distinct from stored.stored
    where s.seq = stored.seq`.execute(db);
}
