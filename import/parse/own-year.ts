import type { Issue } from '../issues/issue.js';
import type { Cell } from '../workbook/workbook.js';
import { isBlank } from '../text/literal.js';
import { normalise } from '../text/normalise.js';
import type { Plan } from './plan.js';

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
  if (cell.kind === 'number' && Number.isInteger(cell.value) && cell.value >= 1950 && cell.value <= 2100)
    return cell.value;
  if (cell.kind === 'date') return Number(cell.iso.slice(0, 4));
  const year =
    cell.kind === 'text' ? /^((?:19|20)\d{2})(?:年度?)?(?:[-./年].*)?$/.exec(normalise(cell.text))?.[1] : undefined;
  if (year !== undefined) return Number(year);
  issues.push({ code: 'DATE_UNREADABLE', ...where, column: column.column, heading: column.heading, text: cell.text });
  return null;
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
