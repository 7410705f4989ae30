import { sql } from 'kysely';
import { columnName, type LedgerDeclaration } from '../../../entities/ledger.js';
import { qualification } from '../../../entities/ledgers/qualification.js';
import type { Sql } from '../../../database/sql.js';

/** Which rows of a ledger to read. */
export interface PastRows {
  /** The ISO date at whose end in China they were known. */
  readonly asOf: string;
  /** Columns of the ledger's table. */
  readonly columns: readonly string[];
  /** An array of codes. */
  readonly divisions: Sql;
  /** An array of ids; absent: all. */
  readonly ids?: Sql;
}

/** The moment at which a day ends in China, whose calendar ledgers follow wherever the server is. */
export function endOf(asOf: string): Sql {
  return sql`((${asOf}::date + 1)::timestamp at time zone 'Asia/Shanghai')`;
}

/**
 * The rows of a ledger as they were known at the end of a day. The versions of a row are the present one, those that
 * imports replaced, and those that undone imports had written, each with the run that loaded it. The version of the day is
 * the one loaded last among those not undone by then, since undoing works in reverse order. Where that run removed the
 * row, there was none.
 */
export function rowsAsOf(ledger: LedgerDeclaration, { asOf, columns, divisions, ids }: PastRows): Sql {
  const table = sql.table(ledger.table);
  const wanted = [...new Set(['division', 'id', 'run_id', ...columns, ...certificateDates(ledger)])].map((name) =>
    sql.ref(name),
  );
  const of = (alias: string) => sql.join(wanted.map((column) => sql`${sql.raw(alias)}.${column}`));
  const here = (alias: string, id: string) =>
    sql`${sql.ref(`${alias}.division`)} = any(${divisions}) and ${ids === undefined ? sql`true` : sql`${sql.ref(`${alias}.${id}`)} = any(${ids})`}`;
  // A row as a run wrote it; of one that it removed, as it was before.
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

/** The columns of a certificate that are unknown before it is announced. */
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

/** A column as it was known: null for a certificate or revocation that was announced later. A fuzzy date counts from its last day. */
function known(ledger: LedgerDeclaration, name: string, asOf: string): Sql {
  const column = sql`v.${sql.ref(name)}`;
  if (ledger.id !== qualification.id || !(ANNOUNCED.has(name) || REVOKED.has(name))) return column;
  const day = REVOKED.has(name)
    ? sql`coalesce(v.revoked_date_end, v.revoked_date)`
    : sql`coalesce(v.announced_date_end, v.announced_date, v.issued_date_end, v.issued_date)`;
  return sql`case when ${day} > ${asOf}::date then null else ${column} end as ${sql.ref(name)}`;
}
