import { baseSteps } from '../../ledgers/base.js';
import { normalise } from '../../text/normalise.js';
import { stepIn } from '../../text/step.js';
import type { Deriver, Surroundings } from './derivation.js';

/** The status that a heading or title names for what is dated or listed under it; null where it names none. */
function statusIn(text: string): string | null {
  const step = stepIn(baseSteps, text);
  return step === undefined || step === null ? null : step.status;
}

/** The status of what the words around the table list: of 认定名单 the bases are recognised, as those of a directory are. */
function statusAround(texts: readonly string[]): string | null {
  const step = texts.map((text) => stepIn(baseSteps, text)).find((found) => found !== undefined);
  if (step !== undefined) return step?.status ?? null;
  return texts.some((text) => normalise(text).includes('名录')) ? '认定' : null;
}

/** The status that the date of a base tells: by its heading, else by the words around the table. */
function statusOfDate({ texts, headingOf }: Pick<Surroundings, 'texts' | 'headingOf'>): string | null {
  const heading = headingOf('date');
  return heading === null ? statusAround(texts) : (statusIn(heading) ?? statusAround(texts));
}

/** The status of a base from the dates that it has, where no column tells it: applied for, or recognised. */
export const baseStatus: Deriver = (around) => {
  const dated = statusOfDate(around);
  const listed = statusAround(around.texts);
  const hasDate = around.headingOf('date') !== null;
  return ({ values, flags }) => {
    const applied = values['applied_date'];
    if (typeof values['status'] !== 'string') {
      const status =
        typeof values['date'] === 'string' ? dated : typeof applied === 'string' ? '申报' : hasDate ? null : listed;
      if (status !== null) values['status'] = status;
    }
    if (typeof applied !== 'string' || typeof values['date'] === 'string') return;
    if (values['status'] !== '申报' && values['status'] !== '推荐') return;
    delete flags['date'];
    for (const part of ['', '_end', '_precision']) values[`date${part}`] = values[`applied_date${part}`] ?? null;
  };
};

/** The statuses that a sheet without a column for them states; `rows` where each row may have another. */
export function baseStatuses(
  { texts, headingOf }: Pick<Surroundings, 'texts' | 'headingOf'>,
  has: (field: string) => boolean,
): readonly string[] | 'rows' {
  const hasDate = headingOf('date') !== null;
  if (has('appliedDate') && hasDate) return 'rows';
  const status = hasDate ? statusOfDate({ texts, headingOf }) : has('appliedDate') ? '申报' : statusAround(texts);
  return status === null ? [] : [status];
}
