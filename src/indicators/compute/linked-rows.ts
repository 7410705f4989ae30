import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import { fieldColumns, type LedgerDeclaration, type Link } from '../../entities/ledger.js';
import { ledgerOf } from '../../entities/ledgers/index.js';
import { columnOf } from '../define/measures.js';
import { signedAmount } from './signed-amount.js';

/**
 * Some divisions' rows of a ledger as a table, in which a figure that a row does not state is what the rows of another
 * ledger with its number come to; unknown where one of these is not exact, or where several rows have the number.
 */
export function linkedRows(ledger: LedgerDeclaration, table: string, divisions: Sql): Sql {
  const fields = Object.entries(ledger.fields);
  const columns = fields.flatMap(([name, field]) =>
    field.linked === undefined
      ? fieldColumns(name, field).map((column) => sql`p.${sql.ref(column.name)}`)
      : [sql`${figure(ledger, name, field.linked)} as ${sql.ref(columnOf(ledger, name))}`],
  );
  const joins = fields.flatMap(([name, { linked }]) =>
    linked === undefined ? [] : [join(ledger, table, name, linked, divisions)],
  );
  return sql`(
    select p.division, p.id, p.year, p.enterprise_id, p.flags, p.limits, ${sql.join(columns)}
    from ${sql.table(table)} p ${sql.join(joins, sql` `)} where p.division = any(${divisions})
  )`;
}

const sumOf = (name: string) => sql.ref(`of_${name}`);

function figure(ledger: LedgerDeclaration, name: string, { by }: Link): Sql {
  const own = sql`p.${sql.ref(columnOf(ledger, name))}`;
  const alone = sql`count(*) over (partition by p.division, p.${sql.ref(columnOf(ledger, by))}) = 1`;
  return sql`coalesce(${own}, case when p.flags ->> ${sql.lit(columnOf(ledger, name))} is null and ${alone} then ${sumOf(name)}.amount end)`;
}

function join(ledger: LedgerDeclaration, table: string, name: string, link: Link, divisions: Sql): Sql {
  const other = ledgerOf(link.ledger);
  // Of the past both are temporary tables.
  const from = sql.table(`${table.slice(0, -ledger.table.length)}${other.table}`);
  const [number, amount, of] = [link.to, link.sum, link.of].map((each) => columnOf(other, each)) as [
    string,
    string,
    string,
  ];
  return sql`left join (
      select r.division, r.${sql.ref(number)} as number,
        case when bool_and(r.${sql.ref(amount)} is not null and r.flags ->> ${sql.lit(amount)} is null) then sum(${signedAmount(other, link.sum)}) end as amount
      from ${from} r where r.division = any(${divisions}) and r.${sql.ref(number)} is not null
        and r.${sql.ref(of)} in (${sql.join(link.in.map((each) => sql.lit(each)))})
      group by 1, 2
    ) ${sumOf(name)} on (${sumOf(name)}.division, ${sumOf(name)}.number) = (p.division, p.${sql.ref(columnOf(ledger, link.by))})`;
}
