import { QUALIFICATION_TYPES } from '../../ledgers/vocabulary.js';
import { isRegistrationNumber } from '../../validate/credit-code.js';
import { vocabularyOf } from '../enumeration.js';
import { normalise } from '../normalise.js';
import type { Deriver } from './derivation.js';

/** The type of a qualification: its column, else what its number looks like, else the words around the table. */
export const qualificationType: Deriver = ({ texts }) => {
  const index = vocabularyOf(QUALIFICATION_TYPES);
  const around = texts.map((text) => index.within(normalise(text))).find((value) => value !== null) ?? null;
  return ({ values }) => {
    if (typeof values['type'] === 'string') return;
    const certificate = values['certificate_no'];
    const type =
      typeof certificate === 'string' && /^GR\d{12}$/i.test(certificate)
        ? '高新技术企业'
        : typeof values['registration_no'] === 'string' &&
            (around === null || isRegistrationNumber(values['registration_no']))
          ? '科技型中小企业'
          : around;
    if (type !== null) values['type'] = type;
  };
};

const TERM = 3;

/** A certificate of a high-tech enterprise is valid for three years from its day of issue where the sheet gives no last day. */
export const qualificationValidity: Deriver =
  () =>
  ({ values }) => {
    const issued = values['issued_date'];
    if (typeof values['valid_until'] === 'string' || typeof issued !== 'string' || values['type'] !== '高新技术企业')
      return;
    if (values['issued_date_precision'] !== 'day') return;
    const [year, month, day] = issued.split('-');
    const leap = month === '02' && day === '29';
    const last = `${String(Number(year) + TERM).padStart(4, '0')}-${month}-${leap ? '28' : day}`;
    values['valid_until'] = last;
    values['valid_until_end'] = last;
    values['valid_until_precision'] = 'day';
  };
