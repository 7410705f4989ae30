import { Migration } from '@mikro-orm/migrations';

const SHOWN = ['reporting.indicator_year', 'reporting.indicator_month'];

/** Figures with money that a division and one under it may both list. */
export class Overlaps extends Migration {
  override up(): void {
    for (const table of ['figures.part', ...SHOWN])
      this.addSql(`alter table ${table} add overlapping boolean not null default false`);
    for (const table of SHOWN)
      this.addSql(`comment on column ${table}.overlapping is '含上下级台账可能重复登记的资金'`);
  }

  /** The views that show the columns go with them; they are made anew at the next start. */
  override down(): void {
    for (const table of ['figures.part', ...SHOWN]) this.addSql(`alter table ${table} drop column overlapping cascade`);
  }
}
