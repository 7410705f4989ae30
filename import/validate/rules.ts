import { columnName } from '../../src/entities/ledger.js';
import type { Issue } from '../issues/issue.js';
import type { LedgerReading } from '../ledgers/ledger.js';
import type { ColumnPlan } from '../parse/plan.js';
import type { CheckedRow } from '../parse/row-checks.js';

const DUPLICATE = /^[(（【[]?(?:重复|重)[)）】\]]|[(（【[]重复[)）】\]]/;

/** Warnings about a row that is loaded: dates in the wrong order, a name that the clerk marked as a duplicate. */
export function rowRules(
  reading: LedgerReading,
  byField: ReadonlyMap<string, ColumnPlan>,
): (row: CheckedRow) => Issue[] {
  const pairs = (reading.order ?? []).flatMap(([first, second]) => {
    const column = byField.get(second);
    const other = byField.get(first);
    return column === undefined || other === undefined
      ? []
      : [{ column, other, first: columnName(first), second: `${columnName(second)}_end` }];
  });
  const names = [...byField.values()].filter(
    (column) => (column.kind === 'text' || column.kind === 'organisation') && column.field !== 'remark',
  );
  return ({ values, where }) => {
    const issues: Issue[] = [];
    for (const { column, other, first, second } of pairs) {
      const before = values[first];
      const after = values[second];
      if (typeof before !== 'string' || typeof after !== 'string' || after >= before) continue;
      issues.push({
        code: 'DATES_REVERSED',
        ...where,
        column: column.column,
        heading: column.heading,
        text: after,
        params: { other: other.heading, value: before },
      });
    }
    for (const column of names) {
      const value = values[column.stored];
      if (typeof value === 'string' && value.includes('重') && DUPLICATE.test(value)) {
        issues.push({
          code: 'MARKED_DUPLICATE',
          ...where,
          column: column.column,
          heading: column.heading,
          text: value,
        });
      }
    }
    return issues;
  };
}
