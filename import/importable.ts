import type { ImportableLedger } from '../src/entities/importable.js';
import { type KeyPart, type LedgerReading } from './ledgers/ledger.js';
import { READINGS } from './ledgers/index.js';

/** Every ledger that can be imported. */
export const IMPORTABLE: readonly ImportableLedger[] = READINGS.map((reading) => ({
  id: reading.ledger.id,
  name: reading.ledger.zh,
  fields: Object.entries(reading.ledger.fields).map(([name, field]) => {
    const found = reading.fields[name];
    return {
      name,
      label: field.zh,
      kind: field.kind,
      unit: field.kind === 'money' ? '元' : (field.unit ?? null),
      required: reading.required.some((group) => group.length === 1 && group[0] === name),
      headings: [...(found?.headings ?? []), ...(found?.weak ?? [])],
      values: Object.keys(found?.vocabulary?.members ?? {}),
    };
  }),
  naturalKeys: reading.keys.flat().map((parts) => parts.map((part) => wordOf(reading, part)).join(' + ')),
}));

function wordOf(reading: LedgerReading, part: KeyPart<string>): string {
  if (part === '@year') return '年度';
  if (part === '@enterprise') return '企业';
  return reading.ledger.fields[part.replace(/\?$/u, '')]?.zh ?? part;
}
