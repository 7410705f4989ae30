import { isYearName } from '../../src/entities/named.js';
import type { Issue } from '../issues/issue.js';
import { READINGS } from '../ledgers/index.js';
import type { LedgerReading } from '../ledgers/ledger.js';
import type { HeadedColumn, HeadingBlock } from './block.js';
import { type Fit, fitOf } from './fit.js';
import type { Taken } from './match.js';
import { type Head, holds } from './head.js';
import { moneyUnit } from './money-unit.js';
import type { Mapping } from './recognition.js';
import { yearIn } from '../text/caption.js';
import { isRunningSum } from '../text/part-of-year.js';
import { redact } from '../text/redact.js';
import { shownDoubt } from './shown-doubt.js';

/** What is doubtful about a fit, as an issue without its sheet and row. */
export type Doubt = Pick<Issue, 'code' | 'column' | 'heading' | 'text' | 'params'>;

/** Scores as near as this do not tell two columns apart. */
const TIED = 0.04;
const SILENT = { title: '', sheet: '', file: '', unit: '' };

/** Why a person must be asked about a sheet although its ledger is sure; null where no value could be wrong. */
export function doubtOf(fit: Fit, captionUnit: string | null, head: Head): Doubt | null {
  return (
    besideOf(fit, head) ?? sumsOf(fit) ?? countsOf(fit) ?? memberOf(fit) ?? tieOf(fit) ?? unitlessOf(fit, captionUnit)
  );
}

/** The title or name of a sheet that says that its figures end before the year, of a ledger whose figures are those of whole years; null where none does, or a person stated the year. */
export function partOfYearOf({ reading, taken }: Fit, texts: readonly string[], facts: Mapping['facts']): Doubt | null {
  if (reading.wholeYears !== true || Object.keys(facts ?? {}).some(isYearName)) return null;
  // Rows with dates are known to be of their months.
  if (taken.some(({ meaning }) => meaning?.field === 'date')) return null;
  const text = texts.find(isRunningSum);
  if (text === undefined) return null;
  const year = yearIn(text);
  const params = { ledger: reading.ledger.zh, ...(year === null ? {} : { year }) };
  return { code: 'PART_OF_YEAR', text: redact(text), params };
}

/** Rows above the headings that look like records: they belong to a table that was not read. */
export function rowsAbove(head: Head, first: number): Pick<Issue, 'code' | 'row' | 'params'> | null {
  const rows = head.rows.filter((row) => {
    const cells = row.cells.filter(holds);
    return row.number < first && cells.length >= 3 && cells.some(({ kind }) => kind === 'number' || kind === 'date');
  });
  const [above] = rows;
  if (above === undefined || rows.length < 2) return null;
  return { code: 'ROWS_ABOVE_HEADING', row: above.number, params: { first, count: rows.length } };
}

/** A second table to the right of an empty column: the columns to the left are a whole ledger, or headings repeat. */
function besideOf({ block, reading }: Fit, head: Head): Doubt | null {
  const { columns } = block;
  for (const [at, column] of columns.entries()) {
    const before = columns[at - 1];
    if (before === undefined || column.column - before.column < 2) continue;
    const left = headed(columns.slice(0, at));
    const right = headed(columns.slice(at));
    if (left.length < 2 || right.length < 2) continue;
    const names = new Set(left.map(({ heading }) => heading.text));
    const returning = right.filter(({ heading }) => names.has(heading.text)).length;
    if (
      returning >= 2 ||
      (isWhole(block.rows, left, [reading]) &&
        !(isSpanned(head, column.column - 1) && !isWhole(block.rows, right, READINGS)))
    )
      return { code: 'TABLES_SIDE_BY_SIDE', column: column.column, heading: right[0]?.heading.text ?? '' };
  }
  return null;
}

/** Whether a title or a group row is merged over an empty column, so that what lies on both sides is one table. */
function isSpanned(head: Head, gap: number): boolean {
  return head.rows.some(({ number }) => {
    const merge = head.merge(number, gap);
    return merge !== undefined && merge.left < gap && merge.right > gap;
  });
}

/** Whether columns are a table of their own: what some ledger needs is among them. */
function isWhole(
  rows: HeadingBlock['rows'],
  columns: readonly HeadedColumn[],
  readings: readonly LedgerReading[],
): boolean {
  return readings.some((reading) => {
    const { complete, known } = fitOf({ rows, columns }, reading, SILENT, {});
    return complete && known >= 2;
  });
}

function headed(columns: readonly HeadedColumn[]): HeadedColumn[] {
  return columns.filter(({ heading }) => heading.text !== '');
}

/** A column that counts what a row of the ledger is one of: 举办场次 12 is not one event. */
function sumsOf({ reading, taken }: Fit): Doubt | null {
  const counting = taken.find(
    ({ column: { heading, profile }, meaning }) =>
      (meaning === null || meaning.role === 'ignored') &&
      reading.counts?.some((end) => heading.name.endsWith(end)) === true &&
      profile.numbers.some((number) => number > 1),
  );
  return counting === undefined
    ? null
    : { code: 'ROWS_ARE_SUMS', column: counting.column.column, heading: counting.column.heading.text };
}

/** A table of counts by person or enterprise without a day for any: with a ledger of records they would count twice. */
function countsOf({ reading, taken }: Fit): Doubt | null {
  const dated = taken.some(({ meaning }) => meaning?.role === 'field' && meaning.kind === 'date');
  const counting = taken.find(
    ({ meaning, decided, column: { profile } }) =>
      meaning?.reading?.counts === true && !decided && profile.numbers.some((number) => number > 1),
  );
  if (dated || counting === undefined) return null;
  const { column, heading } = counting.column;
  const params = { field: counting.meaning?.field ?? '', ledger: reading.ledger.zh };
  return { code: 'ROWS_ARE_COUNTS', column, heading: heading.text, params };
}

/** An unknown figure among those that a sum is spread over: 国家, 自治区, 市 and one more. Without it the sum would be short. */
function memberOf({ reading, taken }: Fit): Doubt | null {
  const spread = taken.filter(({ meaning }) => meaning?.set !== undefined);
  const [first, second] = spread;
  if (first === undefined || second === undefined) return null;
  const last = Math.max(...spread.map(({ column }) => column.column));
  const unknown = taken.find(
    ({ meaning, column: { column, heading, profile } }) =>
      meaning === null &&
      heading.text !== '' &&
      column > first.column.column &&
      column <= last + 1 &&
      profile.share('number') >= 0.6,
  );
  if (unknown === undefined) return null;
  const field = reading.ledger.fields[first.meaning?.field ?? '']?.zh ?? '';
  const { column, heading } = unknown.column;
  return { code: 'MEMBER_UNKNOWN', column, heading: heading.text, params: { field } };
}

/** Two columns that both fit one figure or date: either could be the wrong one. */
function tieOf(fit: Fit): Doubt | null {
  for (const loser of fit.taken) {
    const { beaten } = loser;
    if (beaten === null || loser.meaning?.role === 'ignored') continue;
    const winner = fit.taken.find((each) => each.meaning === beaten.meaning);
    if (winner === undefined) continue;
    const years = [winner.column.heading.year, loser.column.heading.year];
    // Years side by side in a ledger that has a row a year: one of them would be lost.
    const another = years[0] !== years[1] && !years.includes(null) && fit.reading.yearly !== true;
    const alike =
      (beaten.meaning.kind === 'money' || beaten.meaning.kind === 'date') &&
      !winner.decided &&
      winner.score - beaten.score <= TIED &&
      winner.year === loser.column.heading.year;
    if (!another && !alike) continue;
    return {
      code: 'COLUMN_AMBIGUOUS',
      column: loser.column.column,
      heading: loser.column.heading.text,
      params: {
        other: winner.column.heading.text,
        otherColumn: winner.column.column,
        field: beaten.meaning.zh,
        id: beaten.meaning.field ?? '',
      },
    };
  }
  return null;
}

/** Whether the figures of a column may be in either of two units of people, and nothing tells in which. */
function isCountOfEither({ meaning, column, unitDecided }: Taken, captionUnit: string | null, units: boolean): boolean {
  const either = meaning?.role === 'field' ? meaning.reading?.either : undefined;
  if (either === undefined || unitDecided || units || column.heading.unit !== null) return false;
  if (captionUnit?.endsWith('人') === true || column.profile.shown.length > 0) return false;
  const most = Math.max(...column.profile.numbers.map(Math.abs));
  return most >= either[0] && most <= either[1];
}

/** A money column that could be in 元 or in 万元, or whose number formats contradict its unit. */
function unitlessOf(fit: Fit, captionUnit: string | null): Doubt | null {
  const units = fit.taken.some((each) => each.meaning?.role === 'unit');
  for (const each of fit.taken) {
    const { meaning, column } = each;
    if (isCountOfEither(each, captionUnit, units))
      return {
        code: 'COUNT_UNIT_UNKNOWN',
        column: column.column,
        heading: column.heading.text,
        params: { field: meaning?.field ?? '' },
      };
    if (meaning?.kind !== 'money' || meaning.role !== 'field' || meaning.field === null) continue;
    const decision = moneyUnit(each, fit, captionUnit, units);
    const { field } = meaning;
    const place = { column: column.column, heading: column.heading.text };
    if (decision.open === 'column') return { code: 'UNIT_UNKNOWN', ...place, params: { field } };
    const doubt = each.unitDecided ? null : shownDoubt(column.profile, decision.unit);
    if (doubt !== null) return { ...doubt, ...place, params: { ...doubt.params, field } };
  }
  return null;
}
