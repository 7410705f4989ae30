import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import type { LedgerDeclaration } from '../../entities/ledger.js';
import { columnOf } from '../define/measures.js';

/** What the rows of a row's enterprise say of its past, as columns: `renews`, `follows`. */
export function historyOf(ledger: LedgerDeclaration): Sql[] {
  return ledger.renewal === undefined ? [] : [renews(ledger), follows(ledger)];
}

/** Whether a row's enterprise was something before, as a column; null where no row of the division says that any was. */
function follows(ledger: LedgerDeclaration): Sql {
  const { field, is, date, result, not } = ledger.before!;
  const [kind, day, refused] = [field, date, result].map((name) => sql.ref(columnOf(ledger, name)));
  const was = sql`${kind!} = ${sql.lit(is)}`;
  const first = sql`min(coalesce(date_part('year', ${day!}), year)) filter (where ${was} and (${refused!} is null or ${refused!} not in (${sql.join(not.map((each) => sql.lit(each)))}))) over (partition by division, enterprise_id)`;
  return sql`case when bool_or(${was}) over (partition by division)
    then enterprise_id is not null and coalesce(${first} <= date_part('year', ${day!}), false) end as follows`;
}

/** Whether a row renews an earlier one of its enterprise, as a column. */
function renews(ledger: LedgerDeclaration): Sql {
  const { date, of, stated: told } = ledger.renewal!;
  const column = sql.ref(columnOf(ledger, date));
  const same = [sql`division`, sql`enterprise_id`, ...of.map((name) => sql.ref(columnOf(ledger, name)))];
  const first = sql`min(${column}) over (partition by ${sql.join(same)})`;
  return sql`coalesce(${sql.ref(columnOf(ledger, told))}, enterprise_id is not null and coalesce(${first} < date_trunc('month', ${column}::timestamp), false)) as renews`;
}
