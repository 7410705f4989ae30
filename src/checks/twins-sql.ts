import { sql } from 'kysely';
import type { Sql } from '../database/sql.js';
import { activity } from '../entities/ledgers/activity.js';
import { commissionerContract } from '../entities/ledgers/commissioner-contract.js';
import { enterpriseYear } from '../entities/ledgers/enterprise-year.js';
import { qualification } from '../entities/ledgers/qualification.js';
import { CATALOGUE } from '../indicators/catalogue/index.js';
import { ledgersOf } from '../indicators/define/measures.js';
import type { TwinSubject } from './rules.js';
import { type CheckScope, inYears } from './scope.js';

/** The ledgers that list a subject. */
export const TWIN_LEDGERS = {
  enterprise: [qualification, enterpriseYear],
  commissioner: [commissionerContract],
  event: [activity],
} as const;

/**
 * Pairs of rows that may be about the same: the columns of `ruleSql`, with how many rows each side has as `lhs` and `rhs`,
 * and `other`, the division of the second row. Null where the scope has none of the ledgers.
 */
export function twinsSql(subject: TwinSubject, scope: CheckScope): Sql | null {
  const ledgers = TWIN_LEDGERS[subject].filter(({ id }) =>
    scope.figures.some((code) => CATALOGUE.some((each) => each.code === code && ledgersOf(each).includes(id))),
  );
  const pairs = ledgers.flatMap(({ id }) => PAIRS[id]?.(scope) ?? []);
  if (pairs.length === 0) return null;
  return sql`
    select t.division, t.year, 0 as month, null::text as indicator, t.name, '行' as unit, t.lhs::numeric, t.rhs::numeric,
      t.left_row, t.right_row, null::text as period, t.sheet, t.row_number, null::uuid as run_id, null::int as seq, t.other
    from (${sql.join(pairs, sql` union all `)}) t where ${inYears(scope, sql`t.year`)}`;
}

const PAIRS: Readonly<Record<string, (scope: CheckScope) => Sql[]>> = {
  [qualification.id]: (scope) => [enterprisesSql(qualification.table, scope), certificatesSql(scope)],
  [enterpriseYear.id]: (scope) => [enterprisesSql(enterpriseYear.table, scope)],
  [commissionerContract.id]: (scope) => [commissionersSql(scope)],
  [activity.id]: (scope) => [eventsSql(scope)],
};

/** Enterprises that a ledger of two divisions lists in one year, by their credit code. */
function enterprisesSql(table: string, scope: CheckScope): Sql {
  return inTwoDivisions(
    scope,
    sql`
    select concat_ws(' ', e.name, e.credit_code) as name, e.credit_code as code, t.division, t.year, t.id, t.sheet, t.row_number
    from figures.shared_code s join enterprise e using (credit_code)
    join ${sql.table(table)} t on t.division = e.division and t.enterprise_id = e.id`,
  );
}

/** Certificates that two divisions list, of enterprises that are not the same by their credit code. */
function certificatesSql(scope: CheckScope): Sql {
  const table = sql.table(qualification.table);
  return inTwoDivisions(
    scope,
    sql`
    select concat_ws(' ', t.enterprise, t.certificate_no) as name, t.certificate_no as code, t.division, t.year, t.id, t.sheet, t.row_number
    from ${table} t left join enterprise e on e.division = t.division and e.id = t.enterprise_id
    where t.certificate_no in (select certificate_no from ${table} where division = any(${scope.divisions}))
      and not exists (select from figures.shared_code s where s.credit_code = e.credit_code)`,
  );
}

/**
 * Pairs of divisions that list the same `code` in one year, of rows with `name`, `code` and their place. A division above
 * another may list what that one lists.
 */
function inTwoDivisions(scope: CheckScope, listed: Sql): Sql {
  const { divisions } = scope;
  return sql`
    select * from (
      with recursive rows as materialized (${listed}),
      listed as materialized (
        select code, division, year, min(name) as name, count(*) as n, (array_agg(id order by row_number, id))[1] as id,
          (array_agg(sheet order by row_number, id))[1] as sheet, min(row_number) as row_number
        from rows group by code, division, year
      ),
      above as (
        select code as lower, parent_code as upper from division where code in (select division from listed)
        union select a.lower, d.parent_code from above a join division d on d.code = a.upper
      )
      select a.division, a.year, a.name, a.n as lhs, b.n as rhs, a.id as left_row, b.id as right_row, a.sheet, a.row_number,
        b.division as other
      from listed a join listed b on b.code = a.code and b.year = a.year and b.division <> a.division
      where a.division = any(${divisions}) and (a.division < b.division or not b.division = any(${divisions}))
        and not exists (select from above where (lower, upper) in ((a.division, b.division), (b.division, a.division)))
    ) pairs`;
}

/** Commissioners of one name in one division and year, of whose employers one is the other in short: 农科院, 市农科院. */
function commissionersSql(scope: CheckScope): Sql {
  return sql`
    select * from (
      with people as materialized (
        select division, year, commissioner, employer, count(*) as n, (array_agg(id order by row_number, id))[1] as id,
          (array_agg(sheet order by row_number, id))[1] as sheet, min(row_number) as row_number
        from ${sql.table(commissionerContract.table)}
        where division = any(${scope.divisions}) and commissioner is not null and employer is not null
        group by division, year, commissioner, employer
      )
      select a.division, a.year, concat(a.commissioner, '（', a.employer, '、', b.employer, '）') as name, a.n as lhs, b.n as rhs,
        a.id as left_row, b.id as right_row, a.sheet, a.row_number, a.division as other
      from people a join people b using (division, year, commissioner)
      where ${isShort(sql`a.employer`, sql`b.employer`)}
    ) pairs`;
}

/** Whether all characters of a name stand in another in their order. */
function isShort(short: Sql, long: Sql): Sql {
  const letters = sql`regexp_replace(${short}, '[%_\\\\]', '', 'g')`;
  return sql`length(${letters}) >= 2 and length(${short}) < length(${long})
    and ${long} like '%' || regexp_replace(${letters}, '(.)', '\\1%', 'g')`;
}

/** Events of one name, kind, place and organiser, of whose days at least one is not known, and that may be the same. */
function eventsSql(scope: CheckScope): Sql {
  const alike = (column: string) => {
    const [a, b] = [sql.ref(`a.${column}`), sql.ref(`b.${column}`)];
    return sql`(${a} is null or ${b} is null or ${a} = ${b})`;
  };
  const span = (alias: string) => {
    const [first, last] = [sql.ref(`${alias}.date`), sql.ref(`${alias}.date_end`)];
    const day = (date: Sql) => sql`to_char(${date}, 'FMMM月FMDD日')`;
    return sql`${day(first)} || case when ${last} > ${first} then '至' || ${day(last)} else '' end`;
  };
  const month = (date: Sql) => sql`date_trunc('month', ${date}::timestamp)`;
  const table = sql.table(activity.table);
  return sql`
    select a.division, a.year, concat(a.title, '（', ${span('a')}, '、', ${span('b')}, '）') as name, 1 as lhs, 1 as rhs,
      a.id as left_row, b.id as right_row, a.sheet, a.row_number, a.division as other
    from ${table} a
    join ${table} b on b.division = a.division and b.year = a.year and b.title = a.title and b.kind is not distinct from a.kind
    where a.division = any(${scope.divisions}) and a.date_precision <> 'day'
      and (a.date, a.date_end) <> (b.date, b.date_end) and (b.date_precision = 'day' or a.id < b.id)
      and ${month(sql`a.date`)} <= ${month(sql`coalesce(b.date_end, b.date)`)}
      and ${month(sql`b.date`)} <= ${month(sql`coalesce(a.date_end, a.date)`)}
      and ${alike('venue')} and ${alike('organiser')}`;
}
