import { Migration } from '@mikro-orm/migrations';

const TABLES = ['reporting.indicator_year', 'reporting.indicator_month'];
const COMMENTS = {
  dimension: '维度：合计为空文字',
  member: '维度成员：合计为空文字',
  is_total: '是否合计：不分维度',
};

/** Says of a figure whether it is a total, in a column that means the same in every door and tool. */
export class IsTotal extends Migration {
  override up(): void {
    for (const table of TABLES) {
      // Written by what writes the figures: a generated column would rewrite the table, by whose file tools find its comment.
      this.addSql(`alter table ${table} add is_total boolean not null default false`);
      this.addSql(`update ${table} set is_total = true where dimension = ''`);
      for (const [name, comment] of Object.entries(COMMENTS))
        this.addSql(`comment on column ${table}.${name} is '${comment}'`);
    }
  }

  /** The views that show the column go with it; they are made anew at the next start. */
  override down(): void {
    for (const table of TABLES) this.addSql(`alter table ${table} drop column is_total cascade`);
  }
}
