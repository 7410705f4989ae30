import { Migration } from '@mikro-orm/migrations';

/** Who is responsible for a target, by which the completion of targets is split; filled when the figures are made anew. */
export class TargetDepartments extends Migration {
  override up(): void {
    this.addSql('alter table reporting.target add department text');
    this.addSql("comment on column reporting.target.department is '责任单位'");
  }
}
