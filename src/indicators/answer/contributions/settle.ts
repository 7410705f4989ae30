import { sql } from 'kysely';
import type { Sql } from '../../../database/sql.js';
import { NO_MEMBER } from '../../compute/asked-rows.js';
import type { NoRateReason } from '../compare.js';
import type { ContributionRef } from './asked.js';

/** What became of an item; UNKNOWN: its figure of one of the years is not known. */
export const CONTRIBUTION_KINDS = ['NEW', 'GONE', 'GROWN', 'SHRUNK', 'UNCHANGED', 'UNKNOWN'] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

/** An item of a point `n`, what comes after the first ones together (`others`), or what no item has (`rest`). */
export interface SettledRow {
  readonly n: number;
  readonly part: 'item' | 'others' | 'rest';
  readonly key: string | null;
  readonly name: string | null;
  readonly source: string | null;
  readonly value: number | null;
  readonly previous: number | null;
  readonly contribution: number | null;
  readonly share: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly kind: ContributionKind;
  readonly count: number;
  /** Of all items of the point. */
  readonly increase: number;
  readonly decrease: number;
  readonly rounding: number;
}

/** What makes a change, in the indicator's unit; of a ratio in percentage points. */
export interface Contributions {
  /** That of the point, or where the divisions of both years differ that of those that both have; null with its reason. */
  readonly change: number | null;
  readonly reason: NoRateReason | null;
  readonly likeForLike: boolean;
  /** What the items that add and those that take away come to. */
  readonly increase: number | null;
  readonly decrease: number | null;
  /** The largest first; null where the change is. They add up to it with `others`, `unattributed` and `rounding`. */
  readonly items: readonly SettledRow[] | null;
  readonly others: SettledRow | null;
  readonly unattributed: SettledRow | null;
  /** By how much the change differs from the sum of the rounded contributions. */
  readonly rounding: number | null;
  /** The point, with the comparison that is split. */
  readonly ref: ContributionRef;
}

/**
 * Whether what is not among the items `i` of a side is nothing there: of rows always. A member of another division is if all
 * that division's rows name theirs. Of last year, a member that no sheet could tell is not among them.
 */
const ABSENT = {
  zero: () => sql`true`,
  unknown: () => sql`false`,
  named: (side: number) => sql`not exists (
    select from items o where o.n = i.n and o.side = ${sql.lit(side)} and o.key = ${sql.lit(NO_MEMBER)} and (o.numerator <> 0 or o.denominator <> 0))`,
} satisfies Record<string, (side: number) => Sql>;

/**
 * The statement that splits changes: `asked` defines the points, `whole` has their figures, `items` what they are made of,
 * each by side.
 *
 * Of a ratio N ÷ D an item that changes the numerator by n and the denominator by d contributes (n − R·d) ÷ D̄, with R and D̄
 * the means of both years; this adds up to the change exactly and treats both years alike.
 *
 * Sums are exact; each contribution is rounded by itself, so that it is the difference of the figures beside it, and what
 * rounding leaves is told.
 */
export function settleSql(
  asked: Sql,
  {
    whole,
    items,
    absent,
    first,
  }: { readonly whole: Sql; readonly items: Sql; readonly absent: keyof typeof ABSENT; readonly first: number },
): Sql {
  const at = (side: number, part: string) => {
    const mine = sql`filter (where side = ${sql.lit(side)})`;
    const known = sql`max(${sql.ref(part)}) ${mine}`;
    return sql`case when count(*) ${mine} > 0 then ${known} when ${ABSENT[absent](side)} then 0 end as ${sql.ref(`${part[0]}${side}`)}`;
  };
  const parts = sql`${at(1, 'numerator')}, ${at(1, 'denominator')}, ${at(0, 'numerator')}, ${at(0, 'denominator')}`;
  const ratio = (numerator: string, denominator: string) =>
    sql`case when kind = 'RATIO' then ${sql.ref(numerator)} / nullif(${sql.ref(denominator)}, 0) * factor else ${sql.ref(numerator)} end`;
  return sql`
  with recursive ${asked},
  sums as (
    select n, max(numerator) filter (where side = 1) as n1, max(denominator) filter (where side = 1) as d1,
      max(numerator) filter (where side = 0) as n0, max(denominator) filter (where side = 0) as d0
    from (${whole}) w group by n
  ),
  whole as materialized (
    select s.*, i.kind, i.decimals, coalesce(i.factor, 1) as factor, (s.n1 / nullif(s.d1, 0) + s.n0 / nullif(s.d0, 0)) / 2 as mean, (s.d1 + s.d0) / 2 as size
    from sums s join asked a using (n) join reporting.dim_indicator i on i.code = a.indicator
  ),
  items as materialized (${items}),
  pivoted as materialized (
    select n, key, (array_agg(name order by side desc))[1] as name, (array_agg(source order by side desc))[1] as source, ${parts}
    from items i group by n, key
  ),
  known as (
    select p.* from pivoted p join whole w using (n)
    where p.n1 is not null and p.n0 is not null and (w.kind <> 'RATIO' or p.d1 is not null and p.d0 is not null)
  ),
  every as (
    select n, 'item' as part, key, name, source, n1, d1, n0, d0 from pivoted
    union all
    select w.n, 'rest', null, null, null, w.n1 - coalesce(sum(k.n1), 0), w.d1 - coalesce(sum(k.d1), 0), w.n0 - coalesce(sum(k.n0), 0), w.d0 - coalesce(sum(k.d0), 0)
    from whole w left join known k using (n) group by w.n, w.n1, w.d1, w.n0, w.d0
  ),
  measured as (
    select e.*, w.kind, w.decimals, w.factor, ${ratio('w.n1', 'w.d1')} as value_now, ${ratio('w.n0', 'w.d0')} as value_before,
      case when w.kind = 'RATIO' then (e.n1 - e.n0) / nullif(w.size, 0) * w.factor end as by_numerator,
      case when w.kind = 'RATIO' then (e.n1 - e.n0 - w.mean * (e.d1 - e.d0)) / nullif(w.size, 0) * w.factor else e.n1 - e.n0 end as exact
    from every e join whole w using (n)
  ),
  placed as (
    select *, row_number() over steps as place, sum(exact) over steps as running, count(*) filter (where part = 'item') over steps as nth
    from measured where part = 'item' or exact <> 0
    window steps as (partition by n order by coalesce(exact, 0) = 0, part, abs(exact) desc nulls last, exact * (value_now - value_before) desc, name, key rows unbounded preceding)
  ),
  printed as (
    select *, sum(greatest(exact, 0)) over (partition by n) as rising, round(running / nullif(value_now - value_before, 0) * 100, 2) as shared,
      round(${ratio('n1', 'd1')}, decimals) as value, round(${ratio('n0', 'd0')}, decimals) as previous
    from placed
  ),
  cut as (
    select *, case when part = 'item' and nth > ${first} then 'others' else part end as as_part,
      case when exact is not null then shared - lag(shared, 1, 0) over (partition by n order by place) end as share,
      case when part = 'item' and kind <> 'RATIO' then value - previous else round(exact, decimals) end as contribution
    from printed
  ),
  told as (
    select n, as_part as part, min(place) as place, count(*)::int as count, max(key) as key, max(name) as name, max(source) as source,
      case when count(*) = 1 then max(value) end as value, case when count(*) = 1 then max(previous) end as previous,
      case when count(*) = 1 then max(contribution) else round(sum(exact), max(decimals)) end as contribution, sum(share) as share,
      round(sum(by_numerator), max(decimals)) as numerator, max(round(rising, decimals)) as increase, max(round(value_now, decimals) - round(value_before, decimals)) as change,
      max(case
        when exact is null then 'UNKNOWN' when contribution = 0 then 'UNCHANGED'
        when n0 = 0 and coalesce(d0, 0) = 0 then 'NEW' when n1 = 0 and coalesce(d1, 0) = 0 then 'GONE'
        when exact > 0 then 'GROWN' else 'SHRUNK' end) as kind
    from cut group by n, as_part, case when as_part = 'others' then 0 else place end
  )
  select n, part, count, key, name, source, value::float8, previous::float8, contribution::float8, kind,
    case when change <> 0 then share end::float8 as share, numerator::float8, (contribution - numerator)::float8 as denominator,
    increase::float8, (change - increase)::float8 as decrease,
    (change - coalesce(sum(contribution) over w, 0))::float8 as rounding
  from told window w as (partition by n) order by n, place`;
}
