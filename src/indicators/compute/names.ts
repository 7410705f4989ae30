import type { Sql } from '../../database/sql.js';
import { sql } from 'kysely';

/** A name for comparison: NFKC, no white space, brackets, quotes or case, so that 示范基地申报(推荐)数 is found in either form. */
export function comparable(name: Sql): Sql {
  return sql`lower(regexp_replace(normalize(${name}, NFKC), '[\\s()（）“”"《》]', '', 'g'))`;
}

/** The indicators by their names for comparison: `name`, `code`, `unit`; of several with a name the first is meant. */
export const NAMED_INDICATORS = sql`
  select distinct on (name) name, code, unit from (
    select ${comparable(sql`name`)} as name, code, unit, 1 as rank from reporting.dim_indicator
    union all select lower(code), code, unit, 2 from reporting.dim_indicator
    union all select ${comparable(sql`alias`)}, code, unit, 3 from reporting.dim_indicator, unnest(aliases) alias
  ) every_name order by name, rank`;
