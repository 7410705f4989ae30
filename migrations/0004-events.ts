import { Migration } from '@mikro-orm/migrations';

const DATES = { applied_date: '申报时间', revoked_date: '撤销时间' } as const;

/** A base has a day for each of its events: applied for, recognised, revoked. A row of services tells how many it is. */
export class Events extends Migration {
  override up(): void {
    for (const [column, zh] of Object.entries(DATES)) {
      this.addSql(
        `alter table "base" add column "${column}" date null, add column "${column}_end" date null, add column "${column}_precision" text null`,
      );
      this.addSql(`comment on column "base"."${column}" is '${zh}'`);
      this.addSql(`comment on column "base"."${column}_end" is '${zh}（止）'`);
      this.addSql(`comment on column "base"."${column}_precision" is '${zh}（精度）'`);
    }
    this.addSql('alter table "commissioner_service" add column "times" numeric null default 1');
    this.addSql(`comment on column "commissioner_service"."times" is '服务次数（次）'`);
  }

  /** The views that show the columns go with them; they are made anew at the next start. */
  override down(): void {
    this.addSql('alter table "commissioner_service" drop column "times" cascade');
    for (const column of Object.keys(DATES))
      this.addSql(
        `alter table "base" drop column "${column}" cascade, drop column "${column}_end" cascade, drop column "${column}_precision" cascade`,
      );
  }
}
