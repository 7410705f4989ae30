import { Migration } from '@mikro-orm/migrations';

const COLUMNS = [
  ['activity', 'days', 'numeric', '活动天数（天）'],
  ['activity', 'policies', 'text[]', '传达文件'],
  ['activity', 'channels', 'text[]', '宣传方式'],
  ['activity', 'volunteers', 'numeric', '志愿者人数（人次）'],
  ['activity', 'consultations', 'numeric', '咨询人次（人次）'],
  ['activity', 'shifts', 'numeric', '值守班次（班次）'],
  ['commissioner_service', 'households', 'numeric', '服务农户（户）'],
] as const;

/** What activities and services state besides: days, documents passed on, publicity, volunteers, consultations, shifts, households. */
export class ActivityFields extends Migration {
  override up(): void {
    for (const [table, column, type, zh] of COLUMNS) {
      this.addSql(`alter table "${table}" add column "${column}" ${type} null`);
      this.addSql(`comment on column "${table}"."${column}" is '${zh}'`);
    }
  }

  /** The views that show the columns go with them; they are made anew at the next start. */
  override down(): void {
    for (const [table, column] of COLUMNS) this.addSql(`alter table "${table}" drop column "${column}" cascade`);
  }
}
