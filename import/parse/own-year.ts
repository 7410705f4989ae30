import type { Issue } from '../issues/issue.js';
import type { Cell } from '../workbook/workbook.js';
import { budgetYear, yearAhead } from '../text/budget-year.js';
import { isBlank } from '../text/literal.js';
import { dateParser } from './date-cell.js';
import { columnName } from '../../src/entities/ledger.js';
import type { StoredValue } from './draft.js';
import type { Plan } from './plan.js';
import type { Stated } from './stated.js';

const parse = dateParser();

/** The year in a row's year column, or null where it has none; an unreadable one is an ERROR. */
export function ownYear(
  plan: Plan,
  cells: readonly (Cell | undefined)[],
  where: Pick<Issue, 'sheet' | 'row'>,
  issues: Issue[],
): number | null {
  const column = plan.year;
  const cell = column === null ? undefined : cells[column.column];
  if (column === null || cell === undefined || isBlank(cell.text.trim())) return null;
  const { date, issue, value } = parse(cell, null);
  if (issue === 'DATE_PLACEHOLDER' || issue === 'DATE_UNUSUAL') {
    const params = value === undefined ? {} : { params: { value } };
    issues.push({ code: issue, ...where, column: column.column, heading: column.heading, text: cell.text, ...params });
  } else if (date === null) {
    issues.push({ code: 'DATE_UNREADABLE', ...where, column: column.column, heading: column.heading, text: cell.text });
  }
  return date === null ? null : Number(date.start.slice(0, 4));
}

/** The budget's year that a row or the words around the table name; a column of years says it itself. */
export function budgeted(
  { plan, texts, stated }: { readonly plan: Plan; readonly texts: readonly string[]; readonly stated: Stated },
  values: Readonly<Record<string, StoredValue>>,
  own: number | null,
): { year: number; field: null } | null {
  const field = plan.reading.budgeted;
  if (field === undefined || stated.year !== null) return null;
  const text = values[columnName(field)];
  const year =
    (typeof text === 'string' ? yearAhead(text) : null) ??
    (own === null
      ? (texts
          .slice(1)
          .map(budgetYear)
          .find((each) => each !== null) ?? null)
      : null);
  return year === null ? null : { year, field: null };
}

/** The issue of a row whose date lies in another year than its year column. */
export function yearMismatch(
  plan: Plan,
  found: { readonly year: number; readonly field: string | null },
  own: number | null,
  where: Pick<Issue, 'sheet' | 'row'>,
): Issue | null {
  if (found.field === null || own === null || Math.abs(found.year - own) <= (plan.reading.yearSlack ?? 0)) return null;
  const column = plan.year;
  return {
    code: 'YEAR_MISMATCH',
    ...where,
    ...(column === null ? {} : { column: column.column, heading: column.heading }),
    text: String(own),
    params: { other: plan.byField.get(found.field)?.heading ?? '', value: found.year, year: found.year },
  };
}
