import { columnName, type FigureFlag, type LedgerField } from '../../src/entities/ledger.js';
import { isYearName } from '../../src/entities/named.js';
import type { StatedFact } from '../../src/entities/import-run.js';
import type { Issue } from '../issues/issue.js';
import type { LedgerReading } from '../ledgers/ledger.js';
import { fieldIn } from '../recognize/names.js';
import { vocabularyOf } from '../text/enumeration.js';
import { normalise } from '../text/normalise.js';
import { redact } from '../text/redact.js';
import { dateParser } from './date-cell.js';
import type { StoredValue } from './draft.js';
import { type ColumnPlan, dateColumns } from './plan.js';
import { booleanParser } from './word.js';

/** What a person stated of all rows of a sheet, ready to be given to them. */
export interface Stated {
  readonly year: number | null;
  readonly fields: ReadonlyMap<string, StatedValue>;
  /** The same as it is told. */
  readonly facts: readonly (StatedFact & { readonly zh: string })[];
}

/** The value of one field of all rows. */
export interface StatedValue {
  readonly zh: string;
  /** As it is told. */
  readonly text: string;
  /** What the sheet is limited to: the member of a dimension, of a date its year. */
  readonly limit: string;
  readonly kind: LedgerField['kind'];
  /** The database columns with their values. */
  readonly columns: Readonly<Record<string, StoredValue>>;
}

/** Nothing was stated. */
export const NOTHING_STATED: Stated = { year: null, fields: new Map(), facts: [] };

/** A fault of a decision, without its sheet. */
export type Refusal = Pick<Issue, 'code' | 'params'>;

/** Reads what a person stated (field or year → value) for the rows of a ledger; a refusal names what can be stated. */
export function readStated(
  reading: LedgerReading,
  given: Readonly<Record<string, string | null>>,
): Stated | { readonly refusal: Refusal } {
  let year: number | null = null;
  const fields = new Map<string, StatedValue>();
  const facts: (StatedFact & { zh: string })[] = [];
  for (const [named, value] of Object.entries(given)) {
    if (value === null) continue;
    if (isYearName(named)) {
      year = yearOf(value);
      if (year === null) return refused('DECISION_FACT_VALUE', { field: '年度', value, values: '四位年份，如 2022' });
      facts.push({ field: 'year', zh: '年度', value: String(year) });
      continue;
    }
    const field = fieldIn(reading, named);
    if (field === undefined || !isStatable(reading, field))
      return refused('DECISION_FACT_FIELD', { named, ledger: reading.ledger.zh, fields: statableText(reading) });
    const zh = reading.ledger.fields[field]!.zh;
    const read = valueOf(reading, field, value);
    if (read === null) return refused('DECISION_FACT_VALUE', { field: zh, value, values: allowedText(reading, field) });
    fields.set(field, read);
    facts.push({ field, zh, value: read.text });
  }
  // Stored decisions lose their order.
  const order = ['year', ...Object.keys(reading.ledger.fields)];
  const told = facts.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  return { year, fields, facts: told };
}

function refused(code: Refusal['code'], params: Record<string, string>): { readonly refusal: Refusal } {
  return { refusal: { code, params } };
}

/** Whether one value of a field may hold in all rows: of a fixed vocabulary, a yes or no, a date, a free dimension. */
export function isStatable({ ledger, fields }: LedgerReading, field: string): boolean {
  const declared = ledger.fields[field];
  if (declared === undefined) return false;
  const { kind, dimension } = declared;
  return (
    kind === 'date' ||
    kind === 'boolean' ||
    fields[field]?.vocabulary !== undefined ||
    ((kind === 'enum' || kind === 'text') && dimension === true)
  );
}

/** The fields of a ledger that can be stated, as a message names them. */
function statableText(reading: LedgerReading): string {
  const fields = Object.entries(reading.ledger.fields).filter(([field]) => isStatable(reading, field));
  return ['year（年度）', ...fields.map(([field, { zh }]) => `${field}（${zh}）`), 'division（区划代码）'].join('、');
}

/** The values that a field takes, as a message names them. */
export function allowedText({ ledger, fields }: LedgerReading, field: string): string {
  const { vocabulary } = fields[field] ?? {};
  if (vocabulary !== undefined) return Object.keys(vocabulary.members).join('、');
  const kind = ledger.fields[field]?.kind;
  return kind === 'boolean' ? '是、否' : kind === 'date' ? '年份或日期，如 2022、2022-03-15' : '不超过 100 字的文字';
}

/** Values that a field can be stated with: those of its vocabulary, else one for example. */
export function examplesOf({ ledger, fields }: LedgerReading, field: string): string {
  const { vocabulary } = fields[field] ?? {};
  if (vocabulary !== undefined) return Object.keys(vocabulary.members).join('、');
  const kind = ledger.fields[field]?.kind;
  return kind === 'boolean' ? '是、否' : kind === 'date' ? '2022' : '某值';
}

const LONGEST = 100;

function valueOf(reading: LedgerReading, field: string, given: string): StatedValue | null {
  const { kind, zh } = reading.ledger.fields[field]!;
  const text = given.trim();
  const own = reading.fields[field] ?? null;
  const stored = columnName(field);
  if (own?.vocabulary !== undefined) {
    const index = vocabularyOf(own.vocabulary);
    const value = index.exact(normalise(text));
    return value === null ? null : { zh, kind, text: value, limit: value, columns: { [stored]: value } };
  }
  if (kind === 'boolean') {
    const { value } = booleanParser(own, '')({ kind: 'text', text }, null);
    if (typeof value !== 'boolean') return null;
    return { zh, kind, text: value ? '是' : '否', limit: value ? '是' : '否', columns: { [stored]: value } };
  }
  if (kind === 'date') {
    const year = yearOf(text);
    const { date } = dateParser()({ kind: 'text', text: year === null ? text : `${year}年` }, null);
    if (date === null) return null;
    const columns = dateColumns(field);
    return {
      zh,
      kind,
      text: date.precision === 'year' ? date.start.slice(0, 4) : text,
      limit: date.start.slice(0, 4),
      columns: { [columns.first]: date.start, [columns.last]: date.end, [columns.precision]: date.precision },
    };
  }
  if (text === '' || text.length > LONGEST) return null;
  const plain = redact(text);
  return { zh, kind, text: plain, limit: plain, columns: { [stored]: plain } };
}

const FIRST_YEAR = 1950;
const LAST_YEAR = 2100;

function yearOf(text: string): number | null {
  const year = Number(/^(\d{4})(?:年度?)?$/u.exec(text.normalize('NFKC').trim())?.[1] ?? Number.NaN);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}

/** The stated values of fixed vocabularies, some of which name a step (立项). */
export function statedWords({ fields }: Stated): string[] {
  return [...fields.values()].flatMap(({ kind, text }) => (kind === 'enum' ? [text] : []));
}

/** The year that a date is limited to by what was stated; null where nothing was. */
export function statedDate({ fields }: Stated, field: string): readonly string[] | null {
  const stated = fields.get(field);
  return stated?.kind === 'date' ? [stated.limit] : null;
}

/** A field of a row that says something else than what was stated. */
export interface Contradiction {
  readonly field: string;
  readonly zh: string;
  readonly own: string;
  readonly stated: string;
}

/**
 * Gives the stated values to a row where it has none; what it says more exactly (a day of the stated year) is kept.
 * Returns the first contradiction; null where there is none.
 */
export function giveStated(
  { fields }: Stated,
  values: Record<string, StoredValue>,
  flags: Record<string, FigureFlag>,
): Contradiction | null {
  for (const [field, { zh, text, kind, columns }] of fields) {
    const [first = '', last = ''] = Object.keys(columns);
    const own = values[first] ?? null;
    if (own === null) {
      Object.assign(values, columns);
      delete flags[first];
      continue;
    }
    const agrees =
      kind === 'date'
        ? String(own) >= String(columns[first]) && String(values[last] ?? own) <= String(columns[last])
        : own === columns[first];
    if (!agrees) return { field, zh, own: own === true ? '是' : own === false ? '否' : String(own), stated: text };
  }
  return null;
}

/** The issue of a row that contradicts what was stated; `column` is the one that says otherwise, if any. */
export function contradicted(
  where: Pick<Issue, 'sheet' | 'row'>,
  { zh, own, stated }: Pick<Contradiction, 'zh' | 'own' | 'stated'>,
  column?: ColumnPlan,
): Issue {
  const at = column === undefined ? {} : { column: column.column, heading: column.heading };
  return { code: 'FACT_CONTRADICTED', ...where, ...at, text: own, params: { field: zh, value: stated } };
}
