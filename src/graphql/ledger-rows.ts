import type { Sql } from '../database/sql.js';
import { sql } from 'kysely';
import { columnName, fieldColumns, type LedgerDeclaration } from '../entities/ledger.js';
import type { SourceRow } from '../indicators/answer/rows.js';
import { DIVISION, YEAR } from './connection-types.js';
import { nodeField } from './ledger-types.js';
import type { PagedTable } from './rows-page.js';

/** The table of a ledger's rows for its connection, each with its source. */
export function ledgerTable(ledger: LedgerDeclaration): PagedTable {
  const { id, table, fields } = ledger;
  return {
    id,
    table,
    fields: { division: DIVISION, year: YEAR, ...fields },
    node: nodeSql(ledger),
    tell: (node) => ({ ...node, source: sourceOf(ledger, node) }),
  };
}

function nodeSql(ledger: LedgerDeclaration): Sql {
  const own = Object.entries(ledger.fields).flatMap(([name, field]) =>
    fieldColumns(name, field).map((column) => {
      const suffix = column.name.slice(columnName(name).length);
      const key = suffix === '' ? nodeField(name) : `${name}${suffix === '_end' ? 'End' : 'Precision'}`;
      return sql`${sql.lit(key)}, t.${sql.ref(column.name)}`;
    }),
  );
  const base = sql`jsonb_build_object('id', t.id, 'division', t.division, 'year', t.year, 'enterpriseId', t.enterprise_id,
    'runId', t.run_id, 'sheet', t.sheet, 'row', t.row_number, 'cells', t.cells)`;
  return sql`${base} || jsonb_build_object(${sql.join(own)})`;
}

function sourceOf(ledger: LedgerDeclaration, node: Record<string, unknown>): SourceRow {
  return { ...(node as unknown as SourceRow), ledger: ledger.id };
}
