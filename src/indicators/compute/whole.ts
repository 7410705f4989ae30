import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import type { LedgerDeclaration } from '../../entities/ledger.js';
import { ledgerOf, type LedgerId } from '../../entities/ledgers/index.js';
import type { FlowRows, RowsMeasure, StockRows } from '../define/definition.js';

/** A member that a measure counts of a field whose members make up the whole. */
interface Required {
  readonly ledger: LedgerId;
  readonly table: string;
  readonly field: string;
  readonly member: string;
}

/** The members that sheets have to be about, together, for a measure to be known whole. */
export function requiredOf({ rows }: RowsMeasure): Required[] {
  const ledgers = new Set(rows.map(({ ledger }) => ledger));
  return [...ledgers].flatMap((ledger) => {
    const { table, fields }: LedgerDeclaration = ledgerOf(ledger);
    const lines = rows.filter((each) => each.ledger === ledger);
    return Object.entries(fields).flatMap(([field, { whole = [] }]) =>
      whole
        .filter((member) => lines.some((line) => counts(line, field, member)))
        .map((member) => ({ ledger, table, field, member })),
    );
  });
}

/** Whether rows of a member can count. */
function counts({ where = [] }: FlowRows | StockRows, field: string, member: string): boolean {
  return where.every((condition) => {
    if (condition.field !== field) return true;
    if ('in' in condition) return condition.in.includes(member);
    return !('notIn' in condition && condition.notIn.includes(member));
  });
}

/**
 * The years in which the sheets of `told` together leave out members of a field that the measure counts: division, field,
 * since, until (null: for good). What stands is known whole once each member was told of.
 */
export function leftOutSql(measure: RowsMeasure): Sql {
  const required = requiredOf(measure);
  if (required.length === 0)
    return sql`select null::text as division, null::text as field, null::int as since, null::int as until where false`;
  const members = sql.join(
    required.map(({ table, field, member }) => sql`(${sql.lit(table)}, ${sql.lit(field)}, ${sql.lit(member)})`),
  );
  const said = sql`
    select t.division, t.year, m.field, m.member,
      bool_or(coalesce(l.limits -> m.field = '[]' or l.limits -> m.field ? m.member, true)) as said
    from told t join (values ${members}) m(ledger, field, member) using (ledger)
    left join figures.sheet_limits l on l.id = t.limits
    group by 1, 2, 3, 4`;
  return measure.kind === 'flow'
    ? sql`select distinct division, field, year as since, year as until from (${said}) s where not said`
    : sql`
    select division, field, min(since) as since, case when bool_and(told is not null) then max(told) - 1 end as until
    from (
      select division, field, member, min(year) as since, min(year) filter (where said) as told from (${said}) s group by 1, 2, 3
    ) s group by 1, 2`;
}
