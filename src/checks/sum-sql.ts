import { sql } from 'kysely';
import type { Sql } from '../database/sql.js';
import type { CheckCode } from './rules.js';
import { type CheckScope, inYears } from './scope.js';

/** Whether a later import in force read the sheet `s` of a run `r` again. */
const readAgain = (file: Sql) => sql`
      select from import_run a join import_sheet b on b.run_id = a.id
      where a.state = 'COMMITTED' and ${file} and b.name = s.name and b.ledger = s.ledger
        and a.division_code is not distinct from r.division_code and a.loaded_at > r.loaded_at`;

/**
 * The common table expression `sheets`: sheets of imports in force with totals that differ from the sum of their figures,
 * and that were not read again: from the same file, or from one of the same name with the same divisions and years.
 */
export const SHEETS_IN_FORCE = sql`
  sheets as materialized (
    select s.run_id, s.name, r.division_code
    from import_sheet s join import_run r on r.id = s.run_id
    where r.state = 'COMMITTED' and (s.run_id, s.name) in (select run_id, sheet from import_issue where stated_sum is not null)
      and not exists (${readAgain(sql`a.sha256 = r.sha256`)})
      and not exists (${readAgain(sql`a.file_name = r.file_name and b.divisions && s.divisions and b.years && s.years`)})
  )`;

/**
 * The totals that differ from the sum of their sheets' figures, in the columns of `ruleSql`. For a statement with the
 * common table expression `sheets`.
 */
export function sumSql(code: CheckCode, scope: CheckScope): Sql {
  return sql`
    select case when cardinality(divisions) = 1 then divisions[1] else division_code end as division,
      case when cardinality(years) = 1 then years[1] end as year, 0 as month, null::text as indicator, heading as name, unit,
      stated as lhs, computed as rhs, null::uuid as left_row, null::uuid as right_row,
      case when cardinality(years) > 1 then concat(years[1], '—', years[cardinality(years)], '年') end as period,
      sheet, "row" as row_number, run_id, seq
    from (
      select i.run_id, i.seq, i.sheet, i."row", i.heading, s.division_code, t.unit, t.stated, t.computed,
        array(select jsonb_array_elements_text(t.divisions)) as divisions,
        array(select jsonb_array_elements_text(t.years)::int) as years
      from sheets s
      join import_issue i on i.run_id = s.run_id and i.sheet = s.name and i.code = ${sql.lit(code)} and i.stated_sum is not null
      cross join lateral jsonb_to_record(i.stated_sum) t (stated numeric, computed numeric, unit text, divisions jsonb, years jsonb)
    ) stated
    where ${scope.observed === 'all'} and divisions && (${scope.divisions})::text[]
      and exists (select from unnest(years) y where ${inYears(scope, sql`y`)})`;
}
