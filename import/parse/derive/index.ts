import type { Derivation } from '../../ledgers/ledger.js';
import { activityDays } from './activity-days.js';
import { baseStatus } from './base.js';
import type { Deriver } from './derivation.js';
import { activityKind, agreementType, poolName, venueType } from './names.js';
import { observationPeriod, observationSubject, observationUnit } from './observation.js';
import { rdBasis } from './rd-basis.js';
import { qualificationType, qualificationValidity } from './qualification.js';
import { residents } from './residents.js';
import { serviceTimes } from './service.js';
import { targetBounds } from './target.js';

/** The function of each derivation that a ledger may ask for. */
export const DERIVERS: Readonly<Record<Derivation, Deriver>> = {
  'qualification-type': qualificationType,
  'qualification-validity': qualificationValidity,
  'pool-name': poolName,
  'agreement-type': agreementType,
  'activity-kind': activityKind,
  'venue-type': venueType,
  'activity-days': activityDays,
  'target-bounds': targetBounds,
  'base-status': baseStatus,
  'service-times': serviceTimes,
  residents,
  'rd-basis': rdBasis,
  'observation-subject': observationSubject,
  'observation-unit': observationUnit,
  'observation-period': observationPeriod,
};
