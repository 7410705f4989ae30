import { sql } from 'kysely';
import type { Question } from './question.js';
import { type Database, type Sql } from '../../database/sql.js';
import { listed } from '../compute/figures-sql.js';

const PLACE = sql`d.code, d.name, d.level, d.parent_code`;

/** The divisions that have ledger rows, or a division under them that has. */
const LISTED = sql`(select * from reporting.dim_division)`;

/** The divisions that have or had ledger rows, or a division under them that has or had. */
const EVER_LISTED = sql`(
  with recursive ever as (
    select d.* from division d
    where exists (select from reporting.dim_division l where l.code = d.code)
      or exists (select from import_undone u where u.division = d.code)
      or exists (select from import_change c where c.division = d.code)
    union select d.* from ever join division d on d.code = ever.parent_code
  ) select * from ever)`;

const listedIn = ({ asOf }: Question) => (asOf === undefined || asOf === null ? LISTED : EVER_LISTED);

/** The divisions with figures that no other one covers. */
const TOP = sql`
  select d.code as asked, ${PLACE}, 0 as place from ${LISTED} d
  where d.parent_code is null and exists (select from reporting.indicator_year y where y.division = d.code)`;

/** The divisions that have or had ledger rows and that no other one covers. */
const EVER_TOP = sql`select d.code as asked, ${PLACE}, 0 as place from ${EVER_LISTED} d where d.parent_code is null`;

/** The divisions with figures that no other one covers. */
export async function topDivisions(db: Database): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from (${TOP}) top order by code`.execute(db);
  return rows.map((row) => row.code);
}

/**
 * The divisions of a question: what was asked, code, name, level, parent_code, and their place in the answer. `code` is
 * null where there is no such division, be it one named or the one whose children are asked for.
 */
export function askedSql(question: Question): Sql {
  const { divisions, under, asOf } = question;
  if (under !== undefined && under !== null)
    return sql`
    select coalesce(d.code, a.asked) as asked, ${PLACE}, 0 as place
    from (values (${under}::text)) a(asked) left join ${listedIn(question)} d on d.parent_code = a.asked
    where d.code is not null or not exists (select from division where code = a.asked)`;
  if (divisions === undefined || divisions === null) return asOf === undefined || asOf === null ? TOP : EVER_TOP;
  return sql`
    select a.asked, ${PLACE}, a.place
    from unnest(${listed([...new Set(divisions)])}) with ordinality a(asked, place) left join division d on d.code = a.asked`;
}

/**
 * Whether the divisions of a question are asked for with all of the same level under the same parent that have figures,
 * or had: they are those under a division, or the top-most ones, unless they are named.
 */
export function hasAllSiblings({ divisions }: Question): boolean {
  return divisions === undefined || divisions === null;
}
