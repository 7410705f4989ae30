import { QUALIFICATION_TYPES } from '../../ledgers/qualification.js';
import { isRegistrationNumber } from '../../text/credit-code.js';
import { vocabularyOf } from '../../text/enumeration.js';
import { normalise } from '../../text/normalise.js';
import { isAnnounced } from '../../text/step.js';
import type { StoredValue } from '../draft.js';
import type { Deriver } from './derivation.js';

/** The type of a qualification: from its column, else the form of its number, else the words around the table. */
export const qualificationType: Deriver = ({ texts }) => {
  const index = vocabularyOf(QUALIFICATION_TYPES);
  const around = texts.map((text) => index.within(normalise(text))).find((value) => value !== null) ?? null;
  const announced = texts.some(isAnnounced);
  return ({ values }) => {
    setType(values);
    // A registration has no date of its own to be missing: what says that it is not one yet is the result.
    if (announced && values['type'] === '科技型中小企业' && typeof values['result'] !== 'string')
      values['result'] = '待定';
  };

  function setType(values: Record<string, StoredValue>): void {
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
  }
};

const ANNOUNCING = /公告|公布/u;

/** What has no certificate is recognised by the announcement: 专精特新. A high-tech enterprise's is filed after its certificate, often in the next year. */
function putAnnounced(values: Record<string, StoredValue>): void {
  if (typeof values['type'] !== 'string' || values['type'] === '高新技术企业') return;
  for (const part of ['', '_end', '_precision'])
    values[`issued_date${part}`] ??= values[`announced_date${part}`] ?? null;
}

/** Years that a certificate is valid for, by type: 国科发火〔2016〕32号, 工信部企业〔2022〕63号. */
const TERMS: ReadonlyMap<unknown, number> = new Map([
  ['高新技术企业', 3],
  ['专精特新中小企业', 3],
  ['专精特新“小巨人”企业', 3],
  ['创新型中小企业', 3],
]);

/**
 * The last day of a qualification where the sheet gives none: the day before its issue is as old as its type is valid
 * for, of a technology-based SME the end of March after the year it was registered in. Its precision is that of the day of
 * issue.
 */
export const qualificationValidity: Deriver =
  ({ headingOf }) =>
  ({ values }) => {
    if (headingOf('issuedDate') === null && ANNOUNCING.test(headingOf('announcedDate') ?? '')) putAnnounced(values);
    const issued = values['issued_date'];
    if (typeof values['valid_until'] === 'string' || typeof issued !== 'string') return;
    const last = lastDay(values['type'], issued);
    if (last === null) return;
    values['valid_until'] = last;
    values['valid_until_end'] = last;
    values['valid_until_precision'] = values['issued_date_precision'] ?? 'day';
  };

function lastDay(type: unknown, issued: string): string | null {
  const [year, month, day] = issued.split('-').map(Number) as [number, number, number];
  if (type === '科技型中小企业') return `${String(year + 1).padStart(4, '0')}-03-31`;
  const term = TERMS.get(type);
  if (term === undefined) return null;
  // Of 29 February the anniversary is 1 March, and the last day before it 28 February.
  return new Date(Date.UTC(year + term, month - 1, day - 1)).toISOString().slice(0, 10);
}
