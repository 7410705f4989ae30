import { columnName, type FigureFlag } from '../../src/entities/ledger.js';
import type { Issue } from '../issues/issue.js';
import type { LedgerReading, Step } from '../ledgers/ledger.js';
import { dateTextOf, type FuzzyDate, resolveDate } from '../text/date.js';
import type { Recognition } from '../recognize/recognition.js';
import { rankOf } from '../text/ordinal.js';
import { saidIn } from '../text/remark.js';
import { yearOfNumber } from '../text/number-year.js';
import { stepIn } from '../text/step.js';
import type { Cell } from '../workbook/workbook.js';
import type { StoredValue } from './draft.js';
import { type ColumnPlan, type DateColumns, dateColumns, type Plan } from './plan.js';
import { textOf } from './word.js';

/** A row whose dates are filled in. */
export interface ToldRow {
  readonly values: Record<string, StoredValue>;
  readonly flags: Readonly<Record<string, FigureFlag>>;
  readonly cells: readonly (Cell | undefined)[];
  /** The year of its year column. */
  readonly own: number | null;
  /** That of a group row or of the words around the table. */
  readonly context: number | null;
  readonly where: Pick<Issue, 'sheet' | 'row'>;
}

/** What `fill` returns for a row that needs nothing. */
export const NOTHING_TOLD: ReturnType<ToldDates['fill']> = { number: null, issues: [] };

/** A column of numbers that tell a year, and the columns of the date that it is the year of. */
interface NumberColumn {
  readonly column: ColumnPlan;
  readonly date: DateColumns | null;
  /** The heading of the date, if the sheet has it. */
  readonly dated: string | null;
}

/** A step with its day that a group row states, and the rank of the row. */
interface GroupedStep {
  readonly step: Step;
  readonly when: FuzzyDate;
  readonly rank: number | null;
}

/**
 * Dates that no cell states, known to the year: from the numbers of documents and certificates, the year column of a step
 * (立项年度), and a title that says which step all rows took (2022年度立项名单). A date that is stated is left alone.
 */
export class ToldDates {
  readonly #plan: Plan;
  readonly #numbers: readonly NumberColumn[];
  /** The step that the year column's heading says, and that of the words around the table. */
  readonly #yearly: Step | null;
  readonly #titled: Step | null;
  readonly #dated: readonly Step[];
  /** What the last group row says of the rows below it: 第二批（2022.6认定）. */
  #grouped: GroupedStep | null = null;
  /** Fields that group rows stated. */
  readonly stated = new Set<string>();
  /** Days that a note states once for all rows. */
  readonly #spans: readonly { readonly field: string; readonly day: string; readonly precision: string }[];
  readonly #outcomes: NonNullable<LedgerReading['outcomes']>;

  /** `texts`: sheet name, title and file name, the nearest first; `stated`: values that a person gave to all rows. */
  constructor(plan: Plan, texts: readonly string[], stated: readonly string[] = [], spans: Recognition['spans'] = []) {
    this.#plan = plan;
    this.#spans = spans
      .map(({ start, end, first, last, precision }) => [
        { field: start, day: first, precision },
        { field: end, day: last, precision },
      ])
      .flat();
    const { steps = [], numbers = [] } = plan.reading;
    this.#numbers = numbers.flatMap(({ date, fields = [] }) =>
      plan.columns
        .filter(({ field, tells }) => fields.includes(field) || (tells !== null && tells === date))
        .map((column) => ({
          column,
          date: date === undefined ? null : dateColumns(date),
          dated: plan.byField.get(date ?? '')?.heading ?? null,
        })),
    );
    const dated = steps.filter(({ date }) => date !== undefined);
    this.#dated = dated;
    this.#yearly = plan.year === null ? null : (stepIn(dated, plan.year.heading) ?? null);
    const decided = stated.map((value) => dated.find(({ words }) => words.includes(value))).find((step) => step);
    const said = decided ?? texts.map((text) => stepIn(steps, text)).find((step) => step !== undefined) ?? null;
    this.#titled = said !== null && dated.includes(said) ? said : null;
    this.#outcomes = (plan.reading.outcomes ?? []).filter(({ field, words }) => {
      const heading = plan.byField.get(field)?.heading ?? '';
      return words.some((word) => heading.includes(word));
    });
  }

  /** Takes the words of a group row; a step with its day holds until a group row of its rank or above. */
  say(text: string): void {
    const step = stepIn(this.#dated, text);
    const rank = rankOf(text);
    const said = step === undefined || step === null ? null : saidIn(step.words, text);
    const found = said?.date == null ? null : dateTextOf(said.date);
    const when = found === null ? null : resolveDate(found, null);
    if (step !== undefined && step !== null && when !== null && typeof when !== 'string') {
      this.#grouped = { step, when, rank };
      for (const field of [step.date ?? '', ...Object.keys(step.values ?? {})])
        if (!this.#plan.byField.has(field)) this.stated.add(field);
      return;
    }
    const before = this.#grouped?.rank ?? null;
    if (rank === null || before === null || rank <= before) this.#grouped = null;
  }

  /** Fills the blank dates of a row; returns the year in its numbers, and an issue where they contradict a date. */
  fill(row: ToldRow): { readonly number: number | null; readonly issues: readonly Issue[] } {
    const issues: Issue[] = [];
    let number: number | null = null;
    for (const { column, date, dated } of this.#numbers) {
      const cell = row.cells[column.column];
      const text = cell === undefined ? '' : textOf(cell);
      const year = yearOfNumber(text);
      if (year === null) continue;
      number ??= year;
      if (date === null || row.flags[date.first] !== undefined) continue;
      const stated = row.values[date.first];
      if (typeof stated !== 'string') putYear(row.values, date, year);
      const other = typeof stated === 'string' ? Number(stated.slice(0, 4)) : this.#titledYear(date, row);
      // A list of 2022 may well name a certificate of 2020, but none of 2023.
      if (other === null || (typeof stated === 'string' ? other === year : year <= other)) continue;
      const params = { number: year, other: dated ?? '标题', value: other, year: dated === null ? year : other };
      const { heading } = column;
      issues.push({ code: 'NUMBER_CONTRADICTS', ...row.where, column: column.column, heading, text, params });
    }
    for (const { field, day, precision } of this.#spans) {
      const columns = dateColumns(field);
      if (typeof row.values[columns.first] === 'string') continue;
      row.values[columns.first] = day;
      row.values[columns.last] = day;
      row.values[columns.precision] = precision;
    }
    if (this.#grouped !== null) this.#putGrouped(this.#grouped, row);
    if (this.#yearly !== null && row.own !== null) this.#put(this.#yearly, row.own, row);
    if (this.#titled !== null) {
      const year = this.#yearly === null ? (row.own ?? row.context) : row.context;
      if (year !== null) this.#put(this.#titled, year, row);
    }
    for (const { field, values, date } of this.#outcomes) {
      const value = row.values[columnName(field)];
      const year = row.own ?? row.context;
      if (year !== null && typeof value === 'string' && values.includes(value)) this.#put({ date }, year, row);
    }
    return { number, issues };
  }

  /** The values that a field without a column is limited to; null where nothing is told of it, `rows` where rows tell it. `year`: that of the words around the table, `rows` where group rows state it. */
  limits(field: string, year: number | 'rows' | null): readonly string[] | 'rows' | null {
    const { first } = dateColumns(field);
    const noted = this.#spans.find((span) => span.field === field);
    if (noted !== undefined) return [noted.day.slice(0, 4)];
    if (this.#numbers.some(({ date }) => date?.first === first) || this.#yearly?.date === field) return 'rows';
    if (this.#outcomes.some(({ date }) => date === field)) return 'rows';
    if (this.#titled?.date !== field) return null;
    if (year === 'rows' || (this.#plan.year !== null && this.#yearly === null)) return 'rows';
    return year === null ? null : [String(year)];
  }

  #titledYear(date: DateColumns, { context }: ToldRow): number | null {
    const step = this.#titled;
    return step?.date !== undefined && columnName(step.date) === date.first ? context : null;
  }

  #putGrouped({ step: { date = '', values: given = {} }, when }: GroupedStep, { values }: ToldRow): void {
    const columns = dateColumns(date);
    if (this.#plan.byField.has(date) || typeof values[columns.first] === 'string') return;
    values[columns.first] = when.start;
    values[columns.last] = when.end ?? when.start;
    values[columns.precision] = when.precision;
    for (const [field, value] of Object.entries(given)) if (value !== undefined) values[columnName(field)] ??= value;
  }

  #put({ date = '', only = {} }: Pick<Step, 'date' | 'only'>, year: number, { values }: ToldRow): void {
    const columns = dateColumns(date);
    if (this.#plan.byField.has(date) || typeof values[columns.first] === 'string') return;
    const holds = Object.entries(only).every(([field, allowed]) => {
      const value = values[columnName(field)];
      return typeof value !== 'string' || allowed?.includes(value) === true;
    });
    if (holds) putYear(values, columns, year);
  }
}

function putYear(values: Record<string, StoredValue>, { first, last, precision }: DateColumns, year: number): void {
  values[first] = `${year}-01-01`;
  values[last] = `${year}-12-31`;
  values[precision] = 'year';
}
