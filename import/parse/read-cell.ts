import type { FigureFlag } from '../../src/entities/ledger.js';
import type { StoredValue } from './draft.js';
import type { Issue } from '../issues/issue.js';
import { type IssueCode, ISSUES } from '../issues/catalogue.js';
import { shownText } from '../workbook/cells.js';
import type { Cell } from '../workbook/workbook.js';
import { isErrorText } from '../text/error-text.js';
import { DecimalSum } from '../text/decimal.js';
import type { FuzzyDate } from '../text/date.js';
import type { ParsedDate } from './date-cell.js';
import type { ColumnPlan, DateColumns } from './plan.js';
import { redactCode } from '../text/redact.js';
import { type Unit, unitOf } from '../text/unit.js';

/** The values of a row by database column, with their flags and issues. */
export interface Gathered {
  readonly values: Record<string, StoredValue>;
  readonly flags: Record<string, FigureFlag>;
}

/** What the cells of a row have in common. */
export interface RowScope {
  readonly where: Pick<Issue, 'sheet' | 'row'>;
  readonly issues: Issue[];
  /** The unit in the row's unit column. */
  readonly unit: Unit | null;
  /** The unit that a title or heading between the rows gives to a column. */
  readonly unitOf: (column: number) => Unit | null;
  /** Called with each figure, for the totals: its stored value, and whether it is unknown. */
  readonly figures: (column: number, value: string | null, open: boolean) => void;
}

/** Reads one cell of a field's column into the values; `year` is for dates without one. */
export function readCell(
  column: ColumnPlan,
  cell: Cell | undefined,
  year: number | null,
  scope: RowScope,
  into: Gathered,
): void {
  const { values, flags } = into;
  if (cell === undefined || (cell.kind === 'text' && cell.text.trim() === '')) {
    if (column.parseDate === null) values[column.stored] = column.adds ? (values[column.stored] ?? null) : null;
    else putDate(column, null, values);
    if (column.figure) scope.figures(column.column, null, false);
    return;
  }
  const shownError = (column.figure || column.parseDate !== null) && isErrorText(cell.text);
  if (cell.kind === 'error' || cell.kind === 'uncalculated' || shownError) {
    say(column, cell, scope, cell.kind === 'uncalculated' ? 'CELL_UNCALCULATED' : 'CELL_ERROR');
    if (column.figure) scope.figures(column.column, null, true);
    return;
  }
  if (column.parseDate !== null) {
    const parsed = column.parseDate(cell, year);
    // A term (有效期：三年) is no date; the last day is computed from the day of issue.
    const term = parsed.years !== undefined && column.field === 'validUntil';
    putDate(column, term ? null : parsed, values);
    if (term) return;
    if (parsed.flag !== null) flags[column.stored] = parsed.flag;
    if (parsed.issue !== null)
      say(column, cell, scope, parsed.issue, parsed.value === undefined ? undefined : { value: parsed.value });
    return;
  }
  const parsed = column.parse(cell, scope.unit ?? scope.unitOf(column.column));
  const before = column.adds ? (values[column.stored] ?? null) : null;
  values[column.stored] =
    typeof before === 'string' && typeof parsed.value === 'string'
      ? sumOf(before, parsed.value)
      : (parsed.value ?? before);
  if (parsed.flag !== null) flags[column.stored] = parsed.flag;
  if (parsed.issue !== null) say(column, cell, scope, parsed.issue, parsed.params);
  if (!column.figure) return;
  const failed = parsed.issue !== null && ISSUES[parsed.issue].severity === 'ERROR';
  scope.figures(
    column.column,
    typeof parsed.value === 'string' ? parsed.value : null,
    failed || parsed.flag === 'masked' || parsed.flag === 'unknown',
  );
  if (
    column.kind === 'money' &&
    scope.unit?.base === '元' &&
    column.unit !== null &&
    unitOf(column.unit)?.power !== scope.unit.power &&
    parsed.value !== null
  ) {
    scope.issues.push({
      code: 'UNIT_CONFLICT',
      ...scope.where,
      column: column.column,
      heading: column.heading,
      text: scope.unit.name,
      params: { unit: column.unit },
    });
  }
}

function say(
  column: ColumnPlan,
  cell: Cell,
  scope: RowScope,
  code: IssueCode,
  params?: Readonly<Record<string, string | number>>,
): void {
  scope.issues.push({
    code,
    ...scope.where,
    column: column.column,
    heading: column.heading,
    text: redactCode(shownText(cell)),
    ...(params === undefined ? {} : { params }),
  });
}

function sumOf(a: string, b: string): string {
  const sum = new DecimalSum();
  sum.add(a);
  sum.add(b);
  return sum.toString();
}

function putDate(column: ColumnPlan, parsed: ParsedDate | null, values: Record<string, StoredValue>): void {
  const date = parsed?.date ?? null;
  const { date: own, end } = column;
  if (own === null) return;
  if (end === null) {
    put(
      values,
      own,
      date === null ? null : column.last ? lastStart(date) : date.start,
      date === null ? null : (date.end ?? date.start),
      date?.precision ?? null,
    );
    return;
  }
  put(values, own, date?.start ?? null, date?.start ?? null, date?.precision ?? null);
  const last = date?.end ?? null;
  put(values, end, last, last, last === null ? null : (date?.precision ?? null));
}

/** Of a span of days, months or years the first day of its last one; a single one is left alone. */
function lastStart({ start, end, precision }: FuzzyDate): string {
  if (end === null) return start;
  if (precision === 'day') return end;
  if (precision === 'month' && end.slice(0, 7) !== start.slice(0, 7)) return `${end.slice(0, 7)}-01`;
  return precision === 'year' && end.slice(0, 4) !== start.slice(0, 4) ? `${end.slice(0, 4)}-01-01` : start;
}

function put(
  values: Record<string, StoredValue>,
  columns: DateColumns,
  first: string | null,
  last: string | null,
  precision: string | null,
): void {
  values[columns.first] = first;
  values[columns.last] = last;
  values[columns.precision] = precision;
}
