import { Migration } from '@mikro-orm/migrations';

const DATES = { applied_date: '申报时间', revoked_date: '撤销时间' } as const;

/** A base has a day for each of its events: applied for, recognised, revoked. */
export class BaseDates extends Migration {
  override up(): void {
    for (const [column, zh] of Object.entries(DATES)) {
      this.addSql(
        `alter table "base" add column "${column}" date null, add column "${column}_end" date null, add column "${column}_precision" text null`,
      );
      this.addSql(`comment on column "base"."${column}" is '${zh}'`);
      this.addSql(`comment on column "base"."${column}_end" is '${zh}（止）'`);
      this.addSql(`comment on column "base"."${column}_precision" is '${zh}（精度）'`);
    }
  }

  /** The views that show the columns go with them; they are made anew at the next start. */
  override down(): void {
    for (const column of Object.keys(DATES))
      this.addSql(
        `alter table "base" drop column "${column}" cascade, drop column "${column}_end" cascade, drop column "${column}_precision" cascade`,
      );
  }
}
