import { columnName } from '../../src/entities/ledger.js';
import type { Issue } from '../issues/issue.js';
import { compare, DecimalSum, shift } from '../text/decimal.js';
import type { ColumnPlan, Plan } from '../parse/plan.js';
import type { RowPlace, SheetChecks } from '../parse/row-checks.js';
import type { Gathered } from '../parse/read-cell.js';
import { type Unit, unitOf } from '../text/unit.js';
import type { Cell } from '../workbook/workbook.js';

/** Checks the column that sums a row's spread figure (小计 beside 中央, 自治区, 市, 区) against the figures themselves. */
export function rowTotals(plan: Plan): SheetChecks['rowTotals'] {
  const sums = plan.columns.filter((column) => column.total !== null);
  return (parts, cells, { unit, unitOf: section }, place) =>
    sums.flatMap((column) => check(column, parts, cells[column.column], unit ?? section(column.column), place));
}

function check(
  column: ColumnPlan,
  parts: readonly Gathered[],
  cell: Cell | undefined,
  unit: Unit | null,
  { where, of }: RowPlace,
): Issue[] {
  if (cell === undefined || (cell.kind !== 'number' && cell.kind !== 'text')) return [];
  const stated = column.parse(cell, unit);
  if (typeof stated.value !== 'string' || stated.flag !== null) return [];
  const stored = columnName(column.total ?? '');
  if (parts.some((part) => part.flags[stored] !== undefined)) return [];
  const sum = new DecimalSum();
  for (const { values } of parts) if (typeof values[stored] === 'string') sum.add(values[stored]);
  if (compare(sum.toString(), stated.value) === 0) return [];
  const own = unit?.base === '元' ? unit : column.unit === null ? null : unitOf(column.unit);
  const inSheet = (stored: string) => shift(stored, -(own?.power ?? 0));
  const computed = inSheet(sum.toString());
  return [
    {
      code: 'ROW_TOTAL_MISMATCH',
      ...where,
      column: column.column,
      heading: column.heading,
      text: cell.text,
      params: { computed },
      sum: { stated: inSheet(stated.value), computed, unit: own?.name ?? '元', ...of },
    },
  ];
}
