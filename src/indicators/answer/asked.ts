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

/** The top-most divisions with figures. */
const TOP = sql`
  select d.code as asked, ${PLACE}, 0 as place from ${LISTED} d
  where d.parent_code is null and exists (select from reporting.indicator_year y where y.division = d.code)`;

/** The top-most divisions that have or had ledger rows. */
const EVER_TOP = sql`select d.code as asked, ${PLACE}, 0 as place from ${EVER_LISTED} d where d.parent_code is null`;

/** The top-most divisions with figures. */
export async function topDivisions(db: Database): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from (${TOP}) top order by code`.execute(db);
  return rows.map((row) => row.code);
}

/**
 * The divisions of a question: the asked code, code, name, level, parent_code, and the position in the answer. `code` is
 * null where a named division, or the one whose children are asked for, does not exist.
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
 * Whether a question asks for all divisions of a level under a parent that have or had figures: those under a division or
 * the top-most ones, if it names none.
 */
export function hasAllSiblings({ divisions }: Question): boolean {
  return divisions === undefined || divisions === null;
}
