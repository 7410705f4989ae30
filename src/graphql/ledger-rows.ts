import type { Sql } from '../database/sql.js';
import { sql } from 'kysely';
import { columnName, fieldColumns, type FigureFlag, type LedgerDeclaration } from '../entities/ledger.js';
import type { SourceRow } from '../indicators/answer/rows.js';
import { signedAmount } from '../indicators/compute/signed-amount.js';
import { derivedOf, type FieldFlag, fieldsOf, nodeField } from './ledger-types.js';
import type { PagedTable } from './rows-page.js';

/** The table of a ledger's rows for its connection, each with its source. */
export function ledgerTable(ledger: LedgerDeclaration): PagedTable {
  const { id, table } = ledger;
  return {
    id,
    table,
    fields: fieldsOf(ledger),
    derived: derivedOf(ledger),
    joined: JOINED,
    node: nodeSql(ledger),
    amount: (name) => (ledger.fields[name]?.less === undefined ? undefined : signedAmount(ledger, name, sql.ref('t'))),
    tell: (node) => ({ ...node, flags: flagsOf(ledger, node), source: sourceOf(ledger, node) }),
  };
}

/** What is known of the enterprises of rows `t`; the industry is the one of the newest year that states one. */
const JOINED: NonNullable<PagedTable['joined']> = {
  tables: sql`
    left join (
      select distinct on (division, enterprise_id) division, enterprise_id, industry from enterprise_year
      where enterprise_id is not null and industry is not null order by division, enterprise_id, year desc
    ) i on i.division = t.division and i.enterprise_id = t.enterprise_id
    left join (select distinct division, year from enterprise_year) c on c.division = t.division and c.year = t.year
    left join (select distinct division, year, enterprise_id from enterprise_year) s
      on s.division = t.division and s.year = t.year and s.enterprise_id = t.enterprise_id`,
  values: {
    enterpriseIndustry: sql`i.industry`,
    enterpriseAboveScale: sql`case when t.enterprise_id is not null and c.year is not null then s.year is not null end`,
  },
};

function nodeSql(ledger: LedgerDeclaration): Sql {
  const own = Object.entries(ledger.fields).flatMap(([name, field]) =>
    fieldColumns(name, field).map((column) => {
      const suffix = column.name.slice(columnName(name).length);
      const key = suffix === '' ? nodeField(name) : `${name}${suffix === '_end' ? 'End' : 'Precision'}`;
      return sql`${sql.lit(key)}, t.${sql.ref(column.name)}`;
    }),
  );
  const base = sql`jsonb_build_object('id', t.id, 'division', t.division, 'year', t.year, 'enterpriseId', t.enterprise_id,
    'flags', t.flags, 'runId', t.run_id, 'sheet', t.sheet, 'row', t.row_number, 'cells', t.cells)`;
  return sql`${base} || jsonb_build_object(${sql.join(own)})`;
}

/** The flags of a row by the fields of its type, in their order. */
function flagsOf({ fields }: LedgerDeclaration, node: Record<string, unknown>): FieldFlag[] {
  const flags = node['flags'] as Readonly<Record<string, FigureFlag>>;
  return Object.keys(fields).flatMap((name) => {
    const flag = flags[columnName(name)];
    return flag === undefined ? [] : [{ field: nodeField(name), flag }];
  });
}

function sourceOf(ledger: LedgerDeclaration, node: Record<string, unknown>): SourceRow {
  return { ...(node as unknown as SourceRow), ledger: ledger.id };
}
