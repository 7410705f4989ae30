import { Migration } from '@mikro-orm/migrations';

/** What BI tools look for in the reporting tables: the key from a division to its parent, and a date on targets. */
export class ReportingKeys extends Migration {
  override up(): void {
    for (const statement of STATEMENTS.split(';\n')) this.addSql(statement);
  }
}

const STATEMENTS = `
alter table reporting.dim_division add constraint dim_division_parent_code_fkey foreign key (parent_code) references reporting.dim_division (code);
alter table reporting.target add first_day date generated always as (make_date(year, 1, 1)) stored not null;
comment on column reporting.target.first_day is '年度第一天'
`.trim();
