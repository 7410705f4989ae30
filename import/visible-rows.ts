import { columnName, type LedgerDeclaration } from '../src/entities/ledger.js';
import type { Draft } from './parse/draft.js';
import { keyPart } from './text/normalise.js';

/** The rows that the visible sheets of a workbook hold, by ledger and natural keys. */
export class VisibleRows {
  readonly #ids = new Map<string, Set<string>>();

  /** Takes rows of a visible sheet. */
  add(ledger: LedgerDeclaration, drafts: readonly Draft[]): void {
    let ids = this.#ids.get(ledger.id);
    if (ids === undefined) this.#ids.set(ledger.id, (ids = new Set()));
    for (const draft of drafts) for (const id of idsOf(ledger, draft)) ids.add(id);
  }

  /** Whether a visible sheet has the row, maybe with other values. */
  has(ledger: LedgerDeclaration, draft: Draft): boolean {
    const ids = this.#ids.get(ledger.id);
    return ids !== undefined && idsOf(ledger, draft).some((id) => ids.has(id));
  }
}

/** The keys of a row; where they name the enterprise only by its place in the key, with its name. */
function idsOf({ enterprise }: LedgerDeclaration, { division, keys, values }: Draft): string[] {
  const name = enterprise === undefined ? '' : keyPart(String(values[columnName(enterprise.name)] ?? ''));
  return keys.map((key) => `${division}|${key}|${name}`);
}
