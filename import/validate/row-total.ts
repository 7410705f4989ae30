import { columnName } from '../../src/entities/ledger.js';
import type { Issue } from '../issue.js';
import { compare, DecimalSum, shift } from '../parse/decimal.js';
import type { ColumnPlan, Plan } from '../parse/plan.js';
import type { Gathered, RowScope } from '../parse/read-cell.js';
import { type Unit, unitOf } from '../parse/unit.js';
import type { Cell } from '../workbook/workbook.js';

/** Checks the column that sums a row's spread figure (小计 beside 中央, 自治区, 市, 区) against the figures themselves. */
export function rowTotals(
  plan: Plan,
): (
  parts: readonly Gathered[],
  cells: readonly (Cell | undefined)[],
  scope: Pick<RowScope, 'unit' | 'unitOf'>,
  where: Pick<Issue, 'sheet' | 'row'>,
) => Issue[] {
  const sums = plan.columns.filter((column) => column.total !== null);
  return (parts, cells, { unit, unitOf: section }, where) =>
    sums.flatMap((column) => check(column, parts, cells[column.column], unit ?? section(column.column), where));
}

function check(
  column: ColumnPlan,
  parts: readonly Gathered[],
  cell: Cell | undefined,
  unit: Unit | null,
  where: Pick<Issue, 'sheet' | 'row'>,
): Issue[] {
  if (cell === undefined || (cell.kind !== 'number' && cell.kind !== 'text')) return [];
  const stated = column.parse(cell, unit);
  if (typeof stated.value !== 'string' || stated.flag !== null) return [];
  const stored = columnName(column.total ?? '');
  if (parts.some((part) => part.flags[stored] !== undefined)) return [];
  const sum = new DecimalSum();
  for (const { values } of parts) if (typeof values[stored] === 'string') sum.add(values[stored]);
  if (compare(sum.toString(), stated.value) === 0) return [];
  const power = unit?.base === '元' ? unit.power : column.unit === null ? 0 : (unitOf(column.unit)?.power ?? 0);
  return [
    {
      code: 'ROW_TOTAL_MISMATCH',
      ...where,
      column: column.column,
      heading: column.heading,
      text: cell.text,
      params: { computed: shift(sum.toString(), -power) },
    },
  ];
}
