import { columnName, fieldColumns } from '../../src/entities/ledger.js';
import { LEDGERS } from '../../src/entities/ledgers/index.js';
import type { Row } from '../indicators/naive/rows.js';
import type { FilledSheet, Typed } from './ledger-workbook.js';

/** What a right importer makes of filled-in rows, without one: for days, exact figures and `*` only. */
export function asStored(division: string, sheets: readonly FilledSheet[]): Record<string, Row[]> {
  return Object.fromEntries(
    LEDGERS.map((ledger) => {
      const fields: readonly [string, { readonly kind: string }][] = Object.entries(ledger.fields);
      const empty = Object.fromEntries(
        Object.entries(ledger.fields).flatMap(([name, field]) =>
          fieldColumns(name, field).map((column) => [column.name, null]),
        ),
      );
      const rows = sheets.filter((sheet) => sheet.ledger === ledger.id).flatMap((sheet) => sheet.rows);
      return [
        ledger.id,
        rows.map(({ year, fields: filled }, index): Row => {
          const flags: Record<string, string> = {};
          const columns: Record<string, unknown> = { ...empty };
          for (const [name, { kind }] of fields) {
            const column = columnName(name);
            const typed = filled[name] ?? null;
            if (typed === '*') flags[column] = 'masked';
            else if (typed !== null) Object.assign(columns, stored(column, kind, typed));
          }
          const about = 'enterprise' in ledger ? filled[ledger.enterprise.name] : null;
          return { ...columns, division, id: `${division}-${index}`, year: year!, flags, enterprise_id: about ?? null };
        }),
      ];
    }),
  );
}

function stored(column: string, kind: string, typed: Typed): Record<string, unknown> {
  switch (kind) {
    case 'money':
      return { [column]: Math.round(Number(typed) * 10_000) };
    case 'date':
      return { [column]: typed, [`${column}_precision`]: 'day' };
    case 'boolean':
      return { [column]: typed === '是' };
    default:
      return { [column]: typed };
  }
}
