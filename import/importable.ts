import { type KeyPart, type LedgerReading } from './ledgers/ledger.js';
import { READINGS } from './ledgers/index.js';

/** A ledger as it can be imported: its fields with the headings they are known by, and its natural keys in words. */
export interface Importable {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly kind: string;
    readonly unit: string | null;
    readonly required: boolean;
    readonly headings: readonly string[];
    readonly values: readonly string[];
  }[];
  readonly naturalKeys: readonly string[];
}

/** Every ledger that can be imported. */
export const IMPORTABLE: readonly Importable[] = READINGS.map((reading) => ({
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
