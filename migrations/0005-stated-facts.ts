import { Migration } from '@mikro-orm/migrations';

/** What people state of all rows of a sheet, and what is shown of the decisions that are remembered. */
export class StatedFacts extends Migration {
  override up(): void {
    this.addSql(`alter table import_sheet add column facts jsonb not null default '[]'`);
    this.addSql('alter table import_run add column recalled jsonb null');
    this
      .addSql(`alter table import_mapping add column headings text[] not null default '{}', add column sheet text null,
      add column file_name text null, add column sha256 text null, add column decided_by text null, add column words text null`);
  }

  override down(): void {
    this.addSql('alter table import_sheet drop column facts');
    this.addSql('alter table import_run drop column recalled');
    this
      .addSql(`alter table import_mapping drop column headings, drop column sheet, drop column file_name, drop column sha256,
      drop column decided_by, drop column words`);
  }
}
