import { Migration } from '@mikro-orm/migrations';

/** What BI tools follow from a division to its parent, and the date that they place a target by. */
export class ReportingKeys extends Migration {
  override up(): void {
    this.addSql(
      'alter table reporting.dim_division add constraint dim_division_parent_code_fkey foreign key (parent_code) references reporting.dim_division (code)',
    );
    // Filled by statement: a generated column would write the table anew, under another file number than its comments'.
    this.addSql('alter table reporting.target add first_day date');
    this.addSql('update reporting.target set first_day = make_date(year, 1, 1)');
    this.addSql('alter table reporting.target alter first_day set not null');
    this.addSql("comment on column reporting.target.first_day is '年度第一天'");
  }
}
