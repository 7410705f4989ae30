import { fieldNamed, type NamedField } from '../../src/entities/named.js';
import type { LedgerReading } from '../ledgers/ledger.js';
import type { Mapping } from './recognition.js';
import type { Settled } from './recognition.js';

const named = new WeakMap<LedgerReading, readonly NamedField[]>();

/** The field of a ledger that a code, a Chinese name or a heading names; undefined where none or several are. */
export function fieldIn(reading: LedgerReading, text: string): string | undefined {
  let fields = named.get(reading);
  if (fields === undefined) {
    fields = Object.entries(reading.ledger.fields).map(([name, { zh }]) => ({
      name,
      label: zh,
      headings: reading.fields[name]?.headings ?? [],
    }));
    named.set(reading, fields);
  }
  return fieldNamed(fields, text)?.name;
}

/** What a person decided about columns, with the codes of a ledger's fields in place of their Chinese names. */
export function columnsIn(reading: LedgerReading, columns: Settled): Settled {
  return Object.fromEntries(
    Object.entries(columns).map(([heading, choice]) => {
      if (choice === null) return [heading, null];
      const [field = '', ...unit] = choice.split(':');
      return [heading, [fieldIn(reading, field) ?? field, ...unit].join(':')];
    }),
  );
}

/** The fields of a ledger that a person stated for all rows. */
export function statedIn(reading: LedgerReading, { facts = {} }: Mapping): ReadonlySet<string> {
  const stated = Object.entries(facts).filter(([, value]) => value !== null);
  return new Set(stated.flatMap(([name]) => fieldIn(reading, name) ?? []));
}
