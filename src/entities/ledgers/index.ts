import type { LedgerDeclaration } from '../ledger.js';
import { activity } from './activity.js';
import { base } from './base.js';
import { commissionerContract } from './commissioner-contract.js';
import { commissionerService } from './commissioner-service.js';
import { enterpriseNeed } from './enterprise-need.js';
import { enterpriseYear } from './enterprise-year.js';
import { financing } from './financing.js';
import { funding } from './funding.js';
import { incubator } from './incubator.js';
import { issue } from './issue.js';
import { observation } from './observation.js';
import { patent } from './patent.js';
import { planting } from './planting.js';
import { pool } from './pool.js';
import { project } from './project.js';
import { qualification } from './qualification.js';
import { regionYear } from './region-year.js';
import { target } from './target.js';
import { techContract } from './tech-contract.js';

/** Every ledger, in the order in which people see them; a new ledger is one more line here. */
export const LEDGERS = [
  project,
  funding,
  qualification,
  pool,
  commissionerContract,
  commissionerService,
  activity,
  enterpriseYear,
  patent,
  techContract,
  financing,
  base,
  incubator,
  planting,
  enterpriseNeed,
  issue,
  target,
  observation,
  regionYear,
] as const satisfies readonly LedgerDeclaration[];

export type LedgerId = (typeof LEDGERS)[number]['id'];

const byId = new Map<string, LedgerDeclaration>(LEDGERS.map((ledger) => [ledger.id, ledger]));

/** The ledger of an id; throws on an id that no ledger has. */
export function ledgerOf(id: string): LedgerDeclaration {
  const ledger = byId.get(id);
  if (ledger === undefined) throw new Error(`No ledger "${id}"; there are: ${[...byId.keys()].join(', ')}`);
  return ledger;
}
