import type { LedgerReading } from '../ledgers/ledger.js';
import type { HeadedColumn } from './block.js';
import type { Meaning } from './lexicon.js';
import { type Score, scoreOf } from './score.js';

/** From this score on columns of year, month and day are a date of the ledger. */
const ENOUGH = 0.58;

/** The scores of a column that begins a date in parts: where the ledger has such a date, the column is no year. */
export function withJoinedDate(
  column: HeadedColumn,
  scores: Map<Meaning, Score>,
  meanings: readonly Meaning[],
  reading: LedgerReading,
): Map<Meaning, Score> {
  const { joined } = column;
  if (joined === undefined) return scores;
  const dates = meanings
    .filter(isDate)
    .map((meaning) => [meaning, scoreOf({ ...column, ...joined }, meaning, reading)] as const)
    .filter(([, { score }]) => score >= ENOUGH);
  return dates.length === 0 ? scores : new Map(dates);
}

/** Whether a column of the meaning holds a date of the ledger. */
export function isDate({ role, kind }: Meaning): boolean {
  return role === 'field' && kind === 'date';
}
