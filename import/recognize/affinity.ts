import type { FieldReading, Shape } from '../ledgers/ledger.js';
import type { Vocabulary } from '../ledgers/vocabulary.js';
import { normalise } from '../text/normalise.js';
import { vocabularyOf } from '../text/enumeration.js';
import type { Meaning } from './lexicon.js';
import type { Profile } from './profile.js';

/** How well values agree with a meaning: −1 they contradict it, 0 they are neutral, 1 they prove it. */
export interface Affinity {
  readonly value: number;
  /** Whether the values alone prove the meaning, without a heading. */
  readonly specific: boolean;
}

const SILENT: Affinity = { value: 0, specific: false };

/** The agreement of a column's values with a meaning of the ledger. */
export function affinityOf(profile: Profile, meaning: Meaning): Affinity {
  if (profile.size === 0) return SILENT;
  switch (meaning.role) {
    case 'sequence':
      return plainly(
        profile.counting ? 0.6 : profile.share('integer') > 0.6 ? 0.1 : profile.share('long') > 0.5 ? -0.8 : -0.2,
      );
    case 'year':
      return plainly(profile.share('yearLike') >= 0.7 ? 1 : profile.share('yearLike') >= 0.3 ? 0.3 : -0.9);
    case 'division':
      return plainly(
        profile.share('division') >= 0.6
          ? 0.8
          : profile.share('number') > 0.4 || profile.share('organisation') > 0.5
            ? -1
            : -0.3,
      );
    case 'unit':
      return specific(profile.share('unit') >= 0.6 ? 0.9 : -1, true);
    case 'personal':
      return specific(
        Math.max(profile.share('phone'), profile.share('identityCard'), profile.share('email')) >= 0.5 ? 1 : 0,
        true,
      );
    case 'ignored':
    case 'unknown':
      return SILENT;
    case 'period':
      return plainly(profile.share('date') >= 0.5 ? 0.9 : -0.5);
    case 'field':
      return ofField(profile, meaning);
  }
}

function ofField(profile: Profile, meaning: Meaning): Affinity {
  const shape = meaning.reading?.shape;
  if (shape !== undefined) return SHAPES[shape](profile);
  const vocabulary = meaning.reading?.vocabulary;
  if (vocabulary !== undefined) {
    // Most columns of wide sheets are figures: they hold no words to look up.
    if (profile.share('number') + profile.share('date') > 0.5) return plainly(-0.9);
    const index = vocabularyOf(vocabulary);
    const known = profile.matching(
      (text) => index.exact(text) !== null || index.listed(text).length > 0 || isBeside(vocabulary, text),
    );
    // 是 and 否 may answer any question: without the heading they prove nothing.
    if (known >= 0.6) return specific(0.5 + known / 2, known >= 0.8 && profile.share('yesNo') < 0.5);
    if (profile.share('organisation') > 0.5) return plainly(-0.9);
    return plainly(profile.matching((text) => index.within(text) !== null) >= 0.6 ? 0.3 : -0.2);
  }
  switch (meaning.kind) {
    case 'money':
      return plainly(figures(profile) - (profile.share('yearLike') > 0.8 || profile.counting ? 0.9 : 0));
    case 'number':
      return plainly(profile.counting ? -0.4 : Math.min(figures(profile), 0.6));
    case 'date':
      return plainly(dates(profile));
    case 'boolean':
      return answers(profile, meaning.reading);
    case 'organisation':
      return SHAPES.organisation(profile);
    case 'person':
      return SHAPES.person(profile);
    case 'code':
      if (profile.counting) return plainly(-0.7);
      return plainly(
        profile.share('code') >= 0.5
          ? 0.5
          : profile.share('creditCode') > 0.5
            ? -0.8
            : profile.share('long') > 0.5
              ? -0.5
              : 0,
      );
    default:
      return plainly(text(profile));
  }
}

/** Whether a value may stand in a vocabulary's column without being one of its own. */
function isBeside({ beside = [] }: Vocabulary, text: string): boolean {
  return beside.some((word) => text.includes(word));
}

const SHAPES: Readonly<Record<Shape, (profile: Profile) => Affinity>> = {
  span: (profile) => plainly(profile.share('date') + profile.share('yearLike') > 0.5 ? 0.4 : 0),
  creditCode: (profile) => telltale(profile, 'creditCode'),
  certificateNo: (profile) =>
    profile.share('certificateNo') > 0.3
      ? specific(1, true)
      : plainly(
          profile.share('code') > 0.5 && profile.share('creditCode') < 0.5 && profile.share('registrationNo') < 0.5
            ? 0.1
            : -0.6,
        ),
  registrationNo: (profile) =>
    profile.share('registrationNo') > 0.5
      ? specific(1, true)
      : plainly(
          profile.share('certificateNo') > 0.3 || profile.share('creditCode') > 0.5
            ? -0.9
            : profile.share('code') > 0.5
              ? 0.1
              : -0.6,
        ),
  documentNo: (profile) =>
    profile.share('documentNo') >= 0.5
      ? specific(1, true)
      : plainly(profile.share('documentNo') > 0.2 ? 0.3 : profile.share('code') > 0.6 ? -0.2 : -0.6),
  contractNo: (profile) =>
    profile.share('contractNo') >= 0.6
      ? specific(1, true)
      : plainly(profile.share('code') > 0.5 ? 0.3 : profile.share('creditCode') > 0.5 ? -1 : -0.4),
  organisation: (profile) => {
    const share = profile.share('organisation');
    if (share >= 0.5) return plainly(0.9);
    if (share >= 0.25) return plainly(0.4);
    if (profile.share('person') >= 0.6) return plainly(-0.6);
    if (profile.share('unit') >= 0.6) return plainly(-1);
    return plainly(profile.share('text') < 0.4 && profile.share('masked') < 0.5 ? -1 : -0.1);
  },
  person: (profile) => {
    if (profile.share('person') >= 0.6) return plainly(0.9);
    if (profile.share('organisation') >= 0.5) return plainly(-0.6);
    return plainly(profile.share('text') < 0.4 && profile.share('masked') < 0.5 ? -1 : -0.1);
  },
  place: (profile) => plainly(profile.share('place') >= 0.5 ? 0.5 : text(profile)),
  bank: (profile) => plainly(profile.share('bank') >= 0.5 ? 0.9 : text(profile) - 0.1),
  unit: (profile) => telltale(profile, 'unit'),
  batch: (profile) => plainly(profile.share('batch') >= 0.5 ? 0.9 : profile.share('date') > 0.6 ? -0.9 : 0),
  // 中央财政 and 市财政 are whose money it is, 国家 and 市级 are its level.
  fundSource: (profile) =>
    plainly(profile.matching((text) => /财政|资金|经费|专项|基金/u.test(text)) >= 0.5 ? 1 : text(profile)),
  prose: (profile) =>
    plainly(profile.share('organisation') > 0.6 ? -0.4 : profile.share('long') >= 0.4 ? 0.4 : text(profile)),
  validity: (profile) => plainly(profile.share('validity') + profile.share('date') >= 0.5 ? 0.8 : -0.8),
  reached: (profile) => plainly(profile.share('yesNo') >= 0.5 ? -1 : Math.max(-0.3, Math.min(figures(profile), 0.6))),
  goal: (profile) =>
    plainly(
      profile.share('goal') >= 0.3
        ? 0.7
        : profile.share('figure') >= 0.5
          ? 0.3
          : profile.share('organisation') > 0.5
            ? -0.8
            : 0,
    ),
  project: (profile) =>
    plainly(
      profile.share('organisation') > 0.6
        ? -0.5
        : profile.share('date') + profile.share('creditCode') > 0.5
          ? -1
          : profile.share('text') < 0.4
            ? -0.8
            : profile.share('long') >= 0.5
              ? 0.4
              : 0,
    ),
  crop: (profile) =>
    plainly(
      profile.share('organisation') > 0.5 || profile.share('text') < 0.5
        ? -0.9
        : profile.share('long') > 0.5
          ? -0.4
          : 0.2,
    ),
  event: (profile) => plainly(profile.share('event') >= 0.5 ? 0.7 : text(profile)),
};

function telltale(profile: Profile, trait: 'creditCode' | 'unit'): Affinity {
  const share = profile.share(trait);
  return share >= 0.5 ? specific(1, true) : plainly(share > 0.2 ? 0 : -1);
}

/** Words of the field's own (重新认定, 新申报) prove it; 是 and 否 may answer any question. */
function answers(profile: Profile, reading: FieldReading | null): Affinity {
  const own = new Set([...(reading?.yes ?? []), ...(reading?.no ?? [])].map(normalise));
  const spoken = profile.matching((text) => own.has(text));
  if (spoken >= 0.6) return specific(1, true);
  return plainly(spoken + profile.share('yesNo') >= 0.5 ? 0.9 : -0.8);
}

function figures(profile: Profile): number {
  if (profile.share('date') > 0.3 && profile.share('number') < 0.5) return -1;
  const share = profile.share('figure') + profile.share('masked');
  return share >= 0.6 ? 0.7 : share >= 0.3 ? 0 : -1;
}

function dates(profile: Profile): number {
  const share = profile.share('date') + profile.share('masked') * 0.5;
  if (share >= 0.5) return 0.9;
  if (profile.share('serialDate') >= 0.6) return 0.6;
  if (profile.share('yearLike') >= 0.6) return 0.3;
  return share > 0.2 ? 0 : -1;
}

function text(profile: Profile): number {
  if (profile.share('creditCode') > 0.5 || profile.share('date') > 0.6) return -0.8;
  if (profile.share('number') > 0.6) return -0.5;
  return profile.share('text') >= 0.5 ? 0.2 : 0;
}

function plainly(value: number): Affinity {
  return { value: Math.max(-1, Math.min(1, value)), specific: false };
}

function specific(value: number, telling: boolean): Affinity {
  return { value, specific: telling && value > 0.5 };
}
