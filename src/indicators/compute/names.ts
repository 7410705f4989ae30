import type { Sql } from '../../database/sql.js';
import { sql } from 'kysely';

/** A name for comparison: NFKC, no white space, brackets, quotes or case, so that 示范基地申报(推荐)数 is found in either form. */
export function comparable(name: Sql): Sql {
  return sql`lower(regexp_replace(normalize(${name}, NFKC), '[\\s()（）“”"《》]', '', 'g'))`;
}

/** What a report writes around an indicator's name: 一、 (二) 3. 其中： before it, its unit in brackets after it. */
const AROUND =
  '^(?:[(（]?[一二三四五六七八九十\\d]{1,3}[)）]?[、.．]|其中[:：])|[(（](?:[十百千万亿]*(?:元|人次|人|名|家|个|项|件|份|册|场次|场|次|期|亩|条|笔|批|户|[%％])|[万亿])[)）]$';

/** A name without what a report writes around it. */
export function named(name: Sql): Sql {
  return comparable(sql`regexp_replace(regexp_replace(${name}, '\\s', '', 'g'), ${sql.lit(AROUND)}, '', 'g')`);
}

/** Words of a name that say the same in targets and totals: what they are replaced by, in this order. */
const SAME: readonly (readonly [pattern: string, by: string])[] = [
  ['^(全年|年度|本年度?|当年|年内|[全本我][区县市旗盟省])', ''],
  ['^(组织开展|开展|举办|组织|完成|实现|力争|确保)', ''],
  ['高企', '高新技术企业'],
  ['国家级?高新技术企业', '高新技术企业'],
  ['国家级?科技型中小企业', '科技型中小企业'],
  ['规模以上', '规上'],
  ['r&d', '研发'],
  ['农村科技特派员', '科技特派员'],
  ['(数量|数)$', ''],
  ['万(人次|份)$', '\\1'],
  ['(场次|场|期)$', '次'],
];

/** The name of an indicator as it is compared with that of a target. */
function essence(name: Sql): Sql {
  return SAME.reduce(
    (sofar, [pattern, by]) => sql`regexp_replace(${sofar}, ${sql.lit(pattern)}, ${sql.lit(by)})`,
    named(name),
  );
}

/**
 * The name that a reported total is asked by: a number of 高新技术企业 is that of those in force, where a target of that name
 * may mean new ones.
 */
export function totalName(name: Sql): Sql {
  return sql`regexp_replace(${named(name)}, '^(年末)?(高企|国?家?级?高新技术企业)(总?数|数量)$', '有效高新技术企业')`;
}

/** Units that measure alike; a name in a unit of another row means something else. */
const UNITS: readonly (readonly string[])[] = [
  ['元', '千元', '万元', '百万元', '亿元'],
  ['%', '％'],
  ['人次', '万人次', '人', '名', '位'],
  ['场次', '场', '次', '期'],
  ['家', '户', '个', '项', '件', '条', '份', '万份', '册'],
];

function measureOf(unit: Sql): Sql {
  const cases = UNITS.map(
    (units, index) => sql`when ${unit} in (${sql.join(units.map((each) => sql.lit(each)))}) then ${sql.lit(index)}`,
  );
  return sql`case ${sql.join(cases, sql` `)} end`;
}

/**
 * The indicator that a target or a reported total means, as the SQL after `left join lateral`: `code` and `unit`. It is called by its name or
 * an alias, or by that and its unit (科技培训, 人次); a unit that measures something else is another thing.
 */
export function indicatorOfTarget(name: Sql, unit: Sql): Sql {
  const asked = sql`values (${essence(name)}, 1), (${essence(sql`${name} || ${unit}`)}, 2)`;
  return sql`(
    select n.code, n.unit from (${asked}) asked (name, rank) join target_names n on n.name = asked.name
    where coalesce(${measureOf(unit)} = ${measureOf(sql`n.unit`)}, ${unit} is null or (${unit} = '%') = (n.unit = '%'))
    order by asked.rank, n.rank limit 1
  )`;
}

/** The names that targets and totals are compared with, as the common table expression `target_names`. */
export const TARGET_NAMES = sql`target_names as materialized (
  select distinct on (name) name, code, unit, rank from (
    select ${essence(sql`name`)} as name, code, unit, 1 as rank from reporting.dim_indicator
    union all select lower(code), code, unit, 2 from reporting.dim_indicator
    union all select ${essence(sql`alias`)}, code, unit, 3 from reporting.dim_indicator, unnest(aliases) alias
  ) every_name order by name, rank
)`;
