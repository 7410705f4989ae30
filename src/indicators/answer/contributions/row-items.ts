import { sql } from 'kysely';
import type { Sql } from '../../../database/sql.js';
import type { LedgerDeclaration } from '../../../entities/ledger.js';
import { ledgerOf } from '../../../entities/ledgers/index.js';
import type { TableOf } from '../../compute/asked-rows.js';
import { factsSql } from '../../compute/facts.js';
import type { FigureTables } from '../../compute/tables.js';
import type { IndicatorDefinition, RowsMeasure } from '../../define/definition.js';
import { columnOf, ledgersOf, measuresOf, MONTH, openedBy, unitFactor } from '../../define/measures.js';
import { termsOf } from '../../define/value.js';
import type { Shape } from './asked.js';

/** Where rows are read from. */
export interface RowSource {
  readonly tables: FigureTables;
  readonly tableOf: TableOf;
  /** The month to which stocks go on. */
  readonly present: Sql;
}

/** The name of what has no enterprise in its ledger. */
const NO_ENTERPRISE = '未登记企业';

/**
 * What rows, or enterprises, come to: n, side, key, name, source (ledger|division|id of a row), numerator, denominator. What
 * is counted once is an item of its own, however many rows it has. Nothing of divisions of which a report states a total in
 * one of the years, since their rows do not make the figure.
 */
export function rowItems(indicator: IndicatorDefinition, shape: Shape, from: RowSource): Sql {
  const byRow = shape.by === 'ROW';
  const counted = measuresOf(indicator).flatMap((measure, side) =>
    termsOf(measure).map((term) => {
      const unit = unitFactor(measure, indicator.unit, side === 0 ? 'numerator' : 'denominator');
      return sql`select c.*, ${sql.lit(side)} as part, amount * sign / ${sql.lit(unit)} as counted from (${countedSql(openedBy(term, shape.split), shape, from)}) c`;
    }),
  );
  const names = ledgersOf(indicator).map((ledger) => namesSql(ledgerOf(ledger), from.tableOf));
  const key = byRow ? sql`c.what` : sql`coalesce(e.credit_code, r.division || '|' || r.enterprise_id, '')`;
  const name = byRow
    ? sql`coalesce(c.named, r.name)`
    : sql`case when r.enterprise_id is null then ${sql.lit(NO_ENTERPRISE)} else coalesce(e.name, r.organisation) end`;
  const source = byRow ? sql`concat_ws('|', r.ledger_id, r.division, r.id)` : sql`null::text`;
  // Nothing that counts is zero; of what counts, but not how much, the sum is not known.
  const sum = (part: number) => {
    const mine = sql`filter (where part = ${sql.lit(part)})`;
    return sql`case when count(*) ${mine} = 0 then 0 else sum(counted) ${mine} end`;
  };
  return sql`
  select c.n, c.side, ${key} as key, min(${name}) as name, min(${source}) as source, ${sum(0)} as numerator, ${sum(1)} as denominator
  from (${sql.join(counted, sql` union all `)}) c
  join (${sql.join(names, sql` union all `)}) r on r.ledger = c.ledger and r.division = c.division and r.id = c.id
  left join enterprise e on e.division = r.division and e.id = r.enterprise_id
  group by 1, 2, 3`;
}

/** What each row, value or need counts: n, side, sign, what, named (a value's own name), one of its rows and amount. */
function countedSql(measure: RowsMeasure, shape: Shape, { tables, tableOf, present }: RowSource): Sql {
  const { value } = measure;
  const splits = shape.split !== '' && shape.split !== MONTH;
  const conditions: Sql[] = [
    sql`f.placed and f.identity is not null`,
    ...(splits ? [sql`f.members[1] = s.member`] : []),
  ];
  if (measure.kind === 'flow') conditions.push(sql`f.year = s.year and (s.month is null or f.month <= s.month)`);
  else {
    const end = sql`(case when s.month is not null then s.year * 12 + s.month - 1 when s.year = ${present} / 12 then ${present} else s.year * 12 + 11 end)`;
    conditions.push(sql`f.starts <= ${end} and (f.ends is null or f.ends > ${end})`);
  }
  const stated = sql`exists (
    select from ${sql.table(tables.part)} p where p.division = any(u.above || u.code) and p.indicator = s.indicator
      and p.year in (s.latest, ${shape.to === 'DIVISION' ? sql`s.latest` : sql`s.latest - 1`}) and p.dimension = '' and p.stated)`;
  const reached =
    'largest' in value && value.met !== undefined
      ? sql`least(sum(f.amount), max(f.largest) filter (where f.amount is not null))`
      : 'largest' in value
        ? sql`max(f.largest)`
        : 'distinct' in value
          ? sql`1::numeric`
          : sql`sum(f.amount)`;
  const same = 'distinct' in value && value.distinct.length === 1 ? value.distinct[0] : undefined;
  const place = sql`f.division || '|' || f.identity`;
  // An enterprise of several divisions counts once, as it does above them.
  const what =
    same === 'enterprise'
      ? sql`coalesce((select e.credit_code from enterprise e where e.division = f.division and e.id = f.identity::uuid), ${place})`
      : place;
  const named = same === undefined || same === 'enterprise' ? sql`null::text` : sql`min(f.identity)`;
  const first = (column: string) =>
    sql`(array_agg(f.${sql.ref(column)} order by f.ledger, f.division, f.id))[1] as ${sql.ref(column)}`;
  return sql`
  select s.n, s.side, s.sign, ${what} as what, ${named} as named, ${first('ledger')}, ${first('division')}, ${first('id')}, ${reached} as amount
  from (${factsSql(measure, splits ? [shape.split] : [], sql`(select array_agg(distinct code) from units)::text[]`, { tableOf, present })}) f
  join units u on u.code = f.division join sides s on s.n = u.n and s.side = u.side
  where ${sql.join(conditions, sql` and `)} and not ${stated}
  group by 1, 2, 3, 4`;
}

/** What a ledger's rows are called: ledger (its table), ledger_id, division, id, enterprise_id, organisation, name. */
function namesSql(ledger: LedgerDeclaration, tableOf: TableOf): Sql {
  const title = Object.entries(ledger.fields).find(
    ([name, { kind, dimension }]) => kind === 'person' || (kind === 'text' && dimension !== true && name !== 'remark'),
  );
  const column = (name: string | undefined) => (name === undefined ? sql`null::text` : sql.ref(columnOf(ledger, name)));
  const organisation = column(ledger.enterprise?.name);
  const named = column(title?.[0]);
  return sql`
  select ${sql.lit(ledger.table)} as ledger, ${sql.lit(ledger.id)} as ledger_id, division, id, enterprise_id, ${organisation} as organisation,
    coalesce(nullif(${named}, '') || coalesce('（' || nullif(${organisation}, '') || '）', ''), nullif(${organisation}, ''), '第' || row_number || '行') as name
  from ${sql.table(tableOf(ledger))} where division in (select code from units)`;
}
