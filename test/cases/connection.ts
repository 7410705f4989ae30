import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';

/** The ledger of a connection of the GraphQL schema; throws on a name that there is not. */
export function ledgerByConnection(connection: string): LedgerDeclaration {
  const ledger = LEDGERS.find((each) => each.connection === connection);
  if (ledger === undefined) throw new Error(`No ledger has the connection "${connection}"`);
  return ledger;
}
