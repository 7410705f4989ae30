import type { StatedSum } from '../../src/entities/import-run.js';
import { columnName } from '../../src/entities/ledger.js';
import type { Issue } from '../issue.js';
import { compare, DecimalSum, shift } from '../parse/decimal.js';
import type { ColumnPlan, Plan } from '../parse/plan.js';
import type { Gathered, RowScope } from '../parse/read-cell.js';
import { type Unit, unitOf } from '../parse/unit.js';
import type { Cell } from '../workbook/workbook.js';

/** Where a row stands and what it is of. */
interface Place {
  readonly where: Pick<Issue, 'sheet' | 'row'>;
  readonly of: Pick<StatedSum, 'divisions' | 'years'>;
}

/** Checks the column that sums a row's spread figure (小计 beside 中央, 自治区, 市, 区) against the figures themselves. */
export function rowTotals(
  plan: Plan,
): (
  parts: readonly Gathered[],
  cells: readonly (Cell | undefined)[],
  scope: Pick<RowScope, 'unit' | 'unitOf'>,
  place: Place,
) => Issue[] {
  const sums = plan.columns.filter((column) => column.total !== null);
  return (parts, cells, { unit, unitOf: section }, place) =>
    sums.flatMap((column) => check(column, parts, cells[column.column], unit ?? section(column.column), place));
}

function check(
  column: ColumnPlan,
  parts: readonly Gathered[],
  cell: Cell | undefined,
  unit: Unit | null,
  { where, of }: Place,
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
