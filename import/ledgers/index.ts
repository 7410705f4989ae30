import type { LedgerReading } from './ledger.js';
import { activityReading } from './activity.js';
import { baseReading } from './base.js';
import { commissionerContractReading } from './commissioner-contract.js';
import { commissionerServiceReading } from './commissioner-service.js';
import { enterpriseNeedReading } from './enterprise-need.js';
import { enterpriseYearReading } from './enterprise-year.js';
import { financingReading } from './financing.js';
import { fundingReading } from './funding.js';
import { incubatorReading } from './incubator.js';
import { issueReading } from './issue.js';
import { observationReading } from './observation.js';
import { patentReading } from './patent.js';
import { plantingReading } from './planting.js';
import { poolReading } from './pool.js';
import { projectReading } from './project.js';
import { qualificationReading } from './qualification.js';
import { regionYearReading } from './region-year.js';
import { targetReading } from './target.js';
import { techContractReading } from './tech-contract.js';

/** How each ledger is recognised and read; one line a ledger. */
export const READINGS: readonly LedgerReading[] = [
  projectReading,
  fundingReading,
  qualificationReading,
  poolReading,
  commissionerContractReading,
  commissionerServiceReading,
  activityReading,
  enterpriseYearReading,
  patentReading,
  techContractReading,
  financingReading,
  baseReading,
  incubatorReading,
  plantingReading,
  enterpriseNeedReading,
  issueReading,
  targetReading,
  observationReading,
  regionYearReading,
];

const byLedger = new Map(READINGS.map((reading) => [reading.ledger.id, reading]));

/** The reading of a ledger; throws on a ledger that has none. */
export function readingOf(ledger: string): LedgerReading {
  const reading = byLedger.get(ledger);
  if (reading === undefined) throw new Error(`No reading for ledger "${ledger}"`);
  return reading;
}
