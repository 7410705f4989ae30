import { Migration } from '@mikro-orm/migrations';

const LEDGER_TABLES = [
  'activity',
  'annual_target',
  'base',
  'commissioner_contract',
  'commissioner_service',
  'enterprise_year',
  'financing_demand',
  'funding',
  'issue',
  'observation',
  'planting',
  'pool_membership',
  'project',
  'qualification',
  'tech_contract',
] as const;

/** What the sheets that said a ledger row are limited to: each set of limits once, its number in the row. */
export class SheetLimits extends Migration {
  override up(): void {
    this.addSql(`create table figures.sheet_limits (
      id int generated always as identity primary key,
      limits jsonb not null unique
    )`);
    this.addSql(LIMITS_OF);
    this.addSql(MERGED_LIMITS);
    for (const table of LEDGER_TABLES) {
      this.addSql(`alter table "${table}" add column "limits" int null`);
      this.addSql(`comment on column "${table}"."limits" is '覆盖范围'`);
    }
  }

  /** The views that show the column go with it; they are made anew at the next start. */
  override down(): void {
    for (const table of LEDGER_TABLES) this.addSql(`alter table "${table}" drop column "limits" cascade`);
    this.addSql('drop function figures.merged_limits, figures.limits_of');
    this.addSql('drop table figures.sheet_limits cascade');
  }
}

/**
 * The number of a set of limits, which is new where there was none; null where nothing is limited. Whoever makes a number
 * locks out others who would make one until its transaction ends, so that no two wait for each other's.
 */
const LIMITS_OF = `
create function figures.limits_of(wanted jsonb) returns int language plpgsql as $$
declare
  found_id int;
begin
  if wanted is null or wanted = '{}' then
    return null;
  end if;
  select id into found_id from figures.sheet_limits where limits = wanted;
  if found_id is null then
    lock table figures.sheet_limits in share row exclusive mode;
    select id into found_id from figures.sheet_limits where limits = wanted;
  end if;
  if found_id is null then
    insert into figures.sheet_limits (limits) values (wanted) returning id into found_id;
  end if;
  return found_id;
end $$`;

/** The limits of a row that two sheets said: of the fields that both limit, the values of both. */
const MERGED_LIMITS = `
create function figures.merged_limits(a int, b int) returns int language plpgsql as $$
begin
  if a is null or b is null then
    return null;
  end if;
  if a = b then
    return a;
  end if;
  return figures.limits_of((
    select jsonb_object_agg(x.key, (
      select coalesce(jsonb_agg(value order by value collate "C"), '[]')
      from (select jsonb_array_elements_text(x.value) union select jsonb_array_elements_text(y.value)) both_of (value)
    ))
    from figures.sheet_limits l cross join lateral jsonb_each(l.limits) x
      join (figures.sheet_limits m cross join lateral jsonb_each(m.limits) y) on y.key = x.key
    where l.id = a and m.id = b
  ));
end $$`;
