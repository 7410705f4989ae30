import { ACTIVITY_KINDS, VENUE_TYPES } from '../../ledgers/activity-words.js';
import { AGREEMENT_TYPES } from '../../ledgers/commissioner-contract.js';
import { vocabularyOf, wordsIn } from '../../text/enumeration.js';
import { normalise } from '../../text/normalise.js';
import type { Deriver } from './derivation.js';

const POOL = '科技企业培育库';

/** The name of the pool that title, sheet or file name tell. */
export function poolAround(texts: readonly string[]): string {
  const names = texts.map(
    (text) =>
      /([高科]?[\u4e00-\u9fa5]{0,8}?(?:高新技术企业|高企|科技型中小企业|科技企业|瞪羚企业|专精特新)[\u4e00-\u9fa5]{0,4}?(?:培育库|后备库|储备库))/.exec(
        normalise(text).replace(/^.*?(?=高新技术企业|高企|科技型中小企业|科技企业|瞪羚企业|专精特新)/, ''),
      )?.[1],
  );
  return names.find((name) => name !== undefined) ?? POOL;
}

/** The name of a cultivation pool: from its column, else from title, sheet or file name. */
export const poolName: Deriver = ({ texts }) => {
  const around = poolAround(texts);
  return ({ values }) => {
    if (typeof values['pool'] !== 'string') values['pool'] = around;
  };
};

/**
 * The type of an agreement where it has no column: from the words around the table, else, of those that were signed, from
 * the heading of the day (协议签订日期).
 */
export const agreementType: Deriver = ({ texts, headingOf }) => {
  const index = vocabularyOf(AGREEMENT_TYPES);
  const around = texts.map((text) => index.within(normalise(text))).find((value) => value !== null) ?? null;
  const signed = index.within(normalise(headingOf('signedDate') ?? ''));
  return ({ values }) => {
    if (typeof values['contract_type'] === 'string') return;
    const type = around ?? (typeof values['signed_date'] === 'string' ? signed : null);
    if (type !== null) values['contract_type'] = type;
  };
};

/** Kinds that a more general one around the table leaves to the names of its events. */
const NARROWER: Readonly<Record<string, readonly string[]>> = { 对接会: ['银企对接', '产学研', '路演'] };

/** The kind of an event: its column or group if that has a kind, else the one kind around the table, else a word of its title. */
export const activityKind: Deriver = ({ texts }) => {
  const index = vocabularyOf(ACTIVITY_KINDS);
  const [around = null, ...others] =
    texts.map((text) => wordsIn(ACTIVITY_KINDS, text)).find(({ length }) => length > 0) ?? [];
  return ({ values }) => {
    const { kind, title } = values;
    if (typeof kind === 'string' && kind !== '其他') return;
    const told = typeof title === 'string' ? index.within(normalise(title)) : null;
    const decided = around !== null && others.length === 0 && !(NARROWER[around]?.includes(told ?? '') === true);
    values['kind'] = (decided ? around : (told ?? around)) ?? kind ?? '其他';
  };
};

/** The kind of an event's venue, from the words of the venue. */
export const venueType: Deriver = () => {
  const index = vocabularyOf(VENUE_TYPES);
  return ({ values }) => {
    const { venue } = values;
    if (typeof values['venue_type'] === 'string' || typeof venue !== 'string') return;
    const type = index.within(normalise(venue));
    if (type !== null) values['venue_type'] = type;
  };
};
