import { Migration } from '@mikro-orm/migrations';

const COLUMNS = [
  ['budget', '预算数（元）'],
  ['executed', '执行数（元）'],
] as const;

/** What of a budget was spent, beside what was handed down. */
export class BudgetExecution extends Migration {
  override up(): void {
    for (const [column, zh] of COLUMNS) {
      this.addSql(`alter table "funding" add column "${column}" numeric null`);
      this.addSql(`comment on column "funding"."${column}" is '${zh}'`);
    }
  }

  /** The views that show the columns go with them; they are made anew at the next start. */
  override down(): void {
    for (const [column] of COLUMNS) this.addSql(`alter table "funding" drop column "${column}" cascade`);
  }
}
