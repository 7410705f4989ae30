import { Migration } from '@mikro-orm/migrations';

/** Whether a person named the division of an import: a workbook that contradicts it is held then. */
export class GivenDivisions extends Migration {
  override up(): void {
    this.addSql('alter table import_run add division_given boolean not null default false');
  }
}
