import { sql } from 'kysely';
import { todayInChina } from '../indicators/define/today.js';
import type { Sql } from '../database/sql.js';
import { KEPT } from '../indicators/compute/tables.js';
import { gapSql, overlapSql } from './coverage-sql.js';
import { CHECK_CODES, CHECK_RULES, type CheckCode, type Comparison, type RuleFigure } from './rules.js';
import { type CheckScope, inYears } from './scope.js';
import { sumSql } from './sum-sql.js';
import { unmatchedSql } from './target-sql.js';
import { twinsSql } from './twins-sql.js';
import { conversion } from '../indicators/compute/units.js';

/**
 * The contradictions to one rule: rule_no, division, year, month, indicator, name, unit, lhs, rhs, left_row, right_row,
 * period, sheet and row_number of a reported total or of a sheet's total, run_id and seq of the issue of the latter, and
 * other, the division of the right row where that is another one.
 * For a statement with the common table expressions of `observedSql` and `sheets`.
 */
export function ruleSql(code: CheckCode, scope: CheckScope): Sql {
  const number = sql.lit(CHECK_CODES.indexOf(code));
  const { compares } = CHECK_RULES[code];
  if (compares.kind === 'sum')
    return sql`select ${number}::int as rule_no, *, null::text as other from (${sumSql(code, scope)}) r`;
  const twins = compares.kind === 'twins' ? twinsSql(compares.of, scope) : null;
  if (twins !== null) return sql`select ${number}::int as rule_no, * from (${twins}) r`;
  const compared = compares.kind === 'twins' ? NONE : comparisonSql(compares, scope);
  return sql`select ${number}::int as rule_no, *, null::uuid as run_id, null::int as seq, null::text as other from (${compared}) r`;
}

function comparisonSql(compares: Exclude<Comparison, { kind: 'sum' | 'twins' }>, scope: CheckScope): Sql {
  switch (compares.kind) {
    case 'limit':
      return limitSql(compares, scope);
    case 'jump':
      return jumpSql(scope);
    case 'value':
      return computedSql(sql`value`, sql`now`);
    case 'previous':
      return computedSql(sql`previous`, sql`before`);
    case 'rate':
      return rateSql();
    case 'restated':
      return restatedSql();
    case 'arithmetic':
      return arithmeticSql();
    case 'gap':
      return gapSql(scope) ?? NONE;
    case 'overlap':
      return overlapSql(scope) ?? NONE;
    case 'unmatched':
      return unmatchedSql(scope) ?? NONE;
  }
}

const FIGURE_COLUMNS = sql`null::uuid as left_row, null::uuid as right_row, null::text as period, '' as sheet, 0 as row_number`;

/** A figure of rows above its bound; a bound with masked parts is unknown. */
function limitSql({ of, limit, unit }: Extract<Comparison, { kind: 'limit' }>, scope: CheckScope): Sql {
  if (![of, limit].some(({ indicator }) => scope.figures.includes(indicator))) return NONE;
  const above = amount('a', of);
  const bound = amount('b', limit);
  return sql`
    select a.division, a.year, 0 as month, a.indicator, ${sql.lit(of.name)} as name, ${sql.lit(unit)} as unit,
      ${above} as lhs, ${bound} as rhs, ${FIGURE_COLUMNS}
    from ${sql.table(KEPT.year)} a
    join ${sql.table(KEPT.year)} b on (b.division, b.indicator, b.dimension, b.member, b.year) = (a.division, ${limit.indicator}, '', '', a.year)
    where a.division = any(${scope.divisions}) and a.indicator = ${of.indicator} and a.dimension = '' and a.member = ''
      and ${inYears(scope, sql`a.year`)} and not b.partial and ${above} > ${bound}`;
}

function amount(alias: string, { numerator }: RuleFigure): Sql {
  const value = sql.ref(`${alias}.numerator`);
  return numerator === undefined ? value : sql`${value} / ${sql.lit(numerator.per)}`;
}

/** No rows, with the columns of the others. */
const NONE = sql`
    select null::varchar as division, null::int as year, 0 as month, null::text as indicator, null::text as name,
      null::text as unit, null::numeric as lhs, null::numeric as rhs, ${FIGURE_COLUMNS} where false`;

/**
 * Figures many times those of the year before, or a small fraction of them; a figure below the smallest step that is
 * shown counts as that step. Of the present year only increases are found.
 */
function jumpSql(scope: CheckScope): Sql {
  const step = sql`power(10::numeric, -i.decimals)`;
  const now = sql`greatest(y.numerator, ${step})`;
  const before = sql`greatest(p.numerator, ${step})`;
  const factor = sql`${scope.jumpFactor}::numeric`;
  return sql`
    select y.division, y.year, 0 as month, y.indicator, i.name, i.unit, y.value as lhs, p.value as rhs, ${FIGURE_COLUMNS}
    from ${sql.table(KEPT.year)} y
    join ${sql.table(KEPT.year)} p on (p.division, p.indicator, p.dimension, p.member, p.year) = (y.division, y.indicator, '', '', y.year - 1)
    join reporting.dim_indicator i on i.code = y.indicator
    where y.division = any(${scope.divisions}) and y.indicator = any(${[...scope.figures]}::text[]) and y.dimension = '' and y.member = ''
      -- Where other divisions or another basis were reported, or a ledger has not come to the year, that is told and is no jump.
      and coalesce(y.reason not in ('COVERAGE', 'BASIS'), true) and not y.carried
      and ${inYears(scope, sql`y.year`)} and i.kind <> 'RATIO' and p.numerator > 0
      and (not p.partial and ${now} > ${before} * ${factor}
        or not y.partial and ${now} * ${factor} < ${before} and y.year < ${Number(todayInChina().slice(0, 4))})`;
}

const STATED_COLUMNS = sql`period, sheet, row_number`;
const half = (stated: Sql) => sql`power(10::numeric, -scale(trim_scale(${stated}))) / 2`;

/** A reported total that differs from the figure of the rows, in the report's unit. */
function computedSql(stated: Sql, computed: Sql): Sql {
  return sql`
    select division, year, month, code as indicator, name, unit, ${stated} as lhs,
      round(${computed}, greatest(digits, scale(trim_scale(${stated})))) as rhs, id as left_row, null::uuid as right_row, ${STATED_COLUMNS}
    from observed where abs(${stated} - ${computed}) > greatest(${half(stated)}, least / 2)`;
}

const LEAST_POINTS = sql`0.05`;
const tolerance = sql`greatest(${half(sql`rate`)}, ${LEAST_POINTS})`;

/** A reported growth that differs from that of the rows; of a ratio the change in points or the growth may be meant. */
function rateSql(): Sql {
  const growth = sql`(now - before) / before * 100`;
  return sql`
    select division, year, month, code as indicator, name, '%' as unit, rate as lhs,
      round(case when kind = 'RATIO' then now - before else ${growth} end, greatest(scale(trim_scale(rate)), 2)) as rhs,
      id as left_row, null::uuid as right_row, ${STATED_COLUMNS}
    from observed
    where before > 0 and now is not null and not rebased and abs(rate - ${growth}) > ${tolerance}
      and (kind <> 'RATIO' or abs(rate - (now - before)) > ${tolerance})`;
}

/** Last year's figure in this year's report that differs from last year's report, of the same source and months. */
function restatedSql(): Sql {
  const converted = sql`q.value * ${conversion('qu', 'ou')}`;
  return sql`
    select o.division, o.year, o.month, o.code as indicator, o.name, o.unit, o.previous as lhs, ${converted} as rhs,
      o.id as left_row, q.id as right_row, o.period, o.sheet, o.row_number
    from observed o
    join stated q on q.division = o.division and q.year = o.year - 1 and q.subject = o.subject and q.month = o.month
      and (o.month >= 0 or q.period is not distinct from o.period)
      and q.source is not distinct from o.source
    left join units ou on ou.unit = o.unit
    left join units qu on qu.unit = q.unit
    where abs(o.previous - ${converted}) > greatest(${half(sql`o.previous`)}, ${half(sql`q.value`)} * ${conversion('qu', 'ou')})`;
}

/** A reported growth that the report's own two figures cannot have, however they were rounded. */
function arithmeticSql(): Sql {
  const slack = sql`(${half(sql`value`)} + ${half(sql`previous`)})`;
  const low = sql`((value - ${half(sql`value`)}) / (previous + ${half(sql`previous`)}) - 1) * 100`;
  const high = sql`((value + ${half(sql`value`)}) / (previous - ${half(sql`previous`)}) - 1) * 100`;
  const points = sql`unit in ('%', '百分点', '个百分点')`;
  return sql`
    select division, year, month, code as indicator, name, '%' as unit, rate as lhs,
      round(case when ${points} then value - previous else (value - previous) / previous * 100 end, greatest(scale(trim_scale(rate)), 2)) as rhs,
      id as left_row, id as right_row, ${STATED_COLUMNS}
    from observed
    where previous > 0 and value >= 0 and not adjusted
      and (rate < ${low} - ${tolerance} or rate > ${high} + ${tolerance})
      and (not coalesce(${points}, false) or abs(rate - (value - previous)) > ${slack} + ${tolerance})`;
}
