import { createHash } from 'node:crypto';
import { columnName } from '../../src/entities/ledger.js';
import { ENTERPRISE, type StoredValue } from './draft.js';
import type { LedgerReading } from '../ledgers/ledger.js';
import { keyPart } from '../text/normalise.js';

/** What keys are made from of a row. */
export interface KeyedRow {
  readonly values: Readonly<Record<string, StoredValue>>;
  readonly year: number;
}

/** Makes the natural keys of a ledger's rows, best first, each with its rank; none where no key is complete. */
export function keyBuilder(reading: LedgerReading): (row: KeyedRow) => string[] {
  const enterprise = reading.ledger.enterprise;
  const enterpriseColumns =
    enterprise === undefined
      ? []
      : [enterprise.name, ...(enterprise.code === undefined ? [] : [enterprise.code])].map(columnName);
  const partOf = (part: string): ((row: KeyedRow) => string | null) => {
    if (part === '@year') return (row) => String(row.year);
    const optional = part.endsWith('?');
    const name = optional ? part.slice(0, -1) : part;
    if (name === '@enterprise' || name === enterprise?.name) {
      return (row) => (enterpriseColumns.some((column) => typeof row.values[column] === 'string') ? ENTERPRISE : null);
    }
    const column = columnName(name);
    return (row) => {
      const value = row.values[column];
      if (typeof value === 'string' && value !== '') return keyPart(value);
      return optional ? '' : null;
    };
  };
  const ranks = reading.keys.map((keys) =>
    keys.map((parts) => ({
      parts: parts.map(partOf),
      // Without a place two events are the same only on the same day, not in the same month.
      days: parts.some((part) => part.endsWith('?'))
        ? parts
            .filter((part) => reading.ledger.fields[part]?.kind === 'date')
            .map((part) => `${columnName(part)}_precision`)
        : [],
    })),
  );
  const keyOf = (row: KeyedRow, { parts, days }: (typeof ranks)[number][number]): string | null => {
    let key = '';
    let whole = true;
    for (let at = 0; at < parts.length; at += 1) {
      const text = parts[at]!(row);
      if (text === null) return null;
      whole &&= text !== '';
      key = at === 0 ? text : `${key}|${text}`;
    }
    return whole || days.every((column) => row.values[column] === 'day') ? key : null;
  };
  return (row) => {
    const keys: string[] = [];
    for (let rank = 0; rank < ranks.length; rank += 1) {
      for (const alternative of ranks[rank]!) {
        const key = keyOf(row, alternative);
        if (key === null) continue;
        keys.push(`${rank + 1}:${key}`);
        break;
      }
    }
    return keys;
  };
}

/** The fingerprint of a row without a key: its cells and the number of equal rows before it in the import. */
export function fingerprint(ledger: string, year: number, cells: readonly string[], seen: Map<string, number>): string {
  const hash = createHash('sha256')
    .update(`${ledger}\n${year}\n${cells.join('\n')}`)
    .digest('hex');
  const occurrence = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, occurrence);
  return `9:${hash}#${occurrence}`;
}
