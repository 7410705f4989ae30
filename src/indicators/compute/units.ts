import { sql } from 'kysely';
import type { Sql } from '../../database/sql.js';
import { ANY_SCALE, SCALES } from '../../entities/scales.js';

/**
 * Units of measure in parts: `unit`, `factor` of its base, `base`. 万元 is 10000 of 元, 万 alone too, 万人次 10000 of
 * 人次; 百分点 is %.
 */
export function unitsSql(units: Sql): Sql {
  const prefixes = [...SCALES].map(
    ([prefix, power]) => sql`(${sql.lit(prefix)}, 1e${sql.raw(String(power))}::numeric)`,
  );
  const rest = sql`regexp_replace(name, ${sql.lit(`^(${ANY_SCALE})`)}, '')`;
  return sql`
  select unit, coalesce(p.factor, 1) as factor, base
  from (
    select unit, name, case when name ~ '^个?百分[点比数]$' then '%' when ${rest} = '' then '元' else ${rest} end as base
    from (select unit, regexp_replace(normalize(unit, NFKC), '\\s', '', 'g') as name from (${units}) asked where unit is not null) named
  ) taken
  left join (values ${sql.join(prefixes)}) p (prefix, factor) on p.prefix = substring(name from ${sql.lit(`^(${ANY_SCALE})`)})
    and base <> '%'`;
}

/** How many of the wanted unit one of the stated unit is; null where they do not measure the same. Rows of `unitsSql`. */
export function conversion(stated: string, wanted: string): Sql {
  const of = (alias: string, column: string) => sql.ref(`${alias}.${column}`);
  const plain = (alias: string) => sql`coalesce(${of(alias, 'base')}, '') not in ('元', '%')`;
  return sql`case
    when ${of(stated, 'base')} = ${of(wanted, 'base')} then ${of(stated, 'factor')} / ${of(wanted, 'factor')}
    when ${of(stated, 'base')} is null and coalesce(${of(wanted, 'base')}, '') <> '元' then 1
    when ${plain(stated)} and ${plain(wanted)} and ${of(wanted, 'base')} !~ '/' then ${of(stated, 'factor')} / ${of(wanted, 'factor')}
  end`;
}
