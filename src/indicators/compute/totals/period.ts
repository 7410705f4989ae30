import { sql } from 'kysely';
import type { Sql } from '../../../database/sql.js';

const DASH = '[-‐‑‒–—―−~至到]';

/** The part of its year that a reported total covers: 0 the whole year, 1–11 January to that month, -1 some other part. */
export function monthOf(period: Sql): Sql {
  const plain = sql`regexp_replace(regexp_replace(normalize(${period}, NFKC), '\\s', '', 'g'), '^(19|20)\\d{2}年', '')`;
  return sql`(select case
      when p in ('', '年', '全年', '年度', '本年', '当年', '全年累计') or p ~ ${sql.lit(`^0?1月?${DASH}12月份?(累计)?$`)} then 0
      when p ~ ${sql.lit(`^0?1月?${DASH}([1-9]|0[1-9]|1[01])月份?(累计)?$`)} then substring(p from ${sql.lit(`${DASH}(\\d+)`)})::int
      when p in ('1月', '1月份') then 1
      when p ~ '^(第?[一1]|前[一1])季度$' then 3
      when p in ('上半年', '前二季度', '前两季度', '前2季度') then 6
      when p ~ '^前[三3]季度$' then 9
      else -1
    end from (select ${plain} as p) period)`;
}
