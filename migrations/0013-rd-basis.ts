import { Migration } from '@mikro-orm/migrations';

const COLUMNS = [
  ['rd_expenditure', 'numeric', 'R&D经费（元）'],
  ['rd_basis', 'text', '研发投入口径'],
] as const;

/** R&D of enterprises by the statistics (R&D经费) beside that of their accounts (研发费用). */
export class RdBasis extends Migration {
  override up(): void {
    for (const [column, type, zh] of COLUMNS) {
      this.addSql(`alter table "enterprise_year" add column "${column}" ${type} null`);
      this.addSql(`comment on column "enterprise_year"."${column}" is '${zh}'`);
    }
  }

  /** The views that show the columns go with them; they are made anew at the next start. */
  override down(): void {
    for (const [column] of COLUMNS) this.addSql(`alter table "enterprise_year" drop column "${column}" cascade`);
  }
}
