import { sql } from 'kysely';
import type { Database } from '../database/sql.js';
import { observation } from '../entities/ledgers/observation.js';
import { WHOLE_YEAR } from '../indicators/compute/cells.js';
import { ledgerTable } from '../indicators/compute/facts.js';
import { KEPT } from '../indicators/compute/tables.js';
import { statedSql } from '../indicators/compute/totals/stated.js';

/** Totals of a sheet that are no figures: how many, one of them, and whether rows of a ledger decide or nothing is named so. */
export interface UncountedTotals {
  readonly sheet: string;
  readonly why: 'rows' | 'unnamed';
  readonly text: string;
  readonly count: number;
}

/** The totals that an import wrote for some divisions and that are no figures, after these are refreshed; by sheet. */
export async function uncountedTotals(
  db: Database,
  runId: string,
  divisions: readonly string[],
): Promise<UncountedTotals[]> {
  const here = sql`${[...divisions]}::text[]`;
  const { rows } = await sql<UncountedTotals>`
    with stated as materialized (${statedSql(here, ledgerTable)}),
    told as (
      select o.sheet, o.row_number, o.indicator as text, case
          when bool_or(p.division is not null) then null when bool_or(s.id is not null) then 'rows' else 'unnamed' end as why
      from ${sql.table(observation.table)} o
      left join stated s on s.ledger = ${sql.lit(observation.table)} and s.division = o.division and s.id = o.id and s.year = o.year
      left join ${sql.table(KEPT.part)} p on (p.division, p.indicator, p.dimension, p.year, p.period) = (s.division, s.indicator, '', s.year, ${sql.lit(WHOLE_YEAR)}) and p.stated
      where o.division = any(${here}) and o.run_id = ${runId}
      group by o.id, o.sheet, o.row_number, o.indicator
    )
    select sheet, why, (array_agg(text order by row_number))[1] as text, count(*)::int as count from told
    where why is not null group by sheet, why order by sheet, why`.execute(db);
  return rows;
}
