import { sql } from 'kysely';
import { allIndicators } from '../../src/indicators/compute/known.js';
import { ledgersOf } from '../../src/indicators/define/measures.js';
import { partsSql } from '../../src/indicators/compute/refresh.js';
import { type Database } from '../../src/database/sql.js';

/** The figures that are kept and those computed from the rows this moment, for the indicators of some ledgers. */
export async function keptAndLive(
  db: Database,
  ledgers: readonly string[],
): Promise<{ kept: unknown[]; live: unknown[] }> {
  const indicators = (await allIndicators(db)).filter(
    (indicator) => indicator.compares === undefined && ledgersOf(indicator).some((ledger) => ledgers.includes(ledger)),
  );
  const divisions = sql`(select array_agg(code) from division)::text[]`;
  const columns = sql`division, dimension, member, year, period, round(numerator, 9) as numerator, round(denominator, 9) as denominator, partial, approximate, undated, none_recorded, carried`;
  const order = sql`order by division, dimension, member, year, period`;
  const kept: unknown[] = [];
  const live: unknown[] = [];
  for (const indicator of indicators) {
    const stored =
      await sql`select ${columns} from figures.part where indicator = ${indicator.code} and not stated ${order}`.execute(
        db,
      );
    const computed = await sql`select ${columns} from (${partsSql(indicator, divisions)}) parts ${order}`.execute(db);
    kept.push([indicator.code, stored.rows]);
    live.push([indicator.code, computed.rows]);
  }
  return { kept, live };
}
