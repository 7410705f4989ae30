import { columnName } from '../../src/entities/ledger.js';
import type { StoredValue } from './draft.js';
import type { LedgerReading } from '../ledgers/ledger.js';

/** What the year of a row may be taken from. */
export interface YearSources {
  readonly values: Readonly<Record<string, StoredValue>>;
  /** The year column's, or that of the column's heading where years stand side by side. */
  readonly own: number | null;
  /** That of sheet name, title, file name or option. */
  readonly context: number | null;
  /** That of a document's number. */
  readonly number: number | null;
}

/**
 * The year of a row by its ledger's rule, with the date field it came from; null where nothing states one. `heading` is
 * that of the year column.
 */
export function yearRule(
  reading: LedgerReading,
  heading = '',
): (row: YearSources) => { year: number; field: string | null } | null {
  const order = reading.ownYear?.test(heading) === true ? (['@year', ...reading.year] as const) : reading.year;
  const steps = order.map((source): ((row: YearSources) => { year: number; field: string | null } | null) => {
    if (source === '@year') return (row) => (row.own === null ? null : { year: row.own, field: null });
    if (source === '@context') return (row) => (row.context === null ? null : { year: row.context, field: null });
    if (source === '@number') return (row) => (row.number === null ? null : { year: row.number, field: null });
    const column = columnName(source);
    return (row) => {
      const value = row.values[column];
      return typeof value === 'string' ? { year: Number(value.slice(0, 4)), field: source } : null;
    };
  });
  return (row) => {
    for (const step of steps) {
      const found = step(row);
      if (found !== null) return found;
    }
    return row.own !== null
      ? { year: row.own, field: null }
      : row.context === null
        ? null
        : { year: row.context, field: null };
  };
}
