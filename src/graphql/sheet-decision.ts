import type { ImportableField, ImportableLedger } from '../entities/importable.js';
import { fieldNamed, isDivisionName, isYearName, ledgerNamed } from '../entities/named.js';
import { RequestError } from '../errors.js';
import type { SheetDecision } from './import-port.js';
import type { ColumnDecision, FactDecision } from './import.types.js';
import type { SheetRecord } from './records.js';

/** The ledger that a decision names, else the one that the sheet was read as. Throws a RequestError where there is none. */
export function ledgerOfSheet(
  ledgers: readonly ImportableLedger[],
  named: string | null,
  sheets: readonly Pick<SheetRecord, 'name' | 'ledger' | 'candidates'>[],
  sheet: string,
): ImportableLedger {
  const found = sheets.find(({ name }) => name === sheet);
  const id = named ?? found?.ledger ?? null;
  if (id === null) {
    const offered = (found?.candidates ?? []).map(({ ledger }) => ledger);
    const choice = offered.length === 0 ? '可用 ledgers 查询。' : `可能是：${offered.join('、')}。`;
    throw new RequestError('BAD_DECISION', `工作表“${sheet}”还没有识别为台账，请用参数 ledger 指定，${choice}`);
  }
  const known = ledgerNamed(ledgers, id);
  if (known === undefined) throw RequestError.unknownLedger(id);
  return known;
}

/** A decision in the codes of a ledger's fields. Throws a RequestError for a field that there is not. */
export function decisionOf(
  ledger: ImportableLedger,
  columns: readonly ColumnDecision[],
  facts: readonly FactDecision[],
  division: string | null,
): SheetDecision {
  const decided = columns.map(({ heading, field, unit }) => {
    if (field === null || field === undefined) return [heading, null] as const;
    const { name } = fieldOf(ledger, field);
    return [heading, unit ? `${name}:${unit}` : name] as const;
  });
  const said = facts.filter(({ field }) => !isDivisionName(field));
  const stated = said.map(({ field, value }) => {
    const name = isYearName(field) ? 'year' : fieldOf(ledger, field).name;
    return [name, value ?? null] as const;
  });
  const place = division ?? facts.find(({ field }) => isDivisionName(field))?.value ?? null;
  return {
    ledger: ledger.id,
    columns: Object.fromEntries(decided),
    ...(stated.length === 0 ? {} : { facts: Object.fromEntries(stated) }),
    ...(place ? { division: place } : {}),
  };
}

function fieldOf({ id, fields }: ImportableLedger, named: string): ImportableField {
  const field = fieldNamed(fields, named);
  if (field !== undefined) return field;
  const offered = fields.map(({ name, label }) => `${name}（${label}）`);
  throw RequestError.unknownField(named, id, offered);
}
