import { columnName, fieldColumns } from '../../src/entities/ledger.js';
import { ledgerOf } from '../../src/entities/ledgers/index.js';
import type { Row } from '../indicators/naive/row.js';
import { type Told, withRenewals } from '../indicators/naive/rows.js';
import { limitsOfSheet } from '../indicators/naive/sheets.js';
import type { FilledSheet, Typed } from './ledger-workbook.js';

/** What a right importer makes of filled-in sheets, without one: for days, exact figures and `*` only, no credit codes. */
export function asStored(division: string, sheets: readonly FilledSheet[]): Told[] {
  const rows = sheets.flatMap((sheet) => {
    const limits = limitsOfSheet(sheet);
    return sheet.rows.map(({ year, fields }, index) => ({
      ledger: sheet.ledger,
      row: rowOf(division, sheet, year!, index, fields),
      limits,
      creditCode: null,
    }));
  });
  return withRenewals(rows);
}

function rowOf(
  division: string,
  { ledger: id }: FilledSheet,
  year: number,
  index: number,
  filled: Readonly<Record<string, Typed>>,
): Row {
  const ledger = ledgerOf(id);
  const flags: Record<string, string> = {};
  const columns: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(ledger.fields)) {
    for (const column of fieldColumns(name, field)) columns[column.name] = null;
    const column = columnName(name);
    const typed = filled[name] ?? null;
    if (typed === '*') flags[column] = 'masked';
    else if (typed !== null) Object.assign(columns, stored(column, field.kind, typed));
  }
  const about = ledger.enterprise === undefined ? null : String(filled[ledger.enterprise.name]);
  return {
    ...columns,
    division,
    id: `${division}-${id}-${index}`,
    year,
    flags,
    enterprise_id: about,
    created_by: 'run',
    run_id: 'run',
  };
}

function stored(column: string, kind: string, typed: Typed): Record<string, unknown> {
  switch (kind) {
    case 'money':
      return { [column]: Math.round(Number(typed) * 10_000) };
    case 'date':
      return { [column]: typed, [`${column}_end`]: typed, [`${column}_precision`]: 'day' };
    case 'boolean':
      return { [column]: typed === '是' };
    default:
      return { [column]: typed };
  }
}
