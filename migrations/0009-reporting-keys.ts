import { Migration } from '@mikro-orm/migrations';

/** What BI tools follow from a division to its parent. */
export class ReportingKeys extends Migration {
  override up(): void {
    this.addSql(
      'alter table reporting.dim_division add constraint dim_division_parent_code_fkey foreign key (parent_code) references reporting.dim_division (code)',
    );
  }
}
