import type { Issue } from '../issues/issue.js';
import type { Cell } from '../workbook/workbook.js';
import { isBlank } from '../text/literal.js';
import { dateParser } from './date-cell.js';
import type { Plan } from './plan.js';

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
