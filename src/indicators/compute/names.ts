import type { Sql } from '../../database/sql.js';
import { sql } from 'kysely';

/** A name as it is compared: NFKC, no white space, brackets, quotes or case, so that 示范基地申报(推荐)数 is found either way. */
export function comparable(name: Sql): Sql {
  return sql`lower(regexp_replace(normalize(${name}, NFKC), '[\\s()（）“”"《》]', '', 'g'))`;
}

/** The indicators by what they are called, as it is compared: `name`, `code`, `unit`; the first of a name is meant. */
export const NAMED_INDICATORS = sql`
  select distinct on (name) name, code, unit from (
    select ${comparable(sql`name`)} as name, code, unit, 1 as rank from reporting.dim_indicator
    union all select lower(code), code, unit, 2 from reporting.dim_indicator
    union all select ${comparable(sql`alias`)}, code, unit, 3 from reporting.dim_indicator, unnest(aliases) alias
  ) every_name order by name, rank`;
