import type { TableOf } from '../asked-rows.js';
import { ledgerTable } from '../facts.js';
import { monthOfDay, PRESENT_MONTH } from '../present.js';
import { sql } from 'kysely';
import { observation } from '../../../entities/ledgers/observation.js';
import { target } from '../../../entities/ledgers/target.js';
import type { IndicatorDefinition } from '../../define/definition.js';
import { allIndicators } from '../known.js';
import { dimensionsOf, ledgersOf, MONTH } from '../../define/measures.js';
import { computeParts } from '../refresh.js';
import { type Database, type Sql } from '../../../database/sql.js';
import { countShared } from '../shared.js';
import { rollUp } from '../roll-up.js';
import { type FigureTables, KEPT } from '../tables.js';
import { refreshTargets } from '../targets.js';
import { refreshStated, statingDivisions } from '../totals/refresh-stated.js';
import { inPast, type Past } from './in-past.js';

/** Which figures to read. */
export interface FiguresAsked {
  /** A day, as an ISO date; null: now. */
  readonly asOf: string | null | undefined;
  readonly indicators: readonly IndicatorDefinition[];
  readonly by: string | null | undefined;
  /** The divisions, as a statement with a column `code`; null is none. */
  readonly divisions: Sql;
}

/** The rows that figures are computed from: the tables of the ledgers, and the month to which stocks go on. */
interface ReadRows {
  readonly tableOf: TableOf;
  readonly present: Sql;
}

/** The tables of the figures of the past, while its transaction lasts. */
const AS_OF: FigureTables = {
  part: 'as_of_part',
  year: 'as_of_year',
  month: 'as_of_month',
  target: 'as_of_target',
  alike: 'as_of_alike',
  shared: 'as_of_shared',
  years: 'as_of_years',
};

/**
 * Reads figures: the stored ones, or as of a day those computed from the rows as they were known then, with their targets,
 * by the same statements that compute today's. The tree of divisions and the definitions of indicators are today's.
 */
export async function readFigures<T>(
  db: Database,
  { asOf, indicators, by, divisions }: FiguresAsked,
  read: (db: Database, tables: FigureTables, rows: ReadRows) => Promise<T>,
): Promise<T> {
  if (asOf === null || asOf === undefined) return read(db, KEPT, { tableOf: ledgerTable, present: PRESENT_MONTH });
  // The completion of targets is computed from all other figures.
  const computed = indicators.some(({ compares }) => compares !== undefined) ? await allIndicators(db) : indicators;
  const ledgers = [...new Set([...computed.flatMap(ledgersOf), ...REPORTS])];
  return inPast(db, { asOf, ledgers, divisions }, async (past) => {
    await computeAsOf(past, { asOf, indicators: computed, by });
    await past.step();
    await sql`analyze ${sql.table(AS_OF.year)}, ${sql.table(AS_OF.month)}, ${sql.table(AS_OF.target)}`.execute(past.tx);
    return read(past.tx, AS_OF, { tableOf: past.tableOf, present: monthOfDay(asOf) });
  });
}

/** The ledgers that figures are compared with, and those that state totals. */
export const REPORTS: readonly string[] = [target.id, observation.id];

/** Computes figures from the rows of the past into tables of its transaction, which it returns. */
export async function computeAsOf(
  { tx, tableOf, layers, step }: Past,
  { asOf, indicators, by }: Pick<FiguresAsked, 'indicators' | 'by'> & { readonly asOf: string },
): Promise<FigureTables> {
  const codes = layers.flat();
  const present = monthOfDay(asOf);
  for (const kind of Object.keys(AS_OF) as (keyof FigureTables)[])
    await sql`create temp table ${sql.table(AS_OF[kind])} (like ${sql.table(KEPT[kind])} including defaults) on commit drop`.execute(
      tx,
    );
  for (const indicator of indicators) {
    await step();
    const dimensions = dimensionsOf(indicator).filter(
      (dimension) => (dimension === by && dimension !== MONTH) || dimension === indicator.bases?.by,
    );
    await computeParts(tx, indicator, codes, { tableOf, tables: AS_OF, dimensions, present });
  }
  await step();
  await refreshTargets(tx, codes, tableOf(target), AS_OF);
  const stating = await statingDivisions(tx, codes, tableOf);
  for (const layer of layers) {
    await step();
    const reporting = layer.filter((code) => stating.has(code));
    await refreshStated(tx, reporting, { tables: AS_OF, tableOf });
    await countShared(tx, layer, indicators, {
      tables: AS_OF,
      tableOf,
      dimensions: by === MONTH || !by ? [] : [by],
      present,
    });
    await rollUp(
      tx,
      layer,
      indicators.map(({ code }) => code),
      AS_OF,
      tableOf(target),
    );
  }
  return AS_OF;
}
