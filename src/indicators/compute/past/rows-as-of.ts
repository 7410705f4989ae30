import { sql } from 'kysely';
import { columnName, type LedgerDeclaration } from '../../../entities/ledger.js';
import { qualification } from '../../../entities/ledgers/qualification.js';
import type { Sql } from '../../../database/sql.js';

/** Which rows of a ledger are looked for. */
export interface PastRows {
  /** The date, as an ISO date, at whose end in China they stood so. */
  readonly asOf: string;
  /** Columns of the ledger's table. */
  readonly columns: readonly string[];
  /** An array of codes. */
  readonly divisions: Sql;
  /** An array of ids; absent: all. */
  readonly ids?: Sql;
}

/** The moment at which a day is over in China, by whose calendar ledgers are kept wherever the server stands. */
export function endOf(asOf: string): Sql {
  return sql`((${asOf}::date + 1)::timestamp at time zone 'Asia/Shanghai')`;
}

/**
 * The rows of a ledger as they were known at the end of a day. A row has been as it is now, as imports had it before
 * they changed it, and as undone imports had left it, each time as the run of that version loaded it. Of those that were
 * not undone by then the one loaded last stood; undoing takes back in the reverse order, so nothing lay above it. Where
 * that one took the row away, it was not there.
 */
export function rowsAsOf(ledger: LedgerDeclaration, { asOf, columns, divisions, ids }: PastRows): Sql {
  const table = sql.table(ledger.table);
  const wanted = [...new Set(['division', 'id', 'run_id', ...columns, ...certificateDates(ledger)])].map((name) =>
    sql.ref(name),
  );
  const of = (alias: string) => sql.join(wanted.map((column) => sql`${sql.raw(alias)}.${column}`));
  const here = (alias: string, id: string) =>
    sql`${sql.ref(`${alias}.division`)} = any(${divisions}) and ${ids === undefined ? sql`true` : sql`${sql.ref(`${alias}.${id}`)} = any(${ids})`}`;
  // A row as a run left it; of one that it took away, as it was until then.
  const left = (alias: string) =>
    sql`jsonb_populate_record(null::${table}, ${sql.raw(alias)}.before || jsonb_build_object('run_id', ${sql.raw(alias)}.run_id))`;
  return sql`
    select ${sql.join(columns.map((name) => known(ledger, name, asOf)))} from (
      select distinct on (v.division, v.id) v.* from (
        select ${of('t')}, false as gone from ${table} t where ${here('t', 'id')}
        union all
        select ${of('b')}, false from import_change c cross join lateral jsonb_populate_record(null::${table}, c.before) b
        where c."table" = ${ledger.table} and ${here('c', 'row_id')}
        union all
        select ${of('b')}, true from import_change c cross join lateral ${left('c')} b
        where c."table" = ${ledger.table} and c.removed and ${here('c', 'row_id')}
        union all
        select ${of('b')}, u.removed from import_undone u join import_run w on w.id = u.undone_with
          cross join lateral ${left('u')} b
        where u."table" = ${ledger.table} and w.undone_at >= ${endOf(asOf)} and ${here('u', 'row_id')}
      ) v join import_run r on r.id = v.run_id
      where r.loaded_at < ${endOf(asOf)}
      order by v.division, v.id, r.loaded_at desc
    ) v where not v.gone`;
}

const DATE = ['', '_end', '_precision'];
const datesOf = (...fields: (keyof typeof qualification.fields)[]) =>
  fields.flatMap((field) => DATE.map((suffix) => `${columnName(field)}${suffix}`));

/** What nobody knows of a certificate before it is announced. */
const ANNOUNCED = new Set([
  'result',
  'certificate_no',
  'registration_no',
  ...datesOf('issuedDate', 'announcedDate', 'validUntil'),
]);
const REVOKED = new Set(datesOf('revokedDate'));

function certificateDates(ledger: LedgerDeclaration): readonly string[] {
  return ledger.id === qualification.id ? datesOf('announcedDate', 'issuedDate', 'revokedDate') : [];
}

/** A column as it was known: of a certificate announced later, or its revocation, nothing. A vague date counts from its last day. */
function known(ledger: LedgerDeclaration, name: string, asOf: string): Sql {
  const column = sql`v.${sql.ref(name)}`;
  if (ledger.id !== qualification.id || !(ANNOUNCED.has(name) || REVOKED.has(name))) return column;
  const day = REVOKED.has(name)
    ? sql`coalesce(v.revoked_date_end, v.revoked_date)`
    : sql`coalesce(v.announced_date_end, v.announced_date, v.issued_date_end, v.issued_date)`;
  return sql`case when ${day} > ${asOf}::date then null else ${column} end as ${sql.ref(name)}`;
}
