import { ACTIVITY_KINDS } from '../../ledgers/activity-words.js';
import { AGREEMENT_TYPES } from '../../ledgers/commissioner-contract.js';
import { RD_BASES } from '../../ledgers/enterprise-year.js';
import type { Derivation } from '../../ledgers/ledger.js';
import { QUALIFICATION_TYPES } from '../../ledgers/qualification.js';
import type { Vocabulary } from '../../ledgers/vocabulary.js';
import { wordsIn } from '../../text/enumeration.js';
import { normalise } from '../../text/normalise.js';
import { isAnnounced } from '../../text/step.js';
import { baseStatuses } from './base.js';
import { poolAround } from './names.js';

/**
 * The values that a derivation gives to fields without a column: those that the words around the table state for all rows
 * at once, or `rows` where it derives the field row by row.
 */
export type Saying = (
  texts: readonly string[],
  has: (field: string) => boolean,
  headingOf: (field: string) => string | null,
) => Readonly<Record<string, readonly string[] | 'rows'>>;

/** These values of each derivation; the derivations are in DERIVERS. */
export const SAYINGS: Readonly<Record<Derivation, Saying>> = {
  'qualification-type': (texts, has): ReturnType<Saying> => {
    const type = around(QUALIFICATION_TYPES, texts, has('certificateNo') || has('registrationNo'));
    const announced = texts.some(isAnnounced) && type.includes('科技型中小企业');
    return announced ? { type, result: ['待定'] } : { type };
  },
  'qualification-validity': (_, has): ReturnType<Saying> => (has('issuedDate') ? { validUntil: 'rows' } : {}),
  'pool-name': (texts) => ({ pool: [poolAround(texts)] }),
  // A row under a heading that names an agreement is one only if it has the day.
  'agreement-type': (texts, _, headingOf) => {
    const heading = wordsIn(AGREEMENT_TYPES, headingOf('signedDate') ?? '');
    return { contractType: around(AGREEMENT_TYPES, texts, heading.length > 0) };
  },
  'activity-kind': (texts, has) => ({ kind: around(ACTIVITY_KINDS, texts, has('title')) }),
  'venue-type': (_, has): ReturnType<Saying> => (has('venue') ? { venueType: 'rows' } : {}),
  'activity-days': (_, has): ReturnType<Saying> => (has('date') ? { days: 'rows' } : {}),
  'target-bounds': (_, has): ReturnType<Saying> =>
    has('text') ? { low: 'rows', high: 'rows', comparator: 'rows' } : {},
  // Where a column tells the status, it tells as well which are applied for.
  'base-status': (texts, has, headingOf): ReturnType<Saying> =>
    has('status')
      ? // What has been built or is being built says nothing of what was applied for.
        normalise(headingOf('status') ?? '').startsWith('建设')
        ? {}
        : { appliedDate: 'rows' }
      : { status: baseStatuses({ texts, headingOf }, has) },
  'service-times': (): ReturnType<Saying> => ({ times: 'rows' }),
  residents: () => ({}),
  'rd-basis': (_, has): ReturnType<Saying> => {
    if (has('rdExpense')) return { rdBasis: has('rdExpenditure') ? 'rows' : [RD_BASES.expense] };
    return has('rdExpenditure') ? { rdBasis: [RD_BASES.expenditure] } : {};
  },
  'observation-subject': () => ({}),
  'observation-unit': () => ({}),
  'observation-period': () => ({}),
};

/** The values that the first text with any names; without one, `rows` where each row may state its own. */
function around(vocabulary: Vocabulary, texts: readonly string[], rowsTell: boolean): readonly string[] | 'rows' {
  const named = texts.map((text) => wordsIn(vocabulary, text)).find((values) => values.length > 0);
  return named ?? (rowsTell ? 'rows' : []);
}
