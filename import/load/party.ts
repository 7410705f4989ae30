import { columnName, type LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Draft, StoredValue } from '../parse/draft.js';

/** The enterprise as a row names it. */
export interface Party {
  readonly division: string;
  readonly name: string | null;
  /** The unified social credit code, of 18 characters. */
  readonly creditCode: string | null;
  /** The earlier registration number, of 15 digits. */
  readonly registrationNo: string | null;
}

/** Reads the party of a ledger's drafts; null for a draft without one. */
export function partyReader(ledger: LedgerDeclaration): (draft: Draft) => Party | null {
  const { enterprise } = ledger;
  if (enterprise === undefined) return () => null;
  const nameColumn = columnName(enterprise.name);
  const codeColumn = enterprise.code === undefined ? undefined : columnName(enterprise.code);
  return ({ division, values }) => {
    const name = textOf(values[nameColumn]);
    const code = codeColumn === undefined ? null : textOf(values[codeColumn]);
    const creditCode = code?.length === 18 ? code : null;
    const registrationNo = code?.length === 15 ? code : null;
    if (name === null && creditCode === null && registrationNo === null) return null;
    return { division, name, creditCode, registrationNo };
  };
}

function textOf(value: StoredValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
