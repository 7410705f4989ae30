import { Migration } from '@mikro-orm/migrations';

/**
 * The keys of monthly figures are those of the yearly ones, which are written with them and are checked: to check them
 * twelve times more took most of the time of writing them. BI tools see them as before. PostgreSQL knows `not enforced`
 * from 18 on; older servers reject the words themselves, so they are executed as text.
 */
export class MonthKeys extends Migration {
  override up(): void {
    this.addSql(`
      do $$ begin
        if current_setting('server_version_num')::int >= 180000 then
          execute 'alter table reporting.indicator_month alter constraint indicator_month_division_fkey not enforced';
          execute 'alter table reporting.indicator_month alter constraint indicator_month_indicator_fkey not enforced';
          execute 'alter table reporting.indicator_month alter constraint indicator_month_year_fkey not enforced';
        end if;
      end $$`);
  }
}
